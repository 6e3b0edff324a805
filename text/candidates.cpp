#include "text/candidates.h"

#include <algorithm>

#include "text/characters.h"

namespace oimtm::text {

namespace {

constexpr char32_t kReplacement = 0xFFFD;  // what bytes are read as that are no UTF-8

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

std::size_t lead_byte(char32_t character) {
  if (character < 0x80) return character;
  if (character < 0x800) return 0xC0 | (character >> 6);
  return character < 0x10000 ? 0xE0 | (character >> 12) : 0xF0 | (character >> 18);
}

bool is_inside_character(std::string_view text, std::size_t at) {
  if ((byte_at(text, at) & 0xC0) != 0x80) return false;
  std::size_t begin = at;
  previous_character(text, begin);
  next_character(text, begin);
  return begin > at;
}

}  // namespace

Candidates::Candidates(const Alphabet& alphabet)
    : alphabet_(alphabet), before_(alphabet.size()), behind_(alphabet.size()) {}

void Candidates::add_rule(const std::vector<bool>& before, const std::vector<bool>& behind,
                          const std::vector<bool>& second) {
  for (std::size_t symbol = 0; symbol < before_.size(); ++symbol) {
    if (before[symbol]) before_[symbol] |= rule_;
    if (behind[symbol]) behind_[symbol] |= rule_;
  }
  alphabet_.for_each_range([&](char32_t begin, char32_t end, std::size_t symbol) {
    if (before[symbol]) add_last_bytes(begin, end);
    if (behind[symbol]) add_lead_bytes(begin, end, first_bytes_);
    if (second[symbol]) add_lead_bytes(begin, end, second_bytes_);
    // Other bytes than the first of a longer character.
    if (behind[symbol] && end > 0x80) add_odd_bytes(second_bytes_);
  });
  const std::size_t odd = alphabet_.symbol(kReplacement);
  if (before[odd]) add_odd_bytes(last_bytes_);
  if (behind[odd]) add_odd_bytes(first_bytes_);
  if (second[odd]) add_odd_bytes(second_bytes_);
  if (rule_ != Rules{1} << 63) rule_ <<= 1;
}

void Candidates::add_lead_bytes(char32_t begin, char32_t end, Bytes& bytes) {
  for (std::size_t byte = lead_byte(begin); byte <= lead_byte(end - 1); ++byte) bytes[byte] |= rule_;
}

void Candidates::add_last_bytes(char32_t begin, char32_t end) {
  for (char32_t c = begin; c < end && c < 0x80; ++c) last_bytes_[c] |= rule_;
  // Those of longer characters come round every 64.
  const char32_t first = std::max<char32_t>(begin, 0x80);
  for (char32_t c = first; c < end && c < first + 64; ++c) last_bytes_[0x80 | (c & 0x3F)] |= rule_;
}

void Candidates::add_odd_bytes(Bytes& bytes) {
  for (std::size_t byte = 0x80; byte < bytes.size(); ++byte) bytes[byte] |= rule_;
}

// The first place from byte `at` (at least 1) on that the bytes around it allow.
std::size_t Candidates::next(std::string_view text, std::size_t at) const {
  const auto two = [&](std::size_t place) {
    return last_bytes_[byte_at(text, place - 1)] & first_bytes_[byte_at(text, place)];
  };
  const auto three = [&](std::size_t place) { return two(place) & second_bytes_[byte_at(text, place + 1)]; };
  for (; at + 4 < text.size(); at += 4)
    if ((three(at) | three(at + 1) | three(at + 2) | three(at + 3)) != 0) break;
  for (; at + 1 < text.size(); ++at)
    if (three(at) != 0) return at;
  return at < text.size() && two(at) != 0 ? at : text.size();
}

bool Candidates::is_candidate(std::string_view text, Candidate& candidate) const {
  std::size_t before = candidate.at;
  std::size_t behind = candidate.at;
  if (byte_at(text, before - 1) < 0x80 && byte_at(text, behind) < 0x80) {  // the bytes told all
    candidate.symbol_before = alphabet_.symbol(byte_at(text, before - 1));
    return true;
  }
  if (is_inside_character(text, candidate.at)) return false;
  candidate.symbol_before = alphabet_.symbol(previous_character(text, before));
  return (before_[candidate.symbol_before] & behind_[alphabet_.symbol(next_character(text, behind))]) != 0;
}

}  // namespace oimtm::text

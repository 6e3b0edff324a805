#include "text/candidates.h"

#include <algorithm>

#include "text/characters.h"

namespace oimtm::text {

namespace {

constexpr char32_t kReplacement = 0xFFFD;  // what bytes are read as that are no UTF-8

std::size_t byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

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

void Candidates::add_rule(const std::vector<bool>& before, const std::vector<bool>& behind) {
  for (std::size_t symbol = 0; symbol < before_.size(); ++symbol) {
    if (before[symbol]) before_[symbol] |= rule_;
    if (behind[symbol]) behind_[symbol] |= rule_;
  }
  alphabet_.for_each_range([&](char32_t begin, char32_t end, std::size_t symbol) {
    add_bytes(begin, end, before[symbol], behind[symbol]);
  });
  const std::size_t odd = alphabet_.symbol(kReplacement);
  for (std::size_t byte = 0x80; byte <= 0xFF; ++byte) {
    if (before[odd]) last_bytes_[byte] |= rule_;
    if (behind[odd]) first_bytes_[byte] |= rule_;
  }
  if (rule_ != Rules{1} << 63) rule_ <<= 1;
}

void Candidates::add_bytes(char32_t begin, char32_t end, bool is_before, bool is_behind) {
  if (is_behind)
    for (std::size_t byte = lead_byte(begin); byte <= lead_byte(end - 1); ++byte) first_bytes_[byte] |= rule_;
  if (!is_before) return;
  for (char32_t c = begin; c < end && c < 0x80; ++c) last_bytes_[c] |= rule_;
  // The last bytes of longer characters come round every 64.
  const char32_t first = std::max<char32_t>(begin, 0x80);
  for (char32_t c = first; c < end && c < first + 64; ++c) last_bytes_[0x80 | (c & 0x3F)] |= rule_;
}

// The first place from byte `at` (at least 1) on that the bytes around it allow.
std::size_t Candidates::next(std::string_view text, std::size_t at) const {
  const auto rules = [&](std::size_t place) {
    return last_bytes_[byte_at(text, place - 1)] & first_bytes_[byte_at(text, place)];
  };
  constexpr std::size_t kAtOnce = 4;
  while (at + kAtOnce <= text.size() && (rules(at) | rules(at + 1) | rules(at + 2) | rules(at + 3)) == 0) at += kAtOnce;
  while (at < text.size() && rules(at) == 0) ++at;
  return at;
}

bool Candidates::is_candidate(std::string_view text, Candidate& candidate) const {
  std::size_t before = candidate.at;
  std::size_t behind = candidate.at;
  if (is_inside_character(text, candidate.at)) return false;
  candidate.symbol_before = alphabet_.symbol(previous_character(text, before));
  return (before_[candidate.symbol_before] & behind_[alphabet_.symbol(next_character(text, behind))]) != 0;
}

}  // namespace oimtm::text

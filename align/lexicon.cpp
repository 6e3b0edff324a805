#include "align/lexicon.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <tuple>

#include "align/words.h"

namespace oimtm::align {

namespace {

constexpr std::string_view kMagic = "oimtm-lexicon-1\n";
constexpr std::size_t kEntryBytes = 20;
constexpr float kDictionarySightings = 4;  // what an entry of a dictionary is worth

void append(std::string& bytes, std::uint64_t number, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xff);
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < count; ++i)
    number |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return number;
}

}  // namespace

Lexicon::Lexicon(std::vector<Entry> entries) : entries_(std::move(entries)) {
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::tuple(a.source, a.target, -a.weight) < std::tuple(b.source, b.target, -b.weight);
  });
  const auto is_same = [](const Entry& a, const Entry& b) { return a.source == b.source && a.target == b.target; };
  entries_.erase(std::unique(entries_.begin(), entries_.end(), is_same), entries_.end());
}

void Lexicon::merge(const Lexicon& other) {
  std::vector<Entry> all = std::move(entries_);
  all.insert(all.end(), other.entries_.begin(), other.entries_.end());
  *this = Lexicon(std::move(all));
}

Lexicon Lexicon::turned() const {
  std::vector<Entry> entries = entries_;
  for (Entry& entry : entries) std::swap(entry.source, entry.target);
  return Lexicon(std::move(entries));
}

std::string Lexicon::to_bytes() const {
  std::string bytes(kMagic);
  bytes.reserve(bytes.size() + entries_.size() * kEntryBytes);
  for (const Entry& entry : entries_) {
    append(bytes, entry.source, 8);
    append(bytes, entry.target, 8);
    append(bytes, std::bit_cast<std::uint32_t>(entry.weight), 4);
  }
  return bytes;
}

Lexicon Lexicon::parse(std::string_view bytes) {
  if (!bytes.starts_with(kMagic) || (bytes.size() - kMagic.size()) % kEntryBytes != 0) return {};
  std::vector<Entry> entries;
  for (std::size_t at = kMagic.size(); at < bytes.size(); at += kEntryBytes) {
    const auto weight = std::bit_cast<float>(static_cast<std::uint32_t>(number_at(bytes, at + 16, 4)));
    if (!std::isfinite(weight) || weight <= 0) return {};
    entries.push_back({number_at(bytes, at, 8), number_at(bytes, at + 8, 8), weight});
  }
  return Lexicon(std::move(entries));
}

std::vector<Lexicon::Entry> dictionary_entries(std::string_view source, const text::LanguageTag& source_language,
                                               std::string_view target, const text::LanguageTag& target_language) {
  const std::vector<ReadWord> from = read_words(source, source_language);
  const std::vector<ReadWord> to = read_words(target, target_language);
  std::vector<Lexicon::Entry> entries;
  for (const ReadWord& a : from)
    for (const ReadWord& b : to)
      entries.push_back({a.key, b.key, kDictionarySightings / static_cast<float>(std::max(from.size(), to.size()))});
  return entries;
}

}  // namespace oimtm::align

#include "formats/line_counts.h"

#include <algorithm>
#include <string>

#include "formats/input.h"
#include "formats/text_source.h"
#include "text/characters.h"
#include "text/hash.h"

namespace oimtm::formats {

namespace {

constexpr std::size_t kMostLines = 250'000;
constexpr std::size_t kFirstSize = 1024;

std::uint64_t hash_of(std::string_view line) {
  std::string masked = text::fold_case(line);
  std::replace_if(
      masked.begin(), masked.end(), [](char c) { return c >= '0' && c <= '9'; }, '0');
  return text::hash64(masked);
}

}  // namespace

void hash_lines(TextSource& source, const std::function<void(std::span<const std::uint64_t>)>& sink) {
  std::vector<std::uint64_t> hashes;
  for (bool is_last = false; !is_last;) {
    const std::span<const Line> lines = source.lines();
    is_last = source.is_last();
    hashes.clear();
    for (const Line& line : lines)
      if (!line.is_blank()) hashes.push_back(hash_of(line.text));
    sink(hashes);
    source.drop(lines.size());
  }
}

void LineCounts::add(std::string_view original) {
  begin_document();
  ByteSource bytes(original, "");
  TextSource source(bytes);
  hash_lines(source, [this](std::span<const std::uint64_t> hashes) { add_lines(hashes); });
}

void LineCounts::add_lines(std::span<const std::uint64_t> hashes) {
  if (entries_.empty()) entries_.resize(kFirstSize);
  for (const std::uint64_t hash : hashes) {
    Entry* entry = &entries_[place_of(hash)];
    if (entry->count == 0) {
      if (used_ == kMostLines) forget_rare_lines();
      if (used_ * 2 >= entries_.size()) resize(entries_.size() * 2);
      entry = &entries_[place_of(hash)];
      *entry = {hash, 0, 0};
      ++used_;
    }
    if (entry->last == documents_) continue;
    ++entry->count;
    entry->last = static_cast<std::uint32_t>(documents_);
  }
}

std::size_t LineCounts::count(std::string_view line) const {
  return entries_.empty() ? 0 : entries_[place_of(hash_of(line))].count;
}

// Where it stands, or the free place where it would.
std::size_t LineCounts::place_of(std::uint64_t hash) const {
  const std::size_t mask = entries_.size() - 1;
  std::size_t place = hash & mask;
  while (entries_[place].count != 0 && entries_[place].hash != hash) place = (place + 1) & mask;
  return place;
}

void LineCounts::resize(std::size_t size) {
  std::vector<Entry> old(size);
  old.swap(entries_);
  for (const Entry& entry : old)
    if (entry.count != 0) entries_[place_of(entry.hash)] = entry;
}

// Takes the median from every count: half of the lines go.
void LineCounts::forget_rare_lines() {
  std::vector<std::uint32_t> counts;
  counts.reserve(used_);
  for (const Entry& entry : entries_)
    if (entry.count != 0) counts.push_back(entry.count);
  const auto middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
  std::nth_element(counts.begin(), middle, counts.end());
  std::vector<Entry> old(entries_.size());
  old.swap(entries_);
  used_ = 0;
  for (Entry& entry : old) {
    if (entry.count <= *middle) continue;
    entry.count -= *middle;
    entries_[place_of(entry.hash)] = entry;
    ++used_;
  }
}

}  // namespace oimtm::formats

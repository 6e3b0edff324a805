#include "tm/fuzzy_index/run.h"

#include <algorithm>
#include <cstring>

#include "tm/fuzzy_index/run_search.h"
#include "tm/fuzzy_index/words.h"

namespace oimtm::tm {

namespace {

std::size_t checksums_size(const RunHeader& header) { return header.pages * sizeof(std::uint64_t); }

// Where the data begins: behind the header's page and the checksums, on a page.
std::size_t data_offset(const RunHeader& header) {
  return kRunPage + (checksums_size(header) + kRunPage - 1) / kRunPage * kRunPage;
}

std::uint64_t header_checksum(const RunHeader& header, std::span<const std::byte> checksums) {
  RunHeader bare = header;
  bare.checksum = 0;
  return page_checksum(checksums, page_checksum({reinterpret_cast<const std::byte*>(&bare), sizeof bare}, 0));
}

bool is_within(const RunHeader::Extent& extent, std::size_t size) {
  return extent.offset % alignof(std::uint64_t) == 0 && extent.offset <= size && extent.bytes <= size - extent.offset;
}

// Whether the sections are as long as they must be for one another.
bool is_consistent(const RunHeader& header, std::size_t data) {
  const auto count = [&](Section which, std::size_t element) {
    return header.sections[static_cast<std::size_t>(which)].bytes / element;
  };
  return std::all_of(header.sections.begin(), header.sections.end(),
                     [&](const auto& extent) { return is_within(extent, data); }) &&
         count(Section::lengths, sizeof(LengthGroup)) > 0 && count(Section::segments, 4) == header.units &&
         count(Section::outlines, 8) == header.units && count(Section::far, 8) == header.units &&
         count(Section::near, 4) == count(Section::postings, 4) &&
         count(Section::starts, 4) == header.units + std::size_t{1} &&
         count(Section::hashes, 8) == count(Section::words, 4) &&
         count(Section::lists, 4) == count(Section::words, 4) * kBands.size() + 1;
}

// The header of a run, if the bytes are one.
std::optional<RunHeader> read_header(std::span<const std::byte> bytes) {
  RunHeader header;
  if (bytes.size() < kRunPage) return std::nullopt;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != kRunMagic || header.version != kRunVersion) return std::nullopt;
  if (header.pages > bytes.size() / kRunPage || data_offset(header) + header.pages * kRunPage != bytes.size())
    return std::nullopt;
  if (header.checksum != header_checksum(header, bytes.subspan(kRunPage, checksums_size(header)))) return std::nullopt;
  if (header.tokenizer != text::tokens_version()) return std::nullopt;
  return is_consistent(header, header.pages * kRunPage) ? std::optional(header) : std::nullopt;
}

std::span<const std::uint64_t> checksums_of(std::span<const std::byte> bytes, const RunHeader& header) {
  return {reinterpret_cast<const std::uint64_t*>(bytes.data() + kRunPage), header.pages};
}

}  // namespace

void seal_run(std::vector<std::byte>& bytes, RunHeader header) {
  const std::span<std::byte> all(bytes);
  header.magic = kRunMagic;
  header.version = kRunVersion;
  header.tokenizer = text::tokens_version();
  const std::size_t data = data_offset(header);
  for (std::size_t page = 0; page < header.pages; ++page) {
    const std::uint64_t checksum = page_checksum(all.subspan(data + page * kRunPage, kRunPage), page);
    std::memcpy(&bytes[kRunPage + page * sizeof checksum], &checksum, sizeof checksum);
  }
  header.checksum = header_checksum(header, all.subspan(kRunPage, checksums_size(header)));
  std::memcpy(bytes.data(), &header, sizeof header);
}

std::size_t run_data_offset(const RunHeader& header) { return data_offset(header); }

std::optional<Run> Run::open(const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) return std::nullopt;
  const std::span<const std::byte> bytes = file->bytes();
  const auto header = read_header(bytes);
  if (!header) return std::nullopt;
  Run run(bytes, *header, false);
  run.file_ = std::move(file);
  return run;
}

Run Run::adopt(std::vector<std::byte> bytes) {
  const auto header = read_header(bytes);
  if (!header) throw DamagedRun();
  Run run(bytes, *header, true);
  run.owned_ = std::move(bytes);
  return run;
}

Run::Run(std::span<const std::byte> bytes, const RunHeader& header, bool trusted)
    : bytes_(bytes),
      header_(header),
      pages_(bytes.subspan(data_offset(header)),
             trusted ? std::span<const std::uint64_t>() : checksums_of(bytes, header)),
      lengths_(section<LengthGroup>(Section::lengths)),
      segments_(section<std::uint32_t>(Section::segments)),
      outlines_(section<CharacterOutline>(Section::outlines)),
      far_(section<std::uint64_t>(Section::far)),
      starts_(section<std::uint32_t>(Section::starts)),
      tokens_(section<std::uint8_t>(Section::tokens)),
      hashes_(section<std::uint64_t>(Section::hashes)),
      words_(section<std::uint32_t>(Section::words)),
      lists_(section<std::uint32_t>(Section::lists)),
      postings_(section<std::uint32_t>(Section::postings)),
      near_(section<std::uint32_t>(Section::near)),
      seen_((header.units + 63) / 64) {
  pages_.check(lengths_.data(), lengths_.size_bytes());
}

std::optional<std::uint32_t> Run::word(std::uint64_t hash) const {
  if (hashes_.empty()) return std::nullopt;
  // Hashes are spread evenly: look near where it should be, in steps that double.
  std::size_t low = static_cast<std::size_t>((hash >> 32) * hashes_.size() >> 32);
  std::size_t high = low;
  for (std::size_t step = 1; low > 0 && at(hashes_, low) > hash; step *= 2) low -= std::min(step, low);
  for (std::size_t step = 1; high < hashes_.size() && at(hashes_, high) < hash; step *= 2)
    high = std::min(high + step, hashes_.size());
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (at(hashes_, middle) < hash)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == hashes_.size() || at(hashes_, low) != hash) return std::nullopt;
  return at(words_, low);
}

std::pair<std::uint32_t, std::uint32_t> Run::postings(std::uint32_t word, std::size_t band) const {
  const std::uint32_t begin = at(lists_, word * kBands.size() + band);
  const std::uint32_t end = at(lists_, word * kBands.size() + band + 1);
  if (begin > end || end > postings_.size()) throw DamagedRun();
  return {begin, end};
}

std::span<const std::uint8_t> Run::tokens(std::uint32_t unit) const {
  const std::uint32_t begin = at(starts_, unit);
  const std::uint32_t end = at(starts_, unit + std::size_t{1});
  if (begin > end || end > tokens_.size()) throw DamagedRun();
  const auto bytes = tokens_.subspan(begin, end - begin);
  pages_.check(bytes.data(), bytes.size());
  return bytes;
}

void Run::check_units(std::span<const std::uint64_t> signatures, std::span<const std::uint32_t> units) const {
  if (units.back() >= signatures.size()) throw DamagedRun();
  const std::size_t size = units.back() - units.front() + std::size_t{1};
  if (units.size() >= size * sizeof(std::uint64_t) / kRunPage) {  // as many as pages: all at once
    pages_.check(&signatures[units.front()], size * sizeof(std::uint64_t));
    return;
  }
  for (const std::uint32_t unit : units) pages_.check(&signatures[unit], sizeof(std::uint64_t));
}

int Run::find(const FuzzyQuery& query, int least, const CandidateSink& sink) const {
  return RunSearch(*this, query, least, sink).all();
}

void Run::for_each(const std::function<void(const IndexedSegment&)>& visit) const {
  std::vector<std::uint64_t> by_word(words_.size());
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const std::uint32_t word = at(words_, i);
    if (word >= by_word.size()) throw DamagedRun();
    by_word[word] = at(hashes_, i);
  }
  std::vector<std::uint64_t> folded;
  for (std::uint32_t unit = 0; unit < header_.units; ++unit) {
    folded.clear();
    for_each_word(tokens(unit), [&](std::uint32_t word) {
      if (word >= by_word.size()) throw DamagedRun();
      folded.push_back(by_word[word]);
      return true;
    });
    visit({segment(unit), at(outlines_, unit), folded});
  }
}

}  // namespace oimtm::tm

// A run: an immutable fuzzy index of the segments of one language with numbers in some
// range, as flat arrays that are used as they lie in a file. Private to tm/.
//
//   offset        what
//   0             RunHeader
//   kRunPage      checksums, u64 each: one for every page of kRunPage bytes behind them
//   data          sections, each aligned to 8 bytes, in the order of Section
//
// Numbers are little-endian; the rest of the last page is zero. A page's checksum is XXH3
// with the page's number as seed, the header's covers the header and the checksums.
//
// Units of a run are its segments, sorted by the number of their tokens, then by id; they
// are numbered from 0. Words of a run are its different folded tokens, numbered from the
// most frequent, 0, to the rarest; equally frequent ones by their hash. The order is frozen
// when the run is written.
//
//   section       elements
//   lengths       LengthGroup: units of the same number of tokens, ascending; the last one
//                 is a sentinel that tells where they end
//   segments      u32 a unit: segment id - after - 1
//   outlines      u64 a unit: CharacterOutline of its text
//   far           u64 a unit: half of its signature (signature.h)
//   starts        u32 a unit, and one more: where its tokens begin in `tokens`
//   tokens        bytes: the words of each unit in the order of its text, LEB128
//   hashes        u64 a word, ascending: the folded token
//   words         u32 a word: its number, in the order of `hashes`
//   lists         u32 for each band of each word, and one more: where its postings begin
//   postings      u32: for each word the units, ascending, that have it among their rarest
//                 tokens, as many as a likeness of kLeastLikeness percent asks for; first
//                 those that a likeness of kBands[0] asks for, then kBands[1] ...
//   near          u32 a posting: the other half of the unit's signature
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace oimtm::tm {

constexpr std::uint32_t kRunVersion = 3;
constexpr int kLeastLikeness = 50;  // below it an index misses segments
inline constexpr std::array kBands = {85, 70, kLeastLikeness};
constexpr std::size_t kRunPage = 16384;

enum class Section { lengths, segments, outlines, far, starts, tokens, hashes, words, lists, postings, near };
constexpr std::size_t kSections = 11;

struct LengthGroup {
  std::uint32_t length = 0;
  std::uint32_t first = 0;  // unit
};

// What a run covers: the segments of `language` with numbers above `after`, up to `last`,
// of the memory `uuid` as it was at `revision`.
struct RunRange {
  std::array<char, 40> uuid{};
  std::array<char, 16> language{};  // base
  std::int64_t after = 0;
  std::int64_t last = 0;
  std::int64_t revision = 0;
  std::uint64_t chain = 0;  // the hash of all changes up to that revision

  friend bool operator==(const RunRange&, const RunRange&) = default;
};

struct RunHeader {
  std::array<char, 8> magic{};
  std::uint32_t version = 0;
  std::uint32_t units = 0;
  std::uint64_t tokenizer = 0;  // text::tokens_version()
  RunRange range;
  std::uint64_t pages = 0;
  struct Extent {
    std::uint64_t offset = 0;  // from the beginning of the data
    std::uint64_t bytes = 0;
  };
  std::array<Extent, kSections> sections{};
  std::uint64_t checksum = 0;  // of the header before it, then of the checksums
};

constexpr std::array<char, 8> kRunMagic = {'o', 'i', 'm', 't', 'm', 'f', 'z', '\n'};

}  // namespace oimtm::tm

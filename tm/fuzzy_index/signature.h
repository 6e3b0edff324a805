// Which words a segment has, in a few bits. Private to tm/.
#pragma once

#include <bit>
#include <cstdint>

namespace oimtm::tm {

// The 64 most frequent words of a run have a bit each, all others share 64. A bit that only
// one of two segments has is a word that only it has; the bits of one are never the bits of
// two words' sharing, so that those of both kinds can be added.
struct Signature {
  std::uint64_t rare = 0;
  std::uint64_t frequent = 0;

  void add(std::uint32_t word) {
    if (word < 64)
      frequent |= std::uint64_t{1} << word;
    else
      rare |= std::uint64_t{1} << (word * 0x9E37'79B1U >> 26);
  }
};

}  // namespace oimtm::tm

// Which words a segment has, in a few bits. Private to tm/.
#pragma once

#include <bit>
#include <cstdint>

namespace oimtm::tm {

// Two sets of bits. The most frequent words of a run have a bit of their own, the others
// share those that are left, in each set in another way: a bit that only one of two segments
// has is a word that only it has, and two sets rule out what one lets pass by chance.
struct Signature {
  std::uint32_t near = 0;  // stands beside each posting
  std::uint64_t far = 0;   // stands once a unit; words with bits of their own are in `near` only

  static constexpr std::uint32_t kOwn = 14;  // words with bits of their own
  static constexpr std::uint32_t kOwnBits = (std::uint32_t{1} << kOwn) - 1;

  void add(std::uint32_t word) {
    if (word < kOwn) {
      near |= std::uint32_t{1} << word;
      return;
    }
    const std::uint64_t spread = word * 0x9E37'79B9'7F4A'7C15U;
    near |= std::uint32_t{1} << (kOwn + ((spread >> 32) * (32 - kOwn) >> 32));
    far |= std::uint64_t{1} << (spread >> 26 & 63);
  }
};

}  // namespace oimtm::tm

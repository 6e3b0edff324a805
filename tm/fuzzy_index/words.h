// How a run keeps the words of a segment: LEB128, seven bits a byte, the lowest first, the
// highest bit set in all bytes but the last. Frequent words have small numbers: most take
// one or two bytes. Private to tm/.
#pragma once

#include <cstdint>
#include <span>

namespace oimtm::tm {

template <class Append>
void put_word(std::uint32_t word, const Append& append) {
  for (; word >= 0x80; word >>= 7) append(static_cast<std::uint8_t>(word | 0x80));
  append(static_cast<std::uint8_t>(word));
}

// Stops when `visit` says false, and says so.
template <class Visit>
bool for_each_word(std::span<const std::uint8_t> bytes, const Visit& visit) {
  std::uint32_t word = 0;
  unsigned shift = 0;
  for (const std::uint8_t byte : bytes) {
    word |= static_cast<std::uint32_t>(byte & 0x7F) << (shift & 31);
    shift += 7;
    if ((byte & 0x80) != 0) continue;
    if (!visit(word)) return false;
    word = 0;
    shift = 0;
  }
  return true;
}

}  // namespace oimtm::tm

// Which of many patterns or rules: a bit each. Private to text/.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace oimtm::text {

using PatternBits = std::vector<std::uint64_t>;

inline PatternBits no_patterns(std::size_t count) { return PatternBits((count + 63) / 64); }

inline bool has(const PatternBits& bits, std::size_t pattern) {
  return ((bits[pattern / 64] >> (pattern % 64)) & 1) != 0;
}

inline void set(PatternBits& bits, std::size_t pattern) { bits[pattern / 64] |= std::uint64_t{1} << (pattern % 64); }

inline bool is_empty(const PatternBits& bits) {
  return std::all_of(bits.begin(), bits.end(), [](std::uint64_t word) { return word == 0; });
}

}  // namespace oimtm::text

// Levenshtein distance of token lists by bits: 64 tokens of one list at a time.
// Private to tm/.
//
// G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
// programming", 1999; for whole texts and several words: H. Hyyrö, "A bit-vector algorithm
// for computing Levenshtein and Damerau edit distances", 2003.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace oimtm::tm {

// The distance of one list to many others. Tokens are small numbers: each distinct token of
// the first list has one, from 1; 0 is any token that is not in it.
class EditDistance {
 public:
  explicit EditDistance(std::span<const std::uint32_t> tokens);

  // The least number of tokens to insert, delete or replace; any number above `limit` if
  // it is more than that.
  std::size_t to(std::span<const std::uint32_t> other, std::size_t limit) const;

  std::size_t size() const { return size_; }

 private:
  std::size_t short_to(std::span<const std::uint32_t> other, std::size_t limit) const;
  std::size_t long_to(std::span<const std::uint32_t> other, std::size_t limit) const;

  std::size_t size_;
  std::size_t words_;                 // that hold a bit for each token
  std::vector<std::uint64_t> masks_;  // where each distinct token stands: `words_` for each
};

}  // namespace oimtm::tm

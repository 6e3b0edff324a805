#include "tm/fuzzy_index/edit_distance.h"

#include <algorithm>

namespace oimtm::tm {

namespace {

constexpr std::size_t kBits = 64;

// Differences between neighbouring cells of one column, for 64 rows: a bit in `plus` where
// the cell below is one more, in `minus` where it is one less.
struct Column {
  std::uint64_t plus = ~std::uint64_t{0};
  std::uint64_t minus = 0;
};

// Moves 64 rows one column on. `in` is the difference that enters from the row above, the
// result the one in the row of bit `last`: -1, 0 or 1.
int advance(Column& column, std::uint64_t equal, int in, std::uint64_t last) {
  const std::uint64_t vertical = equal | column.minus;
  if (in < 0) equal |= 1;
  const std::uint64_t horizontal = (((equal & column.plus) + column.plus) ^ column.plus) | equal;
  std::uint64_t plus = column.minus | ~(horizontal | column.plus);
  std::uint64_t minus = column.plus & horizontal;
  const int out = (plus & last) != 0 ? 1 : (minus & last) != 0 ? -1 : 0;
  plus = plus << 1 | (in > 0 ? 1 : 0);
  minus = minus << 1 | (in < 0 ? 1 : 0);
  column.plus = minus | ~(vertical | plus);
  column.minus = plus & vertical;
  return out;
}

}  // namespace

EditDistance::EditDistance(std::span<const std::uint32_t> tokens)
    : size_(tokens.size()), words_((tokens.size() + kBits - 1) / kBits) {
  const std::uint32_t distinct = tokens.empty() ? 0 : *std::max_element(tokens.begin(), tokens.end());
  masks_.resize((distinct + 1) * words_);
  for (std::size_t i = 0; i < tokens.size(); ++i)
    masks_[tokens[i] * words_ + i / kBits] |= std::uint64_t{1} << (i % kBits);
}

std::size_t EditDistance::to(std::span<const std::uint32_t> other, std::size_t limit) const {
  if (size_ == 0) return other.size();
  return words_ == 1 ? short_to(other, limit) : long_to(other, limit);
}

std::size_t EditDistance::short_to(std::span<const std::uint32_t> other, std::size_t limit) const {
  Column column;
  const std::uint64_t last = std::uint64_t{1} << (size_ - 1);
  std::size_t distance = size_;
  std::size_t rest = other.size();
  for (const std::uint32_t token : other) {
    distance += static_cast<std::size_t>(advance(column, masks_[token], 1, last));
    // Each column that follows can lower it by one.
    if (distance > limit + --rest) return distance;
  }
  return distance;
}

std::size_t EditDistance::long_to(std::span<const std::uint32_t> other, std::size_t limit) const {
  std::vector<Column> columns(words_);
  const std::uint64_t last = std::uint64_t{1} << ((size_ - 1) % kBits);
  constexpr std::uint64_t kHighest = std::uint64_t{1} << (kBits - 1);
  std::size_t distance = size_;
  std::size_t rest = other.size();
  for (const std::uint32_t token : other) {
    int carry = 1;
    for (std::size_t word = 0; word < words_; ++word)
      carry = advance(columns[word], masks_[token * words_ + word], carry, word + 1 == words_ ? last : kHighest);
    distance += static_cast<std::size_t>(carry);
    if (distance > limit + --rest) return limit + 1;
  }
  return distance;
}

}  // namespace oimtm::tm

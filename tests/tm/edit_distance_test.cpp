// The distance by bits against the table that everybody knows.
#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <utility>
#include <vector>

#include "tests/support/generate.h"
#include "tm/fuzzy_index/edit_distance.h"

namespace oimtm {

namespace {

using Numbers = std::vector<std::uint32_t>;

std::size_t by_table(const Numbers& a, const Numbers& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({replace, row[j] + 1, row[j - 1] + 1}));
    }
  }
  return row.back();
}

// Numbers from `first` to `first` + 4.
Numbers some_numbers(test::Dice& dice, std::size_t size, std::uint32_t first) {
  Numbers numbers;
  for (std::size_t i = 0; i < size; ++i) numbers.push_back(first + static_cast<std::uint32_t>(dice.below(5)));
  return numbers;
}

}  // namespace

TEST_CASE("the distance by bits is that of the table, and above the limit at least that") {
  test::Dice dice(11);
  for (int round = 0; round < 3000; ++round) {
    const std::size_t most = dice.chance(4) ? 300 : 12;
    const Numbers a = some_numbers(dice, dice.below(most), 1);
    Numbers b = dice.chance(2) ? a : some_numbers(dice, dice.below(most), 0);
    for (std::size_t i = dice.below(4); i > 0 && !b.empty(); --i) b[dice.below(b.size())] = 0;
    if (dice.chance(3)) b.insert(b.begin(), 2);
    for (std::uint32_t& number : b)
      if (std::find(a.begin(), a.end(), number) == a.end()) number = 0;
    const std::size_t truth = by_table(a, b);
    const std::size_t limit = dice.below(most);
    const std::size_t found = tm::EditDistance(a).to(b, limit);
    CAPTURE(round, a.size(), b.size(), limit, truth);
    if (truth <= limit)
      CHECK(found == truth);
    else
      CHECK(found > limit);
  }
}

TEST_CASE("lists of 64 tokens, and of one more or less") {
  for (const std::size_t size : {63U, 64U, 65U, 127U, 128U, 129U}) {
    Numbers a(size);
    std::iota(a.begin(), a.end(), 1);
    Numbers b = a;
    std::swap(b.front(), b.back());
    CAPTURE(size);
    CHECK(tm::EditDistance(a).to(a, 0) == 0);
    CHECK(tm::EditDistance(a).to(b, 5) == 2);
    CHECK(tm::EditDistance(a).to({}, size) == size);
  }
}

}  // namespace oimtm

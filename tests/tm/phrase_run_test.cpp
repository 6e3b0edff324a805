// The run of words that renders a phrase, against trying every run.
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "tests/support/generate.h"
#include "tm/phrases/best_run.h"

namespace oimtm {

namespace {

tm::RunOfWords slow_best_run(const std::vector<double>& sums, const tm::ExpectedRun& expected) {
  const std::size_t words = sums.size() - 1;
  const auto longest = static_cast<std::size_t>(2.5 * expected.length) + 2;
  tm::RunOfWords run;
  double best = -1e300;
  for (std::size_t first = 0; first < words; ++first)
    for (std::size_t last = first + 1; last <= std::min(words, first + longest); ++last) {
      const double middle = static_cast<double>(first + last) / 2 / static_cast<double>(words);
      const double score = sums[last] - sums[first] -
                           0.8 * std::abs(std::log(static_cast<double>(last - first) / expected.length)) -
                           1.5 * std::abs(middle - expected.place);
      if (score <= best) continue;
      best = score;
      run = {first, last};
    }
  return run;
}

}  // namespace

TEST_CASE("the best run of words is that of trying them all") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    test::Dice dice(seed);
    std::vector<double> sums = {0};
    const std::size_t words = 1 + dice.below(seed % 10 == 0 ? 400 : 60);
    const bool is_flat = dice.chance(4);  // nothing but length and place tells
    for (std::size_t i = 0; i < words; ++i)
      sums.push_back(sums.back() + (is_flat ? 0 : (static_cast<double>(dice.below(20)) - 11) / 10));
    const tm::ExpectedRun expected{1 + static_cast<double>(dice.below(words + 5)) * 0.7,
                                   static_cast<double>(dice.below(11)) / 10};
    const tm::RunOfWords fast = tm::best_run(sums, expected);
    const tm::RunOfWords slow = slow_best_run(sums, expected);
    INFO("seed " << seed);
    CHECK(fast.first == slow.first);
    CHECK(fast.last == slow.last);
  }
}

TEST_CASE("a run of a very long segment is found quickly") {
  constexpr std::size_t kWords = 40'000;
  std::vector<double> sums = {0};
  for (std::size_t i = 0; i < kWords; ++i) sums.push_back(sums.back() + (i < 5000 || i >= 30'000 ? -0.1 : 0.5));
  const tm::RunOfWords run = tm::best_run(sums, {30'000, 0.5});
  CHECK(run.first == 5000);
  CHECK(run.last == 30'000);
}

}  // namespace oimtm

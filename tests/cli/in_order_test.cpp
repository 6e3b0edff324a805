// Work on several items at once.
#include "cli/in_order.h"

#include <pthread.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/generate.h"

namespace {

using namespace oimtm;
using Work = cli::InOrder<int>;
using Results = std::vector<std::pair<std::size_t, int>>;

// Item n gives n % 13 results, some after a while.
void work_on(std::size_t item, const Work::Emit& emit) {
  test::Dice dice(static_cast<std::uint32_t>(item));
  for (int result = 0; result < static_cast<int>(item % 13); ++result) {
    if (dice.chance(10)) std::this_thread::sleep_for(std::chrono::microseconds(dice.below(300)));
    emit(result * 2);
  }
}

}  // namespace

TEST_CASE("results come out in order at any number of threads, each in its item's turn", "[in-order][law]") {
  Results expected;
  for (std::size_t item = 0; item < 200; ++item)
    for (int result = 0; result < static_cast<int>(item % 13); ++result) expected.emplace_back(item, result * 2);
  const std::size_t threads = GENERATE(1u, 2u, 3u, 16u, 300u);
  Results taken;
  Work::run(
      200, threads, [](std::size_t, std::size_t item, const Work::Emit& emit) { work_on(item, emit); },
      [&](std::size_t item, int&& result) { taken.emplace_back(item, result); });
  CHECK(taken == expected);
  Work::run(
      0, threads, [](std::size_t, std::size_t, const Work::Emit&) { FAIL(); }, [](std::size_t, int&&) { FAIL(); });
}

TEST_CASE("no worker works on two items at once", "[in-order]") {
  std::vector<std::atomic<int>> busy(4);
  std::atomic<bool> was_shared = false;
  Work::run(
      100, 4,
      [&](std::size_t worker, std::size_t item, const Work::Emit& emit) {
        if (++busy.at(worker) > 1) was_shared = true;
        work_on(item, emit);
        --busy.at(worker);
      },
      [](std::size_t, int&&) {});
  CHECK_FALSE(was_shared);
}

TEST_CASE("an error comes after all that came before it, and ends the work", "[in-order]") {
  const std::size_t threads = GENERATE(1u, 5u);
  Results taken;
  std::atomic<std::size_t> begun = 0;
  const auto work = [&](std::size_t, std::size_t item, const Work::Emit& emit) {
    ++begun;
    emit(1);
    if (item >= 20) throw std::runtime_error(std::to_string(item));
    emit(2);
  };
  CHECK_THROWS_WITH(
      Work::run(10'000, threads, work, [&](std::size_t item, int&& result) { taken.emplace_back(item, result); }),
      "20");
  CHECK(taken.size() == 41);
  CHECK(begun < 1000);
}

TEST_CASE("an error of the one who takes ends the work too", "[in-order]") {
  const std::size_t threads = GENERATE(1u, 5u);
  const auto work = [](std::size_t, std::size_t, const Work::Emit& emit) {
    for (int result = 0; result < 100; ++result) emit(result + 0);
  };
  CHECK_THROWS_WITH(Work::run(1000, threads, work,
                              [](std::size_t item, int&&) {
                                if (item == 3) throw std::runtime_error("full");
                              }),
                    "full");
}

TEST_CASE("the work is done where the system gives no more threads", "[in-order]") {
  pthread_attr_t usual;
  REQUIRE(pthread_getattr_default_np(&usual) == 0);
  pthread_attr_t huge;
  REQUIRE(pthread_attr_init(&huge) == 0);
  REQUIRE(pthread_attr_setstacksize(&huge, std::size_t{1} << 46) == 0);  // for which there is no room
  REQUIRE(pthread_setattr_default_np(&huge) == 0);
  Results taken;
  const auto work = [](std::size_t worker, std::size_t item, const Work::Emit& emit) {
    CHECK(worker == 0);
    emit(static_cast<int>(item) + 1);
  };
  CHECK_NOTHROW(Work::run(3, 4, work, [&](std::size_t item, int&& result) { taken.emplace_back(item, result); }));
  pthread_setattr_default_np(&usual);
  pthread_attr_destroy(&huge);
  CHECK(taken == Results{{0, 1}, {1, 2}, {2, 3}});
}

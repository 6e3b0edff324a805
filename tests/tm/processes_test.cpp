// Several processes with one memory, and processes that die.
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <thread>

#include "tests/support/processes.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "tm/store/schema.h"
#include "tm/store/store.h"

namespace oimtm {

namespace {
using std::chrono::milliseconds;

using Units = std::vector<text::TranslationUnit>;

constexpr std::size_t kUnitsAChange = 20;

Units change(std::size_t number) {
  Units units;
  for (std::size_t i = 0; i < kUnitsAChange; ++i)
    units.push_back(test::unit({{"en", "change " + std::to_string(number) + " unit " + std::to_string(i)}}));
  return units;
}

// All units of the changes 0 to `count` - 1.
Units changes(std::size_t count) {
  Units units;
  for (std::size_t i = 0; i < count; ++i)
    for (text::TranslationUnit& unit : change(i)) units.push_back(std::move(unit));
  return units;
}

void pause(std::size_t microseconds) { std::this_thread::sleep_for(std::chrono::microseconds(microseconds)); }

}  // namespace

TEST_CASE("a second writer waits for the first, and nothing is lost") {
  test::TemporaryFolder folder;
  test::writable(folder).add(change(0), {});
  test::Pipe begun;
  test::Process first([&] {
    test::writable(folder).add(
        [&](const tm::Memory::UnitSink& take) {
          for (const text::TranslationUnit& unit : change(1)) take(unit);
          begun.put();
          std::this_thread::sleep_for(milliseconds(150));
        },
        {});
    return 0;
  });
  begun.take();
  tm::Memory memory = test::writable(folder);
  CHECK(test::units_of(memory) == changes(1));  // readers do not wait, and see what was committed
  memory.add(change(2), {});
  CHECK(first.wait() == 0);
  CHECK(test::units_of(memory) == changes(3));
}

TEST_CASE("a writer that waited too long fails with one clear line") {
  test::TemporaryFolder folder;
  test::writable(folder).add(change(0), {});
  const std::string path = test::memory_path(folder);
  // Connections as the store's, but that do not wait.
  const tm::Connection first(path, path, SQLITE_OPEN_READWRITE);
  const tm::Connection second(path, path, SQLITE_OPEN_READWRITE);
  const tm::Transaction writing(first);
  CHECK(test::error_of([&] { const tm::Transaction waiting(second); }) ==
        "StoreError: " + path + ": another program is writing to the memory; nothing was changed\n" +
            "try again when it has finished");
}

TEST_CASE("many writers at once lose nothing") {
  const bool is_new = GENERATE(false, true);
  CAPTURE(is_new);
  constexpr std::size_t kWriters = 4;
  constexpr std::size_t kRounds = 3;
  for (std::size_t round = 0; round < kRounds; ++round) {
    test::TemporaryFolder folder;
    if (!is_new) test::writable(folder).add(change(1000), {});
    test::Pipe start;
    std::vector<std::unique_ptr<test::Process>> writers;
    for (std::size_t w = 0; w < kWriters; ++w) {
      writers.push_back(std::make_unique<test::Process>([&, w] {
        start.take();
        for (std::size_t i = 0; i < 3; ++i) test::writable(folder).add(change(10 * w + i), {});
        return 0;
      }));
    }
    start.put(std::string(kWriters, '!'));
    for (auto& writer : writers) CHECK(writer->wait() == 0);
    const std::size_t changes_made = 3 * kWriters + (is_new ? 0 : 1);
    CHECK(test::readable(folder).size() == changes_made * kUnitsAChange);
    CHECK(tm::Store(test::memory_path(folder), tm::Store::Mode::read).revision() ==
          static_cast<std::int64_t>(changes_made));
  }
}

TEST_CASE("a new memory that gets no unit is not taken away from somebody who uses it") {
  test::TemporaryFolder folder;
  auto first = std::make_unique<tm::Memory>(test::writable(folder));
  tm::Memory second = test::writable(folder);
  first.reset();
  second.add(change(0), {});
  CHECK(test::units_of(test::readable(folder)) == changes(1));
}

TEST_CASE("a process that is killed in a change leaves just the changes before it") {
  test::Dice dice(7);
  for (int round = 0; round < 15; ++round) {
    test::TemporaryFolder folder;
    test::writable(folder).add(change(0), {});
    test::Pipe committed;
    test::Process writer([&] {
      tm::Memory memory = test::writable(folder);
      for (std::size_t i = 1;; ++i) {
        memory.add(change(i), {});
        committed.put();
      }
      return 0;
    });
    pause(dice.below(40'000));
    writer.kill();
    const std::size_t told = 1 + committed.drain().size();
    CAPTURE(round, told);
    tm::Memory memory = test::writable(folder);
    const std::size_t kept = memory.size() / kUnitsAChange;
    CHECK((kept == told || kept == told + 1));  // it may have died before it could tell
    CHECK(test::units_of(memory) == changes(kept));
    CHECK(memory.add(change(kept), {}).added == kUnitsAChange);
  }
}

TEST_CASE("a process that is killed while it makes a memory does not leave half a memory") {
  test::Dice dice(8);
  for (int round = 0; round < 25; ++round) {
    test::TemporaryFolder folder;
    test::Pipe begun;
    test::Process writer([&] {
      begun.put();
      tm::Memory memory = test::writable(folder);
      memory.add(change(0), {});
      return 0;
    });
    begun.take();
    pause(dice.below(8'000));
    writer.kill();
    CAPTURE(round);
    tm::Memory memory = test::writable(folder);
    memory.add(change(0), {});
    CHECK(test::units_of(memory) == changes(1));
  }
}

}  // namespace oimtm

// Several processes with one memory, and processes that die.
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

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

TEST_CASE("an import that is killed anywhere leaves a sound memory, and loses nothing that was there") {
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  test::writable(folder).add(change(0), {"import", "before", false});
  Units more;
  test::Dice dice(9);
  for (int i = 0; i < 500; ++i)
    more.push_back(
        test::unit({{"en", std::to_string(i) + " " + test::random_text(dice, 6)}, {"fr", std::to_string(i)}}));
  std::size_t whole = 0;
  for (int round = 0; round < 200; ++round) {
    const std::size_t before = test::readable(folder).size();
    test::Pipe begun;
    test::Process writer([&] {
      tm::Memory memory = test::writable(folder);
      begun.put();
      memory.add(more, {"import", "more", false});
      return 0;
    });
    begun.take();
    pause(dice.below(25'000));
    writer.kill();
    CAPTURE(round);
    tm::Memory memory = test::writable(folder);
    CHECK((memory.size() == before || memory.size() == before + more.size()));
    if (memory.size() == kUnitsAChange + more.size()) {
      ++whole;
      memory.undo(std::nullopt, {"undo", "", false});  // the next import has something to do
    }
    CHECK(test::units_of(memory) == changes(1));
    CHECK(memory.verify([](const Diagnostic&) {}).faults == 0);
  }
  CHECK(whole < 200);
}

TEST_CASE("an import that is killed anywhere, on closing too, leaves an index that catches up") {
  // Enough for index files before and after.
  const auto units = [](int first, int count) {
    Units made;
    for (int i = first; i < first + count; ++i)
      made.push_back(test::unit({{"en", "unit " + std::to_string(i) + " of many"}, {"fr", std::to_string(i)}}));
    return made;
  };
  test::TemporaryFolder before;
  test::writable(before).add(units(0, 1100), {});
  test::Dice dice(10);
  int whole = 0;
  const int rounds = test::rounds(15, 200);
  for (int round = 0; round < rounds; ++round) {
    test::TemporaryFolder folder;
    std::filesystem::copy(before.path(), folder.path(), std::filesystem::copy_options::recursive);
    test::Pipe begun;
    test::Pipe acknowledged;
    test::Process writer([&] {
      begun.put();
      tm::Memory memory = test::writable(folder);
      memory.add(units(1100, 1200), {});
      acknowledged.put();
      return 0;
    });
    begun.take();
    pause(dice.below(120'000));
    writer.kill();
    const bool is_acknowledged = !acknowledged.drain().empty();
    CAPTURE(round, is_acknowledged);
    const tm::Memory memory = test::readable(folder);
    CHECK(memory.verify([](const Diagnostic&) {}).faults == 0);
    const bool is_whole = memory.size() == 2300;
    CHECK((is_whole || (memory.size() == 1100 && !is_acknowledged)));
    for (const int number : {7, 1107, 2299}) {
      const std::string text = "unit " + std::to_string(number) + " of many";
      const auto found = memory.lookup({{text, {}, {}}, text::LanguageTag("en"), {}, {}}, {.limit = 1});
      REQUIRE(!found.empty());
      CHECK((found[0].source_variant().segment.text == text) == (number < 1100 || is_whole));
    }
    CHECK(memory.verify([](const Diagnostic&) {}).faults == 0);
    whole += is_whole ? 1 : 0;
  }
  CHECK(whole < rounds);
}

TEST_CASE("threads and processes read one memory while another fills it") {
  test::TemporaryFolder folder;
  test::writable(folder).add(change(0), {});
  constexpr std::size_t kChanges = 40;
  // Each reader sees whole changes, one after the other; what it saw once it sees again.
  const auto read = [&] {
    const tm::Memory memory = test::readable(folder);
    std::size_t last = 0;
    while (last < kChanges + 1) {
      const std::size_t units = memory.size();
      if (units % kUnitsAChange != 0 || units / kUnitsAChange < last) return false;
      last = units / kUnitsAChange;
      const std::string number = std::to_string(last - 1);
      if (memory.lookup({{"change " + number + " unit 3", {}, {}}, {}, {}, {}}, {.min_score = 100}).empty())
        return false;
      if (memory.concordance({.pattern = "change " + number + " unit 3"}).empty()) return false;
    }
    return true;
  };
  std::vector<std::unique_ptr<test::Process>> processes;
  processes.reserve(3);
  for (int i = 0; i < 3; ++i) processes.push_back(std::make_unique<test::Process>([&] { return read() ? 0 : 1; }));
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  threads.reserve(8);
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { failed += read() ? 0 : 1; });
  tm::Memory writer = test::writable(folder);
  for (std::size_t i = 1; i <= kChanges; ++i) writer.add(change(i), {});
  for (std::thread& thread : threads) thread.join();
  CHECK(failed == 0);
  for (auto& process : processes) CHECK(process->wait() == 0);
}

}  // namespace oimtm

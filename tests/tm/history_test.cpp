// Changes of a memory, as its store counts them.
#include <catch2/catch.hpp>

#include "align/units.h"
#include "tests/support/files.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "tm/memory.h"
#include "tm/store/sqlite.h"
#include "tm/store/store.h"

namespace oimtm {

namespace {

using Units = std::vector<text::TranslationUnit>;

std::int64_t revision(const test::TemporaryFolder& folder) {
  return tm::Store(test::memory_path(folder), tm::Store::Mode::read).revision();
}

std::vector<std::string> languages(const tm::Memory& memory) {
  std::vector<std::string> tags;
  for (const text::LanguageTag& language : memory.languages()) tags.push_back(language.str());
  return tags;
}

std::vector<std::string> told(const tm::Memory& memory) {
  std::vector<std::string> lines;
  for (const tm::PastChange& change : memory.history())
    lines.push_back(std::to_string(change.revision) + " " + change.command + " +" + std::to_string(change.added) +
                    " -" + std::to_string(change.removed) +
                    (change.undoes ? " undoes " + std::to_string(*change.undoes) : std::string()) +
                    (change.is_undone ? " undone" : ""));
  return lines;
}

std::uint64_t content(const tm::Memory& memory) {
  const tm::Verification found = memory.verify([](const Diagnostic& fault) { FAIL(fault.message.pattern); });
  CHECK(found.faults == 0);
  return found.content;
}

// Sets the time of a revision, and of all before it.
void set_time(const test::TemporaryFolder& folder, std::int64_t last, const std::string& time) {
  tm::Connection(test::memory_path(folder), test::memory_path(folder), SQLITE_OPEN_READWRITE)
      .run("UPDATE batch SET time = '" + time + "' WHERE revision <= " + std::to_string(last));
}

// Changes a random part of a memory in a random way.
void change_somehow(tm::Memory& memory, test::Dice& dice, int number) {
  const auto text = [&] { return "word" + std::to_string(dice.below(12)); };
  switch (dice.below(4)) {
    case 0: memory.add(Units{test::unit({{"en", text()}, {"fr", text()}})}, {"import", "", false}); return;
    case 1: {
      const auto document = test::document("d" + std::to_string(dice.below(2)), "en", {text(), text(), text()});
      memory.store({&document, 1}, align::make_units(document), {"segment", "", false});
      return;
    }
    case 2: {
      const std::string victim = text();
      memory.revise(
          [&](const tm::StoredUnit& stored) -> std::optional<Units> {
            if (stored.unit.variants.front().segment.text != victim) return std::nullopt;
            return Units{};
          },
          {"delete", "", false});
      return;
    }
    default:
      memory.revise(
          [&](const tm::StoredUnit& stored) -> std::optional<Units> {
            if (dice.chance(2)) return std::nullopt;
            text::TranslationUnit changed = stored.unit;
            changed.variants.back().segment.text += std::to_string(number);
            return Units{changed};
          },
          {"edit", "", false});
  }
}

}  // namespace

TEST_CASE("the history tells of every change") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(Units{test::unit({{"en", "a"}}), test::unit({{"en", "b"}})}, {"import", "x.tmx", false});
  memory.revise([](const tm::StoredUnit& stored) { return stored.id == 1 ? std::optional(Units{}) : std::nullopt; },
                {"delete", "--where unit=1", false});
  memory.undo(std::nullopt, {"undo", "", false});
  CHECK(told(memory) == std::vector<std::string>{"1 import +2 -0", "2 delete +0 -1 undone", "3 undo +1 -0 undoes 2"});
  CHECK(memory.history()[1].detail == "--where unit=1");
  CHECK(memory.history()[0].time.size() == 20);
}

TEST_CASE("a unit is revised to others, to none, or stays") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(Units{test::unit({{"en", "stays"}}), test::unit({{"en", "goes"}}), test::unit({{"en", "splits"}}),
                   test::unit({{"en", "joins"}})},
             {});
  const auto revise = [](const tm::StoredUnit& stored) -> std::optional<Units> {
    const std::string& text = stored.unit.variants.front().segment.text;
    if (text == "goes") return Units{};
    if (text == "splits") return Units{test::unit({{"en", "one"}}), test::unit({{"en", "two"}})};
    if (text == "joins") return Units{test::unit({{"en", "stays"}})};
    return std::nullopt;
  };
  const auto before = test::units_of(memory);
  CHECK(memory.revise(revise, {"edit", "", true}) == tm::Receipt{2, 1, 3});
  CHECK(test::units_of(memory) == before);
  CHECK(memory.revise(revise, {"edit", "", false}) == tm::Receipt{2, 1, 3});
  CHECK(test::texts_of(memory) == std::vector<std::string>{"stays", "one", "two"});
}

TEST_CASE("any sequence of changes is taken back, one by one, to what it was before each") {
  test::Dice dice(11);
  for (int round = 0; round < 20; ++round) {
    test::TemporaryFolder folder;
    tm::Memory memory = test::writable(folder);
    memory.add(Units{test::unit({{"en", "word0"}, {"fr", "x"}}), test::unit({{"en", "first"}})}, {"import", "", false});
    std::vector<std::uint64_t> contents;
    for (int i = 0; i < 12; ++i) {
      const std::size_t changes = memory.history().size();
      const std::uint64_t before = content(memory);
      change_somehow(memory, dice, i);
      if (memory.history().size() > changes) contents.push_back(before);
    }
    for (; !contents.empty(); contents.pop_back()) {
      CAPTURE(round, contents.size(), told(memory));
      CHECK(memory.undo(std::nullopt, {"undo", "", false}).left == 0);
      CHECK(content(memory) == contents.back());
    }
  }
}

TEST_CASE("an undo is taken back by its number, and then the change counts again") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(Units{test::unit({{"en", "a"}})}, {"import", "", false});
  memory.add(Units{test::unit({{"en", "b"}})}, {"import", "", false});
  CHECK(memory.undo(std::nullopt, {"undo", "", false}).revision == 2);
  CHECK(test::texts_of(memory) == std::vector<std::string>{"a"});
  CHECK(memory.undo(3, {"undo", "", false}).revision == 3);
  CHECK(test::texts_of(memory) == std::vector<std::string>{"a", "b"});
  CHECK(memory.undo(std::nullopt, {"undo", "", false}).revision == 2);
  CHECK(memory.undo(std::nullopt, {"undo", "", false}).revision == 1);
  CHECK(memory.size() == 0);
  CHECK_THAT(test::error_of([&] { memory.undo(std::nullopt, {}); }),
             Catch::Contains("there is no change to take back"));
  CHECK_THAT(test::error_of([&] { memory.undo(99, {}); }), Catch::Contains("there is no change 99"));
}

TEST_CASE("an older change is taken back alone, and what was changed since stays") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(Units{test::unit({{"en", "a"}}), test::unit({{"en", "b"}})}, {"import", "", false});
  memory.add(Units{test::unit({{"en", "c"}})}, {"import", "", false});
  memory.revise(
      [](const tm::StoredUnit& stored) {
        return stored.id == 2 ? std::optional(Units{test::unit({{"en", "b, edited"}})}) : std::nullopt;
      },
      {"edit", "", false});
  const tm::Undo rehearsed = memory.undo(1, {"undo", "", true});
  CHECK(memory.size() == 3);
  const tm::Undo undo = memory.undo(1, {"undo", "", false});
  CHECK(undo.receipt == tm::Receipt{0, 0, 1});
  CHECK(rehearsed.receipt == undo.receipt);
  CHECK(undo.left == 1);
  CHECK(test::texts_of(memory) == std::vector<std::string>{"c", "b, edited"});
  CHECK(memory.undo(1, {"undo", "", false}).receipt == tm::Receipt{});
  CHECK(memory.history().size() == 4);  // nothing was left to take back, and nothing is recorded
}

TEST_CASE("a memory is read as it was") {
  test::TemporaryFolder folder;
  {
    tm::Memory memory = test::writable(folder);
    const auto document = test::document("d", "fr", {"Un.", "Deux."});
    memory.store({&document, 1}, align::make_units(document), {});
    set_time(folder, 1, "2020-01-01T10:00:00Z");
    memory.add(Units{test::unit({{"en", "new"}})}, {});
    memory.store({&document, 1}, Units{}, {});
  }
  struct Row {
    const char* why;
    const char* moment;
    std::vector<std::string> texts;
    std::size_t documents;
    std::vector<std::string> languages;
    std::size_t found;
  };
  const auto row = GENERATE(values<Row>({
      {"before all", "2019-12-31", {}, 0, {}, 0},
      {"the second before", "2020-01-01T09:59:59Z", {}, 0, {}, 0},
      {"that second", "2020-01-01T10:00:00Z", {"Un.", "Deux."}, 1, {"fr"}, 1},
      {"the end of that day", "2020-01-01", {"Un.", "Deux."}, 1, {"fr"}, 1},
      {"years after all", "2999-12-31", {"new"}, 0, {"en"}, 0},
  }));
  CAPTURE(row.why);
  const tm::Memory memory = tm::Memory::open_as_of(test::memory_path(folder), row.moment);
  CHECK(test::texts_of(memory) == row.texts);
  CHECK(memory.size() == row.texts.size());
  CHECK(memory.documents().size() == row.documents);
  CHECK(languages(memory) == row.languages);
  CHECK(memory.lookup({{"Deux.", {}, {}}, {}, {}, {}}).size() == row.found);
  CHECK(memory.concordance({.pattern = "deux"}).size() == row.found);
}

TEST_CASE("a moment that is none is refused") {
  test::TemporaryFolder folder;
  test::writable(folder).add(Units{test::unit({{"en", "a"}})}, {});
  for (const char* moment :
       {"", "yesterday", "2020", "2020-13-01", "2020-02-31", "2020-01-01 10:00", "2020-01-01T10:00",
        "2020-01-01T25:00:00Z", "20-01-01T10:00:00Z", "2020-01-01T10:00:00ZZ"}) {
    CAPTURE(moment);
    CHECK_THAT(test::error_of([&] { tm::Memory::open_as_of(test::memory_path(folder), moment); }),
               Catch::Contains("is no date"));
  }
}

TEST_CASE("time does not run backwards in the history, whatever the clock does") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(Units{test::unit({{"en", "a"}})}, {});
  set_time(folder, 1, "2999-01-01T00:00:00Z");
  memory.add(Units{test::unit({{"en", "b"}})}, {});
  CHECK(memory.history()[1].time == "2999-01-01T00:00:00Z");
}

TEST_CASE("each change is one revision, whatever its size; what changes nothing is none") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  CHECK(revision(folder) == 0);
  memory.add(Units{test::unit({{"en", "a"}}), test::unit({{"en", "b"}})}, {});
  CHECK(revision(folder) == 1);
  memory.add(Units{test::unit({{"en", "a"}})}, {});  // merged
  memory.add(Units{}, {});
  memory.add(Units{test::unit({{"en", "c"}})}, {"", "", true});
  CHECK(revision(folder) == 1);
  const auto document = test::document("d", "fr", {"Un.", "Deux."});
  memory.store({&document, 1}, align::make_units(document), {});
  CHECK(revision(folder) == 2);
  memory.store({&document, 1}, Units{}, {});  // units that die are a change too
  CHECK(revision(folder) == 3);
}

TEST_CASE("a unit's number is never given again") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  const auto document = test::document("d", "fr", {"Un.", "Deux."});
  const auto number = [&] {
    tm::UnitId last = 0;
    memory.for_each([&](const tm::StoredUnit& stored) { last = stored.id; });
    return last;
  };
  memory.store({&document, 1}, align::make_units(document), {});
  const tm::UnitId before = number();
  memory.store({&document, 1}, Units{}, {});
  CHECK(memory.size() == 0);
  memory.store({&document, 1}, align::make_units(document), {});
  CHECK(memory.size() == 2);
  CHECK(number() > before);
}

TEST_CASE("a memory's languages are those of its units") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  CHECK(languages(memory).empty());
  const auto document = test::document("d", "de", {"Eins."});
  memory.store({&document, 1}, Units{}, {});
  CHECK(languages(memory).empty());
  memory.add(Units{test::unit({{"fr-CH", "a"}, {"en", "b"}}), test::unit({{"fr", "c"}})}, {});
  memory.store({&document, 1}, align::make_units(document), {});
  CHECK(languages(memory) == std::vector<std::string>{"de", "en", "fr", "fr-CH"});
  memory.store({&document, 1}, Units{}, {});
  CHECK(languages(memory) == std::vector<std::string>{"en", "fr", "fr-CH"});
}

TEST_CASE("a unit in a language that is not known is a unit") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  text::TranslationUnit unit = test::unit({{"en", "one"}});
  unit.variants[0].language = {};
  unit.variants[0].origin = {"d", "", text::BlockKind::body, 0};
  memory.add(Units{unit}, {});
  CHECK(test::units_of(memory) == Units{unit});
  CHECK(memory.languages() == std::vector{text::LanguageTag()});
  CHECK(memory.documents().size() == 1);
  CHECK(memory.lookup({{"one", {}, {}}, {}, {}, {}}).size() == 1);
}

}  // namespace oimtm

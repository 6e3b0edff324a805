// How a memory keeps units that have the same source and languages.
#include <catch2/catch.hpp>

#include "tests/support/files.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "tm/memory.h"

namespace oimtm {

namespace {

using Units = std::vector<text::TranslationUnit>;

text::TranslationUnit unit(const std::string& target, const std::string& date = "",
                           const std::optional<std::string>& previous = std::nullopt) {
  text::TranslationUnit result = test::unit({{"en", "Save"}, {"fr", target}});
  result.date = date;
  result.variants[0].context.previous = previous;
  return result;
}

std::vector<std::string> targets(const tm::Memory& memory) {
  std::vector<std::string> texts;
  for (const text::TranslationUnit& stored : test::units_of(memory))
    texts.push_back(stored.variants.back().segment.text);
  return texts;
}

struct Row {
  const char* why;
  tm::Duplicates policy;
  Units units;
  std::vector<std::string> kept;
};

using enum tm::Duplicates;

const std::vector<Row> kRows = {
    {"all", all, {unit("a"), unit("b")}, {"a", "b"}},
    {"without dates the last", newest, {unit("a"), unit("b"), unit("c")}, {"c"}},
    {"with dates the latest, whenever it comes", newest, {unit("a", "2020-01-01"), unit("b", "2019-01-01")}, {"a"}},
    {"also if it comes last", newest, {unit("a", "2019-01-01"), unit("b", "2020-01-01")}, {"b"}},
    {"of the same date the last", newest, {unit("a", "2019-01-01"), unit("b", "2019-01-01")}, {"b"}},
    {"a date against none: the last", newest, {unit("a", "2019-01-01"), unit("b")}, {"b"}},
    {"another language is no duplicate",
     newest,
     {unit("a"), test::unit({{"en", "Save"}, {"de", "b"}}), test::unit({{"en", "Save"}, {"fr-CH", "c"}})},
     {"a", "b", "c"}},
    {"another source is none", newest, {unit("a"), test::unit({{"en", "save"}, {"fr", "b"}})}, {"a", "b"}},
    {"a unit that waits is none", newest, {test::unit({{"en", "Save"}}), unit("a")}, {"Save", "a"}},
    {"whatever its context", newest, {unit("a", "", "x"), unit("b", "", "y")}, {"b"}},
    {"one for each context", one_a_context, {unit("a", "", "x"), unit("b", "", "y"), unit("c", "", "x")}, {"b", "c"}},
    {"the edge, and what is not known, are contexts",
     one_a_context,
     {unit("a", "", ""), unit("b"), unit("c"), unit("d", "", "")},
     {"c", "d"}},
};

}  // namespace

TEST_CASE("duplicates are kept as the memory says") {
  for (const Row& row : kRows) {
    CAPTURE(row.why);
    test::TemporaryFolder folder;
    tm::Memory memory = test::writable(folder);
    memory.set_duplicates(row.policy, {"edit", "", false});
    CHECK(memory.duplicates() == row.policy);
    memory.add(row.units, {"import", "", false});
    CHECK(targets(memory) == row.kept);
    CHECK(memory.undo(2, {"undo", "", false}).left == 0);
    CHECK(memory.size() == 0);
    memory.undo(3, {"undo", "", false});
    CHECK(targets(memory) == row.kept);
    // The same again adds nothing, together or one by one.
    CHECK(memory.add(row.units, {}) == tm::Receipt{0, row.units.size(), 0});
    for (const text::TranslationUnit& again : row.units) CHECK(memory.add(Units{again}, {}) == tm::Receipt{0, 1, 0});
    CHECK(test::readable(folder).verify([](const Diagnostic&) {}).faults == 0);
  }
}

TEST_CASE("a policy that is set later does the same with what is there") {
  for (const Row& row : kRows) {
    CAPTURE(row.why);
    test::TemporaryFolder folder;
    tm::Memory memory = test::writable(folder);
    memory.add(row.units, {});
    const std::uint64_t before = memory.verify([](const Diagnostic&) {}).content;
    const std::size_t rest = row.units.size() - row.kept.size();
    CHECK(memory.set_duplicates(row.policy, {"edit", "", true}).removed == rest);
    CHECK(memory.duplicates() == tm::Duplicates::all);
    CHECK(memory.set_duplicates(row.policy, {"edit", "", false}).removed == rest);
    CHECK(targets(memory) == row.kept);
    memory.undo(std::nullopt, {"undo", "", false});
    CHECK(memory.verify([](const Diagnostic&) {}).content == before);
  }
}

TEST_CASE("what a revision makes alike is duplicates to the policy set with it, in one change") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  Units units = {unit("a"), unit("b"), unit("c")};
  const std::string source = units[0].variants[0].segment.text;
  units[0].variants[0].segment.text = "one";
  units[1].variants[0].segment.text = "two";
  memory.add(units, {});
  const std::uint64_t before = memory.verify([](const Diagnostic&) {}).content;
  const auto revise = [&](const tm::StoredUnit& stored) -> std::optional<Units> {
    Units instead = {stored.unit};
    if (instead[0].variants[0].segment.text == source) return std::nullopt;
    instead[0].variants[0].segment.text = source;
    return instead;
  };
  for (const bool is_rehearsal : {true, false})
    CHECK(memory.revise(revise, {"edit", "", is_rehearsal}, newest) == tm::Receipt{2, 0, 4});
  CHECK(memory.size() == 1);
  CHECK(memory.verify([](const Diagnostic&) {}).faults == 0);
  memory.undo(std::nullopt, {"undo", "", false});
  CHECK(memory.verify([](const Diagnostic&) {}).content == before);
}

TEST_CASE("the policy is the memory's, not the program's") {
  test::TemporaryFolder folder;
  {
    tm::Memory memory = test::writable(folder);
    memory.set_duplicates(newest, {"edit", "", false});
  }
  tm::Memory again = test::writable(folder);
  CHECK(again.duplicates() == newest);
  CHECK(again.add(Units{unit("a"), unit("b")}, {}) == tm::Receipt{2, 0, 1});
}

}  // namespace oimtm

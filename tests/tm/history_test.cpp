// Changes of a memory, as its store counts them.
#include <catch2/catch.hpp>

#include "align/units.h"
#include "tests/support/files.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "tm/memory.h"
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

}  // namespace

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

// What is put into a memory comes out of it again, and how adding counts.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <stdexcept>

#include "tests/support/files.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "tm/memory.h"

namespace oimtm {

namespace {

using Units = std::vector<text::TranslationUnit>;

// A unit with everything in it that a unit can have.
text::TranslationUnit full_unit() {
  using Kind = text::InlineCode::Kind;
  text::TranslationUnit unit;
  text::Variant french{text::LanguageTag("fr-CH"), {}, {}, {}, {}};
  french.segment = {"Le 🌍 𝔐onde",
                    {{Kind::opens, 3, "1", "<b class=\"a,b\">"}, {Kind::closes, 7, "1", "</b>"}},
                    {{12, 40}, {41, 77}}};
  french.origin = {"pages/a b.fr.txt", "p3", text::BlockKind::quote, 7};
  french.context = {"Avant.", ""};
  french.attributes = {{"note", "une"}, {"note", "deux"}, {"prop:x", ""}};
  text::Variant english{text::LanguageTag("en"), {"The 🌍 world", {}, {}}, {}, {}, {}};
  english.origin = {"pages/a.en.txt", "", text::BlockKind::contact, 0};
  english.context = {std::nullopt, "After."};
  text::Variant japanese{text::LanguageTag("ja"), {"世界", {{Kind::stands_alone, 6, "", "<br/>"}}, {}}, {}, {}, {}};
  unit.variants = {french, english, japanese};
  unit.confidence = 0.1234;
  unit.date = "2014-01-21T10:00:00Z";
  unit.attributes = {{"tmx:creationid", "é, 5:x"}};
  return unit;
}

template <class Value>
std::optional<Value> perhaps(test::Dice& dice, Value value) {
  return dice.chance(3) ? std::nullopt : std::optional(std::move(value));
}

text::Variant random_variant(test::Dice& dice, std::string_view language) {
  text::Variant variant{text::LanguageTag(language), test::random_segment(dice, dice.below(8)), {}, {}, {}};
  for (std::size_t i = dice.below(3); i > 0; --i)
    variant.segment.ranges.push_back({dice.below(50), 50 + dice.below(50)});
  if (dice.chance(2))
    variant.origin = {dice.chance(2) ? "one" : "", "b" + std::to_string(dice.below(3)),
                      static_cast<text::BlockKind>(dice.below(7)), dice.below(1000)};
  variant.context = {perhaps(dice, test::random_text(dice, dice.below(4))),
                     perhaps(dice, test::random_text(dice, dice.below(4)))};
  for (std::size_t i = dice.below(3); i > 0; --i) variant.attributes.emplace_back("note", test::random_text(dice, 2));
  return variant;
}

text::TranslationUnit random_unit(test::Dice& dice, std::size_t number) {
  text::TranslationUnit unit;
  for (const std::string_view language : {"en", "fr", "fr-CH", "ar"})
    if (unit.variants.empty() || dice.chance(2)) unit.variants.push_back(random_variant(dice, language));
  unit.variants.front().segment.text += std::to_string(number);  // no two are the same
  if (dice.chance(2)) unit.confidence = static_cast<double>(dice.below(10001)) / 10000;
  if (dice.chance(2)) unit.date = "2020-01-01";
  if (dice.chance(2)) unit.attributes.emplace_back("prop:p", test::random_text(dice, 1));
  return unit;
}

}  // namespace

TEST_CASE("a unit comes back as it was added, with everything in it") {
  test::TemporaryFolder folder;
  test::writable(folder).add(Units{full_unit()}, {});
  const auto units = test::units_of(test::readable(folder));
  REQUIRE(units.size() == 1);
  CHECK(units.front() == full_unit());
}

TEST_CASE("what a unit has not is absent when it comes back, and the empty is empty") {
  struct Row {
    const char* why;
    text::Context context;
    std::optional<text::Origin> origin;
    std::string text;
  };
  const auto row = GENERATE(values<Row>({
      {"neighbours that are not known", {std::nullopt, std::nullopt}, {}, "text"},
      {"the document's edges", {"", ""}, {}, "text"},
      {"a known neighbour and an edge", {"before", ""}, {}, "text"},
      {"a text that is its own neighbour", {"text", "text"}, {}, "text"},
      {"a document without a name", {}, text::Origin{}, "text"},
      {"no text", {}, {}, ""},
      {"a zero byte", {}, {}, std::string("a\0b", 3)},
  }));
  CAPTURE(row.why);
  text::TranslationUnit unit = test::unit({{"en", row.text}, {"fr", ""}});
  unit.variants[0].context = row.context;
  unit.variants[0].origin = row.origin;
  test::TemporaryFolder folder;
  test::writable(folder).add(Units{unit}, {});
  CHECK(test::units_of(test::readable(folder)) == std::vector{unit});
}

TEST_CASE("random units come back as they were added") {
  test::Dice dice(4);
  std::vector<text::TranslationUnit> units;
  for (std::size_t i = 0; i < 500; ++i) units.push_back(random_unit(dice, i));
  test::TemporaryFolder folder;
  CHECK(test::writable(folder).add(units, {}) == tm::Receipt{500, 0, 0});
  const auto found = test::units_of(test::readable(folder));
  CHECK(found.size() == units.size());
  for (const text::TranslationUnit& unit : units) CHECK(std::find(found.begin(), found.end(), unit) != found.end());
}

TEST_CASE("what is there already is merged, and what differs is added") {
  struct Row {
    const char* why;
    std::function<void(text::TranslationUnit&)> change;
    bool is_same;
  };
  const auto row = GENERATE(values<Row>({
      {"the same unit", [](auto&) {}, true},
      {"another note is no other unit", [](auto& u) { u.attributes.emplace_back("note", "x"); }, true},
      {"another date is no other unit", [](auto& u) { u.date = "2021"; }, true},
      {"another source text", [](auto& u) { u.variants[0].segment.text += "."; }, false},
      {"another translation", [](auto& u) { u.variants[1].segment.text += "."; }, false},
      {"other codes", [](auto& u) { u.variants[0].segment.codes.clear(); }, false},
      {"another language", [](auto& u) { u.variants[1].language = text::LanguageTag("en-US"); }, false},
      {"a language less", [](auto& u) { u.variants.pop_back(); }, false},
      {"the other way around", [](auto& u) { std::swap(u.variants[0], u.variants[1]); }, false},
      {"another document", [](auto& u) { u.variants[0].origin->document += "2"; }, false},
      {"no document", [](auto& u) { u.variants[0].origin.reset(); }, false},
      {"a repetition at another place", [](auto& u) { u.variants[0].origin->position = 8; }, false},
      {"another segment before it", [](auto& u) { u.variants[0].context.previous = "Plus tôt."; }, false},
      {"the edge where a segment was", [](auto& u) { u.variants[0].context.previous = ""; }, false},
      {"not known where the edge was", [](auto& u) { u.variants[0].context.next.reset(); }, false},
  }));
  CAPTURE(row.why);
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  text::TranslationUnit other = full_unit();
  row.change(other);
  CHECK(memory.add(Units{full_unit()}, {}) == tm::Receipt{1, 0, 0});
  CHECK(memory.add(Units{other}, {}) == (row.is_same ? tm::Receipt{0, 1, 0} : tm::Receipt{1, 0, 0}));
  CHECK(memory.size() == (row.is_same ? 1 : 2));
}

TEST_CASE("a unit twice in one change is there once") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  CHECK(memory.add(Units{full_unit(), full_unit(), test::unit({{"en", "x"}})}, {}) == tm::Receipt{2, 1, 0});
  CHECK(memory.size() == 2);
}

TEST_CASE("units without a document come in the order in which they were added") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(Units{test::unit({{"fr", "z"}}), test::unit({{"en", "m"}})}, {});
  memory.add(Units{test::unit({{"en", "a"}})}, {});
  CHECK(test::texts_of(memory) == std::vector<std::string>{"z", "m", "a"});
}

TEST_CASE("units of documents come first, by document and place, whenever they were added") {
  const auto placed = [](const char* document, std::size_t position, const char* text) {
    text::TranslationUnit unit = test::unit({{"en", text}, {"fr", "x"}});
    unit.variants[0].origin = {document, "b", text::BlockKind::body, position};
    return unit;
  };
  text::TranslationUnit translation_placed = test::unit({{"en", "source without a place"}, {"fr", "x"}});
  translation_placed.variants[1].origin = {"a", "b", text::BlockKind::body, 0};
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(
      Units{test::unit({{"en", "no document"}}), translation_placed, placed("b", 2, "b2"), placed("a", 10, "a10")}, {});
  memory.add(Units{placed("b", 0, "b0"), placed("a", 9, "a9"), placed("c", 0, "c0"), placed("B", 0, "B0")}, {});
  CHECK(test::texts_of(memory) ==
        std::vector<std::string>{"B0", "a9", "a10", "b0", "b2", "c0", "no document", "source without a place"});
}

TEST_CASE("a rehearsal counts and changes nothing") {
  test::TemporaryFolder folder;
  const text::SegmentedDocument document = test::document("a", "fr", {"Un.", "Deux."});
  tm::Memory memory = test::writable(folder);
  memory.add(Units{full_unit()}, {});
  const auto before = test::units_of(memory);
  const tm::ChangeInfo rehearsal{"test", "", true};
  CHECK(memory.add(Units{full_unit(), test::unit({{"de", "neu"}})}, rehearsal) == tm::Receipt{1, 1, 0});
  CHECK(memory.store({&document, 1}, std::vector{test::unit({{"fr", "Un."}})}, rehearsal) == tm::Receipt{1, 0, 0});
  CHECK(test::units_of(memory) == before);
  CHECK(memory.documents().size() == 2);  // those of the full unit
  CHECK_FALSE(memory.holds(document));
  CHECK(memory.languages().size() == 3);
  CHECK(memory.lookup({{"neu", {}, {}}, {}, {}, {}}).empty());
}

TEST_CASE("units that arrive one at a time are one change") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  const auto receipt = memory.add(
      [](const tm::Memory::UnitSink& take) {
        for (const char* text : {"a", "b", "a"}) take(test::unit({{"en", text}}));
      },
      {"test", "", false});
  CHECK(receipt == tm::Receipt{2, 1, 0});
  CHECK(test::texts_of(memory) == std::vector<std::string>{"a", "b"});
}

TEST_CASE("an input that fails on the way leaves the memory as it was, and usable") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(Units{test::unit({{"en", "old"}})}, {});
  const auto fails = [](const tm::Memory::UnitSink& take) {
    take(test::unit({{"de", "new"}}));
    throw std::runtime_error("no more");
  };
  CHECK_THROWS_AS(memory.add(fails, {}), std::runtime_error);
  CHECK(test::texts_of(memory) == std::vector<std::string>{"old"});
  CHECK(memory.languages() == std::vector{text::LanguageTag("en")});
  CHECK(memory.lookup({{"new", {}, {}}, {}, {}, {}}).empty());
  CHECK(memory.add(Units{test::unit({{"de", "new"}})}, {}).added == 1);
}

TEST_CASE("a new memory that gets no unit leaves no file") {
  struct Row {
    const char* why;
    std::function<void(tm::Memory&)> use;
  };
  const auto row = GENERATE(values<Row>({
      {"nothing is done with it", [](tm::Memory&) {}},
      {"it is asked",
       [](tm::Memory& m) {
         m.lookup({{"x", {}, {}}, {}, {}, {}});
       }},
      {"nothing is added", [](tm::Memory& m) { m.add(Units{}, {}); }},
      {"a rehearsal",
       [](tm::Memory& m) {
         m.add(Units{full_unit()}, {"test", "", true});
       }},
      {"an input that fails",
       [](tm::Memory& m) {
         const auto fails = [](const tm::Memory::UnitSink& take) {
           take(full_unit());
           throw std::runtime_error("no more");
         };
         CHECK_THROWS(m.add(fails, {}));
       }},
      {"it is moved about",
       [](tm::Memory& m) {
         tm::Memory other = std::move(m);
         m = std::move(other);
       }},
  }));
  CAPTURE(row.why);
  test::TemporaryFolder folder;
  {
    tm::Memory memory = test::writable(folder);
    row.use(memory);
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a memory that had units before is kept, whatever is done with it") {
  test::TemporaryFolder folder;
  test::writable(folder).add(Units{full_unit()}, {});
  { const tm::Memory unused = test::writable(folder); }
  CHECK_THROWS(test::writable(folder).add([](const auto&) { throw std::runtime_error("no"); }, {}));
  CHECK(test::readable(folder).size() == 1);
}

}  // namespace oimtm

// Documents in a memory: stored in one language or in both, one way or the other.
#include <algorithm>
#include <catch2/catch.hpp>

#include "align/units.h"
#include "tests/support/files.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "tm/memory.h"

namespace oimtm {

namespace {

using Units = std::vector<text::TranslationUnit>;
using Documents = std::vector<text::SegmentedDocument>;

const text::SegmentedDocument kFrench = test::document("a.fr.txt", "fr", {"Un.", "Deux.", "Trois.", "Quatre."});
const text::SegmentedDocument kEnglish = test::document("a.en.txt", "en", {"One.", "Two and three.", "Four.", "Five."});
const text::SegmentedDocument kGerman = test::document("a.de.txt", "de", {"Eins.", "Zwei.", "Drei.", "Vier."});

// French and English: with a bead of two, and a segment of each side alone.
const std::vector<align::Bead> kBeads = {{0, 1, 0, 1, 0.9}, {1, 2, 1, 1, 0.8}, {3, 1, 2, 1, 0.9}, {4, 0, 3, 1, 0.7}};

// Each segment with the one at its place.
std::vector<align::Bead> one_to_one(std::size_t count) {
  std::vector<align::Bead> beads;
  for (std::size_t i = 0; i < count; ++i) beads.push_back({i, 1, i, 1, 0.95});
  return beads;
}

tm::Receipt store_one(tm::Memory& memory, const text::SegmentedDocument& document) {
  return memory.store(Documents{document}, align::make_units(document), {"segment", document.name, false});
}

tm::Receipt store_both(tm::Memory& memory, const text::SegmentedDocument& source, const text::SegmentedDocument& target,
                       const std::vector<align::Bead>& beads) {
  return memory.store(Documents{source, target}, align::make_units(source, target, beads), {"align", "", false});
}

std::vector<std::string> segments_of(const text::SegmentedDocument& document) {
  std::vector<std::string> texts;
  texts.reserve(document.segments.size());
  for (const auto& segment : document.segments) texts.push_back(segment.segment.text);
  return texts;
}

text::SegmentedDocument stored(const tm::Memory& memory, const std::string& name) {
  for (const tm::MemoryDocument& found : memory.documents())
    if (found.document.name == name) return found.document;
  return {};
}

std::vector<std::string> counterparts(const tm::Memory& memory, const std::string& name) {
  std::vector<std::string> languages;
  for (const tm::MemoryDocument& found : memory.documents())
    if (found.document.name == name)
      for (const tm::Counterpart& other : found.counterparts) languages.push_back(other.language.str());
  return languages;
}

bool equal(const text::SegmentedDocument& a, const text::SegmentedDocument& b) {
  const auto same = [](const text::DocumentSegment& x, const text::DocumentSegment& y) {
    return x.segment == y.segment && x.kind == y.kind && x.block == y.block;
  };
  return a.name == b.name && a.language == b.language && a.content_hash == b.content_hash &&
         std::equal(a.segments.begin(), a.segments.end(), b.segments.begin(), b.segments.end(), same);
}

}  // namespace

TEST_CASE("a document stored alone can be read again as it was, and has no counterpart") {
  text::SegmentedDocument document = kFrench;
  document.segments[0].kind = text::BlockKind::title;
  document.segments[3].segment.codes = {{text::InlineCode::Kind::stands_alone, 2, "1", "<br/>"}};
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  CHECK_FALSE(memory.holds(document));
  CHECK(store_one(memory, document) == tm::Receipt{4, 0, 0});
  CHECK(memory.holds(document));
  CHECK(equal(stored(memory, "a.fr.txt"), document));
  CHECK(counterparts(memory, "a.fr.txt").empty());
}

TEST_CASE("documents come by name, with their counterparts' languages") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  store_one(memory, test::document("b.fr.txt", "fr", {"Seul."}));
  store_both(memory, kFrench, kEnglish, kBeads);
  std::vector<std::string> names;
  for (const tm::MemoryDocument& found : memory.documents()) names.push_back(found.document.name);
  CHECK(names == std::vector<std::string>{"a.en.txt", "a.fr.txt", "b.fr.txt"});
  CHECK(counterparts(memory, "a.en.txt") == std::vector<std::string>{"fr"});
  CHECK(counterparts(memory, "a.fr.txt") == std::vector<std::string>{"en"});
  CHECK(counterparts(memory, "b.fr.txt").empty());
  // Two segments of a bead are one in the memory.
  CHECK(segments_of(stored(memory, "a.fr.txt")) == std::vector<std::string>{"Un.", "Deux. Trois.", "Quatre."});
  CHECK(segments_of(stored(memory, "a.en.txt")) == segments_of(kEnglish));
}

TEST_CASE("units without a document make no document") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(Units{test::unit({{"en", "x"}, {"fr", "y"}})}, {});
  CHECK(memory.documents().empty());
}

TEST_CASE("one language first and then both is the same as both at once") {
  test::TemporaryFolder at_once_folder;
  tm::Memory at_once = test::writable(at_once_folder);
  CHECK(store_both(at_once, kFrench, kEnglish, kBeads) == tm::Receipt{4, 0, 0});

  const auto& first = GENERATE_REF(as<const text::SegmentedDocument*>(), &kFrench, &kEnglish);
  CAPTURE(first->name);
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  store_one(memory, *first);
  SECTION("from the files") {
    const tm::Receipt receipt = store_both(memory, kFrench, kEnglish, kBeads);
    // "Five." is alone either way: its unit stays.
    CHECK(receipt == (first == &kEnglish ? tm::Receipt{3, 1, 3} : tm::Receipt{4, 0, 4}));
  }
  SECTION("from what the memory holds") {
    const text::SegmentedDocument again = stored(memory, first->name);
    store_both(memory, first == &kFrench ? again : kFrench, first == &kEnglish ? again : kEnglish, kBeads);
  }
  CHECK(test::units_of(memory) == test::units_of(at_once));
  CHECK(memory.documents().size() == 2);
}

TEST_CASE("storing again adds nothing") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  store_both(memory, kFrench, kEnglish, kBeads);
  const auto before = test::units_of(memory);
  CHECK(store_both(memory, kFrench, kEnglish, kBeads) == tm::Receipt{0, 4, 0});
  CHECK(test::units_of(memory) == before);
}

TEST_CASE("another alignment of the same documents replaces the first") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  store_both(memory, kFrench, kEnglish, kBeads);
  CHECK(store_both(memory, kFrench, kEnglish, one_to_one(4)) == tm::Receipt{3, 1, 3});
  CHECK(memory.size() == 4);
  CHECK(segments_of(stored(memory, "a.fr.txt")) == segments_of(kFrench));
}

TEST_CASE("other documents are left alone") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  const auto other = test::document("b.fr.txt", "fr", {"Un.", "Autre."});
  store_one(memory, other);
  memory.add(Units{test::unit({{"fr", "Un."}})}, {});
  store_one(memory, kFrench);
  CHECK(store_both(memory, kFrench, kEnglish, kBeads).removed == 4);
  CHECK(equal(stored(memory, "b.fr.txt"), other));
  CHECK(memory.size() == 4 + 2 + 1);
}

TEST_CASE("a document that is stored in two languages gains a third") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  const auto english = test::document("a.en.txt", "en", {"One.", "Two.", "Three.", "Four."});
  store_both(memory, kFrench, english, one_to_one(4));
  const auto before = test::units_of(memory);
  CHECK(store_both(memory, stored(memory, "a.fr.txt"), kGerman, one_to_one(4)) == tm::Receipt{4, 0, 0});
  const auto after = test::units_of(memory);
  CHECK(after.size() == 8);
  for (const text::TranslationUnit& unit : before) CHECK(std::find(after.begin(), after.end(), unit) != after.end());
  CHECK(counterparts(memory, "a.fr.txt") == std::vector<std::string>{"de", "en"});
  CHECK(counterparts(memory, "a.de.txt") == std::vector<std::string>{"fr"});
  CHECK(segments_of(stored(memory, "a.fr.txt")) == segments_of(kFrench));
}

TEST_CASE("a document in two alignments is read once, and whole") {
  struct Row {
    const char* why;
    std::vector<align::Bead> english;
    std::vector<align::Bead> german;
    std::vector<std::string> segments;
  };
  const auto row = GENERATE(values<Row>({
      {"the first joins two segments",
       {{0, 2, 0, 1, 1}, {2, 1, 1, 1, 1}, {3, 1, 2, 2, 1}},
       one_to_one(4),
       {"Un. Deux.", "Trois.", "Quatre."}},
      {"the second does",
       one_to_one(4),
       {{0, 1, 0, 1, 1}, {1, 1, 1, 1, 1}, {2, 2, 2, 2, 1}},
       {"Un.", "Deux.", "Trois. Quatre."}},
      {"they overlap: rather twice than lost",
       {{0, 2, 0, 1, 1}, {2, 2, 1, 3, 1}},
       {{0, 1, 0, 1, 1}, {1, 2, 1, 2, 1}, {3, 1, 3, 1, 1}},
       {"Un. Deux.", "Deux. Trois.", "Trois. Quatre."}},
      {"a segment that was alone in the first is joined in the second",
       {{0, 1, 0, 4, 1}, {1, 1, 4, 0, 1}, {2, 1, 4, 0, 1}, {3, 1, 4, 0, 1}},
       {{0, 2, 0, 2, 1}, {2, 2, 2, 2, 1}},
       {"Un. Deux.", "Trois. Quatre."}},
  }));
  CAPTURE(row.why);
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  store_both(memory, kFrench, kEnglish, row.english);
  store_both(memory, kFrench, kGerman, row.german);
  CHECK(segments_of(stored(memory, "a.fr.txt")) == row.segments);
}

TEST_CASE("segments that only look like one another are all read") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  const auto repeats = test::document("a", "fr", {"Oui.", "Oui.", "Oui. Non.", "Oui."});
  store_one(memory, repeats);
  CHECK(equal(stored(memory, "a"), repeats));
  // As another program's file may tell them: all at place 0, from no bytes.
  Units units;
  for (const char* text : {"Oui.", "Non.", "Peut-être."}) {
    units.push_back(test::unit({{"fr", text}}));
    units.back().variants[0].origin = {"b", "", text::BlockKind::body, 0};
  }
  for (std::size_t i = 1; i < 4; ++i) {
    units.push_back(test::unit({{"fr", "Oui. Oui."}}));
    units.back().variants[0].origin = {"b", "", text::BlockKind::body, i};
  }
  memory.add(units, {});
  CHECK(segments_of(stored(memory, "b")) ==
        std::vector<std::string>{"Oui.", "Non.", "Peut-être.", "Oui. Oui.", "Oui. Oui.", "Oui. Oui."});
}

TEST_CASE("a file under another name is the same document") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  text::SegmentedDocument elsewhere = kFrench;
  elsewhere.name = "/elsewhere/a.txt";
  SECTION("stored again in one language") {
    store_one(memory, kFrench);
    CHECK(memory.holds(elsewhere));
    CHECK(store_one(memory, elsewhere) == tm::Receipt{0, 4, 0});
  }
  SECTION("gaining its other side") {
    store_one(memory, kFrench);
    CHECK(store_both(memory, elsewhere, kEnglish, kBeads) == tm::Receipt{4, 0, 4});
  }
  SECTION("aligned again") {
    store_both(memory, kFrench, kEnglish, kBeads);
    CHECK(store_both(memory, elsewhere, kEnglish, kBeads) == tm::Receipt{0, 4, 0});
  }
  for (const tm::MemoryDocument& found : memory.documents()) CHECK(found.document.name != elsewhere.name);
}

TEST_CASE("the same bytes in another language are another document") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  text::SegmentedDocument other = kFrench;
  other.language = text::LanguageTag("fr-CH");
  store_one(memory, kFrench);
  CHECK_FALSE(memory.holds(other));
  CHECK(store_one(memory, other) == tm::Receipt{4, 0, 0});
}

TEST_CASE("an edited file replaces what waits for a translation in its former content") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  const auto edited = test::document("a.fr.txt", "fr", {"Un.", "Deux.", "Cinq."});
  store_one(memory, kFrench);
  CHECK_FALSE(memory.holds(edited));
  CHECK(store_one(memory, edited) == tm::Receipt{3, 0, 4});
  CHECK(memory.size() == 3);
  CHECK(memory.documents().size() == 1);
  // Back to the first, which is not held any more.
  CHECK_FALSE(memory.holds(kFrench));
  CHECK(store_one(memory, kFrench) == tm::Receipt{4, 0, 3});
  CHECK(equal(stored(memory, "a.fr.txt"), kFrench));
}

TEST_CASE("an edited file leaves translations of its former content alone") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  store_both(memory, kFrench, kEnglish, kBeads);
  const auto edited = test::document("a.fr.txt", "fr", {"Un.", "Deux. Trois.", "Quatre.", "Cinq."});
  CHECK(store_one(memory, edited) == tm::Receipt{4, 0, 0});
  CHECK(memory.size() == 8);
}

TEST_CASE("what a person has checked stays when its documents are aligned again") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  const auto french = test::document("a.fr.txt", "fr", {"Un.", "Deux.", "Trois."});
  const auto english = test::document("a.en.txt", "en", {"One.", "Two.", "Three."});
  Units checked = align::make_units(french, english, one_to_one(3));
  checked.resize(1);
  checked[0].variants[1].segment = {"Number one.", {}, {}};
  checked[0].attributes.emplace_back(text::kReviewed, "yes");
  store_both(memory, french, english, one_to_one(3));
  memory.add(checked, {"import", "reviewed.tsv", false});
  // A correction elsewhere: all beads come again.
  const auto corrected = test::document("a.en.txt", "en", {"One.", "Two.", "Three!"});
  store_both(memory, french, corrected, one_to_one(3));
  std::vector<std::string> english_texts;
  memory.for_each(
      [&](const tm::StoredUnit& stored) { english_texts.push_back(stored.unit.variants.back().segment.text); });
  std::sort(english_texts.begin(), english_texts.end());
  CHECK(english_texts == std::vector<std::string>{"Number one.", "Three!", "Two."});
}

TEST_CASE("what is another file of the same name is left alone") {
  struct Row {
    const char* why;
    text::SegmentedDocument other;
  };
  const auto row = GENERATE(values<Row>({
      {"little in it is the same", test::document("a.fr.txt", "fr", {"Un.", "Six.", "Sept.", "Huit."})},
      {"another language", test::document("a.fr.txt", "fr-CH", {"Un.", "Deux.", "Trois."})},
      {"another name", test::document("b.fr.txt", "fr", {"Un.", "Deux.", "Trois."})},
  }));
  CAPTURE(row.why);
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  store_one(memory, kFrench);
  CHECK(store_one(memory, row.other).removed == 0);
  CHECK(memory.holds(kFrench));
  CHECK(memory.holds(row.other));
}

TEST_CASE("documents that came by an exchange file gain their other side like others") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  const auto second = test::document("b.fr.txt", "fr", {"Cinq.", "Six."});
  Units units = align::make_units(kFrench);
  for (const text::TranslationUnit& unit : align::make_units(second)) units.push_back(unit);
  memory.add(units, {"import", "x.tmx", false});
  const text::SegmentedDocument first_again = stored(memory, "a.fr.txt");
  const text::SegmentedDocument second_again = stored(memory, "b.fr.txt");
  CHECK(store_both(memory, first_again, kEnglish, kBeads) == tm::Receipt{4, 0, 4});
  CHECK(store_both(memory, second_again, test::document("b.en.txt", "en", {"Five.", "Six."}), one_to_one(2)) ==
        tm::Receipt{2, 0, 2});
  CHECK(memory.size() == 6);
  // The file itself turns up later: it is the document of that name.
  CHECK_FALSE(memory.holds(kFrench));
  CHECK(store_both(memory, kFrench, kEnglish, kBeads) == tm::Receipt{0, 4, 0});
  CHECK(memory.holds(kFrench));
}

TEST_CASE("a row about a pair that is there takes over what it says of it, and is quick to find") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  const auto row = [](const std::string& english, const std::string& french) {
    text::TranslationUnit unit = test::unit({{"en", english}, {"fr", french}});
    unit.variants[0].origin = text::Origin{"a.en.txt", {}, {}, {}};
    unit.variants[1].origin = text::Origin{"a.fr.txt", {}, {}, {}};
    return unit;
  };
  Units rows;
  for (int i = 0; i < 30'000; ++i) rows.push_back(row("Same", i % 2 == 0 ? "Pareil" : "Pareil " + std::to_string(i)));
  memory.add(rows, {});
  const std::size_t before = memory.size();
  CHECK(memory.add(rows, {}).added == 0);
  CHECK(memory.size() == before);
  Units noted = {row("Same", "Pareil 1")};
  noted[0].attributes.emplace_back("note", "as the agency says");
  noted[0].date = "2024-01-31T00:00:00Z";
  memory.add(noted, {});
  CHECK(memory.size() == before);
  std::size_t found = 0;
  memory.for_each([&](const tm::StoredUnit& stored) {
    const bool is_noted = stored.unit.attributes == noted[0].attributes && stored.unit.date == noted[0].date;
    found += is_noted && stored.unit.variants[1].segment.text == "Pareil 1" ? 1 : 0;
  });
  CHECK(found == 1);
}

}  // namespace oimtm

// Reading all of a memory: at one moment, and which languages most of it is in.
#include <catch2/catch.hpp>
#include <map>

#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "tm/main_languages.h"
#include "tm/memory.h"

namespace oimtm {

namespace {

using Units = std::vector<text::TranslationUnit>;

std::string name_of(const tm::LanguagePair& pair) { return pair.first.str() + ">" + pair.second.str(); }

std::string main_languages(const Units& units, std::string_view source, std::string_view target) {
  const auto tag = [](std::string_view name) { return name.empty() ? text::LanguageTag() : text::LanguageTag(name); };
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(units, {});
  return name_of(memory.main_languages(tag(source), tag(target)));
}

}  // namespace

TEST_CASE("all units are read as they are at one moment, whoever adds some meanwhile") {
  text::TranslationUnit placed = test::unit({{"en", "in a document"}, {"fr", "x"}});
  placed.variants[0].origin = {"a", "b", text::BlockKind::body, 0};
  test::TemporaryFolder folder;
  tm::Memory writer = test::writable(folder);
  writer.add(Units{placed, test::unit({{"en", "alone"}})}, {});
  const tm::Memory reader = test::readable(folder);
  std::vector<std::string> texts;
  reader.for_each([&](const tm::StoredUnit& stored) {
    texts.push_back(stored.unit.variants.front().segment.text);
    writer.add(Units{test::unit({{"en", "meanwhile " + texts.back()}})}, {});
  });
  CHECK(texts == std::vector<std::string>{"in a document", "alone"});
  CHECK(test::texts_of(reader).size() == 4);
}

TEST_CASE("who reads all units may look up what is like each") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(Units{test::unit({{"en", "Open the file"}, {"fr", "x"}}), test::unit({{"en", "Close the file"}})}, {});
  std::size_t matches = 0;
  memory.for_each([&](const tm::StoredUnit& stored) {
    matches += memory.lookup({stored.unit.variants[0].segment, text::LanguageTag("en"), {}, {}}).size();
  });
  CHECK(matches >= 2);
}

TEST_CASE("a unit that is read after a larger one has nothing of it") {
  text::TranslationUnit large = test::unit({{"en", "a"}, {"fr", "b"}, {"de", "c"}});
  large.confidence = 0.5;
  large.date = "2020-01-01";
  large.attributes = {{"note", "n"}, {"prop:p", "q"}};
  for (text::Variant& variant : large.variants) {
    variant.segment.codes = {{text::InlineCode::Kind::stands_alone, 0, "1", "<br/>"}};
    variant.context = {"before", "behind"};
    variant.attributes = {{"note", "v"}};
  }
  large.variants[1].origin = {"d", "b", text::BlockKind::title, 3};
  const text::TranslationUnit small = test::unit({{"en", ""}});
  test::TemporaryFolder folder;
  test::writable(folder).add(Units{large, small, large, test::unit({{"en", "e"}, {"fr", ""}})}, {});
  CHECK(test::units_of(test::readable(folder)) == Units{large, small, test::unit({{"en", "e"}, {"fr", ""}})});
}

TEST_CASE("the main languages are those of most units") {
  struct Row {
    const char* why;
    Units units;
    std::string_view source;
    std::string_view target;
    std::string found;
  };
  const auto en_fr = test::unit({{"en", "a"}, {"fr", "b"}});
  const auto en_fr_2 = test::unit({{"en", "c"}, {"fr", "d"}});
  const auto fr_en = test::unit({{"fr", "e"}, {"en", "f"}});
  const auto de_en_fr = test::unit({{"de", "g"}, {"en", "h"}, {"fr", "i"}});
  const auto alone = test::unit({{"ja", "j"}});
  const auto alone_2 = test::unit({{"ja", "k"}});
  const auto regional = test::unit({{"en-GB", "l"}, {"pt-BR", "m"}});
  const auto row = GENERATE_COPY(values<Row>({
      {"no unit", {}, "", "", ">"},
      {"no unit that has what is named", {en_fr}, "de", "", "de>"},
      {"both are named", {en_fr}, "de", "ja", "de>ja"},
      {"the commoner direction", {fr_en, en_fr, en_fr_2}, "", "", "en>fr"},
      {"the first two languages of a unit", {de_en_fr}, "", "", "de>en"},
      {"as common: the first by name", {fr_en, en_fr}, "", "", "en>fr"},
      {"units that wait count less", {alone, alone_2, en_fr}, "", "", "en>fr"},
      {"but where no other is", {alone}, "", "", "ja>"},
      {"a source that stands behind", {de_en_fr, en_fr}, "fr", "", "fr>en"},
      {"a target", {de_en_fr, en_fr}, "", "fr", "en>fr"},
      {"a language's variety, which stays as it was named", {regional}, "en", "", "en>pt-BR"},
  }));
  CAPTURE(row.why);
  CHECK(main_languages(row.units, row.source, row.target) == row.found);
}

TEST_CASE("the main languages that are decided early are those that all units have", "[law]") {
  test::Dice dice(8);
  for (int round = 0; round < 300; ++round) {
    const std::size_t count = dice.below(12);
    tm::LanguagePairs some({dice.chance(3) ? text::LanguageTag("en") : text::LanguageTag(), {}});
    tm::LanguagePairs all = some;
    bool is_decided = false;
    for (std::size_t left = count; left-- > 0;) {
      text::TranslationUnit unit;
      for (std::size_t variants = 1 + dice.below(3); variants > 0; --variants)
        unit.variants.push_back(
            {text::LanguageTag(dice.pick(std::vector<std::string>{"en", "fr", "de"})), {}, {}, {}, {}});
      all.add(unit);
      if (is_decided) continue;
      some.add(unit);
      is_decided = some.is_decided(left);
    }
    CHECK(some.best() == all.best());
  }
}

}  // namespace oimtm

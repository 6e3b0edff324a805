// What is written as XLIFF comes back the same.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "formats/xliff/xliff.h"
#include "tests/support/exchange_units.h"

namespace {

using namespace oimtm;
using Units = std::vector<text::TranslationUnit>;

std::string written(const Units& units, const std::string& format) {
  std::string file;
  const auto writer = formats::write_xliff(
      {text::LanguageTag("en"), text::LanguageTag("fr"), format}, [&](std::string_view bytes) { file += bytes; },
      [](const Diagnostic&) {});
  for (const text::TranslationUnit& unit : units) REQUIRE(writer->write(unit));
  writer->finish();
  return file;
}

Units read(const std::string& file) {
  Units units;
  formats::ByteSource source(file, "file");
  const formats::UnitCounts counts = formats::read_xliff(
      source, {}, [&](const text::TranslationUnit& unit) { units.push_back(unit); },
      [](const Diagnostic& diagnostic) { FAIL(diagnostic.message.pattern); });
  CHECK(counts.read == units.size());
  return units;
}

// A unit of the pair of languages, with codes in the document's own markup: those of TMX
// change their element on the way.
text::TranslationUnit random_pair(test::Dice& dice) {
  text::TranslationUnit unit = test::random_unit(dice);
  unit.variants.clear();
  for (const char* language : {"en", "fr"}) {
    text::Variant variant = test::random_variant(dice, text::LanguageTag(language));
    variant.segment.text += "x";
    variant.segment.codes.clear();
    if (dice.chance(2)) variant.segment.codes = {{text::InlineCode::Kind::stands_alone, 0, "c1", "<br/>"}};
    unit.variants.push_back(std::move(variant));
  }
  if (dice.chance(5)) unit.variants.pop_back();
  // Notes are elements of their own, in front of what else is said of a unit.
  std::stable_sort(unit.attributes.begin(), unit.attributes.end(),
                   [](const auto& a, const auto& b) { return a.first == "note" && b.first != "note"; });
  return unit;
}

}  // namespace

TEST_CASE("units that are written as XLIFF 2 and read again are equal, and so are their bytes", "[xliff][law]") {
  const std::string format = GENERATE("xliff", "xliff2.0", "xliff2.2");
  test::Dice dice(33);
  for (int round = 0; round < 200; ++round) {
    Units units;
    for (std::size_t count = 1 + dice.below(5); count > 0; --count) units.push_back(random_pair(dice));
    const std::string file = written(units, format);
    CAPTURE(format, round, file);
    REQUIRE((read(file) == units));
    CHECK(written(read(file), format) == file);
  }
}

TEST_CASE("XLIFF 1.2 carries the texts, and the notes of units", "[xliff][law]") {
  test::Dice dice(34);
  for (int round = 0; round < 200; ++round) {
    const text::TranslationUnit unit = random_pair(dice);
    const Units again = read(written({unit}, "xliff1.2"));
    REQUIRE(again.size() == 1);
    REQUIRE(again[0].variants.size() == unit.variants.size());
    for (std::size_t i = 0; i < unit.variants.size(); ++i)
      CHECK((again[0].variants[i].segment.text == unit.variants[i].segment.text));
  }
}

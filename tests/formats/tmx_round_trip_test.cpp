// What is written as TMX comes back the same.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/exchange_units.h"
#include "tests/support/tmx.h"
#include "text/characters.h"

namespace {

using namespace oimtm;

std::string written(const std::vector<text::TranslationUnit>& units, const std::string& source,
                    test::Diagnostics& diagnostics) {
  formats::UnitOptions options;
  if (!source.empty()) options.source = text::LanguageTag(source);
  std::string file;
  const auto writer = formats::write_tmx(
      options, [&](std::string_view bytes) { file += bytes; }, diagnostics.sink());
  for (const text::TranslationUnit& unit : units) CHECK(writer->write(unit));
  writer->finish();
  return file;
}

std::string written(const std::vector<text::TranslationUnit>& units, const std::string& source = "en") {
  test::Diagnostics none;
  const std::string file = written(units, source, none);
  CHECK(none.lines.empty());
  return file;
}

std::vector<text::TranslationUnit> read(const std::string& file) {
  const test::TmxFile result = test::read_tmx(file);
  CHECK(result.diagnostics.empty());
  CHECK(result.counts.read == result.units.size());
  return result.units;
}

text::TranslationUnit unit_of(const std::string& text) {
  text::TranslationUnit unit;
  unit.variants.push_back({text::LanguageTag("en"), {text, {}, {}}, {}, {}, {}});
  return unit;
}

}  // namespace

TEST_CASE("units that are written as TMX and read again are equal, and so are their bytes", "[tmx][law]") {
  test::Dice dice(31);
  const std::string source = GENERATE("", "en", "fr", "de");
  for (int round = 0; round < 200; ++round) {
    std::vector<text::TranslationUnit> units;
    for (std::size_t count = dice.below(5); count > 0; --count) units.push_back(test::random_unit(dice));
    const std::string file = written(units, source);
    CAPTURE(source, file);
    REQUIRE((read(file) == units));
    CHECK(written(read(file), source) == file);
  }
}

TEST_CASE("every character that XML can hold comes back, and the others are counted", "[tmx][law]") {
  std::string all;
  for (char32_t c = 1; c < 0x3000; ++c) text::append_utf8(all, c);
  for (const char32_t c : {U'\uD7FF', U'\uE000', U'\uFFFD', U'\U0001F600', U'\U0010FFFD'}) text::append_utf8(all, c);
  test::Diagnostics diagnostics;
  const std::string file = written({unit_of(all + "\uFFFE\uFFFF")}, "en", diagnostics);
  CHECK(diagnostics.lines ==
        std::vector<std::string>{"control characters that XML cannot hold, written as U+FFFD: 30"});
  std::string expected;
  for (char32_t c = 1; c < 0x20; ++c)
    expected += c == '\t' || c == '\n' || c == '\r' ? std::string(1, char(c)) : "\uFFFD";
  CHECK((read(file).at(0).variants.at(0).segment.text == expected + all.substr(31) + "\uFFFD\uFFFD"));
}

TEST_CASE("markup that is not TMX's is written as a placeholder that holds it", "[tmx]") {
  const std::string markup = GENERATE("<br/>", "{0}", "<item>", "<high>", "<phrase a=\"1\">", "<utter", "</hi", "<b>&");
  text::TranslationUnit unit = unit_of("ab");
  unit.variants[0].segment.codes.push_back({text::InlineCode::Kind::stands_alone, 1, "1", markup});
  const auto codes = read(written({unit})).at(0).variants.at(0).segment.codes;
  REQUIRE(codes.size() == 1);
  CHECK(codes[0].offset == 1);
  CHECK(codes[0].markup.starts_with("<ph x=\"1\">"));
  CHECK((read(written(read(written({unit})))) == read(written({unit}))));
}

TEST_CASE("a unit without a variant cannot be written, and leaves nothing in the file", "[tmx]") {
  std::string file;
  const auto writer = formats::write_tmx(
      {}, [&](std::string_view bytes) { file += bytes; }, [](const Diagnostic&) {});
  CHECK_FALSE(writer->write({}));
  writer->finish();
  CHECK(read(file).empty());
}

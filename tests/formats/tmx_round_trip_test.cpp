// What is written as TMX comes back the same.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/exchange_units.h"
#include "tests/support/tmx.h"
#include "text/characters.h"

namespace {

using namespace oimtm;
using test::tu;
using test::tuv;

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

TEST_CASE("markup that is not TMX's is wrapped in what TMX has, and is itself again when it is read", "[tmx]") {
  const std::string markup =
      GENERATE("<br/>", "{0}", "<item>", "<high>", "<phrase a=\"1\">", "<utter", "</hi", "<b>&", "</ph>", "<ph></it>",
               "<ph><b></b></ph>", "<ph x='1'></ph>", "<ph>&nbsp;</ph>", "<ph>a\rb</ph>", "<ph/>", "<ph>]]></ph>",
               "<ph x=\"1\" x=\"<\"></ph>", "<hi>", "<ph type=\"x-markup\">x</ph>");
  using Kind = text::InlineCode::Kind;
  text::TranslationUnit unit = unit_of("ab");
  const auto [kind, id] = GENERATE(table<Kind, std::string>(
      {{Kind::stands_alone, "1"}, {Kind::opens, "a b"}, {Kind::closes, ""}, {Kind::opens, ""}}));
  unit.variants[0].segment.codes.push_back({kind, 1, id, markup});
  CAPTURE(markup, written({unit}));
  CHECK((read(written({unit})) == std::vector{unit}));
}

TEST_CASE("an element of XLIFF is written with what it holds, as every tool understands it", "[tmx]") {
  using Kind = text::InlineCode::Kind;
  text::TranslationUnit unit = unit_of("abc");
  unit.variants[0].segment.codes = {{Kind::opens, 0, "1", "<sc id=\"1\" type=\"fmt\" subType=\"xlf:b\">&lt;b&gt;</sc>"},
                                    {Kind::stands_alone, 1, "2", "<ph id=\"2\">{0}</ph>"},
                                    {Kind::closes, 2, "1", "<ec startRef=\"1\">&lt;/b&gt;</ec>"},
                                    {Kind::closes, 3, "3", "<ept id=\"3\"></ept>"}};
  CHECK(written({unit}).find("<seg><bpt i=\"1\" type=\"bold\">&lt;b&gt;</bpt>a<ph x=\"2\">{0}</ph>b"
                             "<ept i=\"1\">&lt;/b&gt;</ept>c<it pos=\"end\" x=\"3\"></it></seg>") != std::string::npos);
}

TEST_CASE("a pair of codes that are not TMX's stays a pair", "[tmx]") {
  using Kind = text::InlineCode::Kind;
  text::TranslationUnit unit = unit_of("abc");
  unit.variants[0].segment.codes = {{Kind::opens, 0, "1", "<g id=\"1\">"},
                                    {Kind::stands_alone, 1, "2", "<x id=\"2\"/>"},
                                    {Kind::closes, 2, "1", "</g>"},
                                    {Kind::closes, 3, "3", "</g>"}};
  const std::string file = written({unit});
  CHECK(file.find("<bpt i=\"1\" type=\"x-markup\">&lt;g id=\"1\"&gt;</bpt>a<ph x=\"2\" type=\"x-markup\">") !=
        std::string::npos);
  CHECK((read(file) == std::vector{unit}));
}

TEST_CASE("ids of other formats are numbers in TMX, the same in all languages, and come back", "[tmx]") {
  using Kind = text::InlineCode::Kind;
  text::TranslationUnit unit = unit_of("abc");
  unit.variants[0].segment.codes = {{Kind::opens, 0, "c1", "<b>"},
                                    {Kind::stands_alone, 1, "2", "<ph x=\"2\">{0}</ph>"},
                                    {Kind::closes, 2, "c1", "</b>"},
                                    {Kind::stands_alone, 3, "c2", "<ph id=\"c2\">{1}</ph>"}};
  unit.variants.push_back(unit.variants[0]);
  unit.variants[1].language = text::LanguageTag("fr");
  std::swap(unit.variants[1].segment.codes[1], unit.variants[1].segment.codes[3]);
  std::swap(unit.variants[1].segment.codes[1].offset, unit.variants[1].segment.codes[3].offset);
  const std::string file = written({unit});
  const std::string pair = "<bpt i=\"1\" type=\"x-markup-c1\">&lt;b&gt;</bpt>a";
  CHECK(file.find(pair + "<ph x=\"2\">{0}</ph>b<ept i=\"1\">&lt;/b&gt;</ept>c<ph x=\"3\">{1}</ph></seg>") !=
        std::string::npos);
  CHECK(file.find(pair + "<ph x=\"3\">{1}</ph>b<ept i=\"1\">&lt;/b&gt;</ept>c<ph x=\"2\">{0}</ph></seg>") !=
        std::string::npos);
  for (text::Variant& variant : unit.variants)
    for (text::InlineCode& code : variant.segment.codes)
      if (code.id == "c2") code = {code.kind, code.offset, "3", "<ph x=\"3\">{1}</ph>"};
  CHECK((read(file) == std::vector{unit}));
}

TEST_CASE("elements that TMX does not have change no highlight's number", "[tmx]") {
  const test::TmxFile file = test::read_tmx(test::tmx(tu("a<x1 i=\"1\"/>b<g>c</g><hi>d</hi>")));
  REQUIRE(file.units.size() == 1);
  CHECK((read(written(file.units)) == file.units));
}

TEST_CASE("a highlight of which a half is missing is wrapped, for XML would not be well-formed", "[tmx]") {
  using Kind = text::InlineCode::Kind;
  text::TranslationUnit unit = unit_of("ab");
  unit.variants[0].segment.codes = GENERATE(
      values<std::vector<text::InlineCode>>({{{Kind::opens, 1, "hi1", "<hi>"}},
                                             {{Kind::closes, 1, "hi1", "</hi>"}},
                                             {{Kind::closes, 0, "hi1", "</hi>"}, {Kind::opens, 1, "hi2", "<hi>"}}}));
  CHECK((read(written({unit})) == std::vector{unit}));
}

TEST_CASE("what a file says of itself and of its units comes back as it was", "[tmx]") {
  const std::string header =
      "<header creationtool=\"a\" creationtoolversion=\"1\" segtype=\"block\" o-tmf=\"b\" adminlang=\"EN-us\" "
      "srclang=\"EN\" datatype=\"html\" o-encoding=\"x\" gitCommit=\"y\">\n"
      "    <ude name=\"n\" base=\"b\">1 &lt; 2 &amp; 3<map unicode=\"#xF8FF\" ent=\"a&amp;b\"/></ude>\n"
      "    <note xml:lang=\"en\">N</note>\n    <prop type=\"p\" o-encoding=\"x\">P</prop>\n  </header>\n  ";
  const std::string unit =
      GENERATE(as<std::string>{}, tu("same language as the header's, in another case"),
               "<tu srclang=\"en\">" + tuv("en", "a") + "</tu>",
               "<tu srclang=\"*all*\">" + tuv("en", "a") + tuv("fr", "b") + "</tu>",
               "<tu srclang=\"de-DE\">" + tuv("de-DE", "a") + tuv("fr", "b") + "</tu>",
               "<tu srclang=\"FR-ca\">" + tuv("de", "a") + tuv("en", "b") + tuv("fr-CA", "c") + "</tu>",
               "<tu changedate=\"yesterday\"><note lang=\"en\">a</note><prop type=\"x y\" "
               "xml:lang=\"en\">b</prop><note>c</note>" +
                   tuv("en", "a") + "</tu>");
  formats::UnitOptions options;
  std::string once;
  std::string twice;
  std::string before = "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\">\n" + header + "<body>" + unit + "</body></tmx>";
  for (std::string* file : {&once, &twice}) {
    const test::TmxFile result = test::read_tmx(before);
    options.header = result.header;
    const auto writer = formats::write_tmx(
        options, [&](std::string_view bytes) { *file += bytes; }, [](const Diagnostic&) {});
    for (const text::TranslationUnit& each : result.units) writer->write(each);
    writer->finish();
    before = *file;
  }
  CHECK(once == twice);
  CHECK(once.find(header) != std::string::npos);
  std::string without_space = once;
  for (std::size_t at = 0; (at = without_space.find('\n', at)) != std::string::npos;)
    without_space.erase(at, std::max(without_space.find_first_not_of("\n ", at), at + 1) - at);
  CHECK(without_space.find(unit) != std::string::npos);
}

TEST_CASE("a <sub> outside of any code is written as a code, as TMX has no other place for it", "[tmx]") {
  const std::string file = written(read(test::tmx(tu("One <sub>stray</sub> two"))));
  CHECK(file.find("<sub>") == std::string::npos);
  CHECK(file.find("type=\"x-markup\"") != std::string::npos);
  CHECK((read(file).at(0).variants == read(test::tmx(tu("One <sub>stray</sub> two"))).at(0).variants));
  std::size_t errors = 0;
  formats::ByteSource source(file, "f.tmx");
  formats::validate_tmx(source, {}, [&](const formats::Finding&) { ++errors; });
  CHECK(errors == 0);
}

TEST_CASE("a unit that has no variant in its source language gets one that it has", "[tmx]") {
  struct Row {
    std::string unit;
    std::string srclang;
    std::string source;
  };
  const Row row = GENERATE(values<Row>({
      {"<tu>" + tuv("de-DE", "a") + tuv("fr", "b") + "</tu>", "de-DE", "a"},
      {"<tu>" + tuv("fr", "a") + tuv("EN_us", "b") + "</tu>", "en-US", "b"},
      {"<tu srclang=\"FR\">" + tuv("de", "a") + tuv("en", "b") + tuv("fr-CA", "c") + "</tu>", "fr-CA", "c"},
      {"<tu srclang=\"it\">" + tuv("de", "a") + "</tu>", "de", "a"},
  }));
  const std::string file = written(read(test::tmx(row.unit)), "en");
  CHECK(file.find("<tu srclang=\"" + row.srclang + "\">") != std::string::npos);
  CHECK(read(file).at(0).variants.at(0).segment.text == row.source);
}

TEST_CASE("a unit without a variant cannot be written, and leaves nothing in the file", "[tmx]") {
  std::string file;
  const auto writer = formats::write_tmx(
      {}, [&](std::string_view bytes) { file += bytes; }, [](const Diagnostic&) {});
  CHECK_FALSE(writer->write({}));
  writer->finish();
  CHECK(read(file).empty());
}

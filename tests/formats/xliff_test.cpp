// XLIFF as it is written.
#include "formats/xliff/xliff.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "formats/xliff/line_ends.h"
#include "tests/support/exchange_units.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace {

using namespace oimtm;
using Kind = text::InlineCode::Kind;

std::string written(const std::vector<text::TranslationUnit>& units, const std::string& target = "fr") {
  formats::UnitOptions options{text::LanguageTag("en"), {}, {}};
  if (!target.empty()) options.target = text::LanguageTag(target);
  std::string file;
  const auto writer = formats::write_xliff(
      options, [&](std::string_view bytes) { file += bytes; }, [](const Diagnostic&) {});
  for (const text::TranslationUnit& unit : units) writer->write(unit);
  writer->finish();
  return file;
}

text::Variant variant(const std::string& language, const std::string& text, std::vector<text::InlineCode> codes = {}) {
  return {text::LanguageTag(language), {text, std::move(codes), {}}, {}, {}, {}};
}

text::TranslationUnit unit_of(std::vector<text::Variant> variants, const std::string& document = "") {
  text::TranslationUnit unit;
  unit.variants = std::move(variants);
  if (!document.empty()) unit.variants[0].origin = text::Origin{document, "L1", text::BlockKind::body, 0};
  return unit;
}

// What stands between <source ...> and </source> of the only unit.
std::string source_of(const std::string& text, const std::vector<text::InlineCode>& codes) {
  const std::string file = written({unit_of({variant("en", text, codes)})});
  const std::string start = "<source xml:space=\"preserve\">";
  const std::size_t begin = file.find(start) + start.size();
  return file.substr(begin, file.find("</source>") - begin);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("documents, codes, odd characters and what waits for its translation are written as XLIFF 2.1", "[xliff]") {
  const text::InlineCode bold{Kind::opens, 0, "1", "<bpt i=\"1\">&lt;b&gt;</bpt>"};
  const text::InlineCode end{Kind::closes, 5, "1", "<ept i=\"1\">&lt;/b&gt;</ept>"};
  const text::InlineCode line_break{Kind::stands_alone, 5, "", "<br/>"};
  const std::vector<text::TranslationUnit> units = {
      unit_of({variant("en", "Hello", {bold, end}), variant("fr", "Bonjour", {line_break})}, "a & b.txt"),
      unit_of({variant("en", " <R&D> \x01 "), variant("de", "Nein"), variant("fr", "\"é\"\r\n\t]]>")}, "a & b.txt"),
      unit_of({variant("fr", "La source est la seconde."), variant("en", "The source is second.")}),
      unit_of({variant("en", "It waits.")}, "c.txt"),
      unit_of({variant("fr", "Sans source.")}, "c.txt"),
  };
  CHECK(written(units) == test::read_file(test::data("formats/data/units.xlf")));
}

TEST_CASE("a memory without units is a file with an empty one, as the standard wants", "[xliff]") {
  CHECK(written({}, "") == test::read_file(test::data("formats/data/empty.xlf")));
}

TEST_CASE("codes that belong together refer to one another, the others are isolated", "[xliff]") {
  struct Row {
    const char* why;
    std::vector<text::InlineCode> codes;
    std::string source;
  };
  const Row row = GENERATE(values<Row>({
      {"a pair",
       {{Kind::opens, 0, "1", "a"}, {Kind::closes, 2, "1", "b"}},
       R"(<sc id="c1" dataRef="d1"/>xy<ec startRef="c1" dataRef="d2"/>z)"},
      {"pairs that overlap",
       {{Kind::opens, 0, "1", "a"},
        {Kind::opens, 1, "2", "b"},
        {Kind::closes, 2, "1", "c"},
        {Kind::closes, 3, "2", "d"}},
       R"(<sc id="c1" dataRef="d1"/>x<sc id="c2" dataRef="d2"/>y<ec startRef="c1" dataRef="d3"/>z<ec startRef="c2" dataRef="d4"/>)"},
      {"a number that is used again",
       {{Kind::opens, 0, "1", "a"},
        {Kind::closes, 1, "1", "b"},
        {Kind::opens, 1, "1", "c"},
        {Kind::closes, 2, "1", "d"}},
       R"(<sc id="c1" dataRef="d1"/>x<ec startRef="c1" dataRef="d2"/><sc id="c3" dataRef="d3"/>y<ec startRef="c3" dataRef="d4"/>z)"},
      {"closed twice",
       {{Kind::opens, 0, "1", "a"}, {Kind::closes, 1, "1", "b"}, {Kind::closes, 2, "1", "c"}},
       R"(<sc id="c1" dataRef="d1"/>x<ec startRef="c1" dataRef="d2"/>y<ec id="c3" isolated="yes" dataRef="d3"/>z)"},
      {"nothing closes it", {{Kind::opens, 1, "1", "a"}}, R"(x<sc id="c1" isolated="yes" dataRef="d1"/>yz)"},
      {"nothing opens it", {{Kind::closes, 1, "1", "a"}}, R"(x<ec id="c1" isolated="yes" dataRef="d1"/>yz)"},
      {"closed before it opens",
       {{Kind::closes, 0, "1", "a"}, {Kind::opens, 3, "1", "b"}},
       R"(<ec id="c1" isolated="yes" dataRef="d1"/>xyz<sc id="c2" isolated="yes" dataRef="d2"/>)"},
      {"codes without ids are no pair",
       {{Kind::opens, 0, "", "a"}, {Kind::closes, 3, "", "b"}},
       R"(<sc id="c1" isolated="yes" dataRef="d1"/>xyz<ec id="c2" isolated="yes" dataRef="d2"/>)"},
      {"one that stands alone has no partner",
       {{Kind::stands_alone, 0, "1", "a"}, {Kind::closes, 3, "1", "b"}},
       R"(<ph id="c1" dataRef="d1"/>xyz<ec id="c2" isolated="yes" dataRef="d2"/>)"},
  }));
  CAPTURE(row.why);
  CHECK(source_of("xyz", row.codes) == row.source);
}

TEST_CASE("a code has the same id in the target if it is that of the source, and else one of its own", "[xliff]") {
  const text::InlineCode a{Kind::stands_alone, 0, "", "a"};
  const text::InlineCode b{Kind::stands_alone, 1, "", "b"};
  const text::InlineCode later_a{Kind::stands_alone, 2, "", "a"};
  const text::InlineCode other{Kind::stands_alone, 3, "", "other"};
  const std::string file = written(
      {unit_of({variant("en", "xyz", {a, b}), variant("fr", "xyz", {{b.kind, 0, "", "b"}, later_a, later_a, other})})});
  CHECK(count(file, R"(<ph id="c1" dataRef="d1"/>x<ph id="c2" dataRef="d2"/>yz</source>)") == 1);
  CHECK(count(file, R"(<ph id="c2" dataRef="d2"/>xy<ph id="c1" dataRef="d1"/><ph id="c3" dataRef="d1"/>z)"
                    R"(<ph id="c4" dataRef="d3"/></target>)") == 1);
}

TEST_CASE("characters that XML cannot hold are written by their numbers", "[xliff]") {
  CHECK(source_of("a\x01\x1F\uFFFE\uFFFF\u0085z", {}) ==
        "a<cp hex=\"0001\"/><cp hex=\"001F\"/><cp hex=\"FFFE\"/><cp hex=\"FFFF\"/>\u0085z");
}

TEST_CASE("a file is a document; the same one later is another file", "[xliff]") {
  const auto of = [](const std::string& document) { return unit_of({variant("en", "x")}, document); };
  CHECK(count(written({of("a"), of("a"), of("b"), of(""), of("")}), "<file ") == 3);
  CHECK(count(written({of(""), of("a")}), "<file ") == 2);
  CHECK(count(written({of("a"), of("b"), of("a")}), "original=\"a\"") == 2);
}

TEST_CASE("in XLIFF too no text is its own translation into another variety of its language", "[xliff]") {
  CHECK(count(written({unit_of({variant("en", "color")})}, "en-GB"), "<target") == 0);
  CHECK(count(written({unit_of({variant("en", "color"), variant("en-GB", "colour")})}, "en-GB"), "<target") == 1);
}

TEST_CASE("every unit that has the source language is written once, with its own id", "[xliff][law]") {
  test::Dice dice(51);
  std::vector<text::TranslationUnit> units;
  std::size_t with_source = 0;
  for (int i = 0; i < 200; ++i) {
    units.push_back(test::random_unit(dice));
    with_source += text::find_variant(units.back(), text::LanguageTag("en")) != nullptr ? 1 : 0;
  }
  const std::string file = written(units);
  CHECK(count(file, "<unit ") == with_source);
  CHECK(count(file, "<unit id=\"u" + std::to_string(with_source) + "\"") == 1);
  CHECK(count(file, "<data ") <= count(file, "dataRef="));
}

TEST_CASE("a translation that a tool has wrapped is put in one line where its source is in one") {
  const oimtm::formats::xliff::LineEnds ends("One.\r\nTwo.\r\n");
  CHECK(ends.encoded("Un\n  deux", "One two") == "Un deux");
  CHECK(ends.encoded("中文\n字", "One two") == "中文字");
  CHECK(ends.encoded("Un\ndeux", "One\r\ntwo") == "Un\r\ndeux");
}

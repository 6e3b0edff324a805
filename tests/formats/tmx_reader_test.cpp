// TMX as other tools write it.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/tmx.h"
#include "text/characters.h"

namespace {

using namespace oimtm;
using namespace std::string_literals;
using Strings = std::vector<std::string>;
using test::read_tmx;
using test::tmx;
using test::tu;
using test::tuv;

// "en=Hello fr=Bonjour": the variants of the one unit of a file.
std::string unit_in(const std::string& file) {
  const test::TmxFile result = read_tmx(file);
  CHECK(result.diagnostics == Strings{});
  REQUIRE(result.units.size() == 1);
  std::string all;
  for (const text::Variant& variant : result.units[0].variants)
    all += (all.empty() ? "" : " ") + variant.language.str() + "=" + variant.segment.text;
  return all;
}

// Text and codes of a segment: "a{1:<ph>x</ph>}b".
std::string segment_in(const std::string& seg) {
  const test::TmxFile result = read_tmx(tmx(tu(seg)));
  CHECK(result.diagnostics == Strings{});
  REQUIRE(result.units.size() == 1);
  const text::Segment& segment = result.units[0].variants[0].segment;
  std::string all;
  std::size_t at = 0;
  for (const text::InlineCode& code : segment.codes) {
    REQUIRE(code.offset >= at);
    all += segment.text.substr(at, code.offset - at);
    at = code.offset;
    constexpr std::array<std::string_view, 3> kKinds = {"opens", "closes", "alone"};
    all += "{" + std::string(kKinds.at(static_cast<std::size_t>(code.kind))) + " " + code.id + ": " + code.markup + "}";
  }
  return all + segment.text.substr(at);
}

struct Row {
  const char* why;
  std::string given;
  std::string expected;
};

}  // namespace

TEST_CASE("the languages of variants are found however they are written", "[tmx]") {
  const std::string hello = tuv("en", "Hello");
  const std::string bonjour = tuv("fr", "Bonjour");
  const Row row = GENERATE_COPY(values<Row>({
      {"as TMX 1.4 says", tmx("<tu>" + hello + bonjour + "</tu>"), "en=Hello fr=Bonjour"},
      {"lang of TMX 1.1", tmx("<tu><tuv lang='EN'><seg>Hello</seg></tuv></tu>"), "en=Hello"},
      {"in other case, with an underscore", tmx("<tu>" + tuv("EN_us", "Hello") + "</tu>"), "en-US=Hello"},
      {"the header's srclang comes first", tmx("<tu>" + bonjour + hello + "</tu>"), "en=Hello fr=Bonjour"},
      {"that of a unit before the header's", tmx("<tu srclang='fr'>" + tuv("en", "Hello") + bonjour + "</tu>"),
       "fr=Bonjour en=Hello"},
      {"another variety of the srclang", tmx("<tu>" + bonjour + tuv("en-GB", "Hello") + "</tu>"),
       "en-GB=Hello fr=Bonjour"},
      {"*all* leaves the order", tmx("<tu srclang='*all*'>" + bonjour + hello + "</tu>"), "fr=Bonjour en=Hello"},
      {"*all* in the header", tmx("<tu>" + bonjour + hello + "</tu>", "<header srclang='*all*'/>"),
       "fr=Bonjour en=Hello"},
      {"a srclang that the unit has not", tmx("<tu srclang='de'>" + bonjour + hello + "</tu>"), "fr=Bonjour en=Hello"},
      {"no header", tmx("<tu>" + bonjour + hello + "</tu>", ""), "fr=Bonjour en=Hello"},
      {"several languages, the others in the file's order",
       tmx("<tu>" + bonjour + tuv("de", "Hallo") + hello + tuv("es", "Hola") + "</tu>"),
       "en=Hello fr=Bonjour de=Hallo es=Hola"},
      {"two translations into one language", tmx("<tu>" + hello + bonjour + tuv("fr", "Salut") + "</tu>"),
       "en=Hello fr=Bonjour fr=Salut"},
  }));
  CAPTURE(row.why);
  CHECK(unit_in(row.given) == row.expected);
}

TEST_CASE("the text of a segment is what XML says it is", "[tmx]") {
  const Row row = GENERATE(values<Row>({
      {"plain", "Hello", "Hello"},
      {"white space stays", "  a  b\n", "  a  b\n"},
      {"references to characters", "&#233;&#x1F600;&amp;&lt;&gt;&quot;&apos;", "é😀&<>\"'"},
      {"CDATA", "<![CDATA[<b>&amp;]]>", "<b>&amp;"},
      {"comments and instructions are no text", "a<!-- no -->b<?no no?>c", "abc"},
      {"CR LF is LF, a reference to CR is CR", "a\r\nb&#13;&#10;c\rd", "a\nb\r\nc\nd"},
      {"combining characters are not composed", "e\u0301", "e\u0301"},
  }));
  CAPTURE(row.why);
  CHECK(segment_in(row.given) == row.expected);
}

TEST_CASE("inline elements are codes in the text, with their markup as it was", "[tmx]") {
  const Row row = GENERATE(values<Row>({
      {"a pair", "<bpt i=\"1\">&lt;b&gt;</bpt>x<ept i=\"1\">&lt;/b&gt;</ept>",
       "{opens 1: <bpt i=\"1\">&lt;b&gt;</bpt>}x{closes 1: <ept i=\"1\">&lt;/b&gt;</ept>}"},
      {"a placeholder without content", "a<ph x='2' type='break'/>b", "a{alone 2: <ph x=\"2\" type=\"break\"></ph>}b"},
      {"halves of pairs", "<it pos=\"begin\">x</it>y<it pos=\"end\">z</it>",
       "{opens : <it pos=\"begin\">x</it>}y{closes : <it pos=\"end\">z</it>}"},
      {"what TMX does not know", "<ut>{\\cf6</ut>a", "{alone : <ut>{\\cf6</ut>}a"},
      {"text within a placeholder is no text", "a<ph>x<sub>alt text</sub>y</ph>b",
       "a{alone : <ph>x<sub>alt text</sub>y</ph>}b"},
      {"CDATA in a code", "<ph><![CDATA[<b/>]]></ph>", "{alone : <ph>&lt;b/&gt;</ph>}"},
      {"highlighted text is text", "a <hi type=\"bold\">b</hi> c",
       "a {opens hi1: <hi type=\"bold\">}b{closes hi1: </hi>} c"},
      {"codes within highlighted text", "<hi>b<ph>x</ph></hi>",
       "{opens hi1: <hi>}b{alone : <ph>x</ph>}{closes hi1: </hi>}"},
      {"highlights in one another, one with a number of its own", "<hi>a<hi x=\"7\">b</hi></hi><hi>c</hi>",
       "{opens hi1: <hi>}a{opens 7: <hi x=\"7\">}b{closes 7: </hi>}{closes hi1: </hi>}"
       "{opens hi2: <hi>}c{closes hi2: </hi>}"},
      {"highlighted code is code", "<ph>a<hi>b</hi></ph>", "{alone : <ph>a<hi>b</hi></ph>}"},
      {"a segment of codes alone", "<ph>x</ph>", "{alone : <ph>x</ph>}"},
      {"a sub without a code around it", "<sub>x</sub>", "{alone : <sub>x</sub>}"},
  }));
  CAPTURE(row.why);
  CHECK(segment_in(row.given) == row.expected);
}

TEST_CASE("what a file says of a unit and its variants is kept, in its order", "[tmx]") {
  const test::TmxFile result = read_tmx(
      tmx("<tu tuid=\"7\" changedate=\"20260131T235959Z\" creationid=\"Jean\"><note>n1</note>"
          "<prop type=\"x-project\">p &amp; q</prop><note>n2</note>"
          "<tuv xml:lang=\"en\" usagecount=\"3\"><prop type=\"x-a\">b</prop><note/><seg>Hello</seg></tuv></tu>"));
  REQUIRE(result.units.size() == 1);
  const text::TranslationUnit& unit = result.units[0];
  CHECK(unit.date == "2026-01-31T23:59:59Z");
  CHECK((
      unit.attributes ==
      text::Attributes{
          {"tmx:tuid", "7"}, {"tmx:creationid", "Jean"}, {"note", "n1"}, {"prop:x-project", "p & q"}, {"note", "n2"}}));
  CHECK((unit.variants[0].attributes == text::Attributes{{"tmx:usagecount", "3"}, {"prop:x-a", "b"}, {"note", ""}}));
}

TEST_CASE("our props are taken up only if they make sense", "[tmx]") {
  const auto variant = [](const std::string& props) {
    const test::TmxFile result = read_tmx(tmx("<tu><tuv xml:lang=\"en\">" + props + "<seg>x</seg></tuv></tu>"));
    REQUIRE(result.units.size() == 1);
    return result.units[0].variants[0];
  };
  const auto prop = [](const std::string& type, const std::string& value) {
    return "<prop type=\"" + type + "\">" + value + "</prop>";
  };
  SECTION("all of them") {
    const text::Variant all = variant(prop("x-document", "d.txt") + prop("x-block", "L5b") + prop("x-kind", "quote") +
                                      prop("x-position", "12") + prop("x-ranges", "5-9 12-20"));
    REQUIRE(all.origin.has_value());
    CHECK((*all.origin == text::Origin{"d.txt", "L5b", text::BlockKind::quote, 12}));
    CHECK((all.segment.ranges == std::vector<text::ByteRange>{{5, 9}, {12, 20}}));
    CHECK(all.attributes.empty());
  }
  SECTION("others of the same name are kept as they are") {
    const auto [type, value] = GENERATE(table<std::string, std::string>({{"x-kind", "poem"},
                                                                         {"x-position", "-1"},
                                                                         {"x-position", "12 "},
                                                                         {"x-position", "99999999999999999999"},
                                                                         {"x-ranges", "9-5"},
                                                                         {"x-ranges", "5-9,12-20"},
                                                                         {"x-ranges", "5"}}));
    CAPTURE(type, value);
    CHECK(
        (variant(prop("x-document", "d") + prop(type, value)).attributes == text::Attributes{{"prop:" + type, value}}));
  }
}

TEST_CASE("a unit's neighbours are those of its source, and may stand in the unit or in the variant", "[tmx]") {
  const auto context_of = [](const std::string& unit_props, const std::string& variant_props) {
    const test::TmxFile result = read_tmx(tmx("<tu>" + unit_props + tuv("fr", "Bonjour") + "<tuv xml:lang=\"en\">" +
                                              variant_props + "<seg>Hello</seg></tuv></tu>"));
    REQUIRE(result.units.size() == 1);
    CHECK((result.units[0].variants[1].context == text::Context{}));
    return result.units[0].variants[0].context;
  };
  const std::string before = "<prop type=\"x-context-pre\">before</prop>";
  const std::string edge = "<prop type=\"x-context-pre\"></prop>";
  CHECK((context_of(before, "") == text::Context{"before", std::nullopt}));
  CHECK((context_of("", before) == text::Context{"before", std::nullopt}));
  CHECK((context_of(edge, "") == text::Context{"", std::nullopt}));
  CHECK((context_of(edge, before) == text::Context{"before", std::nullopt}));
}

TEST_CASE("neighbours are read as memoQ and OmegaT write them", "[tmx]") {
  const auto unit_with = [](const std::string& unit_props, const std::string& variant_props) {
    const test::TmxFile result = read_tmx(tmx("<tu>" + unit_props + "<tuv xml:lang=\"en\">" + variant_props +
                                              "<seg>Hello</seg></tuv>" + tuv("fr", "Bonjour") + "</tu>"));
    REQUIRE(result.units.size() == 1);
    return result.units[0];
  };
  const auto pre = [](const std::string& value) { return "<prop type=\"x-context-pre\">" + value + "</prop>"; };
  struct Case {
    const char* why;
    std::string value;
    std::string before;
  };
  const Case row = GENERATE(values<Case>({
      {"memoQ's", "&lt;seg&gt;One &amp;amp; two&lt;/seg&gt;", "One & two"},
      {"without a text", "&lt;seg&gt;&lt;/seg&gt;", ""},
      {"with codes, which are not text",
       "&lt;seg>a&lt;bpt i='1'>&amp;lt;b>&lt;/bpt>b&lt;ept "
       "i='1'>&amp;lt;/b>&lt;/ept>&lt;ph/>&lt;hi>c&#233;&lt;/hi>&lt;/seg>",
       "abcé"},
      {"not XML", "&lt;seg&gt;R&amp;D&lt;/seg&gt;", "<seg>R&D</seg>"},
      {"no tag that ends", "&lt;seg&gt;1 &lt; 2&lt;/seg", "<seg>1 < 2</seg"},
      {"a text that begins so", "&lt;seg&gt; begins a segment", "<seg> begins a segment"},
  }));
  CAPTURE(row.why);
  CHECK((unit_with("", pre(row.value)).variants[0].context == text::Context{row.before, std::nullopt}));
  CHECK((unit_with(pre(row.value), "").variants[0].context == text::Context{row.before, std::nullopt}));

  const std::string omegats =
      "<prop type=\"file\">f</prop><prop type=\"prev\">before</prop><prop type=\"next\">behind</prop>";
  const text::TranslationUnit unit = unit_with(omegats, "");
  CHECK((unit.variants[0].context == text::Context{"before", "behind"}));
  CHECK(unit.attributes.size() == 3);  // OmegaT wants them back
  CHECK((unit_with(pre("ours") + omegats, "").variants[0].context == text::Context{"ours", "behind"}));
  CHECK((unit_with(omegats + pre("ours"), "").variants[0].context == text::Context{"ours", "behind"}));
}

TEST_CASE("files in the encodings of expat are read as the same text", "[tmx]") {
  const std::string file =
      "<?xml version=\"1.0\" encoding=\"@\"?><tmx><body><tu>" + tuv("fr", "déjà") + "</tu></body></tmx>";
  const auto declared = [&](const std::string& name) { return std::string(file).replace(file.find('@'), 1, name); };
  const auto in_latin_1 = [](const std::string& utf8) {
    std::string bytes;
    for (std::size_t at = 0; at < utf8.size();) bytes += static_cast<char>(text::next_character(utf8, at));
    return bytes;
  };
  const auto in_utf_16 = [&](const std::string& utf8, bool little) {
    std::string bytes = little ? "\xFF\xFE" : "\xFE\xFF";
    for (const char c : in_latin_1(utf8)) bytes += little ? std::string{c, '\0'} : std::string{'\0', c};
    return bytes;
  };
  CHECK(unit_in(declared("utf-8")) == "fr=déjà");
  CHECK(unit_in("\xEF\xBB\xBF" + declared("UTF-8")) == "fr=déjà");
  CHECK(unit_in(in_latin_1(declared("ISO-8859-1"))) == "fr=déjà");
  CHECK(unit_in(in_utf_16(declared("UTF-16"), true)) == "fr=déjà");
  CHECK(unit_in(in_utf_16(declared("UTF-16"), false)) == "fr=déjà");
}

TEST_CASE("a file may have no units, or several, of any size", "[tmx]") {
  CHECK(read_tmx(tmx("")).counts.read == 0);
  CHECK(read_tmx("<tmx/>").counts.read == 0);
  std::string body;
  for (int i = 0; i < 5000; ++i) body += tu("Text " + std::to_string(i)) + "\n";  // parts
  const test::TmxFile result = read_tmx(tmx(body));
  REQUIRE(result.units.size() == 5000);
  CHECK(result.units.back().variants[0].segment.text == "Text 4999");
}

TEST_CASE("a file is read by its path, and its name is in the messages", "[tmx]") {
  const test::TemporaryFolder folder;
  const std::string path = folder.path("a.tmx");
  test::write_file(path, tmx(tu("Hello") + "\n<tu></tu>"));
  test::Diagnostics diagnostics;
  std::size_t units = 0;
  const auto counts = formats::read_units(
      path, {}, [&](const text::TranslationUnit&) { ++units; }, diagnostics.sink());
  CHECK(units == 1);
  CHECK(counts.rejected == 1);
  CHECK(diagnostics.lines == Strings{path + ":5:1: a <tu> without a <tuv>"});
}

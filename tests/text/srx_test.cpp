#include "text/srx.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/text/srx_file.h"
#include "text/characters.h"
#include "text/segmenter.h"

namespace {

using namespace oimtm;
using namespace std::string_literals;
using text::LanguageTag;
using text::SrxRule;
using text::SrxRules;

// Two groups, "A" with a rule that holds and "B" with one that breaks, and the maps.
std::string two_groups(const std::string& cascade, const std::string& maps) {
  return "<srx version=\"2.0\"><header cascade=\"" + cascade +
         "\"/><body><languagerules>\n"
         "<languagerule languagerulename=\"A\"><rule break=\"no\"><beforebreak>a</beforebreak></rule></languagerule>\n"
         "<languagerule languagerulename=\"B\"><rule><beforebreak>b</beforebreak></rule></languagerule>\n"
         "</languagerules><maprules>\n" +
         maps + "</maprules></body></srx>";
}

std::string map(const std::string& pattern, const std::string& group) {
  return "<languagemap languagepattern=\"" + pattern + "\" languagerulename=\"" + group + "\"/>\n";
}

// The `before` parts of the rules for a language, one after the other.
std::string befores(const SrxRules& rules, const std::string& language) {
  std::string parts;
  for (const SrxRule& rule : rules.rules_for(LanguageTag(language))) parts += rule.before;
  return parts;
}

// A file with this where the expression before a break stands.
std::string with_before(const std::string& xml) {
  return "<srx version=\"2.0\"><body><languagerules><languagerule languagerulename=\"A\"><rule><beforebreak>" + xml +
         "</beforebreak></rule></languagerule></languagerules><maprules>" + map(".*", "A") + "</maprules></body></srx>";
}

InputError error_of(const std::string& xml) {
  try {
    test::parse(xml);
  } catch (const InputError& error) {
    return error;
  }
  FAIL("no error");
  throw;
}

}  // namespace

TEST_CASE("a rule is read as it stands in the file") {
  const auto rules =
      test::parse(test::srx_file({{true, "\\.", "\\s"}, {false, "a<b&c", ""}})).rules_for(LanguageTag("fr"));
  REQUIRE(rules.size() == 2);
  CHECK(rules[0].breaks);
  CHECK(rules[0].before == "\\.");
  CHECK(rules[0].after == "\\s");
  CHECK(rules[0].group == "all");
  CHECK(rules[0].line == test::kFirstRuleLine);
  CHECK_FALSE(rules[1].breaks);
  CHECK(rules[1].before == "a<b&c");
  CHECK(rules[1].after.empty());
  CHECK(rules[1].line == test::kFirstRuleLine + 1);
  CHECK(test::parse(test::srx_file({{true, "a", "b"}})).file() == "test.srx");
}

TEST_CASE("an expression is all the text of its element") {
  struct Row {
    const char* why;
    std::string xml;
    std::string expression;
  };
  const Row row = GENERATE(values<Row>({
      {"entities", "&lt;&amp;&#x2019;&quot;", "<&’\""},
      {"a CDATA section", "<![CDATA[[<&]]]>", "[<&]"},
      {"text and a CDATA section", "a<![CDATA[<]]>b", "a<b"},
      {"a comment in it", "a<!-- full stop -->b", "ab"},
      {"a single space", " ", " "},
      {"spaces around it", " a ", " a "},
      {"nothing", "", ""},
      {"not ASCII", "« »", "« »"},
  }));
  CAPTURE(row.why);
  CHECK(befores(test::parse(with_before(row.xml)), "fr") == row.expression);
}

TEST_CASE("a file is read in the encoding that its mark or its declaration says") {
  const std::string bare = with_before("é\xF0\x9F\x98\x80");
  const auto utf16 = [](const std::string& xml, bool is_big) {
    std::string bytes;
    for (std::size_t at = 0; at < xml.size();) {
      const char32_t c = text::next_character(xml, at);
      const auto unit = [&](char32_t u) {
        const std::string two = {static_cast<char>(u >> 8), static_cast<char>(u & 0xFF)};
        bytes += is_big ? two : std::string(two.rbegin(), two.rend());
      };
      if (c > 0xFFFF) unit(0xD800 + ((c - 0x10000) >> 10));
      unit(c > 0xFFFF ? 0xDC00 + ((c - 0x10000) & 0x3FF) : c);
    }
    return bytes;
  };
  const std::string declared = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n" + bare;
  const std::string latin = "<?xml version='1.0' encoding='ISO-8859-1'?>\n" + with_before("\xE9");
  struct Row {
    const char* why;
    std::string bytes;
    std::string before;
  };
  const std::string both = "é\xF0\x9F\x98\x80";
  const Row row = GENERATE_COPY(values<Row>({
      {"little endian, with a mark", "\xFF\xFE" + utf16(declared, false), both},
      {"big endian, with a mark", "\xFE\xFF" + utf16(declared, true), both},
      {"without a mark", utf16(declared, false), both},
      {"big endian without a mark", utf16(declared, true), both},
      {"UTF-8 with a mark", "\xEF\xBB\xBF" + bare, both},
      {"declared", latin, "é"},
      {"UTF-8 whatever is declared of two bytes a unit", declared, both},
  }));
  CAPTURE(row.why);
  CHECK(befores(test::parse(row.bytes), "fr") == row.before);
}

TEST_CASE("bytes that are nothing in a file's encoding are an error with their line") {
  const InputError utf8 = error_of(two_groups("no", map("fr", "A")) + "\xFF");
  CHECK(utf8.message().pattern == "not UTF-8: byte {1}");
  CHECK(utf8.where().line == 6);
  const InputError odd = error_of("\xFE\xFF\0\n\xD8\0\0<"s);
  CHECK(odd.message().arguments == std::vector<std::string>{"UTF-16BE"});
  CHECK(odd.where().line == 2);
  const InputError unknown = error_of("<?xml version='1.0' encoding='klingon'?>" + with_before("a"));
  CHECK(unknown.message().arguments == std::vector<std::string>{"klingon"});
}

TEST_CASE("an encoding of single bytes is read, whatever number is in its name") {
  const std::string xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n" + with_before("\xA4");
  CHECK(befores(test::parse(xml), "fr") == "€");
  const std::string wide = "<?xml version=\"1.0\" encoding=\"ISO-8859-16\"?>\n" + with_before("\xE9");
  CHECK(error_of(wide).message().arguments == std::vector<std::string>{"ISO-8859-16"});
}

TEST_CASE("a reference to an entity of the file's own is an error with its line") {
  const std::string start = "<!DOCTYPE srx [\n<!ENTITY dot \"[.]\">\n]>\n";
  const InputError error = error_of(start + with_before("a\n&dot;"));
  CHECK(error.where().line == 5);
  CHECK(error.message().arguments == std::vector<std::string>{"dot"});
  SECTION("wherever the DOCTYPE ends") {
    for (const char* doctype : {"<!DOCTYPE srx [<!ENTITY dot \"[.]>\"> ] >\n", "<!DOCTYPE srx [<!-- ]> ' -->]>\n",
                                "<!DOCTYPE srx SYSTEM \"a[b>c\">\n", "<!DOCTYPE srx [<?x ' ?>]>\n"}) {
      CAPTURE(doctype);
      CHECK(error_of(doctype + with_before("a&dot;")).message().arguments == std::vector<std::string>{"dot"});
    }
  }
  SECTION("not what only looks like one") {
    const std::string text = "<!-- &dot; -->&amp;dot;&#46;&#x2E;<![CDATA[&dot;]]>";
    CHECK(befores(test::parse(start + with_before(text)), "fr") == "&dot;..&dot;");
  }
}

TEST_CASE("a rule breaks unless it says no") {
  for (const char* value : {"", "break=\"yes\"", "break=\"no\""}) {
    const std::string xml = "<srx version=\"2.0\"><body><languagerules><languagerule languagerulename=\"A\"><rule " +
                            std::string(value) + "/></languagerule></languagerules><maprules>" + map(".*", "A") +
                            "</maprules></body></srx>";
    const auto rules = test::parse(xml).rules_for(LanguageTag("fr"));
    REQUIRE(rules.size() == 1);
    CAPTURE(value);
    CHECK(rules[0].breaks == (std::string(value) != "break=\"no\""));
  }
}

TEST_CASE("a rule that neither breaks nor holds is an error with its line") {
  const std::string value = GENERATE("No", "NO", "false", "0", "", " no");
  CAPTURE(value);
  const InputError error = error_of(
      "<srx version=\"2.0\"><body><languagerules><languagerule languagerulename=\"A\">\n<rule break=\"yes\"/>\n<rule "
      "break=\"" +
      value + "\"/></languagerule></languagerules><maprules>" + map(".*", "A") + "</maprules></body></srx>");
  CHECK(error.where().line == 3);
  CHECK(error.message().arguments == std::vector<std::string>{value});
}

TEST_CASE("the maps choose the rules for a language") {
  struct Row {
    const char* why;
    std::string cascade;
    std::string maps;
    std::string language;
    std::string befores;
  };
  const Row row = GENERATE(values<Row>({
      {"the map that matches", "no", map("en.*", "A") + map("fr.*", "B"), "fr", "b"},
      {"without cascade the first map alone", "no", map("fr", "A") + map(".*", "B"), "fr", "a"},
      {"the maps' order decides, not that of the rules", "no", map(".*", "B") + map("fr", "A"), "fr", "b"},
      {"with cascade all, in the maps' order", "yes", map("fr", "B") + map(".*", "A"), "fr", "ba"},
      {"with cascade only those that match", "yes", map("en", "B") + map(".*", "A"), "fr", "a"},
      {"with cascade each group once", "yes", map("fr", "B") + map(".*", "A") + map("f.*", "B"), "fr", "ba"},
      {"a pattern in upper case", "no", map("FR.*", "A"), "fr", "a"},
      {"a region in lower case", "no", map("fr-ch", "A"), "fr-CH", "a"},
      {"a pattern matches the whole tag", "no", map("fr", "A"), "fro", ""},
      {"nor its end alone", "no", map("CH", "A"), "fr-CH", ""},
      {"alternatives are of the whole pattern", "no", map("en|fr", "A"), "fr", "a"},
      {"no map matches", "no", map("en", "A"), "fr", ""},
      {"a map of rules that are not there", "no", map("fr", "C"), "fr", ""},
      {"a cascade that says neither yes nor no", "maybe", map("fr", "A") + map(".*", "B"), "fr", "a"},
  }));
  CAPTURE(row.why);
  CHECK(befores(test::parse(two_groups(row.cascade, row.maps)), row.language) == row.befores);
}

TEST_CASE("files of version 1.0 are read, and it is said") {
  const std::string xml =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE srx PUBLIC \"-//SRX//DTD SRX//EN\" \"srx.dtd\">\n"
      "<srx version=\"1.0\"><header segmentsubflows=\"yes\"/><body><languagerules><languagerule "
      "languagerulename=\"Default\"><rule break=\"no\"><beforebreak>a</beforebreak></rule></languagerule>"
      "</languagerules><maprules><maprule maprulename=\"Default\">" +
      map("FR.*", "Default") + "</maprule></maprules></body></srx>";
  std::vector<Diagnostic> said;
  const SrxRules rules = SrxRules::parse(xml, "old.srx", [&](const Diagnostic& d) { said.push_back(d); });
  CHECK(befores(rules, "fr-CA") == "a");
  REQUIRE(said.size() == 1);
  CHECK(to_string(said[0].where) == "old.srx:3:2");
  CHECK(said[0].message.arguments == std::vector<std::string>{"1.0"});
}

TEST_CASE("nothing is said about a file of version 2.0") {
  SrxRules::parse(test::srx_file({{true, "a", ""}}), "x", [](const Diagnostic& d) { FAIL(d.message.pattern); });
}

TEST_CASE("rules that can never apply are reported with their line") {
  const std::string xml =
      "<srx version='2.0'><header/><body><languagerules>\n"
      "<languagerule languagerulename='used'><rule><beforebreak>a</beforebreak></rule></languagerule>\n"
      "<languagerule languagerulename='unused'><rule/><rule/></languagerule></languagerules><maprules>\n"
      "<languagemap languagepattern='.*' languagerulename='used'/>\n"
      "<languagemap languagepattern='xx' languagerulename='missing'/></maprules></body></srx>";
  std::string said;
  SrxRules::parse(xml, "a.srx", [&](const Diagnostic& diagnostic) {
    said += std::to_string(diagnostic.where.line) + ": " +
            fill(diagnostic.message.pattern, diagnostic.message.arguments) + "\n";
  });
  CHECK(said ==
        "5: the languagemap xx names missing, which has no rules\n"
        "3: no languagemap names unused: its rules are not used\n");
}

TEST_CASE("formathandle puts codes at a break before or behind it") {
  using Kind = text::InlineCode::Kind;
  const std::string include = GENERATE("yes", "no");
  const std::string xml =
      "<srx version='2.0'><header><formathandle type='start' include='" + include +
      "'/><formathandle type='end' include='" + include + "'/><formathandle type='isolated' include='" + include +
      "'/></header><body><languagerules><languagerule languagerulename='r'><rule><beforebreak>\\.</beforebreak>"
      "<afterbreak>\\s</afterbreak></rule></languagerule></languagerules><maprules>"
      "<languagemap languagepattern='.*' languagerulename='r'/></maprules></body></srx>";
  const text::Segmenter segmenter(SrxRules::parse(xml, "a.srx", [](const auto&) {}), LanguageTag("fr"));
  const Kind kind = GENERATE(Kind::opens, Kind::closes, Kind::stands_alone);
  const auto pieces = segmenter.split({"a. b.", {{kind, 2, "1", "<x/>"}}, {}});
  REQUIRE(pieces.size() == 2);
  CHECK(pieces[0].codes.size() == (include == "yes" ? 1 : 0));
  CHECK(pieces[1].codes.size() == (include == "yes" ? 0 : 1));
}

TEST_CASE("names of elements may have a namespace prefix, and strange elements among them") {
  const std::string xml =
      "<s:srx xmlns:s=\"http://www.lisa.org/srx20\" xmlns:x=\"http://example.org\" version=\"2.0\"><s:header "
      "cascade=\"yes\"><x:options/></s:header><s:body><s:languagerules><x:note/><s:languagerule "
      "languagerulename=\"A\"><x:note/><s:rule><s:beforebreak>a</s:beforebreak></s:rule></s:languagerule>"
      "</s:languagerules><s:maprules><s:languagemap languagepattern=\".*\" languagerulename=\"A\"/><s:languagemap "
      "languagepattern=\"fr\" languagerulename=\"A\"/></s:maprules></s:body></s:srx>";
  CHECK(befores(test::parse(xml), "fr") == "a");
}

TEST_CASE("a file that is no SRX is refused, with the line") {
  struct Row {
    const char* why;
    std::string xml;
    std::string what;
  };
  const Row row = GENERATE(values<Row>({
      {"empty", "", "test.srx:1:1: not well-formed XML: No document element found"},
      {"not XML", "Hello.\n", "test.srx:2:1: not well-formed XML: No document element found"},
      {"another root", "<?xml version=\"1.0\"?>\n<tmx/>", "test.srx:2:2: not an SRX file: its root is <tmx>"},
      {"cut off", "<srx>\n<body>\n", "test.srx:2:7: not well-formed XML"},
      {"a tag that closes another", "<srx>\n<body>\n</srx>", "test.srx:3:3: not well-formed XML"},
      {"an attribute without quotes", "<srx>\n <body a=1/></srx>", "test.srx:2:10: not well-formed XML"},
      {"two roots", "<srx/>\n<srx/>", "test.srx:1:2: an SRX file without rules"},
      {"Latin-1", "<srx>\n<!-- \xE9 -->", "test.srx:2:6: not UTF-8: byte 11"},
      {"UTF-16 that breaks off", std::string("\xFF\xFE<\0s", 5), "test.srx:1:2: not text in UTF-16LE"},
      {"no rule", "<srx><body><maprules>" + map(".*", "A") + "</maprules></body></srx>",
       "test.srx:1:2: an SRX file without rules"},
      {"a rule that is misspelt",
       "<srx version=\"2.0\"><body><languagerules>\n<languagerule languagerulename=\"A\">\n<rul "
       "break=\"no\"/></languagerule></languagerules><maprules>" +
           map(".*", "A") + "</maprules></body></srx>",
       "test.srx:3:2: <rul> where <rule> is wanted"},
      {"no map", two_groups("no", ""), "test.srx:1:2: an SRX file without rules"},
  }));
  CAPTURE(row.why);
  const std::string what = error_of(row.xml).what();
  CHECK(what.substr(0, row.what.size()) == row.what);
}

TEST_CASE("a file cut off anywhere is refused") {
  const std::string whole(SrxRules::built_in_file(LanguageTag("fr")));
  const std::size_t end = whole.rfind("</srx>") + 5;
  for (std::size_t length = 0; length <= end; length += 1 + length % 17) {
    CAPTURE(length);
    CHECK_THROWS_AS(test::parse(whole.substr(0, length)), InputError);
  }
}

TEST_CASE("elements that are nested without end do not end the program") {
  std::string xml;
  for (int i = 0; i < 100'000; ++i) xml += "<srx>";
  CHECK(error_of(xml).where().file == "test.srx");
}

TEST_CASE("a byte order mark before the file is no error") {
  CHECK(befores(test::parse("\xEF\xBB\xBF" + with_before("a")), "fr") == "a");
}

TEST_CASE("a languagepattern that is no expression is an error with its line") {
  const SrxRules rules = test::parse(two_groups("no", map("en", "A") + map("(fr", "B")));
  CHECK(befores(rules, "en") == "a");
  try {
    rules.rules_for(LanguageTag("fr"));
    FAIL("no error");
  } catch (const InputError& error) {
    CHECK(error.where().line == 6);
    CHECK(std::string(error.what()).find("(fr") != std::string::npos);
  }
}

TEST_CASE("a languagepattern that goes round without end is an error with its line") {
  const std::string pattern = GENERATE("((((((([a-z]*)*)*)*)*)*)*)*!", "(.*.*.*)*!");
  const SrxRules rules = test::parse(two_groups("no", map("en", "A") + map(pattern, "B")));
  try {
    rules.rules_for(LanguageTag("zh-hant-abcdefgh-abcdefgi-abcdefgj"));
    FAIL("no error");
  } catch (const InputError& error) {
    CHECK(error.where().line == 6);
    CHECK(error.message().arguments.front() == pattern);
  }
}

TEST_CASE("a language has its own rules built in, or the general ones") {
  const SrxRules& french = SrxRules::built_in(LanguageTag("fr"));
  CHECK(&french == &SrxRules::built_in(LanguageTag("fr-CH")));
  CHECK(french.file() == "fr.srx");
  CHECK(SrxRules::built_in(LanguageTag("en-GB")).file() == "en.srx");
  CHECK(SrxRules::built_in(LanguageTag("zh-Hans")).file() == "zh.srx");
  CHECK(SrxRules::has_built_in(LanguageTag("es-MX")));
  for (const char* tag : {"pl", "und", "fro", "zu-Latn"}) {
    CAPTURE(tag);
    CHECK(SrxRules::built_in(LanguageTag(tag)).file() == "default.srx");
    CHECK_FALSE(SrxRules::has_built_in(LanguageTag(tag)));
  }
  CHECK(SrxRules::built_in(LanguageTag()).file() == "default.srx");
  CHECK(SrxRules::built_in_file(LanguageTag("fr")).find("French") != std::string_view::npos);
}

// TMX that is damaged, or made to harm.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/tmx.h"

namespace {

using namespace oimtm;
using namespace std::string_literals;
using Strings = std::vector<std::string>;
using test::read_tmx;
using test::tmx;
using test::tu;
using test::tuv;

struct Row {
  const char* why;
  std::string given;
  std::string says;
};

// What the refusal of the file says.
std::string refusal(const std::string& file) {
  return test::error_of<InputError>([&] { read_tmx(file); });
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

const std::string kGood = "\n" + tu("Good");

}  // namespace

TEST_CASE("a unit that cannot be used is told with its line, counted, and the others are read", "[tmx]") {
  const std::string fr = tuv("fr", "Bonjour");
  const Row row = GENERATE_COPY(values<Row>({
      {"no variants", "<tu></tu>", "a <tu> without a <tuv>"},
      {"notes alone", "<tu><note>n</note></tu>", "a <tu> without a <tuv>"},
      {"no segment", "<tu>" + fr + "<tuv xml:lang=\"en\"/></tu>", "a <tuv> without a <seg>"},
      {"no language", "<tu><tuv><seg>x</seg></tuv>" + fr + "</tu>", "a <tuv> without a language"},
      {"an empty language", "<tu>" + tuv("", "x") + "</tu>", "a <tuv> without a language"},
      {"a language that is none", "<tu>" + tuv("english (UK)", "x") + "</tu>", "english (UK) is not a language tag"},
      {"an empty segment", "<tu>" + fr + tuv("en", "") + "</tu>", "an empty segment"},
      {"white space alone", "<tu>" + fr + tuv("en", " \n&#xA0;") + "</tu>", "an empty segment"},
      {"an element that TMX has not", tu("a<b>c</b>"), "<b> in a segment"},
      {"one inside a code", tu("<ph><mq:ch val=\"x\"/></ph>"), "<mq:ch> in a segment"},
      {"two segments in a variant", "<tu><tuv xml:lang=\"en\"><seg>long text<ph/></seg><seg>x</seg></tuv></tu>",
       "a <tuv> with more than one <seg>"},
      {"a segment in a segment", tu("a<seg>b</seg>"), "<seg> in a segment"},
      {"a variant in a variant", "<tu><tuv xml:lang=\"en\"><seg>a</seg>" + fr + "</tuv></tu>", "a <tuv> in a <tuv>"},
      {"a unit in a unit", "<tu>" + fr + "<tu>" + tuv("en", "x") + "</tu></tu>", "a <tu> in a <tu>"},
      {"the first reason counts", "<tu><tuv xml:lang=\"en\"/>" + tuv("", "x") + "</tu>", "a <tuv> without a <seg>"},
  }));
  CAPTURE(row.why);
  const auto result = read_tmx(tmx(tu("First") + "\n" + row.given + kGood));
  CHECK(result.diagnostics == Strings{"f:5:1: " + row.says});
  CHECK(result.counts.read == 3);
  CHECK(result.counts.rejected == 1);
  REQUIRE(result.units.size() == 2);
  CHECK(result.units[1].variants[0].segment.text == "Good");
}

TEST_CASE("a file that is not TMX, or not XML, is refused with the place", "[tmx]") {
  const Row row = GENERATE(values<Row>({
      {"an empty file", "", "f:1:1: not well-formed XML: no element found"},
      {"another root", "<?xml version=\"1.0\"?>\n<xliff/>", "f:2:1: not TMX: its root is <xliff>"},
      {"no XML", "Hello\tBonjour", "f:1:1: not well-formed XML: syntax error"},
      {"an element that is not closed", "<tmx>\n<body></tmx>", "f:2:9: not well-formed XML: mismatched tag"},
      {"a bare &", "<tmx>\nR&D</tmx>", "f:2:4: not well-formed XML: not well-formed (invalid token)"},
      {"an entity of HTML", "<tmx>\n&nbsp;</tmx>", "f:2:1: not well-formed XML: undefined entity"},
      {"a control character", "<tmx>\n\x0B</tmx>", "f:2:1: not well-formed XML: not well-formed (invalid token)"},
      {"a reference to one", "<tmx>\n&#x1F;</tmx>", "f:2:1: not well-formed XML: reference to invalid character"},
      {"a reference to NUL", "<tmx>&#0;</tmx>", "f:1:6: not well-formed XML: reference to invalid character"},
      {"half of a surrogate pair", "<tmx>&#xD83D;</tmx>", "f:1:6: not well-formed XML: reference to invalid"},
      {"Latin-1 that says nothing", "<tmx>d\xE9j\xE0</tmx>", "f:1:7: not well-formed XML: not well-formed"},
      {"an encoding that expat has not", "<?xml version=\"1.0\" encoding=\"windows-1252\"?><tmx/>",
       "f:1:31: not well-formed XML: unknown encoding"},
      {"UTF-8 that says UTF-16", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><tmx/>",
       "f:1:31: not well-formed XML: encoding specified in XML declaration is incorrect"},
      {"bytes behind the end", "<tmx/>\n\0\0"s, "f:2:1: not well-formed XML: not well-formed (invalid token)"},
      {"two roots", "<tmx/><tmx/>", "f:1:7: not well-formed XML: junk after document element"},
      {"compressed", "\x1F\x8B\x08\x00"s, "f:1:1: not well-formed XML: not well-formed (invalid token)"},
  }));
  CAPTURE(row.why);
  CHECK(refusal(row.given).starts_with(row.says));
}

TEST_CASE("a file that breaks off is refused wherever it does", "[tmx]") {
  const std::string whole = tmx(tu("a<ph x=\"1\">b</ph>&amp;") + kGood);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(refusal(whole.substr(0, size)).empty());
  }
  CHECK(refusal(whole).empty());
}

TEST_CASE("entities that grow are refused before they do", "[tmx]") {
  std::string laughs = "<!DOCTYPE tmx [<!ENTITY l0 \"lololololol\">";
  for (int i = 1; i < 10; ++i)
    laughs += "<!ENTITY l" + std::to_string(i) + " \"" + repeated("&l" + std::to_string(i - 1) + ";", 10) + "\">";
  const std::string attribute = "<tu tuid=\"&l9;\">" + tuv("en", "x") + "</tu>";
  const std::string big = "<!DOCTYPE tmx [<!ENTITY a \"" + std::string(100'000, 'A') + "\">]>";
  const Row row = GENERATE_COPY(values<Row>({
      {"a billion laughs", tmx(tu("&l9;"), "", laughs + "]>"), "limit on input amplification"},
      {"in an attribute", tmx(attribute, "", laughs + "]>"), "limit on input amplification"},
      {"quadratic", tmx(tu(repeated("&a;", 20'000)), "", big), "limit on input amplification"},
      {"an entity of itself", tmx(tu("&a;"), "", "<!DOCTYPE tmx [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>"),
       "recursive entity reference"},
  }));
  CAPTURE(row.why);
  CHECK(refusal(row.given).find(row.says) != std::string::npos);
}

TEST_CASE("an entity that the file defines is its text", "[tmx]") {
  const auto result = read_tmx(tmx(tu("&iom; in &iom;"), "", "<!DOCTYPE tmx [<!ENTITY iom \"OIM\">]>"));
  REQUIRE(result.units.size() == 1);
  CHECK(result.units[0].variants[0].segment.text == "OIM in OIM");
}

TEST_CASE("nothing outside of the file is read, and a unit that wants it is rejected", "[tmx]") {
  const test::TemporaryFolder folder;
  const std::string url = "file://" + folder.path("secret");
  test::write_file(folder.path("secret"), "<!ENTITY x \"SECRET\">SECRET");
  const std::string outside = "the entity " + url + " is outside of the file";
  const std::string undefined = "the entity &x; is not defined in the file";
  const Row row = GENERATE_COPY(values<Row>({
      {"an entity that is a file", "<!DOCTYPE tmx [<!ENTITY x SYSTEM \"" + url + "\">]>", outside},
      {"a public one", "<!DOCTYPE tmx [<!ENTITY x PUBLIC \"-//X//Y\" \"" + url + "\">]>", outside},
      {"one of a DTD that is a file", "<!DOCTYPE tmx SYSTEM \"" + url + "\">", undefined},
      {"one of a DTD somewhere", "<!DOCTYPE tmx SYSTEM \"http://127.0.0.1:9/tmx14.dtd\">", undefined},
      {"of a parameter entity", "<!DOCTYPE tmx [<!ENTITY % p SYSTEM \"" + url + "\"> %p;]>", undefined},
  }));
  CAPTURE(row.why);
  const std::string in_note = "\n<tu><note>&x;</note>" + tuv("en", "x") + "</tu>";
  const auto result = read_tmx(tmx(tu("a &x; b") + kGood + in_note, "<header srclang=\"en\"/>", row.given));
  CHECK(result.diagnostics == Strings{"f:4:1: " + row.says, "f:6:1: " + row.says});
  REQUIRE(result.units.size() == 1);
  CHECK(result.units[0].variants[0].segment.text == "Good");
}

TEST_CASE("elements may nest a hundred thousand deep", "[tmx]") {
  const std::size_t deep = 100'000;
  SECTION("as text") {
    const auto result = read_tmx(tmx(tu(repeated("<hi>", deep) + "x" + repeated("</hi>", deep))));
    REQUIRE(result.units.size() == 1);
    CHECK(result.units[0].variants[0].segment.text == "x");
    CHECK(result.units[0].variants[0].segment.codes.size() == 2 * deep);
  }
  SECTION("as code") {
    const auto result = read_tmx(tmx(tu(repeated("<ph>", deep) + "x" + repeated("</ph>", deep))));
    REQUIRE(result.units.size() == 1);
    CHECK(result.units[0].variants[0].segment.codes.size() == 1);
  }
  SECTION("as units") {
    const auto result = read_tmx(tmx(repeated("<tu><tuv>", deep) + repeated("</tuv></tu>", deep)));
    CHECK(result.counts.read == result.counts.rejected);
  }
}

TEST_CASE("an attribute of 20 MB is kept, and a text of more than 64 MB is refused", "[tmx]") {
  const std::string big = repeated("aaaaaaaaaa", 2'000'000);
  const auto result = read_tmx(tmx("<tu tuid=\"" + big + "\">" + tuv("en", "x") + "</tu>"));
  REQUIRE(result.units.size() == 1);
  CHECK((result.units[0].attributes.at(0).second == big));
  const std::string mega = repeated(std::string(1000, 'b') + "\n", 68'000);
  CHECK(refusal(tmx(tu(mega))).find("a text of more than 64 MB") != std::string::npos);
  CHECK(refusal(tmx(tu("<ph>" + mega + "</ph>"))).find("a text of more than 64 MB") != std::string::npos);
}

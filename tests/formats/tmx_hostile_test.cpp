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
std::string refusal(const std::string& file, const formats::UnitOptions& options = {}) {
  return test::error_of<InputError>([&] { read_tmx(file, options); });
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::string first_text(const test::TmxFile& file) { return file.units.at(0).variants.at(0).segment.text; }

const std::string kGood = "\n" + tu("Good");

// The unit of line 5 alone is lost, for this reason; those before and behind it are read.
void check_rejected(const std::string& unit, const std::string& says) {
  CAPTURE(unit);
  const auto result = read_tmx(tmx(tu("First") + "\n" + unit + kGood));
  CHECK(result.diagnostics == Strings{says});
  CHECK(result.counts.read == 3);
  CHECK(result.counts.rejected == 1);
  REQUIRE(result.units.size() == 2);
  CHECK(result.units[1].variants[0].segment.text == "Good");
}

}  // namespace

TEST_CASE("a unit that cannot be used is told with its line, counted, and the others are read", "[tmx]") {
  const std::string fr = tuv("fr", "Bonjour");
  const Row row = GENERATE_COPY(values<Row>({
      {"no variants", "<tu></tu>", "a <tu> without a <tuv>"},
      {"notes alone", "<tu><note>n</note></tu>", "a <tu> without a <tuv>"},
      {"no segment in any variant", "<tu><tuv xml:lang=\"en\"/></tu>", "a <tuv> without a <seg>"},
      {"empty segments alone", "<tu>" + tuv("fr", "") + tuv("en", " \n&#xA0;") + "</tu>", "an empty segment"},
      {"no language", "<tu><tuv><seg>x</seg></tuv>" + fr + "</tu>", "a <tuv> without a language"},
      {"an empty language", "<tu>" + tuv("", "x") + "</tu>", "a <tuv> without a language"},
      {"a language that is none", "<tu>" + tuv("english (UK)", "x") + "</tu>", "english (UK) is not a language tag"},
      {"two segments in a variant", "<tu><tuv xml:lang=\"en\"><seg>long text<ph/></seg><seg>x</seg></tuv></tu>",
       "a <tuv> with more than one <seg>"},
      {"a segment in a segment", tu("a<seg>b</seg>"), "<seg> in a segment"},
      {"a variant in a variant", "<tu><tuv xml:lang=\"en\"><seg>a</seg>" + fr + "</tuv></tu>", "a <tuv> in a <tuv>"},
      {"a segment outside of a variant", "<tu>" + fr + "<seg>x</seg></tu>", "a <seg> outside of a <tuv>"},
      {"no end", "<tu>" + fr, "a <tu> without its </tu>"},
      {"no end, in a segment", "<tu>" + fr + "<tuv xml:lang=\"en\"><seg>x", "a <tu> without its </tu>"},
      {"no start", fr + tuv("en", "x") + "</tu>", "a <tuv> outside of a <tu>"},
      {"the first reason counts", "<tu><tuv><seg>x</seg></tuv>" + tuv("x y", "x") + "</tu>",
       "a <tuv> without a language"},
  }));
  CAPTURE(row.why);
  check_rejected(row.given, "f:5:1: " + row.says);
}

TEST_CASE("a unit that is not well-formed is lost alone, and told with the place", "[tmx]") {
  const Row row = GENERATE(values<Row>({
      {"a bare &", tu("R&D"), "5:30: a bare &, which should be &amp;"},
      {"an entity of HTML", tu("&nbsp;"), "5:29: the entity &nbsp; is not defined in the file"},
      {"a control character", tu("a\x0B"), "5:30: the character U+000B, which XML cannot hold"},
      {"a NUL", tu("a\0b"s), "5:30: the character U+0000, which XML cannot hold"},
      {"a reference to one", tu("&#x1F;"), "5:29: the reference &#x1F;, which is no character that XML can hold"},
      {"a reference to NUL", tu("&#0;"), "5:29: the reference &#0;, which is no character that XML can hold"},
      {"half of a surrogate pair", tu("&#xD83D;"),
       "5:29: the reference &#xD83D;, which is no character that XML can hold"},
      {"Latin-1 that says nothing", tu("d\xE9j\xE0"), "5:30: not valid UTF-8 at byte offset 151"},
      {"]]>", tu("a]]>b"), "5:30: ]]> in a text, which should be ]]&gt;"},
      {"a flaw of the unit's tag", "<tu tuid=\"R&D\"><tuv xml:lang=\"en\"><seg>x</seg></tuv></tu>",
       "5:12: a bare &, which should be &amp;"},
      {"a bare <", tu("a < b"), "5:31: a < that begins no tag, and should be &lt;"},
      {"an element that is not closed", tu("a<ph>"), "5:34: </seg> where </ph> is wanted"},
      {"an end of nothing", tu("a</ph>"), "5:30: </ph> where </seg> is wanted"},
      {"two equal attributes", tu("<ph x=\"1\" x=\"2\"/>"), "5:39: two attributes named x"},
      {"a value without quotes", tu("<ph x=1/>"), "5:35: a quote is wanted before the value"},
      {"a value that does not end", "<tu tuid=\"1><tuv xml:lang=\"en\"><seg>x</seg></tuv></tu>",
       "5:13: a < in the value of an attribute, which should be &lt;"},
      {"an attribute without a value", "<tu tuid><tuv xml:lang=\"en\"><seg>x</seg></tuv></tu>",
       "5:9: = is wanted behind the name of an attribute"},
      {"attributes that touch", tu("<ph x=\"1\"y=\"2\"/>"),
       "5:38: white space is wanted behind the name or the attribute"},
      {"a comment with --", tu("<!-- a -- b -->x"), "5:36: -- in a comment"},
  }));
  CAPTURE(row.why);
  check_rejected(row.given, "f:" + row.says);
}

TEST_CASE("units in what a unit has open take nothing that is not theirs", "[tmx]") {
  const std::string open = "<tu><tuv xml:lang=\"en\">";
  const Row row = GENERATE_COPY(values<Row>({
      {"a segment", open + "<tu></tu><tu><seg>x</seg></tu></tuv></tu>", ""},
      {"a property", open + "<tu></tu><tu><prop type=\"x\">x</prop></tu></tuv></tu>", ""},
      {"the variant's end", open + "<tu></tu><tu></tuv></tu></tu>", ""},
      {"an open property", open + "<note><tu></tu><tu>x</note></tu></tuv></tu>", ""},
      {"an open segment", open + "<seg><tu></tu><tu><seg>x</seg></tu></seg></tuv></tu>", ""},
  }));
  CAPTURE(row.why);
  const auto result = read_tmx(tmx(row.given + kGood));
  CHECK(result.counts.rejected > 0);
  CHECK(result.counts.read == result.units.size() + result.counts.rejected);
  REQUIRE(result.units.size() == 1);
  CHECK(first_text(result) == "Good");
}

TEST_CASE("a fault between units is one, and takes no unit", "[tmx]") {
  const Row row = GENERATE(values<Row>({
      {"a < that begins nothing", "<!x>" + kGood, "f:4:51: a < that begins no tag, and should be &lt;"},
      {"an end of nothing", "</tu>" + kGood, "f:4:51: </tu> where </body> is wanted"},
      {"a comment without end", "<!--" + repeated("0123456789", 30'000), "f:4:51: the file breaks off in a comment"},
  }));
  CAPTURE(row.why);
  const auto result = read_tmx(tmx(tu("First") + row.given));
  CHECK(result.counts.faults == 1);
  CHECK(result.counts.rejected == 0);
  CHECK(result.counts.read == result.units.size());
  CHECK(first_text(result) == "First");
  CHECK(result.diagnostics == Strings{row.says});
}

TEST_CASE("what is odd and harmless is read, and told", "[tmx]") {
  const std::string fr = tuv("fr", "Bonjour");
  const Row row = GENERATE_COPY(values<Row>({
      {"an empty variant", "<tu>" + fr + tuv("en", "") + "</tu>",
       "f:4:1: a variant without a text is left out of its unit"},
      {"a variant without a segment", "<tu>" + fr + "<tuv xml:lang=\"en\"/></tu>",
       "f:4:1: a variant without a text is left out of its unit"},
      {"an element that TMX has not", tu("Bonjour<b>c</b><b/>"),
       "f:4:36: <b> in a segment, which TMX does not have, is kept as a code"},
      {"an unbound prefix, in a code", tu("Bonjour<ph><mq:ch/></ph>"),
       "f:4:40: <mq:ch> in a segment, which TMX does not have, is kept as a code"},
      {"a flaw of a comment", "<!-- a -- b -->" + tu("Bonjour"), "f:4:8: -- in a comment"},
  }));
  CAPTURE(row.why);
  const auto result = read_tmx(tmx(row.given));
  CHECK(result.diagnostics == Strings{row.says});
  CHECK_FALSE(result.counts.lost());
  CHECK(first_text(result).starts_with("Bonjour"));
}

TEST_CASE("a file that is not TMX, or not XML, is refused with the place", "[tmx]") {
  const Row row = GENERATE(values<Row>({
      {"an empty file", "", "f:1:1: the file is empty"},
      {"white space", " \n", "f:2:1: no element in the file"},
      {"another root", "<?xml version=\"1.0\"?>\n<xliff/>", "f:2:1: not TMX: its root is <xliff>"},
      {"no XML", "Hello\tBonjour", "f:1:1: a text before the first tag"},
      {"before the body", "<tmx>\n<header></tmx>", "f:2:9: </tmx> where </header> is wanted"},
      {"it breaks off before the body", "<tmx>\n<header", "f:2:1: the file breaks off in a tag"},
      {"an encoding that nobody knows", "<?xml version=\"1.0\" encoding=\"klingon\"?><tmx/>",
       "f:1: the file says that it is in klingon, which is not known"},
      {"UTF-8 that says UTF-16", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><tmx/>",
       "f:1: the file says that it is in UTF-16, which it is not from byte offset 0 on"},
      {"packed, and cut", "\x1F\x8B\x08\x00"s, "f: the packed file breaks off"},
  }));
  CAPTURE(row.why);
  CHECK(refusal(row.given).starts_with(row.says));
}

TEST_CASE("what is behind the end of a file is told, and is a fault unless it is nothing", "[tmx]") {
  const std::string whole = tmx(tu("Hello"));
  CHECK(read_tmx(whole + "\n <!-- c --> <?p?>\n").diagnostics.empty());
  const auto zeros = read_tmx(whole + "\n\0\0"s);
  CHECK(zeros.units.size() == 1);
  CHECK_FALSE(zeros.counts.lost());
  CHECK(zeros.diagnostics.size() == 1);
  const auto text = read_tmx(whole + "x");
  CHECK(text.counts.faults == 1);
  CHECK(text.diagnostics == Strings{"f:5:14: more behind the end of the file's element"});
  const auto twice = read_tmx(whole + whole);
  CHECK(twice.counts.lost());
  CHECK(twice.units.size() == 1);
}

TEST_CASE("a file that breaks off says so wherever it does, and gives the units before", "[tmx]") {
  const std::string whole = tmx(tu("a<ph x=\"1\">b</ph>&amp;") + kGood);
  const std::size_t body = whole.find("<body>") + 6;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    if (size < body) {
      CHECK_FALSE(refusal(whole.substr(0, size)).empty());
      continue;
    }
    const auto result = read_tmx(whole.substr(0, size));
    CHECK(result.counts.lost());
    CHECK(result.counts.read == result.units.size() + result.counts.rejected);
    // "<tu><tu" may be two units.
    CHECK(result.diagnostics.size() == (whole.substr(0, size).ends_with("<tu><tu") ? 2 : 1));
  }
  CHECK_FALSE(read_tmx(whole).counts.lost());
}

TEST_CASE("strict reading ends at the first fault", "[tmx]") {
  formats::UnitOptions strict;
  strict.strict = true;
  CHECK(refusal(tmx(kGood + tu("R&D")), strict) == "f:5:79: a bare &, which should be &amp;");
  CHECK(refusal(tmx("<tu/>"), strict) == "f:4:1: a <tu> without a <tuv>");
  CHECK(refusal(tmx("</tu>"), strict) == "f:4:1: </tu> where </body> is wanted");
}

TEST_CASE("repair mends what was meant, and tells each place", "[tmx]") {
  formats::UnitOptions repair;
  repair.repair = true;
  struct Mended {
    const char* why;
    std::string given;
    std::string text;
    std::size_t places;
  };
  const Mended row = GENERATE(values<Mended>({
      {"a bare &", "R&D & more", "R&D & more", 2},
      {"entities of HTML", "a&nbsp;b&eacute;&hellip;", "a\u00A0bé…", 3},
      {"control characters",
       "a\x0B"
       "b&#x1F;c&#0;",
       "abc", 3},
      {"a pair in two references", "&#xD83D;&#xDE00;", "😀", 1},
      {"half a pair", "a&#xD83D;b", "a\uFFFDb", 1},
      {"a pair encoded by halves", "a\xED\xA0\xBD\xED\xB8\x80", "a😀", 1},
      {"half of one", "a\xED\xA0\x80", "a\uFFFD", 1},
      {"windows-1252 in UTF-8", "d\xE9j\xE0 \x80 \x93x\x94 é", "déjà € “x” é", 5},
      {"]]>", "a]]>b", "a]]>b", 1},
      {"what is well stays", "&amp;nbsp; &#38;", "&nbsp; &", 0},
  }));
  CAPTURE(row.why);
  const auto result = read_tmx(tmx(tu(row.given)), repair);
  REQUIRE(result.units.size() == 1);
  CHECK(first_text(result) == row.text);
  CHECK(result.counts.repaired == row.places);
  CHECK(result.diagnostics.size() == row.places);
  CHECK_FALSE(result.counts.lost());
}

TEST_CASE("repair reads a file that says UTF-16, and is not, as UTF-8", "[tmx]") {
  formats::UnitOptions repair;
  repair.repair = true;
  const auto result =
      read_tmx("<?xml version=\"1.0\" encoding=\"UTF-16\"?><tmx><body>" + tu("é") + "</body></tmx>", repair);
  CHECK(first_text(result) == "é");
  CHECK(result.counts.repaired == 1);
  CHECK(result.diagnostics == Strings{"f:1: the file says that it is in UTF-16; it was read as UTF-8"});
}

TEST_CASE("an entity that is not defined is a loss even when all else is mended", "[tmx]") {
  formats::UnitOptions repair;
  repair.repair = true;
  const auto result = read_tmx(tmx(tu("&klingon;")), repair);
  CHECK(result.counts.rejected == 1);
}

TEST_CASE("entities that grow are refused before they do", "[tmx]") {
  std::string laughs = "<!DOCTYPE tmx [<!ENTITY l0 \"lololololol\"><!ENTITY e0 \"\">";
  for (int i = 1; i < 10; ++i)
    for (const std::string name : {"l", "e"})
      laughs += "<!ENTITY " + name + std::to_string(i) + " \"" +
                repeated("&" + name + std::to_string(i - 1) + ";", 10) + "\">";
  const std::string attribute = "<tu tuid=\"&l9;\">" + tuv("en", "x") + "</tu>";
  const std::string big = "<!DOCTYPE tmx [<!ENTITY a \"" + std::string(100'000, 'A') + "\">]>";
  const std::string limit = "entities that expand to more than 8388608 bytes (limit entities)";
  const Row row = GENERATE_COPY(values<Row>({
      {"a billion laughs", tmx(tu("&l9;"), "", laughs + "]>"), limit},
      {"of nothing", tmx(tu("&e9;"), "", laughs + "]>"), limit},
      {"in an attribute", tmx(attribute, "", laughs + "]>"), limit},
      {"quadratic", tmx(tu(repeated("&a;", 20'000)), "", big), limit},
      {"an entity of itself", tmx(tu("&a;"), "", "<!DOCTYPE tmx [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>"),
       "holds itself"},
      {"one that holds markup", tmx(tu("&a;"), "", "<!DOCTYPE tmx [<!ENTITY a \"<ph/>\">]>"), "holds markup"},
      {"a control character", tmx(tu("&a;"), "", "<!DOCTYPE tmx [<!ENTITY a \"\x11\">]>"), "that XML cannot"},
      {"no UTF-8", tmx(tu("&a;"), "", "<!DOCTYPE tmx [<!ENTITY a \"\xE9t\xE9\">]>"), "that XML cannot"},
  }));
  CAPTURE(row.why);
  const auto result = read_tmx(row.given);
  CHECK(result.counts.rejected == 1);
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].find(row.says) != std::string::npos);
}

TEST_CASE("an entity that the file defines is its text", "[tmx]") {
  const std::string doctype =
      "<!DOCTYPE tmx [<!-- \"> --><?p ]>?><!ENTITY iom \"OIM\"><!ENTITY amp \"&#38;#38;\">\n"
      "<!ENTITY full '&iom; &amp; &#xE9;'><!ENTITY iom \"other\">]>";
  const auto result = read_tmx(tmx(tu("&iom; in &full;"), "", doctype));
  REQUIRE(result.units.size() == 1);
  CHECK(first_text(result).starts_with("OIM in OIM & é"));
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
  CHECK(result.diagnostics == Strings{"f:4:31: " + row.says, "f:6:11: " + row.says});
  REQUIRE(result.units.size() == 1);
  CHECK(first_text(result) == "Good");
}

TEST_CASE("each limit is an option, and its message names it", "[tmx]") {
  struct Limited {
    const char* name;
    std::size_t formats::Limits::*limit;
    std::size_t enough;
    std::string unit;
  };
  const Limited row = GENERATE(values<Limited>({
      {"depth", &formats::Limits::depth, 7, tu("<hi><hi>x</hi></hi>")},
      {"depth", &formats::Limits::depth, 7, tu("<ph><ph>x</ph></ph>")},
      {"text", &formats::Limits::text, 3000, tu(std::string(3000, 'x'))},
      {"text", &formats::Limits::text, 3004, tu("<ph>" + std::string(3000, 'x') + "</ph>")},
      {"attributes", &formats::Limits::attributes, 2, tu("<ph x=\"1\" type=\"a\"/>x")},
  }));
  CAPTURE(row.name, row.enough);
  const std::string file = tmx(row.unit + kGood);
  formats::UnitOptions options;
  options.limits.*row.limit = row.enough;
  CHECK(read_tmx(file, options).units.size() == 2);
  options.limits.*row.limit = row.enough - 1;
  const auto result = read_tmx(file, options);
  CHECK(result.counts.rejected == 1);
  CHECK(result.units.size() == 1);
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].ends_with("(limit " + std::string(row.name) + ")"));
}

TEST_CASE("a limit on units ends reading", "[tmx]") {
  formats::UnitOptions options;
  options.limits.units = 2;
  CHECK(read_tmx(tmx(tu("a") + tu("b")), options).units.size() == 2);
  CHECK(refusal(tmx(tu("a") + tu("b") + "\n" + tu("c")), options) == "f:5:1: more than 2 units (limit units)");
}

TEST_CASE("elements a hundred thousand deep, and tags of 20 MB, take their unit alone", "[tmx]") {
  const std::size_t deep = 100'000;
  const std::string big = repeated("aaaaaaaaaa", 2'000'000);
  const Row row = GENERATE_COPY(values<Row>({
      {"as text", tu(repeated("<hi>", deep) + "x" + repeated("</hi>", deep)), "(limit depth)"},
      {"as code", tu(repeated("<ph>", deep) + "x" + repeated("</ph>", deep)), "(limit depth)"},
      {"an attribute", "<tu tuid=\"" + big + "\">" + tuv("en", "x") + "</tu>", "(limit markup)"},
      {"a text", tu(big), "(limit text)"},
      {"a code", tu("<ph>" + big + "</ph>"), "(limit text)"},
      {"a note", "<tu><note>" + big + "</note>" + tuv("en", "x") + "</tu>", "(limit text)"},
  }));
  CAPTURE(row.why);
  const auto result = read_tmx(tmx(row.given + kGood));
  CHECK(result.counts.rejected == 1);
  REQUIRE(result.units.size() == 1);
  CHECK(first_text(result) == "Good");
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].ends_with(row.says));
}

TEST_CASE("a unit of elements, texts or variants without end takes no more memory than it may", "[tmx]") {
  formats::UnitOptions options;
  options.limits.memory = 1'000'000;
  const std::size_t many = 10'000;
  const std::string fr = tuv("fr", "Bonjour");
  const Row row = GENERATE_COPY(values<Row>({
      {"codes", tu(repeated("<ph/>", many)), ""},
      {"codes around text", tu(repeated("<hi></hi>", many)), ""},
      {"variants", "<tu>" + repeated(fr, many) + "</tu>", ""},
      {"properties", "<tu>" + repeated("<prop type=\"a\">b</prop>", many) + fr + "</tu>", ""},
      {"notes", "<tu>" + repeated("<note>" + std::string(10'000, 'x') + "</note>", 101) + fr + "</tu>", ""},
      {"elements in a note", "<tu><note>" + repeated("<b/>", many) + "</note>" + fr + "</tu>", ""},
  }));
  CAPTURE(row.why);
  const auto result = read_tmx(tmx(row.given + kGood), options);
  CHECK(result.counts.rejected == 1);
  REQUIRE(result.units.size() == 1);
  CHECK(first_text(result) == "Good");
  CHECK(result.diagnostics == Strings{"f:4:1: a unit of more than 1000000 bytes (limit memory)"});
  const std::string header = "<header srclang=\"en\">" + repeated("<prop type=\"a\">b</prop>", many) + "</header>";
  CHECK(refusal(tmx(kGood, header), options).find("a header of more than 1000000 bytes (limit memory)") !=
        std::string::npos);
}

TEST_CASE("a header's property that is damaged is told, counted, and not kept", "[tmx]") {
  struct Header {
    const char* why;
    std::string given;
    std::string says;
  };
  const Header row = GENERATE(values<Header>({
      {"a bare &", "<note>R&D & more</note>", "f:3:36: a bare &, which should be &amp;"},
      {"a type", "<prop type=\"&x;\">a</prop>", "f:3:36: the entity &x; is not defined in the file"},
      {"a code", "<ude name=\"n\"><map unicode=\"&#0;\"/></ude>",
       "f:3:50: the reference &#0;, which is no character that XML can hold"},
  }));
  CAPTURE(row.why);
  const std::string file = tmx(kGood, "<header srclang=\"en\">\n" + row.given + "<note>kept</note></header>");
  const auto result = read_tmx(file);
  CHECK(result.counts.faults == 1);
  CHECK(result.diagnostics.size() == 1);
  CHECK(result.units.size() == 1);
  CHECK(result.header == text::Attributes{{"tmx:srclang", "en"}, {"note", "kept"}});
  formats::UnitOptions strict;
  strict.strict = true;
  CHECK(refusal(file, strict) == result.diagnostics.at(0));
}

TEST_CASE("a header's property of any length is told, and not kept", "[tmx]") {
  formats::UnitOptions options;
  options.limits.text = 100;
  const auto result = read_tmx(
      tmx(kGood, "<header srclang=\"en\"><note>" + std::string(101, 'x') + "</note><note>kept</note></header>"),
      options);
  CHECK(result.counts.faults == 1);
  CHECK(result.header == text::Attributes{{"tmx:srclang", "en"}, {"note", "kept"}});
}

TEST_CASE("elements may nest as deep as the limit on them says", "[tmx]") {
  formats::UnitOptions options;
  options.limits.depth = 200'000;
  const std::size_t deep = 100'000;
  const auto result = read_tmx(tmx(tu(repeated("<hi>", deep) + "x" + repeated("</hi>", deep))), options);
  REQUIRE(result.units.size() == 1);
  CHECK(result.units[0].variants[0].segment.codes.size() == 2 * deep);
}

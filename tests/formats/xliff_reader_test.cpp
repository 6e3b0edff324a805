// XLIFF of all versions and of other tools, read as units.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "formats/inline_code.h"
#include "tests/support/errors.h"
#include "tests/support/xliff.h"

namespace {

using namespace oimtm;
using test::read_xliff;
using test::xliff12;
using test::xliff2;

// "source=target" of each unit; "source" of one that waits.
std::vector<std::string> pairs(const test::XliffUnits& read) {
  std::vector<std::string> all;
  for (const text::TranslationUnit& unit : read.units) {
    std::string pair = unit.variants[0].segment.text;
    if (unit.variants.size() > 1) pair += "=" + unit.variants[1].segment.text;
    all.push_back(pair);
  }
  return all;
}

}  // namespace

TEST_CASE("segments of XLIFF 1 are units", "[xliff]") {
  struct Row {
    const char* why;
    std::string body;
    std::vector<std::string> pairs;
  };
  const Row row = GENERATE(values<Row>({
      {"a translated one", "<trans-unit id='1'><source>One</source><target>Un</target></trans-unit>", {"One=Un"}},
      {"one that waits", "<trans-unit id='1'><source>One</source></trans-unit>", {"One"}},
      {"an empty target is none", "<trans-unit id='1'><source>One</source><target/></trans-unit>", {"One"}},
      {"a copy of the source is no translation",
       "<trans-unit id='1'><source>One</source><target state='needs-translation'>One</target></trans-unit>",
       {"One"}},
      {"nothing to translate", "<trans-unit id='1'><source/></trans-unit>", {}},
      {"not to be translated",
       "<group translate='no'><trans-unit id='1'><source>One</source></trans-unit></group>",
       {}},
      {"groups in groups",
       "<group><group><trans-unit id='1'><source>One</source><target>Un</target></trans-unit></group></group>",
       {"One=Un"}},
      {"segmented, within a code, one of them without a translation",
       "<trans-unit id='1'><source>One. Two. Three.</source><seg-source><g id='1'><mrk mtype='seg' mid='a'>One.</mrk> "
       "<mrk mtype='seg' mid='b'>Two.</mrk></g> <mrk mtype='seg' mid='c'>Three.</mrk></seg-source>"
       "<target><mrk mtype='seg' mid='c'>Trois.</mrk> <g id='1'><mrk mtype='seg' mid='a'>Un.</mrk></g></target>"
       "</trans-unit>",
       {"One.=Un.", "Two.", "Three.=Trois."}},
      {"alternatives and foreign elements are no text",
       "<trans-unit id='1'><source>One</source><target>Un</target><alt-trans><source>O</source><target>U</target>"
       "</alt-trans><t:x xmlns:t='t'><source>no</source></t:x></trans-unit>",
       {"One=Un"}},
      {"a binary unit is none", "<bin-unit id='1'><bin-source/></bin-unit>", {}},
      {"texts of a binary unit",
       "<bin-unit id='1' mime-type='x'><bin-source><internal-file>AA==</internal-file></bin-source>"
       "<trans-unit id='1'><source>One</source><target>Un</target></trans-unit></bin-unit>",
       {"One=Un"}},
      {"white space of a file that is indented",
       "<trans-unit id='1'><source>\n   One\n   two  three\n  </source></trans-unit>",
       {"One two  three"}},
      {"white space that is kept",
       "<trans-unit id='1' xml:space='preserve'><source> One\n two </source></trans-unit>",
       {" One\n two "}},
  }));
  CAPTURE(row.why);
  const test::XliffUnits read = read_xliff(xliff12(row.body));
  CHECK(pairs(read) == row.pairs);
  CHECK(read.counts.read == row.pairs.size());
  CHECK(read.diagnostics.empty());
}

TEST_CASE("XLIFF without a namespace, with a prefix, and of 1.1 is read too", "[xliff]") {
  const std::string head =
      GENERATE("<xliff version='1.0'>", "<xliff version='1.1' xmlns='urn:oasis:names:tc:xliff:document:1.1'>");
  CHECK(pairs(read_xliff(
            head + "<file source-language='en' target-language='fr'><body><trans-unit id='1'><source>One</source>"
                   "<target>Un</target></trans-unit></body></file></xliff>")) == std::vector<std::string>{"One=Un"});
  CHECK(pairs(read_xliff(
            "<x:xliff version='2.0' srcLang='en' trgLang='fr' xmlns:x='urn:oasis:names:tc:xliff:document:2.0'>"
            "<x:file id='f'><x:unit id='u'><x:segment><x:source>One</x:source><x:target>Un</x:target>"
            "</x:segment></x:unit></x:file></x:xliff>")) == std::vector<std::string>{"One=Un"});
}

TEST_CASE("units that stand in no <file> are read, the last one too", "[xliff]") {
  const std::string unit = "<trans-unit id='1'><source>One</source></trans-unit>";
  formats::UnitOptions options;
  options.source = text::LanguageTag("en");
  const test::XliffUnits read = read_xliff("<xliff version='1.2'><body>" + unit + unit + "</body></xliff>", options);
  CHECK(pairs(read) == std::vector<std::string>{"One", "One"});
  CHECK(read.counts.read == 2);
}

TEST_CASE("an element without end is refused before it takes all memory", "[xliff]") {
  const std::string start = "<xliff version='1.2'><file source-language='en'><body><trans-unit id='1'>";
  const std::string piece = GENERATE("<x/>", "a<x/>", "<x a=''/>", "<x></x>");
  CAPTURE(piece);
  std::string file = start + "<source>";
  while (file.size() < 12'000'000) file += piece;
  CHECK(test::error_of<InputError>([&] { read_xliff(file); }).find("an element of more than 64 MB") !=
        std::string::npos);
}

TEST_CASE("what an XLIFF file says of a unit is kept: notes, state, document and neighbours", "[xliff]") {
  const test::XliffUnits read = read_xliff(xliff12(
      "<trans-unit id='1'><source>One</source><target state='final'>Un</target><note>A note.</note></trans-unit>"
      "<trans-unit id='2'><source>Two</source></trans-unit>"));
  REQUIRE(read.units.size() == 2);
  const text::TranslationUnit& one = read.units[0];
  CHECK(one.attributes == text::Attributes{{"note", "A note."}, {"prop:x-state", "final"}});
  REQUIRE(one.variants[0].origin);
  CHECK(one.variants[0].origin->document == "a.html");
  CHECK(one.variants[0].context.previous == "");
  CHECK(one.variants[0].context.next == "Two");
  CHECK(read.units[1].variants[0].context.previous == "One");
  CHECK(read.units[1].variants[0].origin->position == 1);
}

TEST_CASE("codes of XLIFF 2 have their original data, and characters that XML cannot hold", "[xliff]") {
  const test::XliffUnits read = read_xliff(
      xliff2("<unit id='u'><originalData><data id='d1'>&lt;b&gt;</data><data id='d2'>&lt;/b&gt;</data></originalData>"
             "<segment state='translated'><source>A <pc id='1' dataRefStart='d1' dataRefEnd='d2' type='fmt' "
             "subType='xlf:b'>b</pc>"
             "<cp hex='001F'/><ph id='2' equiv='{0}'/></source><target>B</target></segment></unit>"));
  REQUIRE(read.units.size() == 1);
  const text::Segment& source = read.units[0].variants[0].segment;
  CHECK(source.text == "A b\x1F");
  REQUIRE(source.codes.size() == 3);
  CHECK((formats::content_of(source.codes[0]) == formats::CodeContent{"<b>", "bold", "<b>"}));
  CHECK(source.codes[0].offset == 2);
  CHECK(formats::content_of(source.codes[1]).data == "</b>");
  CHECK((formats::partners(source.codes) == std::vector<std::size_t>{1, 0, 2}));
  CHECK(formats::content_of(source.codes[2]).data == "<ph id=\"2\" equiv=\"{0}\"/>");
}

TEST_CASE("files in other encodings are read, and declared ones that nobody knows refused", "[xliff]") {
  const std::string body = "<trans-unit id='1'><source>caf\xE9 \x80</source></trans-unit>";
  CHECK(pairs(read_xliff("<?xml version='1.0' encoding='windows-1252'?>" + xliff12(body))) ==
        std::vector<std::string>{"café €"});
  CHECK(test::error_of<InputError>(
            [&] { read_xliff("<?xml version='1.0' encoding='nobody-knows'?>" + xliff12(body)); }) ==
        "f.xlf:1: the file says that it is in nobody-knows, which is not known\n"
        "say what it is with --encoding, or convert it with iconv");
  CHECK_FALSE(test::error_of<InputError>([&] { read_xliff(xliff12(body)); }).empty());
}

TEST_CASE("XLIFF that would harm is refused, with its place", "[xliff][hostile]") {
  struct Row {
    const char* why;
    std::string file;
    std::string error;
  };
  std::string deep;
  for (int i = 0; i < 1100; ++i) deep += "<group>";
  const Row row = GENERATE_COPY(values<Row>({
      {"another root", "<html/>", "f.xlf:1:1: not XLIFF: its root is <html>"},
      {"nothing", "", "f.xlf:1:1: the file is empty"},
      {"groups without end", xliff12(deep), "elements inside of one another, more than 1000 deep"},
      {"an entity of another file",
       "<!DOCTYPE xliff [<!ENTITY secret SYSTEM 'file:///etc/passwd'>]>" +
           xliff12("<trans-unit id='1'><source>&secret;</source></trans-unit>"),
       "f.xlf:1:246: the entity file:///etc/passwd is outside of the file"},
      {"entities of entities",
       "<!DOCTYPE xliff [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>"
       "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
       "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>"
       "<!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>]>" +
           xliff12("<trans-unit id='1'><source>&f;&f;&f;&f;</source></trans-unit>"),
       "limit on input amplification factor"},
  }));
  CAPTURE(row.why);
  const std::string error = test::error_of<InputError>([&] { read_xliff(row.file); });
  CAPTURE(error);
  CHECK(error.find(row.error) != std::string::npos);
}

TEST_CASE("a unit without languages is rejected, unless they are given", "[xliff]") {
  const std::string file =
      "<xliff version='1.2'><file><body>\n<trans-unit id='1'><source>One</source><target>Un</target>"
      "</trans-unit></body></file></xliff>";
  const test::XliffUnits read = read_xliff(file);
  CHECK(read.counts.rejected == 1);
  CHECK(read.diagnostics == std::vector<std::string>{"f.xlf:2:20: the file does not say the source language"});
  CHECK(pairs(read_xliff(file, {text::LanguageTag("en"), text::LanguageTag("fr"), {}})) ==
        std::vector<std::string>{"One=Un"});
}

TEST_CASE("notes of a file and of its groups are those of the units in them", "[xliff]") {
  const auto notes = [](const std::string& file) {
    std::vector<std::string> all;
    for (const text::TranslationUnit& unit : read_xliff(file).units) {
      std::string said;
      for (const auto& [name, value] : unit.attributes)
        if (name == "note") said += (said.empty() ? "" : ", ") + value;
      all.push_back(said);
    }
    return all;
  };
  const std::vector<std::string> expected = {"file, group, unit", "file", "file, other"};
  const std::string unit2 = "<segment><source>a</source></segment></unit>";
  CHECK(notes(xliff2("<notes><note>file</note></notes><group id='g'><notes><note>group</note></notes><unit id='1'>"
                     "<notes><note>unit</note></notes>" +
                     unit2 + "</group><unit id='2'>" + unit2 +
                     "<group id='h'><notes><note>other</note></notes><unit id='3'>" + unit2 + "</group>")) == expected);
  const std::string unit1 = "<source>a</source>";
  CHECK(
      notes(
          "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file original='a' source-language='en' "
          "datatype='html'><header><note>file</note></header><body><group><note>group</note><trans-unit id='1'>" +
          unit1 + "<note>unit</note></trans-unit></group><trans-unit id='2'>" + unit1 +
          "</trans-unit><group><note>other</note><trans-unit id='3'>" + unit1 +
          "</trans-unit></group></body></file></xliff>") == expected);
}

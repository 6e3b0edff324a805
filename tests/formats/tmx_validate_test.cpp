// What is wrong with a TMX file, by the DTD and beyond it.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "formats/tmx/tmx.h"
#include "tests/support/tmx.h"

namespace {

using namespace oimtm;
using Strings = std::vector<std::string>;
using test::tu;
using test::tuv;

const std::string kHeader =
    "<header creationtool=\"a\" creationtoolversion=\"1\" segtype=\"block\" o-tmf=\"b\" adminlang=\"en\" "
    "srclang=\"en\" "
    "datatype=\"html\"";

// Findings as "5:1 rule message"; warnings with a "?" before.
Strings findings(const std::string& file, std::size_t* units = nullptr) {
  Strings found;
  formats::ByteSource source(file, "f");
  const std::size_t count = formats::validate_tmx(source, {}, [&](const formats::Finding& finding) {
    const bool is_error = finding.severity == formats::Finding::Severity::error;
    found.push_back(std::string(is_error ? "" : "?") + std::to_string(finding.where.line) + ":" +
                    std::to_string(finding.where.column) + " " + std::string(finding.rule) + " " +
                    fill(finding.message.pattern, finding.message.arguments));
  });
  if (units != nullptr) *units = count;
  return found;
}

// Of a file whose body begins in line 4 and holds a sound unit behind it.
Strings in_body(const std::string& body) { return findings(test::tmx(body + tu("Good"), kHeader + "/>")); }

Strings in_segment(const std::string& segment) { return in_body(tu(segment)); }

struct Row {
  const char* why;
  std::string given;
  Strings found;
};

void check(const Row& row, Strings (*findings_in)(const std::string&)) {
  CAPTURE(row.why, row.given);
  CHECK(findings_in(row.given) == row.found);
}

}  // namespace

TEST_CASE("a sound file has no findings, and its units are counted", "[tmx][validate]") {
  std::size_t units = 0;
  const std::string body =
      "<tu tuid=\"1\" srclang=\"*all*\" changedate=\"20240229T235960Z\" usagecount=\"3\"><note>n</note>"
      "<prop type=\"t\">p</prop>" +
      tuv("EN",
          "a<bpt i=\"1\" x=\"1\">b<sub>c<bpt i=\"1\"/>d<ept i=\"1\"/></sub></bpt>e<ept i=\"1\"/><it pos=\"end\"/>") +
      tuv("fr-CA", "<hi>x<ph/></hi>") + "</tu><tu srclang=\"fr\">" + tuv("FR", "a") + "</tu>";
  const std::string header = kHeader +
                             "><ude name=\"u\" base=\"b\"><map unicode=\"#xF8FF\" code=\"#xF0\"/></ude>"
                             "<note xml:lang=\"en\">n</note></header>";
  CHECK(findings(test::tmx(body, header), &units) == Strings{});
  CHECK(units == 2);
}

TEST_CASE("what the DTD forbids in the body is found", "[tmx][validate]") {
  const Row row = GENERATE(values<Row>({
      {"no variant", "<tu></tu>", {"4:1 tmx-dtd <tu> lacks its <tuv>"}},
      {"no segment", "<tu><tuv xml:lang=\"en\"/></tu>", {"4:5 tmx-dtd <tuv> lacks its <seg>"}},
      {"two segments",
       "<tu><tuv xml:lang=\"en\"><seg>a</seg><seg>b</seg></tuv></tu>",
       {"4:36 tmx-dtd a <tuv> with more than one <seg>"}},
      {"no language",
       "<tu srclang=\"*all*\"><tuv><seg>a</seg></tuv></tu>",
       {"4:21 tmx-dtd <tuv> lacks the attribute xml:lang"}},
      {"the language of 1.1",
       "<tu><tuv lang=\"en\"><seg>a</seg></tuv></tu>",
       {"4:5 tmx-dtd lang is of TMX 1.1 and 1.2: since 1.3 it is xml:lang"}},
      {"a note behind a variant",
       "<tu><tuv xml:lang=\"en\"><seg>a</seg></tuv><note>n</note></tu>",
       {"4:42 tmx-dtd <note> behind a <tuv>: notes and properties come first"}},
      {"an unknown attribute",
       "<tu id=\"1\"><tuv xml:lang=\"en\"><seg>a</seg></tuv></tu>",
       {"4:1 tmx-dtd <tu> has no attribute id"}},
      {"a property without a type",
       "<tu><prop>a</prop><tuv xml:lang=\"en\"><seg>a</seg></tuv></tu>",
       {"4:5 tmx-dtd <prop> lacks the attribute type"}},
      {"an unknown element", "<unit/>", {"4:1 tmx-dtd TMX has no element <unit>"}},
      {"an element in the wrong place", "<seg>a</seg>", {"4:1 tmx-dtd <seg> may not stand in <body>"}},
      {"a text between units", "x", {"3:127 tmx-dtd a text in <body>, where none may stand"}},
      {"a segtype that is none",
       "<tu segtype=\"word\"><tuv xml:lang=\"en\"><seg>a</seg></tuv></tu>",
       {"4:1 tmx-dtd segtype is block, paragraph, sentence or phrase, not word"}},
      {"one that is not well-formed, and all others",
       "<tu><tuv xml:lang=\"en\"><seg>R&D</seg></tuv></tu>\n<tu><tuv></tu>\n<tu></tu>\n",
       {"4:30 well-formed a bare &, which should be &amp;", "5:5 tmx-dtd <tuv> lacks the attribute xml:lang",
        "5:10 well-formed </tu> where </tuv> is wanted", "6:1 tmx-dtd <tu> lacks its <tuv>"}},
  }));
  check(row, in_body);
}

TEST_CASE("what no DTD can say is found", "[tmx][validate]") {
  const Row row = GENERATE(values<Row>({
      {"no variant in the source language",
       "<tu><tuv xml:lang=\"fr\"><seg>a</seg></tuv></tu>",
       {"4:1 tmx-srclang no variant is in en, the source language"}},
      {"a language that is none",
       "<tu srclang=\"*all*\"><tuv xml:lang=\"english (UK)\"><seg>a</seg></tuv></tu>",
       {"4:21 tmx-language english (UK) is not a language tag"}},
      {"one that nobody knows",
       "<tu srclang=\"*all*\"><tuv xml:lang=\"qq\"><seg>a</seg></tuv></tu>",
       {"?4:21 tmx-language no language is known as qq"}},
      {"one language twice",
       "<tu><tuv xml:lang=\"en\"><seg>a</seg></tuv><tuv xml:lang=\"EN\"><seg>b</seg></tuv></tu>",
       {"?4:42 tmx-language two variants in en in one unit"}},
      {"a day that there is not",
       "<tu changedate=\"20230229T000000Z\"><tuv xml:lang=\"en\"><seg>a</seg></tuv></tu>",
       {"4:1 tmx-date changedate is no date: TMX wants the form YYYYMMDDThhmmssZ, in UTC, not 20230229T000000Z"}},
      {"a date of another form",
       "<tu creationdate=\"2023-02-28\"><tuv xml:lang=\"en\"><seg>a</seg></tuv></tu>",
       {"4:1 tmx-date creationdate is no date: TMX wants the form YYYYMMDDThhmmssZ, in UTC, not 2023-02-28"}},
      {"a count that is no number",
       "<tu usagecount=\"many\"><tuv xml:lang=\"en\"><seg>a</seg></tuv></tu>",
       {"4:1 tmx-number usagecount is a number, not many"}},
      {"a number twice",
       "<tu tuid=\"1\"><tuv xml:lang=\"en\"><seg>a</seg></tuv></tu>\n<tu tuid=\"1\"><tuv "
       "xml:lang=\"en\"><seg>a</seg></tuv></tu>",
       {"?5:1 tmx-tuid the tuid 1 is not the first of its name"}},
      {"an empty segment", "<tu><tuv xml:lang=\"en\"><seg> </seg></tuv></tu>", {"?4:24 tmx-empty an empty segment"}},
  }));
  check(row, in_body);
}

TEST_CASE("codes of a segment are found that have no partner", "[tmx][validate]") {
  const Row row = GENERATE(values<Row>({
      {"no end", "a<bpt i=\"1\"/>", {"4:30 tmx-pairs a <bpt> with i=\"1\" and no <ept> behind it"}},
      {"no begin", "a<ept i=\"1\"/>", {"4:30 tmx-pairs an <ept> with i=\"1\" and no <bpt> before it"}},
      {"the end first",
       "<ept i=\"1\"/>a<bpt i=\"1\"/>",
       {"4:29 tmx-pairs an <ept> with i=\"1\" and no <bpt> before it",
        "4:42 tmx-pairs a <bpt> with i=\"1\" and no <ept> behind it"}},
      {"one number twice",
       "a<bpt i=\"1\"/><ept i=\"1\"/><bpt i=\"1\"/><ept i=\"1\"/>",
       {"4:54 tmx-pairs two <bpt> with i=\"1\" in one segment"}},
      {"across a sub",
       "<bpt i=\"1\"><sub>a<ept i=\"1\"/></sub></bpt><ept i=\"1\"/>",
       {"4:46 tmx-pairs an <ept> with i=\"1\" and no <bpt> before it"}},
      {"a bpt without i", "a<bpt/>", {"4:30 tmx-dtd <bpt> lacks the attribute i"}},
      {"an it without pos", "a<it/>", {"4:30 tmx-dtd <it> lacks the attribute pos"}},
      {"a sub without a code", "a<sub/>", {"4:30 tmx-dtd <sub> may not stand in <seg>"}},
      {"no number", "a<ph x=\"one\"/>", {"?4:30 tmx-number x is a number, not one"}},
  }));
  check(row, in_segment);
}

TEST_CASE("what is wrong around the body is found", "[tmx][validate]") {
  const Row row = GENERATE(values<Row>({
      {"another root",
       "<tmy/>",
       {"1:1 tmx-dtd the root is <tmy>, and should be <tmx>", "1:1 tmx-dtd TMX has no element <tmy>"}},
      {"no body", "<tmx version=\"1.4\">" + kHeader + "/></tmx>", {"1:1 tmx-dtd <tmx> lacks its <body>"}},
      {"no header",
       "<tmx version=\"1.4\"><body/></tmx>",
       {"1:20 tmx-dtd <tmx> holds one <header>, and behind it one <body>"}},
      {"no version", "<tmx>" + kHeader + "/><body/></tmx>", {"1:1 tmx-dtd <tmx> lacks the attribute version"}},
      {"a version that there is not",
       "<tmx version=\"2.0\">" + kHeader + "/><body/></tmx>",
       {"1:1 tmx-dtd version is 1.1, 1.2, 1.3 or 1.4, not 2.0"}},
      {"1.1 has sub in segments and no hi",
       "<tmx version=\"1.1\">" + kHeader +
           "/><body><tu><tuv lang=\"en\"><seg><sub>a</sub><hi>b</hi></seg></tuv></tu></body></tmx>",
       {"1:182 tmx-dtd <hi> may not stand in <seg>"}},
      {"a code without a base",
       "<tmx version=\"1.4\">" + kHeader +
           "><ude name=\"u\"><map unicode=\"1\" code=\"2\"/></ude></header><body/></tmx>",
       {"1:153 tmx-ude a <map> with code wants a base in its <ude>"}},
      {"nothing", "", {"1:1 well-formed the file is empty"}},
      {"it breaks off",
       "<tmx version=\"1.4\">" + kHeader + "/><body>",
       {"1:146 well-formed the file breaks off: </body> is wanted"}},
  }));
  check(row, [](const std::string& file) { return findings(file); });
}

// What oimtm says of XLIFF 2 that breaks a rule of the standard.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/xliff.h"

namespace {

using namespace oimtm;
using test::xliff2;

std::vector<std::string> findings(const std::string& file) {
  std::vector<std::string> all;
  formats::ByteSource source(file, "f.xlf");
  formats::validate_xliff(source, {}, [&](const formats::Finding& finding) {
    const bool is_error = finding.severity == formats::Finding::Severity::error;
    all.push_back((is_error ? "" : "warning: ") + fill(finding.message.pattern, finding.message.arguments));
  });
  return all;
}

std::string unit(const std::string& content, const std::string& more = "") {
  return "<unit id=\"u\"" + more + ">" + content + "</unit>";
}

// A unit with one segment; `front` stands before it.
std::string segment(const std::string& source, const std::string& target = "", const std::string& front = "") {
  return unit(front + "<segment><source>" + source + "</source>" +
              (target.empty() ? "" : "<target>" + target + "</target>") + "</segment>");
}

// A match for the segment s.
std::string match(const std::string& attributes, const std::string& texts) {
  return "<m:matches xmlns:m=\"urn:oasis:names:tc:xliff:matches:2.0\"><m:match ref=\"#s\"" + attributes + ">" + texts +
         "</m:match></m:matches>";
}

const std::string kData = "<originalData><data id=\"d\">&lt;b></data></originalData>";
const std::string kNo = " canCopy=\"no\" canDelete=\"no\"";

}  // namespace

TEST_CASE("XLIFF 2 that keeps the rules has no findings", "[xliff][validate]") {
  const std::string content = GENERATE_COPY(
      as<std::string>{}, segment("text"), segment("a<pc id=\"1\">b</pc>", "x<pc id=\"1\">y</pc>"),
      segment("<sc id=\"1\"/>a<ec startRef=\"1\"/>"), segment("<ec id=\"1\" isolated=\"yes\"/>"),
      segment("<ph id=\"1\" dataRef=\"d\"/>", "", kData),
      segment("<ph id=\"1\" canReorder=\"firstNo\"" + kNo + "/><ph id=\"2\" canReorder=\"no\"" + kNo + "/>"),
      segment("<mrk id=\"m\" type=\"comment\" ref=\"#n=1\">a</mrk>", "", "<notes><note id=\"1\">x</note></notes>"),
      segment("<mrk id=\"m\" type=\"term\" ref=\"http://a/b\">a</mrk>"),
      unit("<segment><source>a</source><target order=\"2\">b</target></segment>"
           "<segment><source>c</source><target order=\"1\">d</target></segment>"),
      "<group id=\"u\"/>" + segment("a"), segment("a<cp hex=\"001F\"/>"),
      segment("<mrk id=\"m\" translate=\"no\" a:b=\"c\" xmlns:a=\"urn:a\">x</mrk>"),
      "<a:b xmlns:a=\"urn:a\" id=\"1\"><a:b id=\"2\"/></a:b>" + segment("a"));
  CAPTURE(content);
  CHECK(findings(xliff2(content)).empty());
}

TEST_CASE("XLIFF 2 that breaks a rule is told which", "[xliff][validate]") {
  struct Row {
    std::string content;
    std::string finding;
  };
  const Row row = GENERATE_COPY(values<Row>({
      // The schema.
      {"", "<file> lacks <unit>, <group>"},
      {"<unit><segment><source/></segment></unit>", "<unit> lacks id"},
      {unit("<segment/>"), "<segment> lacks <source>"},
      {unit("<ignorable><source/></ignorable>"), "a <unit> has to have a <segment>"},
      {unit("<segment><target/><source/></segment>"), "<target> stands before <source> in <segment>"},
      {unit("<segment><source/><source/></segment>"), "a second <source> in <segment>"},
      {unit("<segment><source/></segment><notes><note/></notes>"), "<notes> stands in the wrong place of <unit>"},
      {unit("<segment x=\"1\"><source/></segment>"), "x may not stand on <segment>"},
      {unit("<segment state=\"done\"><source/><target/></segment>"),
       "state=\"done\" on <segment>: allowed: initial, translated, reviewed, final"},
      {segment("<b>a</b>"), "the standard has no element <b>"},
      {unit("stray<segment><source/></segment>"), "text may not stand in <unit>"},
      {segment("a", "", "<v:no xmlns:v=\"urn:oasis:names:tc:xliff:validation:2.0\"/>"),
       "the standard has no element <v:no>"},
      {"<skeleton/>" + segment("a"), "<skeleton> has either an href or a content"},
      {segment("<pc id=\"1\" a:b=\"c\" xmlns:a=\"urn:a\">x</pc>"), "a:b may not stand on <pc>"},
      {segment("<ph id=\"a b\"/>"), "id=\"a b\" on <ph>: allowed: NMTOKEN: A-Z a-z 0-9 . - _ :"},
      // Ids.
      {segment("a") + segment("b"), "the id u is used twice"},
      {segment("<ph id=\"1\"/><ph id=\"1\"/>"), "the id 1 is used twice"},
      {segment("<ph id=\"1\"/>", "<pc id=\"1\">x</pc>"), "the id 1 is that of another element of the unit"},
      {"<a:b xmlns:a=\"urn:a\" id=\"1\"><a:c xml:id=\"1\"/></a:b>" + segment("a"),
       "the id 1 is used twice in the elements of an extension"},
      // Languages and white space.
      {unit("<segment><source xml:lang=\"de\">a</source></segment>"),
       "xml:lang of <source> is de, and that of the file en"},
      {unit("<segment><source>a</source></segment>", " xml:lang=\"de\""),
       "xml:lang of <source> is de, and that of the file en"},
      {unit("<segment><source xml:space=\"preserve\">a</source><target>b</target></segment>"),
       "xml:space is not the same for <source> and <target>"},
      // States and order.
      {unit("<segment subState=\"a:b\"><source/></segment>"), "subState wants state to be said too"},
      {unit("<segment state=\"final\"><source/></segment>"), "state=\"final\" without a <target>"},
      {unit("<segment><source/><target order=\"3\"/></segment><segment><source/><target order=\"1\"/></segment>"),
       "order=\"3\", but the unit has only 2 segments and ignorables"},
      // Data.
      {segment("<ph id=\"1\" dataRef=\"e\"/>", "", kData), "dataRef=\"e\": there is no such <data> in the unit"},
      {segment("<ph id=\"1\"/><ph id=\"2\" copyOf=\"3\"/>"), "copyOf=\"3\": there is no such code in the unit"},
      {segment("<ph id=\"1\" canCopy=\"no\"/><ph id=\"2\" copyOf=\"1\"/>"),
       "copyOf=\"1\": that code may not be copied"},
      {segment("<ph id=\"1\" subFlows=\"other\"/>"), "other is not in the file"},
      {segment("<ph id=\"1\" copyOf=\"1\"/>"), "copyOf=\"1\": the codes are copies of one another"},
      {segment("<ph id=\"1\" copyOf=\"2\"/><ph id=\"2\" copyOf=\"1\"/>"),
       "copyOf=\"2\": the codes are copies of one another"},
      {segment("<ph id=\"1\" type=\"ui\" subType=\"xlf:b\"/>"), "subType=\"xlf:b\" does not go with type=\"ui\""},
      {segment("<ph id=\"1\" subType=\"a:b\"/>"), "subType wants type to be said too"},
      {segment("<cp hex=\"0041\"/>"), "hex=\"0041\" is a character that XML can hold: it stands for itself"},
      // Pairs.
      {segment("<sc id=\"1\"/>"), "an <sc> without its <ec> in the unit has to be isolated"},
      {segment("<ec startRef=\"1\"/>"), "<ec startRef=\"1\">: no <sc> of the unit with that id stands before it"},
      {segment("<ec id=\"1\"/>"), "an <ec> that is not isolated has a startRef, and no id"},
      {segment("<sc id=\"1\" canCopy=\"no\"/><ec startRef=\"1\"/>"), "canCopy is not the same on <sc> and <ec>"},
      {segment("<em startRef=\"1\"/>"), "<em startRef=\"1\">: no <sm> stands before it"},
      // Hints.
      {segment("<ph id=\"1\" canReorder=\"no\"/>"), "canReorder=\"no\" wants canCopy and canDelete to be no"},
      {segment("<ph id=\"1\" canDelete=\"no\"/>", "x"), "the code 1 may not be deleted, and is not in the target"},
      // Annotations and fragments.
      {segment("<mrk id=\"m\" type=\"comment\">a</mrk>"), "a comment has either a value or a ref"},
      {segment("<mrk id=\"m\" type=\"comment\" ref=\"#n=2\">a</mrk>"),
       "the ref of a comment has to be a note of the same unit: #n=2"},
      {segment("<mrk id=\"m\">a</mrk>"), "warning: an annotation of the type generic has to have translate"},
      {segment("<mrk id=\"m\" type=\"term\" ref=\"#u=u/f=f\">a</mrk>"),
       "f= stands in the wrong place of a fragment identifier: the order is f, g, u"},
      {segment("<mrk id=\"m\" type=\"term\" ref=\"#/u=u\">a</mrk>"),
       "a fragment identifier that begins with / has to name the file first"},
      {segment("<mrk id=\"m\" type=\"term\" ref=\"#my=1\">a</mrk>"), "a prefix that is not registered: my="},
      {segment("<mrk id=\"m\" type=\"term\" ref=\"#gone\">a</mrk>"), "warning: #gone is not in the file"},
      // Modules.
      {segment("a", "",
               "<m:matches xmlns:m=\"urn:oasis:names:tc:xliff:matches:2.0\"><m:match ref=\"#no\"><source>a</source>"
               "<target>b</target></m:match></m:matches>"),
       "#no is not in the file"},
      {segment("a", "", "<m:matches xmlns:m=\"urn:oasis:names:tc:xliff:matches:2.0\"/>"),
       "<m:matches> lacks <mtc:match>"},
      {"<m:matches xmlns:m=\"urn:oasis:names:tc:xliff:matches:2.0\"/>" + segment("a"),
       "<m:matches> may not stand in <file>"},
      {segment("a", "",
               "<g:glossary xmlns:g=\"urn:oasis:names:tc:xliff:glossary:2.0\"><g:glossEntry><g:term>a</g:term>"
               "</g:glossEntry></g:glossary>"),
       "a glossary entry has to have a translation or a definition"},
      {segment("a", "",
               "<g:glossary xmlns:g=\"urn:oasis:names:tc:xliff:glossary:2.0\"><g:glossEntry><g:term>a</g:term>"
               "<g:definition>b</g:definition><g:translation>c</g:translation></g:glossEntry></g:glossary>"),
       "<g:translation> stands in the wrong place of <g:glossEntry>"},
      {segment("a") +
           "<unit id=\"v\"><m:matches xmlns:m=\"urn:oasis:names:tc:xliff:matches:2.0\"><m:match ref=\"#u=u/s\" "
           "type=\"tm\" subType=\"xlf:x\"><source>a</source><target>b</target></m:match></m:matches>"
           "<segment id=\"s\"><source>a</source></segment></unit>",
       "ref=\"#u=u/s\" is no text of the unit"},
      {segment("a", "", match("", "<source xml:lang=\"de\">a</source><target>b</target>")),
       "warning: xml:lang of <source> is de, and that of the file en"},
      {segment("a", "", match("", "<source>a</source><target xml:lang=\"de\">b</target>")),
       "warning: xml:lang of <target> is de, and that of the file fr"},
      {segment("a", "", match(" type=\"tm\" subType=\"xlf:x\"", "<source>a</source><target>b</target>")),
       "the prefix xlf is the standard's own: xlf:x"},
      {segment(
           "a", "",
           "<v:validation xmlns:v=\"urn:oasis:names:tc:xliff:validation:2.0\"><v:rule occurs=\"1\" startsWith=\"a\"/>"
           "</v:validation>"),
       "occurs goes with isPresent alone"},
      {"<s:profiles generalProfile=\"xliff:codepoints\" xmlns:s=\"urn:oasis:names:tc:xliff:sizerestriction:2.0\"/>" +
           unit("<segment><source/></segment>",
                " s:sizeRestriction=\"1;9\" xmlns:s=\"urn:oasis:names:tc:xliff:sizerestriction:2.0\""),
       "slr:sizeRestriction=\"1;9\" is no size as the profile xliff:codepoints has it: 255 or 10,255"},
      {segment("<sc id=\"1\" s:fs=\"b\" xmlns:s=\"urn:oasis:names:tc:xliff:fs:2.0\"/><ec startRef=\"1\" s:fs=\"b\" "
               "xmlns:s=\"urn:oasis:names:tc:xliff:fs:2.0\"/>"),
       "on an <ec> that is not isolated there are no attributes of modules: they stand on its <sc>"},
      {segment("<ph id=\"1\" s:fs=\"blink\" xmlns:s=\"urn:oasis:names:tc:xliff:fs:2.0\"/>"),
       "s:fs=\"blink\" on <ph>: allowed: HTML: a, b, p, span ..."},
  }));
  CAPTURE(row.content);
  const std::vector<std::string> found = findings(xliff2(row.content));
  CAPTURE(found);
  CHECK(std::find(found.begin(), found.end(), row.finding) != found.end());
}

TEST_CASE("ITS in XLIFF keeps its rules", "[xliff][validate]") {
  struct Row {
    std::string attributes;  // of an annotation
    std::vector<std::string> findings;
  };
  const Row row = GENERATE(values<Row>({
      {"i:version=\"2.0\" type=\"term\" i:termConfidence=\"1\" i:annotatorsRef=\"terminology|http://a\"", {}},
      {"i:version=\"2.0\" i:annotatorsRef=\" text-analysis|a  mt-confidence|b \"", {}},
      {"i:version=\"2.0\" i:locQualityIssuesRef=\"#its=q\"", {}},
      {"i:taClassRef=\"http://a\"", {"there are attributes of ITS, but no its:version here or around"}},
      {"i:version=\"2.0\" type=\"comment\" value=\"c\" i:mtConfidence=\"1\"",
       {"an annotation of ITS has the type its:generic, not comment"}},
      {"i:version=\"2.0\" i:annotatorsRef=\"no|a terminology terminology|b terminology|c\"",
       {"its:annotatorsRef: no|a is no data category, | and IRI",
        "its:annotatorsRef: terminology is no data category, | and IRI", "its:annotatorsRef names terminology twice"}},
      {"i:version=\"2.0\" i:locQualityRatingVoteThreshold=\"1\"",
       {"its:locQualityRatingVoteThreshold wants its:locQualityRatingVote"}},
      {"i:version=\"2.0\" i:provenanceRecordsRef=\"#its=q\" i:tool=\"t\"",
       {"its:provenanceRecordsRef stands in place of the other attributes of provenance"}},
      {"i:version=\"2.0\" i:provenanceRecordsRef=\"#its=r\"", {"#its=r is not in the file"}},
  }));
  CAPTURE(row.attributes);
  const std::string issues =
      "<i:locQualityIssues xml:id=\"q\"><i:locQualityIssue locQualityIssueType=\"style\"/></i:locQualityIssues>";
  const std::string mark = "<mrk id=\"m\" " + row.attributes + ">a</mrk>";
  const std::string content =
      "<group id=\"g\" xmlns:i=\"http://www.w3.org/2005/11/its\">" + segment(mark, "", issues) + "</group>";
  CHECK(findings(xliff2(content)) == row.findings);
}

TEST_CASE("a file as a whole keeps rules too", "[xliff][validate]") {
  CHECK(findings(xliff2(segment("a", "b"), "")) ==
        std::vector<std::string>{"there is a <target>, but <xliff> has no trgLang"});
  CHECK(findings(xliff2(segment("a"), "trgLang=\"f r\"")) ==
        std::vector<std::string>{"trgLang=\"f r\" on <xliff>: allowed: BCP 47: fr, en-US"});
  CHECK(findings("<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"3.0\" srcLang=\"en\"/>") ==
        std::vector<std::string>{"version=\"3.0\" does not go with the namespace urn:oasis:names:tc:xliff:document:2.0",
                                 "<xliff> lacks <file>"});
  CHECK(findings("<html/>") == std::vector<std::string>{"not XLIFF: its root is <html>"});
  CHECK(findings(test::xliff12("")) ==
        std::vector<std::string>{"warning: XLIFF 1 is only held to be well-formed: its rules are not checked"});
}

TEST_CASE("XLIFF 2.2 has notes and metadata of the whole, and references of notes", "[xliff][validate]") {
  const auto file = [](const std::string& version) {
    return "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2." + std::string(version == "2.2" ? "2" : "0") +
           "\" version=\"" + version +
           "\" srcLang=\"en\"><notes><note id=\"n\" ref=\"#f=f/u=u\">x</note></notes><file id=\"f\">" + segment("a") +
           "</file></xliff>";
  };
  CHECK(findings(file("2.2")).empty());
  CHECK(findings(file("2.1")) ==
        std::vector<std::string>{"<notes> may not stand in <xliff>", "ref may not stand on <note>"});
}

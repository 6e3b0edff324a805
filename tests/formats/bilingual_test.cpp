// XLIFF files that are changed by their bytes, and the way of a document to translators and back.
#include "formats/bilingual.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/errors.h"
#include "tests/support/exchange_units.h"
#include "tests/support/xliff.h"

namespace {

using namespace oimtm;
using formats::BilingualSegment;
using formats::SegmentChange;
using test::xliff12;
using test::xliff2;

const DiagnosticSink kSilent = [](const Diagnostic&) {};

struct Rewritten {
  std::string file;
  formats::RewriteCounts counts;
};

Rewritten rewritten(const std::string& file, const formats::Filler& fill, const std::string& target = "") {
  Rewritten result;
  formats::ByteSource source(file, "f.xlf");
  formats::RewriteOptions options;
  if (!target.empty()) options.target = text::LanguageTag(target);
  result.counts = formats::rewrite_bilingual(
      source, options, fill, [&](std::string_view part) { result.file += part; }, kSilent);
  return result;
}

// A translation of every segment: its codes, each where it was, and "é" in front.
SegmentChange accented(const BilingualSegment& segment) {
  text::Segment target = segment.source;
  target.text.insert(0, "é");
  for (text::InlineCode& code : target.codes) code.offset += 2;
  return {formats::tie(segment.source, target), {}, false};
}

std::string to_utf16(const std::string& ascii, bool is_big) {
  std::string wide = is_big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) wide += is_big ? std::string{'\0', c} : std::string{c, '\0'};
  return wide;
}

// The only document of a work file.
formats::Merged merged(const std::string& work) {
  formats::Merged only;
  formats::ByteSource source(work, "work.xlf");
  const std::size_t documents = formats::merge(
      source, [&](const formats::Merged& document) { only = document; }, kSilent);
  CHECK(documents == 1);
  return only;
}

}  // namespace

TEST_CASE("a target is put where XLIFF wants it, and all other bytes stay", "[bilingual]") {
  struct Row {
    const char* why;
    std::string before;
    std::string after;
  };
  const Row row = GENERATE(values<Row>({
      {"none before", "<source>a</source><note>n</note>", "<source>a</source><target>éa</target><note>n</note>"},
      {"an empty one", "<source>a</source><target xml:lang='fr'/>",
       "<source>a</source><target xml:lang=\"fr\">éa</target>"},
      {"another one", "<source>a</source><target xml:lang='fr'>b</target >",
       "<source>a</source><target xml:lang='fr'>éa</target >"},
      {"one that waited", "<source>a</source><target state='new'>b</target>",
       "<source>a</source><target state=\"translated\">éa</target>"},
      {"codes", "<source>a<g id='1'>b<x id='2'/></g></source>",
       "<source>a<g id='1'>b<x id='2'/></g></source><target>éa<g id=\"1\">b<x id=\"2\"/></g></target>"},
      {"markup in the text", "<source>a &amp; &lt;b&gt;</source>",
       "<source>a &amp; &lt;b&gt;</source><target>éa &amp; &lt;b&gt;</target>"},
      {"segmented, without a target",
       "<source>a b</source><seg-source><mrk mtype='seg' mid='1'>a</mrk> <mrk mtype='seg' mid='2'>b</mrk></seg-source>",
       "<source>a b</source><seg-source><mrk mtype='seg' mid='1'>a</mrk> <mrk mtype='seg' mid='2'>b</mrk></seg-source>"
       "<target><mrk mtype=\"seg\" mid=\"1\">éa</mrk> <mrk mtype=\"seg\" mid=\"2\">éb</mrk></target>"},
      {"segmented, with one",
       "<source>a</source><seg-source><mrk mtype='seg' mid='1'>a</mrk></seg-source><target>\t<mrk mtype='seg' "
       "mid='1'/></target>",
       "<source>a</source><seg-source><mrk mtype='seg' mid='1'>a</mrk></seg-source>"
       "<target>\t<mrk mtype=\"seg\" mid=\"1\">éa</mrk></target>"},
  }));
  CAPTURE(row.why);
  const std::string head = "<!-- 'as' it \"is\" --><trans-unit  id = '1'>";
  CHECK(rewritten(xliff12(head + row.before + "</trans-unit >"), accented).file ==
        xliff12(head + row.after + "</trans-unit >"));
}

TEST_CASE("in XLIFF 2 a target stands beside its source, and <pc> stays <pc>", "[bilingual]") {
  CHECK(rewritten(xliff2("<unit id='u'><segment><source xml:space='preserve'>a<pc id='1'>b</pc><cp "
                         "hex='0001'/></source></segment></unit>"),
                  accented)
            .file ==
        xliff2("<unit id='u'><segment><source xml:space='preserve'>a<pc id='1'>b</pc><cp hex='0001'/></source>"
               "<target xml:space=\"preserve\">éa<pc id=\"1\">b</pc><cp hex=\"0001\"/></target></segment></unit>"));
}

TEST_CASE("a unit that stands in no <file> gets its target too", "[bilingual]") {
  const std::string unit = "<trans-unit id=\"1\"><source>One</source></trans-unit>";
  const std::string with = "<trans-unit id=\"1\"><source>One</source><target>éOne</target></trans-unit>";
  const Rewritten result = rewritten("<xliff version=\"1.2\"><body>" + unit + unit + "</body></xliff>", accented);
  CHECK(result.file == "<xliff version=\"1.2\"><body>" + with + with + "</body></xliff>");
  CHECK(result.counts.segments == 2);
}

TEST_CASE("codes that are not nested as the file's elements are refused, and nothing is written", "[bilingual]") {
  const std::string file = xliff12("<trans-unit id='1'><source><g id='1'>a</g></source></trans-unit>");
  const Rewritten result = rewritten(file, [](const BilingualSegment& segment) {
    text::Segment target = segment.source;
    std::swap(target.codes[0], target.codes[1]);
    for (text::InlineCode& code : target.codes) code.offset = 0;
    return SegmentChange{formats::tie(segment.source, target), {}, false};
  });
  CHECK(result.file == file);
  CHECK(result.counts.refused == 1);
  CHECK(result.counts.changed == 0);
}

TEST_CASE("a file keeps its encoding", "[bilingual]") {
  const std::string body = "<trans-unit id='1'><source>a</source></trans-unit>";
  const std::string filled = "<trans-unit id='1'><source>a</source><target>éa</target></trans-unit>";
  for (const bool is_big : {true, false}) {
    const std::string file = rewritten(to_utf16(xliff12(body, ""), is_big), accented, "fr").file;
    const std::size_t e = file.find(is_big ? std::string("\0\xE9", 2) : std::string("\xE9\0", 2));
    CHECK(e != std::string::npos);
    CHECK(file.size() == 2 + 2 * (xliff12(filled, "").size() - 1 + std::string(" target-language=\"fr\"").size()));
    CHECK(test::read_xliff(file).units.at(0).variants.at(1).segment.text == "éa");
  }
  const std::string latin = "<?xml version='1.0' encoding='iso-8859-1'?>";
  CHECK(rewritten(latin + xliff12(body), accented).file ==
        latin + xliff12("<trans-unit id='1'><source>a</source><target>&#233;a</target></trans-unit>"));
}

TEST_CASE("candidates stand in the order of their suitability, with references to their segment", "[bilingual]") {
  const std::string file =
      rewritten(
          xliff2(
              "<unit id='u'><segment><source>a</source></segment><segment id='s1'><source>b</source></segment></unit>"),
          [](const BilingualSegment& segment) {
            const text::Segment text{segment.source.text + "!", {}, {}};
            return SegmentChange{{}, {{text, text, 102, "m"}, {text, text, 100, "m"}, {text, text, 75, "m"}}, false};
          })
          .file;
  CAPTURE(file);
  CHECK(file.find("<segment id=\"s2\"><source>a</source>") != std::string::npos);
  std::size_t at = 0;
  for (const char* each :
       {"ref=\"#s2\" type=\"icm\" subType=\"oimtm:both-neighbours\" similarity=\"100.0\" matchSuitability=\"100.0\"",
        "matchSuitability=\"98.0\"", "matchSuitability=\"73.5\"", "ref=\"#s1\"", "</mtc:matches>"}) {
    at = file.find(each, at);
    CHECK(at != std::string::npos);
  }
  std::size_t errors = 0;
  formats::ByteSource source(file, "f.xlf");
  formats::validate_xliff(source, {}, [&](const formats::Finding&) { ++errors; });
  CHECK(errors == 0);
}

TEST_CASE("a copy of the source that waits for its translation is no translation", "[bilingual]") {
  std::string told;
  rewritten(xliff12("<trans-unit id='1'><source>a</source><target state='new'>a</target></trans-unit>"
                    "<trans-unit id='2'><source>a</source><target> </target></trans-unit>"
                    "<trans-unit id='3'><source>a</source><target>b</target></trans-unit>"),
            [&](const BilingualSegment& segment) {
              told += formats::is_translated(segment) ? "yes " : "no ";
              return SegmentChange();
            });
  CHECK(told == "no no yes ");
}

TEST_CASE("the segments of a file know what stands beside them", "[bilingual]") {
  std::string told;
  rewritten(xliff12("<trans-unit id='1'><source>a</source></trans-unit><group><trans-unit id='2'><source>b</source>"
                    "</trans-unit></group><trans-unit id='3'><source>c</source></trans-unit>"),
            [&](const BilingualSegment& segment) {
              told += *segment.context.previous + "<" + segment.source.text + ">" + *segment.context.next + " ";
              return SegmentChange();
            });
  CHECK(told == "<a>b a<b>c b<c> ");
}

TEST_CASE("a document comes back the same from a work file, whatever its bytes", "[bilingual][law]") {
  test::Dice dice(71);
  for (int round = 0; round < 100; ++round) {
    text::Document document{"folder/a \"b\".txt", text::LanguageTag("en"), {}, {}};
    std::vector<text::DocumentSegment> segments;
    for (std::size_t count = dice.below(6); count > 0; --count) {
      document.original += test::odd_text(dice) + "\x01";
      const std::size_t begin = document.original.size();
      const std::string text = test::odd_text(dice) + "x";
      document.original += text;
      segments.push_back(
          {{text, {}, {{begin, document.original.size()}}}, text::BlockKind::body, std::to_string(dice.below(3)), {}});
    }
    std::string work;
    formats::WorkFile writer({{}, text::LanguageTag("fr"), {}}, [&](std::string_view part) { work += part; });
    writer.add(document, segments);
    writer.finish();
    CAPTURE(round, work);
    const formats::Merged back = merged(work);
    CHECK((back.bytes == document.original));
    CHECK(back.name == document.name);
    CHECK(back.untranslated == segments.size());
    std::size_t errors = 0;
    formats::ByteSource source(work, "work.xlf");
    formats::validate_xliff(source, {}, [&](const formats::Finding&) { ++errors; });
    CHECK(errors == 0);
    // Translated, each segment is its translation, and what is between them stays.
    const std::string translated = rewritten(work, accented).file;
    std::string expected;
    std::size_t at = 0;
    for (const text::DocumentSegment& segment : segments) {
      const text::ByteRange range = segment.segment.ranges[0];
      expected += document.original.substr(at, range.begin - at) + "é" + segment.segment.text;
      at = range.end;
    }
    CHECK((merged(translated).bytes == expected + document.original.substr(at)));
  }
}

TEST_CASE("a work file that was tampered with is refused or told", "[bilingual]") {
  const auto work = [](const std::string& skeleton, const std::string& units) {
    return "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.1' srcLang='en' trgLang='fr'><file "
           "id='f'><skeleton>"
           "<o:original xmlns:o='urn:oimtm:skeleton:1' format='text'>YS4gYi4K</o:original><o:ranges "
           "xmlns:o='urn:oimtm:skeleton:1'>" +
           skeleton + "</o:ranges></skeleton><unit id='u'>" + units + "</unit></file></xliff>";
  };
  const auto segment = [](const std::string& id) {
    return "<segment id='" + id + "'><source>a.</source><target>x</target></segment>";
  };
  CHECK(merged(work("0-2 3-5", segment("s1"))).bytes == "a. x\n");
  CHECK(merged(work("0-2 3-5", segment("s7"))).refused == 1);
  CHECK(merged(work("0-2 3-5", segment("other"))).refused == 1);
  CHECK(merged(work("0-2 3-5", segment("s1") + segment("s1"))).refused == 1);
  for (const char* skeleton : {"0-9", "3-5 0-2", "2-0", "x", "0-"})
    CHECK(test::error_of<InputError>([&] { merged(work(skeleton, segment("s0"))); }) ==
          "work.xlf:1:107: the skeleton, which holds the original, is damaged");
}

TEST_CASE("a work file whose sources or whose original were changed is told so", "[bilingual]") {
  text::Document document{"a.txt", text::LanguageTag("en"), "One. Two. Three.\n", {}};
  std::string work;
  formats::WorkFile writer({{}, text::LanguageTag("fr"), {}}, [&](std::string_view part) { work += part; });
  writer.add(document, {{{"One.", {}, {{0, 4}}}, text::BlockKind::body, "1", {}},
                        {{"Two.", {}, {{5, 9}}}, text::BlockKind::body, "1", {}},
                        {{"Three.", {}, {{10, 16}}}, text::BlockKind::body, "1", {}}});
  writer.finish();
  const std::string translated = rewritten(work, accented).file;
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string file = translated;
    REQUIRE(file.find(from) != std::string::npos);
    return file.replace(file.find(from), from.size(), to);
  };
  CHECK(merged(translated).bytes == "éOne. éTwo. éThree.\n");

  const formats::Merged other_source = merged(changed(">Two.</source>", ">Two!</source>"));
  CHECK(other_source.bytes == "éOne. Two. éThree.\n");
  CHECK(other_source.refused == 1);
  CHECK(merged(changed(">Two.</source>", ">\n  Two.\n</source>")).refused == 0);  // white space is the tool's

  const std::size_t segment = translated.find("<segment id=\"s1\"");
  const formats::Merged removed =
      merged(translated.substr(0, segment) + translated.substr(translated.find("<segment id=\"s2\"")));
  CHECK(removed.bytes == "éOne. Two. éThree.\n");
  CHECK(removed.missing == 1);
  CHECK(removed.untranslated == 1);

  const std::string bytes = translated.substr(translated.find("\">T25l") + 2, 8);  // "One. T" in base64
  for (const std::string& damaged : {changed(bytes, "T25mLiBU"), changed(bytes, ""), changed(bytes, "<x/>")})
    CHECK(test::error_of<InputError>([&] {
            merged(damaged);
          }).ends_with("the skeleton, which holds the original, is damaged"));
}

TEST_CASE("line ends of a translation are the document's, where its source has any", "[bilingual]") {
  struct Row {
    const char* why;
    std::string document;
    std::string source;
    std::string target;
    std::string merged;
  };
  const Row row = GENERATE(values<Row>({
      {"a line end that the source has not is a space", "One line.\n", "One line.", "Une\nligne.", "Une ligne.\n"},
      {"with the white space around it", "One line.\r\n", "One line.", "\n  Une\n  ligne.\n", "Une ligne.\r\n"},
      {"spaces alone stay", "One line.\n", "One line.", "Une  ligne. ", "Une  ligne. \n"},
      {"lines of a source that has some", "One\r\nline.\r\n", "One\nline.", "Une\nligne\n.", "Une\r\nligne\r\n.\r\n"},
      {"as they are in a document with LF", "One\nline.", "One\nline.", "Une\r\nligne.", "Une\nligne."},
      {"and with CR", "One\rline.\r", "One\nline.", "Une\nligne.", "Une\rligne.\r"},
      {"in UTF-16", to_utf16("One\r\nline.\r\n", false), "One\nline.", "A\nB", to_utf16("A\r\nB\r\n", false)},
  }));
  CAPTURE(row.why);
  const bool is_wide = row.document[0] == '\xFF';
  const std::size_t begin = is_wide ? 2 : 0;
  const std::size_t end = row.document.find('.') + (is_wide ? 2 : 1);
  std::string work;
  formats::WorkFile writer({{}, text::LanguageTag("fr"), {}}, [&](std::string_view part) { work += part; });
  writer.add({"a.txt", text::LanguageTag("en"), row.document, {}},
             {{{row.source, {}, {{begin, end}}}, text::BlockKind::body, "1", {}}});
  writer.finish();
  const std::string translated =
      rewritten(work, [&](const formats::BilingualSegment& segment) -> formats::SegmentChange {
        return {formats::tie(segment.source, {row.target, {}, {}}), {}, false};
      }).file;
  CHECK(merged(translated).bytes == row.merged);
}

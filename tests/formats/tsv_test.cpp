// Tables with tabs.
#include "formats/tsv/tsv.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/errors.h"
#include "tests/support/exchange_units.h"

namespace {

using namespace oimtm;
using namespace std::string_literals;
using Strings = std::vector<std::string>;

const text::LanguageTag kEnglish("en");
const text::LanguageTag kFrench("fr");

struct Table {
  Strings units;  // each as "en=Hello fr=Bonjour"
  formats::UnitCounts counts;
  Strings diagnostics;
};

Table read(const std::string& bytes, const formats::UnitOptions& options = {kEnglish, kFrench, {}}) {
  Table table;
  test::Diagnostics diagnostics;
  formats::ByteSource source(bytes, "f");
  const auto visit = [&](const text::TranslationUnit& unit) {
    std::string all;
    for (const text::Variant& variant : unit.variants)
      all += (all.empty() ? "" : " ") + variant.language.str() + "=" + variant.segment.text;
    table.units.push_back(all);
  };
  table.counts = formats::read_tsv(source, options, visit, diagnostics.sink());
  table.diagnostics = diagnostics.lines;
  CHECK(table.counts.read == table.units.size() + table.counts.rejected);
  return table;
}

struct Written {
  std::string file;
  Strings diagnostics;
  std::size_t units = 0;
};

Written written(const std::vector<text::TranslationUnit>& units) {
  Written result;
  test::Diagnostics diagnostics;
  const auto writer = formats::write_tsv(
      {kEnglish, kFrench, {}}, [&](std::string_view bytes) { result.file += bytes; }, diagnostics.sink());
  for (const text::TranslationUnit& unit : units) result.units += writer->write(unit) ? 1 : 0;
  writer->finish();
  result.diagnostics = diagnostics.lines;
  return result;
}

text::TranslationUnit unit_of(const std::vector<std::pair<std::string, std::string>>& variants) {
  text::TranslationUnit unit;
  for (const auto& [language, text] : variants)
    unit.variants.push_back({text::LanguageTag(language), {text, {}, {}}, {}, {}, {}});
  return unit;
}

const std::string kHeader = "en\tfr\tconfidence\tsource_document\ttarget_document\n";

}  // namespace

TEST_CASE("a line is a unit: a source, a tab and a target", "[tsv]") {
  struct Row {
    const char* why;
    std::string file;
    Strings units;
  };
  const Row row = GENERATE(values<Row>({
      {"without a header", "Hello\tBonjour\n", {"en=Hello fr=Bonjour"}},
      {"the last line without an end", "Hello\tBonjour\nYes\tOui", {"en=Hello fr=Bonjour", "en=Yes fr=Oui"}},
      {"a header of the languages asked for, the other way round", "fr-CA\ten\nOui\tYes\n", {"fr-CA=Oui en=Yes"}},
      {"codes that were not asked for are words", "no\tnon\nYes\tOui\n", {"en=no fr=non", "en=Yes fr=Oui"}},
      {"CR alone", "en\tfr\rHello\tBonjour\rYes\tOui\r", {"en=Hello fr=Bonjour", "en=Yes fr=Oui"}},
      {"CR in a text", "He\rllo\tBonjour\n", {"en=He\rllo fr=Bonjour"}},
      {"a header of ours", kHeader + "Hello\tBonjour\t0.5\ta\tb\n", {"en=Hello fr=Bonjour"}},
      {"further columns are read over", "Hello\tBonjour\tx\ty\t\n", {"en=Hello fr=Bonjour"}},
      {"CR LF", "en\tfr\r\nHello\tBonjour\r\n", {"en=Hello fr=Bonjour"}},
      {"a byte order mark before a header",
       "\xEF\xBB\xBF"
       "en\tfr\nHello\tBonjour\n",
       {"en=Hello fr=Bonjour"}},
      {"a byte order mark before a text", "\xEF\xBB\xBFHello\tBonjour\n", {"en=Hello fr=Bonjour"}},
      {"blank lines are no units", "\nHello\tBonjour\n \r\n\t\n", {"en=Hello fr=Bonjour"}},
      {"white space around a text stays", " Hello \t Bonjour\n", {"en= Hello  fr= Bonjour"}},
      {"quotes are text", "\"Hello\"\t\"Bonjour\n", {"en=\"Hello\" fr=\"Bonjour"}},
      {"a header alone", "en\tfr\n", {}},
      {"words that are no languages are no header", "Yes\tOui\n", {"en=Yes fr=Oui"}},
  }));
  CAPTURE(row.why);
  const Table table = read(row.file);
  CHECK(table.units == row.units);
  CHECK(table.diagnostics == Strings{});
}

TEST_CASE("a first line that contradicts the languages asked for is told", "[tsv]") {
  const Table other = read("de\tes\treviewed\nJa\tSí\n");  // a header by its other columns
  CHECK(other.units == Strings{"de=Ja es=Sí"});
  CHECK(other.diagnostics == Strings{"f:1: the first record says de and es, which is taken; not en and fr"});
  const Table half = read("de\tfr\nJa\tOui\n");
  CHECK(half.units == Strings{"en=de fr=fr", "en=Ja fr=Oui"});
  CHECK(half.diagnostics ==
        Strings{"f:1: the first record names de and fr, not the languages asked for: it is read as a text"});
}

TEST_CASE("the documents that a table names are those of its units", "[tsv]") {
  const std::string bytes = kHeader + "Hello\tBonjour\t0.5\ta.txt\t b.txt \nYes\tOui\t0.5\t\n";
  formats::ByteSource source(bytes, "f");
  Strings documents;
  const auto visit = [&](const text::TranslationUnit& unit) {
    for (const text::Variant& variant : unit.variants)
      documents.push_back(variant.origin ? variant.origin->document : "none");
  };
  formats::read_tsv(source, {kEnglish, kFrench, {}}, visit, [](const Diagnostic&) {});
  CHECK(documents == Strings{"a.txt", "b.txt", "none", "none"});
}

TEST_CASE("a line that is no unit is told with its number, and the others are read", "[tsv]") {
  struct Row {
    const char* why;
    std::string line;
    std::string says;
  };
  const Row row = GENERATE(values<Row>({
      {"no tab", "Hello", "no tab: a source and a target are wanted"},
      {"no source", "\tBonjour", "the source is empty"},
      {"no target", "Hello\t", "the target is empty"},
      {"white space is nothing", "Hello\t \u00A0", "the target is empty"},
      {"an invalid byte, in this line alone", "Hello\tdéj\xE0", "not valid UTF-8 at byte 10 of the text"},
      {"a NUL", "He\0llo\tBonjour"s, "a NUL byte in the text"},
  }));
  CAPTURE(row.why);
  const Table table = read("Hello\tBonjour\n" + row.line + "\nYes\tOui\n");
  CHECK(table.units == Strings{"en=Hello fr=Bonjour", "en=Yes fr=Oui"});
  CHECK(table.diagnostics == Strings{"f:2: " + row.says});
  CHECK(table.counts.rejected == 1);
}

TEST_CASE("a header names the languages where nobody asks for them", "[tsv]") {
  CHECK(read("de\tes\nJa\tSí\n", {}).units == Strings{"de=Ja es=Sí"});
  CHECK(read("no\tde\nJa\tJa\n", {kEnglish, {}, {}}).units == Strings{"no=Ja de=Ja"});
}

TEST_CASE("a header of other languages than those asked for is a text, and told", "[tsv]") {
  const Table table = read("de\tes-MX\nJa\tSí\n");
  CHECK(table.units == Strings{"en=de fr=es-MX", "en=Ja fr=Sí"});
  CHECK(table.diagnostics ==
        Strings{"f:1: the first record names de and es-MX, not the languages asked for: it is read as a text"});
}

TEST_CASE("lines of tabs without end are read, and only what is used is kept", "[tsv]") {
  const std::string tabs(1'000'000, '\t');
  CHECK(read("en\tfr" + tabs + "\nHello\tBonjour" + tabs + "\n" + tabs + "x\n").units ==
        Strings{"en=Hello fr=Bonjour"});
}

TEST_CASE("languages that nobody names are the caller's mistake", "[tsv]") {
  const formats::UnitOptions options =
      GENERATE(formats::UnitOptions{}, formats::UnitOptions{kEnglish, {}, {}}, formats::UnitOptions{{}, kFrench, {}});
  CHECK(test::error_of<UsageError>([&] {
          read("Hello\tBonjour\n", options);
        }).starts_with("f:1: the languages of the two columns are not known"));
  CHECK(read("en\tfr\nHello\tBonjour\n", options).units.size() == 1);
}

TEST_CASE("a file that is empty, or one endless line, is refused", "[tsv]") {
  CHECK(test::error_of<InputError>([] { read(""); }) == "f: is empty");
  const std::string endless = "Hello\tBonjour\n" + std::string(17 * 1024 * 1024, 'x');
  CHECK(test::error_of<InputError>([&] {
          read(endless);
        }).starts_with("f:2: a line of more than 16777216 bytes (limit text)"));
}

TEST_CASE("a file larger than any line may be is read, and lines across its parts are whole", "[tsv]") {
  const std::string filling(900, 'x');
  const std::size_t lines = 20'000;
  std::string file;
  for (std::size_t i = 0; i < lines; ++i) file += filling + "\tTexte " + std::to_string(i) + "\n";
  REQUIRE(file.size() > 17 * 1024 * 1024);
  formats::ByteSource source(file, "f");
  std::size_t seen = 0;
  std::size_t whole = 0;
  const auto visit = [&](const text::TranslationUnit& unit) {
    const std::string target = "Texte " + std::to_string(seen++);
    whole += unit.variants[0].segment.text == filling && unit.variants[1].segment.text == target ? 1 : 0;
  };
  formats::read_tsv(source, {kEnglish, kFrench, {}}, visit, [](const Diagnostic&) {});
  CHECK(whole == lines);
}

TEST_CASE("a unit is written with its confidence and its documents", "[tsv]") {
  text::TranslationUnit unit = unit_of({{"fr", "Bonjour"}, {"de", "Hallo"}, {"en", "Hello"}});
  unit.confidence = 0.25;
  unit.variants[2].origin = text::Origin{"a.en.txt", "L1", text::BlockKind::body, 0};
  CHECK(written({unit}).file == kHeader + "Hello\tBonjour\t0.25\ta.en.txt\t\n");
  CHECK(written({}).file == kHeader);
}

TEST_CASE("a unit that lacks one of the two languages is not written", "[tsv]") {
  const Written result = written({unit_of({{"en", "Hello"}}), unit_of({{"en", "Hello"}, {"de", "Hallo"}}),
                                  unit_of({{"en-US", "Hello"}, {"fr-CA", "Bonjour"}})});
  CHECK(result.units == 1);
  CHECK(result.file == kHeader + "Hello\tBonjour\t\t\t\n");
}

TEST_CASE("a text is not the translation of itself into another variety of its language", "[tsv]") {
  std::string file;
  const auto writer = formats::write_tsv(
      {text::LanguageTag("en-US"), text::LanguageTag("en-GB"), {}}, [&](std::string_view bytes) { file += bytes; },
      [](const Diagnostic&) {});
  CHECK_FALSE(writer->write(unit_of({{"en-US", "color"}})));
  CHECK(writer->write(unit_of({{"en-US", "color"}, {"en-GB", "colour"}})));
}

TEST_CASE("tabs and line ends in texts are written as spaces, and said", "[tsv]") {
  const Written result =
      written({unit_of({{"en", "a\tb\r\nc"}, {"fr", "d\ne"}}), unit_of({{"en", "f"}, {"fr", "\t"}})});
  CHECK(result.file == kHeader + "a b  c\td e\t\t\t\nf\t \t\t\t\n");
  CHECK(result.diagnostics == Strings{"tabs or line ends in texts, written as spaces: 5"});
}

TEST_CASE("codes, for which a table has no place, are left out, and said", "[tsv]") {
  text::TranslationUnit unit = unit_of({{"en", "Hello"}, {"fr", "Bonjour"}});
  unit.variants[0].segment.codes = {{text::InlineCode::Kind::opens, 0, "1", "<b>"},
                                    {text::InlineCode::Kind::closes, 5, "1", "</b>"}};
  const Written result = written({unit});
  CHECK(result.file == kHeader + "Hello\tBonjour\t\t\t\n");
  CHECK(result.diagnostics == Strings{"inline codes left out: 2"});
}

TEST_CASE("texts that are written as a table and read again are equal, but for tabs and line ends", "[tsv][law]") {
  test::Dice dice(41);
  std::vector<text::TranslationUnit> units;
  Strings expected;
  for (int i = 0; i < 500; ++i) {
    const auto text = [&] { return "x" + test::odd_text(dice); };
    const std::string source = text();
    const std::string target = text();
    units.push_back(unit_of({{"en", source}, {"fr", target}}));
    std::string line = "en=" + source + " fr=" + target;
    for (char& c : line)
      if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    expected.push_back(line);
  }
  CHECK(read(written(units).file).units == expected);
}

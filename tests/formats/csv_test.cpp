// Tables with commas, and pairs of files with a text a line.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "formats/tsv/tsv.h"
#include "tests/support/errors.h"
#include "tests/support/exchange_units.h"
#include "tests/support/files.h"

namespace {

using namespace oimtm;
using namespace std::string_literals;
using Strings = std::vector<std::string>;

const text::LanguageTag kEnglish("en");
const text::LanguageTag kFrench("fr");
const formats::UnitOptions kPair = {kEnglish, kFrench};

struct Table {
  Strings units;  // each as "en=Hello|fr=Bonjour"
  formats::UnitCounts counts;
  Strings diagnostics;
};

using Reader = decltype(&formats::read_csv);

Table read(const std::string& bytes, const formats::UnitOptions& options = kPair, Reader reader = formats::read_csv) {
  Table table;
  test::Diagnostics diagnostics;
  formats::ByteSource source(bytes, "f");
  const auto visit = [&](const text::TranslationUnit& unit) {
    std::string all;
    for (const text::Variant& variant : unit.variants)
      all += (all.empty() ? "" : "|") + variant.language.str() + "=" + variant.segment.text;
    table.units.push_back(all);
  };
  table.counts = reader(source, options, visit, diagnostics.sink());
  table.diagnostics = diagnostics.lines;
  CHECK(table.counts.read == table.units.size() + table.counts.rejected);
  return table;
}

text::TranslationUnit unit_of(const std::string& english, const std::string& french) {
  text::TranslationUnit unit;
  unit.variants.push_back({kEnglish, {english, {}, {}}, {}, {}, {}});
  unit.variants.push_back({kFrench, {french, {}, {}}, {}, {}, {}});
  return unit;
}

std::string written(const std::vector<text::TranslationUnit>& units, test::Diagnostics& diagnostics) {
  std::string file;
  const auto writer = formats::write_csv(
      kPair, [&](std::string_view bytes) { file += bytes; }, diagnostics.sink());
  for (const text::TranslationUnit& unit : units) CHECK(writer->write(unit));
  writer->finish();
  return file;
}

}  // namespace

TEST_CASE("a record is a unit, quoted as RFC 4180 says", "[csv]") {
  struct Row {
    const char* why;
    std::string file;
    Strings units;
  };
  const Row row = GENERATE(values<Row>({
      {"without quotes", "Hello,Bonjour\r\n", {"en=Hello|fr=Bonjour"}},
      {"the last line without an end", "Hello,Bonjour", {"en=Hello|fr=Bonjour"}},
      {"a separator in quotes", "\"Hello, you\",Bonjour\n", {"en=Hello, you|fr=Bonjour"}},
      {"quotes in quotes", "\"Say \"\"hi\"\"\",x\n", {"en=Say \"hi\"|fr=x"}},
      {"a quote in a cell without", "5\" disk,x\n", {"en=5\" disk|fr=x"}},
      {"line ends in quotes", "\"a\nb\r\nc\",x\nd,e\n", {"en=a\nb\nc|fr=x", "en=d|fr=e"}},
      {"a header of languages", "fr,en-GB\nOui,Yes\n", {"fr=Oui|en-GB=Yes"}},
      {"codes that were not asked for are words", "no,non\na,b\n", {"en=no|fr=non", "en=a|fr=b"}},
      {"CR alone", "fr,en\rA,B\r\"C\rD\",E\r", {"fr=A|en=B", "fr=C\nD|en=E"}},
      {"further columns without end",
       "a,b" + std::string(100'000, ',') + "\n" + std::string(100'000, ',') + "\nc,d\n",
       {"en=a|fr=b", "en=c|fr=d"}},
      {"columns behind the one that is used", "en,fr,x,reviewed,y\na,b,c,yes,\"d\ne\"\n", {"en=a|fr=b"}},
      {"a header of words", "Source,Target\na,b\n", {"en=a|fr=b"}},
      {"semicolons", "en;fr\na, b;c\n", {"en=a, b|fr=c"}},
      {"tabs", "\"a, b\"\tc\n", {"en=a, b|fr=c"}},
      {"further columns", "a,b,\"c\nd\",e\n", {"en=a|fr=b"}},
      {"a byte order mark", "\xEF\xBB\xBF\"a\",b\n", {"en=a|fr=b"}},
      {"UTF-16",
       "\xFF\xFE"
       "a\0,\0b\0\n\0"s,
       {"en=a|fr=b"}},
      {"blank records", "a,b\n\n,\n\"\",\" \"\n", {"en=a|fr=b"}},
      {"a formula that was disarmed", "'=cmd,''+1\n", {"en==cmd|fr='+1"}},
      {"an apostrophe that is text", "'tis,'\n", {"en='tis|fr='"}},
  }));
  CAPTURE(row.why);
  const Table table = read(row.file);
  CHECK(table.units == row.units);
  CHECK(table.diagnostics == Strings{});
}

TEST_CASE("a record that is no unit is told with its line", "[csv]") {
  struct Row {
    const char* why;
    std::string record;
    std::string says;
  };
  const Row row = GENERATE(values<Row>({
      {"one column", "Hello", "one column: a source and a target are wanted"},
      {"no source", ",x", "the source is empty"},
      {"no target", "x,\" \"", "the target is empty"},
      {"a text behind a quote", "\"a\"b,x", "a text behind a closing quote: quotes in a cell are doubled"},
      {"an invalid byte", "x,d\xE9", "not valid UTF-8 at byte 1 of the text"},
      {"a NUL", "x,\"\n\0\""s, "a NUL byte in the text"},
  }));
  CAPTURE(row.why);
  const Table table = read("a,b\n" + row.record + "\nc,d\n");
  CHECK(table.units == Strings{"en=a|fr=b", "en=c|fr=d"});
  CHECK(table.diagnostics == Strings{"f:2: " + row.says});
}

TEST_CASE("the languages are wanted in a first line with the separator of the file", "[csv]") {
  const auto hint = [](const std::string& file) {
    const std::string error = test::error_of<UsageError>([&] { read(file, {}); });
    return error.substr(error.rfind(' ') + 1);
  };
  CHECK(hint("a,b\n") == "en,fr");
  CHECK(hint("a;b\n") == "en;fr");
  CHECK(hint("a\tb\n") == "en<TAB>fr");
}

TEST_CASE("a first line says the separator as it does to spreadsheets", "[csv]") {
  const Strings expected = {"en=One, two|fr=Un, deux"};
  CHECK(read("sep=;\nOne, two;Un, deux\n").units == expected);
  CHECK(read("\xEF\xBB\xBFSEP=;\r\nOne, two;Un, deux\r\n").units == expected);
  CHECK(read("\"sep=|\"\nen|fr\nOne, two|Un, deux\n").units == expected);
  CHECK(read("sep=\t\nOne, two\tUn, deux\n").units == expected);
  CHECK(read("sep=a\nOne, Un\n").units.size() == 1);  // is no separator, but a field
  CHECK(read("One,Un\nsep=;,x\n").units == Strings{"en=One|fr=Un", "en=sep=;|fr=x"});
}

TEST_CASE("UTF-32 is refused by its name", "[csv]") {
  for (const std::string& file : {"\xFF\xFE\0\0e\0\0\0"s, "\0\0\xFE\xFF\0\0\0e"s, "<\0\0\0"s, "\0\0\0<"s})
    CHECK(test::error_of<InputError>([&] { read(file); }).starts_with("f: text in UTF-32, which is not read"));
}

TEST_CASE("a quote that never closes is told where it opens", "[csv]") {
  const Table table = read("a,b\nc,\"d\ne,f\n");
  CHECK(table.units == Strings{"en=a|fr=b"});
  CHECK(table.diagnostics == Strings{"f:2: a quote that is not closed: the rest of the file is in it"});
}

TEST_CASE("repair reads bytes that are not UTF-8 as windows-1252, and strict ends at the first", "[csv]") {
  formats::UnitOptions options = kPair;
  options.repair = true;
  const Table table = read("ab\0,d\xE9j\xE0 \x80 é\n"s, options);
  CHECK(table.units == Strings{"en=ab|fr=déjà € é"});
  CHECK(table.counts.repaired == 2);
  options.repair = false;
  options.strict = true;
  CHECK(test::error_of<InputError>([&] { read("a,b\nc\n", options); }).starts_with("f:2: one column"));
}

TEST_CASE("a text that was mended stays when the name of its document is mended too", "[csv]") {
  formats::UnitOptions options = kPair;
  options.repair = true;
  const Table table = read("en,fr,source_document\nd\xE9j\xE0,b,nam\xE9.txt\n", options);
  CHECK(table.units == Strings{"en=déjà|fr=b"});
  CHECK(table.counts.repaired == 2);
}

TEST_CASE("no cell that is written is a formula", "[csv]") {
  test::Diagnostics diagnostics;
  const std::string file = written(
      {unit_of("=cmd|' /C calc'!A0", "+1"), unit_of("-2", "@SUM(1)"), unit_of("\tx", "'=1"), unit_of("a=b", "'tis")},
      diagnostics);
  CHECK(file ==
        "en,fr,confidence,source_document,target_document\r\n"
        "'=cmd|' /C calc'!A0,'+1,,,\r\n'-2,'@SUM(1),,,\r\n\"'\tx\",''=1,,,\r\na=b,'tis,,,\r\n");
  CHECK(diagnostics.lines == Strings{"cells that a spreadsheet would take for formulas, written with ' before: 6"});
}

TEST_CASE("texts that are written as CSV and read again are equal, but for the ends of lines", "[csv][law]") {
  test::Dice dice(43);
  std::vector<text::TranslationUnit> units;
  Strings expected;
  const auto lines = [](std::string text) {  // CR LF in a text is a line's end in a file
    for (std::size_t at = 0; (at = text.find("\r\n", at)) != std::string::npos;) text.erase(at, 1);
    return text;
  };
  for (int i = 0; i < 500; ++i) {
    const auto text = [&] {
      static constexpr std::array<const char*, 6> kStarts = {"x", "=", "'", "''-", "\"", ","};
      return dice.pick(kStarts) + test::odd_text(dice) + "x";
    };
    const std::string source = text();
    const std::string target = text();
    units.push_back(unit_of(source, target));
    expected.push_back("en=" + lines(source) + "|fr=" + lines(target));
  }
  test::Diagnostics diagnostics;
  CHECK(read(written(units, diagnostics)).units == expected);
}

TEST_CASE("the lines of two files are units", "[moses]") {
  const test::TemporaryFolder folder;
  formats::UnitOptions options;
  options.partner = folder.path("news.fr");
  test::write_file(options.partner, "Bonjour\n\n\nd\xE9j\xE0\nOui\n");
  const std::string source = "Hello\n\nalone\nx\nYes\nmore\n";
  test::write_file(folder.path("news.en"), source);
  Strings units;
  test::Diagnostics diagnostics;
  formats::ByteSource file(folder.path("news.en"));
  const auto counts = formats::read_moses(
      file, options,
      [&](const text::TranslationUnit& unit) {
        units.push_back(unit.variants[0].language.str() + unit.variants[1].language.str() + " " +
                        unit.variants[0].segment.text + "|" + unit.variants[1].segment.text);
      },
      diagnostics.sink());
  CHECK(units == Strings{"enfr Hello|Bonjour", "enfr Yes|Oui"});
  CHECK(counts.read == 5);
  CHECK(counts.rejected == 3);
  CHECK(diagnostics.lines == Strings{folder.path("news.en") + ":3: the target is empty",
                                     folder.path("news.en") + ":4: not valid UTF-8 at byte 1 of the text",
                                     folder.path("news.en") + ":6: a line that the other file does not have"});
  CHECK(test::error_of<UsageError>([] {
          read("a\n", kPair, formats::read_moses);
        }).starts_with("f: two files are wanted"));
  options.partner = folder.path("news");
  CHECK(test::error_of<UsageError>([&] {
          read("a\n", options, formats::read_moses);
        }).starts_with("f: the language of the texts is not known"));
}

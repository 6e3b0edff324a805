#include "text/rules.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/paths.h"
#include "text/characters.h"
#include "text/segmenter.h"

namespace {

using namespace oimtm;
using text::ByteRange;
using text::LanguageTag;
using text::Segment;

const std::string kGolden = test::data("text/segmentation");

const std::vector<std::string> kFiles = {"ar", "da", "de", "default", "en", "es", "fr", "it", "ja", "pt", "ru", "zh"};

// A language whose rules are in the file of that name.
std::string language_of(const std::string& file) { return file == "default" ? "qaa" : file; }

std::string file_of(const std::string& language) {
  return text::SrxRules::has_built_in(LanguageTag(language)) ? language : "default";
}

std::vector<text::SrxRule> rules_of(const std::string& file) {
  const LanguageTag language(language_of(file));
  return text::SrxRules::built_in(language).rules_for(language);
}

// The lines, with their numbers, that a file marks as the same in all.
std::map<std::size_t, std::string> shared_lines(const std::string& file) {
  std::istringstream lines{std::string(*text::rules_file(file))};
  std::map<std::size_t, std::string> shared;
  bool is_shared = false;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.find("<!-- The same in all files") != std::string::npos)
      is_shared = line.find("from here") != std::string::npos;
    else if (is_shared)
      shared.emplace(number, line);
  }
  return shared;
}

std::string shared_text(const std::string& file) {
  std::string text;
  for (const auto& [number, line] : shared_lines(file)) text += line + "\n";
  return text;
}

// A line of a golden file without its marks, and where they stood.
struct Golden {
  std::string text;
  std::vector<std::size_t> breaks;
  std::size_t line = 0;
};

Golden parse_golden(const std::string& line) {
  Golden golden;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool escapes = line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|';
    if (escapes) ++i;
    if (line[i] == '|' && !escapes)
      golden.breaks.push_back(golden.text.size());
    else
      golden.text += line[i];
  }
  return golden;
}

std::string with_marks(const std::string& text, const std::vector<std::size_t>& breaks) {
  std::string marked = text;
  for (auto at = breaks.rbegin(); at != breaks.rend(); ++at) marked.insert(*at, "|");
  return marked;
}

// Where the pieces end; what they lose between them must be white space.
std::vector<std::size_t> breaks_of(const std::string& text, const text::Segmenter& segmenter) {
  std::vector<std::size_t> breaks;
  std::size_t at = 0;
  for (const Segment& piece : segmenter.split({text, {}, {{0, text.size()}}})) {
    REQUIRE(piece.ranges.size() == 1);
    const ByteRange range = piece.ranges[0];
    if (at > 0) breaks.push_back(at);
    REQUIRE(range.begin >= at);
    REQUIRE(text::trim(text.substr(at, range.begin - at)).empty());
    REQUIRE(text.substr(range.begin, range.size()) == piece.text);
    at = range.end;
  }
  REQUIRE(text::trim(text.substr(at)).empty());
  return breaks;
}

std::vector<Golden> goldens_of(const std::string& language) {
  std::istringstream lines(test::read_file(kGolden + "/" + language + ".txt"));
  std::vector<Golden> goldens;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    goldens.push_back(parse_golden(line));
    goldens.back().line = number;
  }
  return goldens;
}

std::vector<std::string> golden_languages() {
  std::vector<std::string> languages;
  for (const auto& entry : std::filesystem::directory_iterator(kGolden))
    languages.push_back(entry.path().stem().string());
  std::sort(languages.begin(), languages.end());
  return languages;
}

}  // namespace

TEST_CASE("texts of a language break where its golden file says") {
  const auto languages = golden_languages();
  REQUIRE(languages.size() >= 2);
  for (const std::string& name : languages) {
    const LanguageTag language(name);
    const text::Segmenter segmenter(text::SrxRules::built_in(language), language);
    const std::vector<Golden> goldens = goldens_of(name);
    for (const Golden& golden : goldens) {
      INFO(name << ".txt:" << golden.line);
      CHECK(with_marks(golden.text, breaks_of(golden.text, segmenter)) == with_marks(golden.text, golden.breaks));
    }
    CAPTURE(name);
    CHECK_FALSE(goldens.empty());
  }
}

TEST_CASE("each rules file parses without a remark, and all its expressions compile") {
  for (const std::string& name : kFiles) {
    CAPTURE(name);
    const auto file = text::rules_file(name);
    REQUIRE(file.has_value());
    const auto rules = text::SrxRules::parse(*file, name, [](const Diagnostic& d) { FAIL(d.message.pattern); });
    for (const std::string variant : {"", "-XX", "-Latn"}) {
      const LanguageTag language(language_of(name) + variant);
      CAPTURE(language.str());
      CHECK_NOTHROW(text::Segmenter(rules, language));
      CHECK(text::SrxRules::built_in_file(language) == *file);
      CHECK(text::SrxRules::has_built_in(language) == (name != "default"));
    }
  }
}

TEST_CASE("rules use no groups but plain ones, so that other engines read them as ours does") {
  const std::regex escaped(R"(\\[pP]\{[^}]*\}|\\.)");
  const std::regex odd(R"(\(\?[^:]|[+*?}]\+)");  // look-around, flags, possessive repeats
  CHECK(std::regex_search("(?=a)", odd));
  CHECK(std::regex_search("a{2}+", odd));
  for (const std::string& name : kFiles) {
    for (const text::SrxRule& rule : rules_of(name)) {
      const std::string plain = std::regex_replace(rule.before + "\n" + rule.after, escaped, "x");
      CAPTURE(name, rule.line, plain);
      CHECK_FALSE(std::regex_search(plain, odd));
    }
  }
}

TEST_CASE("what all rules files share is the same in all") {
  const std::string expected = shared_text("default");
  CHECK(expected.find("<rule ") != std::string::npos);
  for (const std::string& name : kFiles) {
    CAPTURE(name);
    CHECK(shared_text(name) == expected);
  }
}

TEST_CASE("each rule has an example: it decides somewhere in the golden files of its language") {
  std::map<std::string, std::set<std::size_t>> deciding;  // lines of each file's rules
  std::set<std::string> expressions;                      // of rules that decided in any language
  for (const std::string& name : golden_languages()) {
    const LanguageTag language(name);
    const text::Segmenter segmenter(text::SrxRules::built_in(language), language);
    std::vector<Golden> goldens = goldens_of(name);
    goldens.push_back({"one\n\ntwo", {}, 0});  // no line of a golden file can hold it
    for (const Golden& golden : goldens) {
      for (const text::Boundary& boundary : segmenter.boundaries(golden.text)) {
        deciding[file_of(name)].insert(boundary.rule->line);
        expressions.insert(boundary.rule->before + "\n" + boundary.rule->after);
      }
    }
  }
  for (const std::string& name : kFiles) {
    const auto shared = shared_lines(name);
    for (const text::SrxRule& rule : rules_of(name)) {
      CAPTURE(name, rule.line, rule.before, rule.after);
      const bool is_shared = shared.count(rule.line) > 0;
      CHECK((is_shared ? expressions.count(rule.before + "\n" + rule.after) : deciding[name].count(rule.line)) > 0);
    }
  }
}

TEST_CASE("a blank line ends what stands before it, a line end alone does not") {
  for (const std::string& name : kFiles) {
    CAPTURE(name);
    const LanguageTag language(language_of(name));
    const text::Segmenter segmenter(text::SrxRules::built_in(language), language);
    CHECK(segmenter.split({"one\n \ntwo\n\n\nthree\r\n\r\nfour", {}, {}}).size() == 4);
    CHECK(segmenter.split({"one\ntwo", {}, {}}).size() == 1);
  }
}

TEST_CASE("there are rules files for the languages that have rules, and for no others") {
  for (const char* name : {"", "xx", "FR", "fr.srx", "../fr"}) {
    CAPTURE(name);
    CHECK_FALSE(text::rules_file(name).has_value());
  }
}

#include "text/rules.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/files.h"
#include "text/characters.h"
#include "text/segmenter.h"

namespace {

using namespace oimtm;
using text::ByteRange;
using text::LanguageTag;
using text::Segment;

const std::string kGolden = OIMTM_TEST_DATA "/text/segmentation";

// A line of a golden file without its marks, and where they stood.
struct Golden {
  std::string text;
  std::vector<std::size_t> breaks;
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
    std::istringstream lines(test::read_file(kGolden + "/" + name + ".txt"));
    std::size_t texts = 0;
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      if (line.empty() || line[0] == '#') continue;
      ++texts;
      const Golden golden = parse_golden(line);
      INFO(name << ".txt:" << number);
      CHECK(with_marks(golden.text, breaks_of(golden.text, segmenter)) == with_marks(golden.text, golden.breaks));
    }
    CAPTURE(name);
    CHECK(texts > 0);
  }
}

TEST_CASE("each rules file parses without a remark, and all its expressions compile") {
  for (const auto& [name, language] : std::vector<std::pair<std::string, std::string>>{
           {"default", "qaa"}, {"en", "en"}, {"en", "en-GB"}, {"fr", "fr"}, {"fr", "fr-CH"}}) {
    CAPTURE(name, language);
    const auto file = text::rules_file(name);
    REQUIRE(file.has_value());
    const auto rules = text::SrxRules::parse(*file, name, [](const Diagnostic& d) { FAIL(d.message.pattern); });
    CHECK_NOTHROW(text::Segmenter(rules, LanguageTag(language)));
    CHECK(text::SrxRules::built_in_file(LanguageTag(language)) == *file);
  }
}

TEST_CASE("rules use no groups but plain ones, so that other engines read them as ours does") {
  for (const char* name : {"default", "en", "fr"}) {
    const auto rules = text::SrxRules::parse(*text::rules_file(name), name, [](const Diagnostic&) {});
    for (const text::SrxRule& rule : rules.rules_for(LanguageTag(std::string(name) == "default" ? "qaa" : name))) {
      const std::string expressions = rule.before + "\n" + rule.after;
      CAPTURE(name, rule.line);
      for (std::size_t at = expressions.find("(?"); at != std::string::npos; at = expressions.find("(?", at + 1))
        CHECK(expressions.substr(at, 3) == "(?:");
    }
  }
}

TEST_CASE("there are rules files for the languages that have rules, and for no others") {
  for (const char* name : {"", "de", "FR", "fr.srx", "../fr"}) {
    CAPTURE(name);
    CHECK_FALSE(text::rules_file(name).has_value());
  }
}

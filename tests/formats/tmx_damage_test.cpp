// One unit of a file is damaged in every way: the others come in, and what is lost is counted.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/tmx.h"

namespace {

using namespace oimtm;
using test::tmx;
using test::TmxFile;
using test::tuv;

constexpr std::size_t kUnits = 5;

// A unit with all that one may have, in a line of its own.
std::string unit(std::size_t number) {
  const std::string n = std::to_string(number);
  return "<tu tuid=\"" + n + "\" changedate=\"20260101T000000Z\"><note>a note</note><prop type=\"x-p\">p</prop>" +
         tuv("en", "Hello <bpt i=\"1\">&lt;b></bpt>world<ept i=\"1\">&lt;/b></ept> " + n) +
         "<tuv xml:lang=\"fr\"><prop type=\"q\">q</prop><seg>Bonjour <ph x=\"1\"/>" + n + "</seg></tuv></tu>";
}

std::string file_with(const std::string& damaged, std::size_t place) {
  std::string body;
  for (std::size_t i = 0; i < kUnits; ++i) body += (i == 0 ? "" : "\n") + (i == place ? damaged : unit(i));
  return tmx(body);
}

// Whether a unit is there as if nothing had been damaged.
bool has_unit(const TmxFile& file, const text::TranslationUnit& wanted) {
  return std::any_of(file.units.begin(), file.units.end(), [&](const auto& each) { return each == wanted; });
}

// The most that may be counted for one fault: a <tu> that came to be within the unit makes two
// of it, and what stands between them is a third part.
std::size_t most_losses(const std::string& damaged) {
  std::size_t units = 0;
  for (std::size_t at = damaged.find("<tu"); at != std::string::npos; at = damaged.find("<tu", at + 1))
    units += damaged.substr(at, 4) == "<tuv" ? 0 : 1;
  return units > 1 ? 3 : 1;
}

// What is wrong in what was read of a file with one damaged unit; empty if nothing.
std::string broken_law(const std::string& damaged, std::size_t place) {
  static const TmxFile sound = test::read_tmx(file_with(unit(0), 0));
  const TmxFile file = test::read_tmx(file_with(damaged, place));
  for (std::size_t i = 0; i < kUnits; ++i)
    if (i != place && !has_unit(file, sound.units[i])) return "unit " + std::to_string(i) + " is lost";
  const std::size_t losses = file.counts.rejected + file.counts.faults;
  if (file.counts.read != file.units.size() + file.counts.rejected) return "the counts do not add up";
  if (losses > most_losses(damaged)) return "one fault is counted " + std::to_string(losses) + " times";
  if (losses == 0 && file.units.size() < kUnits) return "a unit is lost that nobody counted";
  if (file.diagnostics.size() < losses) return "a loss is not told";
  return "";
}

void check(const std::string& damaged, std::size_t place) {
  const std::string broken = broken_law(damaged, place);
  if (broken.empty()) return;
  CAPTURE(place, damaged);
  FAIL_CHECK(broken);
}

// Where each tag begins and ends.
std::vector<std::pair<std::size_t, std::size_t>> tags(const std::string& text) {
  std::vector<std::pair<std::size_t, std::size_t>> all;
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1))
    all.emplace_back(at, text.find('>', at) + 1);
  return all;
}

}  // namespace

TEST_CASE("a tag that is missing or doubled takes its unit alone", "[tmx][damage]") {
  for (const std::size_t place : {std::size_t{0}, kUnits / 2, kUnits - 1}) {
    const std::string whole = unit(place);
    for (const auto& [begin, end] : tags(whole)) {
      const std::string tag = whole.substr(begin, end - begin);
      check(whole.substr(0, begin) + whole.substr(end), place);
      check(whole.substr(0, begin) + tag + whole.substr(begin), place);
      for (const auto& [second, second_end] : tags(whole)) {
        if (second < end) continue;
        check(whole.substr(0, begin) + whole.substr(end, second - end) + whole.substr(second_end), place);
      }
    }
  }
}

TEST_CASE("text that is cut out of a unit takes it alone", "[tmx][damage]") {
  for (const std::size_t place : {std::size_t{0}, kUnits / 2, kUnits - 1}) {
    const std::string whole = unit(place);
    for (std::size_t begin = 0; begin < whole.size(); ++begin)
      for (std::size_t end = begin + 1; end <= whole.size(); end += 11)
        if (end - begin < whole.size()) check(whole.substr(0, begin) + whole.substr(end), place);
  }
}

TEST_CASE("what strays into a unit takes it alone", "[tmx][damage]") {
  const std::string stray =
      GENERATE("</tu>", "</tuv>", "</seg>", "</prop>", "</body>", "</tmx>", "</x>", "<tuv>", "<seg>", "<prop>", "<x>",
               "<", "&", "\"", "\x01", "\xFF", "]]>", "<tu", "<tuv xml:lang=\"");
  for (const std::size_t place : {std::size_t{0}, kUnits / 2, kUnits - 1}) {
    const std::string whole = unit(place);
    for (std::size_t at = 0; at <= whole.size(); ++at) check(whole.substr(0, at) + stray + whole.substr(at), place);
  }
}

// Whole pages of a site: what is found in them is what they were made of.
#include "formats/release/release.h"

#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/pages.h"
#include "text/characters.h"

namespace {

using namespace oimtm;
using Strings = std::vector<std::string>;

// Each block as "kind: text".
Strings described(const std::vector<text::Block>& blocks) {
  Strings result;
  for (const text::Block& block : blocks)
    result.push_back(std::string(text::to_string(block.kind)) + ": " + block.content.text);
  return result;
}

Strings expected(const test::Page& page) {
  Strings result;
  for (const test::PageLine& line : page)
    for (const auto& [kind, text] : line.blocks) result.push_back(std::string(text::to_string(kind)) + ": " + text);
  return result;
}

// Three pages of one site.
std::vector<test::Page> site(test::Dice& dice) {
  const test::Page head = test::site_frame(dice, 1 + dice.below(8));
  const test::Page tail = dice.chance(2) ? test::site_frame(dice, 1 + dice.below(3)) : test::Page();
  std::vector<test::Page> pages;
  for (std::size_t number = 0; number < 3; ++number)
    pages.push_back(joined(joined(head, test::article(dice, number)), tail));
  return pages;
}

// The line wrapped at 64 characters. Paragraphs too short to show a width stay as they are.
std::string wrapped(const std::string& line) {
  if (line.size() < 400) return line;
  std::istringstream words(line);
  std::string result;
  std::string part;
  for (std::string word; words >> word;) {
    if (!part.empty() && text::count_characters(part + " " + word) > 64) {
      result += part + "\n";
      part.clear();
    }
    part += (part.empty() ? "" : " ") + word;
  }
  return result + part;
}

}  // namespace

TEST_CASE("a page is taken apart into what it was made of, alone or among others", "[release][law]") {
  test::Dice dice(11);
  for (int round = 0; round < 60; ++round) {
    const std::vector<test::Page> pages = site(dice);
    formats::LineCounts counts;
    for (const test::Page& page : pages) counts.add(to_text(page));
    for (const test::Page& page : pages) {
      CAPTURE(to_text(page));
      CHECK(described(formats::filter_named("release").blocks(to_text(page), counts)) == expected(page));
      CHECK(described(formats::filter_named("release").blocks(to_text(page), {})) == expected(page));
      CHECK(formats::filter_for(to_text(page), {}).name == "release");
    }
  }
}

TEST_CASE("line ends, a byte order mark and blank lines make no difference", "[release]") {
  test::Dice dice(12);
  const test::Page page = site(dice).front();
  const std::string end = GENERATE("\r\n", "\n\n", " \n", "\n\t\r\n");
  std::string original = "\xEF\xBB\xBF";
  for (const test::PageLine& line : page) original += line.line + end;
  CHECK(described(formats::filter_named("release").blocks(original, {})) == expected(page));
}

TEST_CASE("a wrapped article in a frame that was not wrapped is made whole", "[release]") {
  test::Dice dice(GENERATE(range(20u, 40u)));
  const test::Page frame = test::site_frame(dice, 4);
  const test::Page article = test::article(dice, 0);
  std::string original = to_text(frame);
  for (const test::PageLine& line : article) original += wrapped(line.line) + "\n\n";
  CHECK(described(formats::filter_named("release").blocks(original, {})) == expected(joined(frame, article)));
}

TEST_CASE("blocks are named after their lines, a label's text with a b", "[release]") {
  const std::string page = "-\n\nOur work\nOur workSince 1951.\n- Careers\nIOM helps\nOn Monday IOM began.\n";
  Strings names;
  for (const text::Block& block : formats::filter_named("release").blocks(page, {}))
    names.push_back(block.id + " " + std::string(text::to_string(block.kind)) + ", " + block.reason);
  CHECK(names == Strings{"L1 menu, a lone bullet", "L3 menu, a doubled label", "L4 menu, a label fused to its text",
                         "L4b about, text behind a fused label", "L5 menu, an item",
                         "L6 title, first line, no full stop", "L7 body, a line"});
}

TEST_CASE("prose between the labels of a frame is about its house, and short lines are menu", "[release]") {
  const std::string page =
      "Our work\nOur work\nSince 1951 IOM has helped people on the move.\n2030 AGENDA\nCareers\nCareers\n"
      "IOM helps\nOn Monday.\nOn Tuesday.\nOn Wednesday.\n";
  const Strings blocks = described(formats::filter_named("release").blocks(page, {}));
  CHECK(Strings(blocks.begin() + 2, blocks.begin() + 4) ==
        Strings{"about: Since 1951 IOM has helped people on the move.", "menu: 2030 AGENDA"});
}

TEST_CASE("a page without a frame is all article, and an empty one has no blocks", "[release]") {
  CHECK(described(formats::filter_named("release").blocks("IOM helps\nOn Monday.\nOn Tuesday.\nOn Wednesday.\n", {})) ==
        Strings{"title: IOM helps", "body: On Monday.", "body: On Tuesday.", "body: On Wednesday."});
  CHECK(formats::filter_named("release").blocks("", {}).empty());
  CHECK(formats::filter_named("release").blocks(" \r\n\n\t", {}).empty());
}

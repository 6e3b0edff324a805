// What every filter promises, over generated files and the releases. A new filter is
// tested by being registered.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "formats/filter.h"
#include "formats/input.h"
#include "tests/support/filter_laws.h"
#include "tests/support/pages.h"
#include "tests/support/paths.h"

namespace {

using namespace oimtm;

// Lines of all kinds, in any order: what no site would publish.
std::string random_file(test::Dice& dice) {
  static constexpr std::array<std::string_view, 16> kLines = {"-",
                                                              "- ",
                                                              "– - item",
                                                              "•\u00A0Point",
                                                              "* * *",
                                                              "Libya - ",
                                                              "Tel:",
                                                              "E-mail :",
                                                              "a@iom.int",
                                                              "\u00A0",
                                                              "»",
                                                              ".",
                                                              "For more information, contact:",
                                                              "mailto:a@iom.int\">a@iom.int",
                                                              "IOM",
                                                              "une suite en minuscules, et"};
  std::string file;
  if (dice.chance(8)) file = "\xEF\xBB\xBF";
  std::string before;
  for (std::size_t lines = dice.below(25); lines > 0; --lines) {
    std::string line;
    if (dice.chance(3))
      line = dice.pick(kLines);
    else if (dice.chance(4))
      line = before;  // doubled
    else if (dice.chance(4))
      line = before + "Fusionné " + test::random_text(dice, dice.below(6));
    else
      line = (dice.chance(4) ? "- " : "") + test::random_text(dice, dice.below(14));
    before = line;
    file += line + (dice.chance(5) ? "\r\n" : dice.chance(12) ? "\n\n" : dice.chance(30) ? "\r" : "\n");
  }
  return file;
}

void check_laws(const std::string& original, const formats::LineCounts& counts) {
  for (const formats::Filter& filter : formats::filters()) {
    CAPTURE(filter.name, original);
    CHECK(test::broken_law(original, filter.blocks(original, counts)) == "");
  }
}

}  // namespace

TEST_CASE("every filter keeps the laws on files without structure", "[filters][law]") {
  test::Dice dice(GENERATE(1u, 2u, 3u));
  for (int round = 0; round < 400; ++round) {
    const std::string file = random_file(dice);
    formats::LineCounts counts;
    const bool is_known = dice.chance(2);
    for (int copies = is_known ? 3 : 0; copies > 0; --copies) counts.add(copies == 1 ? file : random_file(dice) + file);
    check_laws(file, counts);
  }
}

TEST_CASE("every filter keeps the laws on pages of a site", "[filters][law]") {
  test::Dice dice(4);
  for (int round = 0; round < 60; ++round) {
    const test::Page frame = test::site_frame(dice, 1 + dice.below(6));
    const test::Page tail = dice.chance(2) ? test::site_frame(dice, 2) : test::Page();
    std::vector<std::string> pages;
    formats::LineCounts counts;
    for (std::size_t number = 0; number < 3; ++number) {
      pages.push_back(to_text(joined(joined(frame, test::article(dice, number)), tail)));
      counts.add(pages.back());
    }
    for (const std::string& page : pages) {
      check_laws(page, counts);
      check_laws(page, {});
    }
  }
}

TEST_CASE("every filter keeps the laws on the releases", "[filters][law]") {
  for (const std::string& folder : {test::corpora("releases/fr"), test::corpora("releases/en")}) {
    formats::LineCounts counts;
    const auto files = formats::list_documents(folder);
    REQUIRE(files.size() >= 5);
    for (const std::string& file : files) counts.add(formats::read_file(file));
    for (const std::string& file : files) {
      const std::string original = formats::read_file(file);
      check_laws(original, counts);
      check_laws(original, {});
      check_laws(original.substr(0, original.find("\nL")), {});  // a page that is frame alone
    }
  }
}

TEST_CASE("every filter keeps the laws at the edges", "[filters][law]") {
  const std::string file = GENERATE("", "\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF\n", "-", "- -", "x", "\r\n\r\n", " \u00A0 ",
                                    "a\na", "A\nAB", "1\n12", "Tel:\na@b.int", "x:\n\na@b.int", "\u2028\n\u0085");
  CAPTURE(file);
  check_laws(file, {});
}

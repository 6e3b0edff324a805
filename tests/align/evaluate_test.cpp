// Beads against a gold, and beads as text.
#include "align/evaluate.h"

#include <catch2/catch.hpp>

#include "tests/support/generate.h"

namespace {

using namespace oimtm;
using align::Bead;

std::string error_of(const std::string& lines) {
  try {
    align::parse_beads(lines, "gold.tsv");
    return "no error";
  } catch (const InputError& error) {
    return error.what();
  }
}

std::string round_trip(const std::string& lines) {
  std::string result;
  for (const Bead& bead : align::parse_beads(lines, "gold.tsv")) result += align::to_string(bead) + "\n";
  return result;
}

}  // namespace

TEST_CASE("a bead is written as the numbers of its segments") {
  struct Row {
    Bead bead;
    const char* text;
  };
  const auto row = GENERATE(values<Row>({
      {{0, 1, 0, 1, 1}, "0\t0"},
      {{3, 2, 9, 3, 0.5}, "3,4\t9,10,11"},
      {{7, 0, 2, 1, 1}, "\t2"},
      {{7, 1, 2, 0, 1}, "7\t"},
  }));
  CHECK(align::to_string(row.bead) == row.text);
}

TEST_CASE("beads are read as they are written") {
  test::Dice dice(16);
  for (int i = 0; i < 500; ++i) {
    Bead bead{dice.below(2000), dice.below(5), dice.below(2000), dice.below(5), 1};
    if (bead.source_count + bead.target_count == 0) continue;
    const auto read = align::parse_beads(align::to_string(bead), "x");
    if (bead.source_count == 0) bead.source_begin = 0;  // where nothing stands is not written
    if (bead.target_count == 0) bead.target_begin = 0;
    CHECK(read == std::vector{bead});
  }
}

TEST_CASE("a file of beads is read line by line") {
  struct Row {
    const char* why;
    const char* lines;
    const char* beads;
  };
  const auto row = GENERATE(values<Row>({
      {"nothing", "", ""},
      {"lines", "0\t0\n1,2\t1\n", "0\t0\n1,2\t1\n"},
      {"no end of line at the end", "0\t0\n1\t1", "0\t0\n1\t1\n"},
      {"empty lines", "\n0\t0\n\n\n1\t1\n\n", "0\t0\n1\t1\n"},
      {"a confidence behind a second tab", "0\t0\t0.93\n", "0\t0\n"},
      {"an empty side and a confidence", "\t4\t0.93\n", "\t4\n"},
      {"lines of another system", "0\t0\r\n1,2\t1\r\n\r\n3\t\r\n", "0\t0\n1,2\t1\n3\t\n"},
  }));
  CAPTURE(row.why);
  CHECK(round_trip(row.lines) == row.beads);
}

TEST_CASE("a line that is no bead is an error that names it") {
  struct Row {
    const char* why;
    const char* lines;
    int line;
  };
  const auto row = GENERATE(values<Row>({
      {"no tab", "0\t0\n1 1\n", 2},
      {"no numbers at all", "\t\n", 1},
      {"no numbers but a confidence", "\t\t0.5\n", 1},
      {"letters", "a\tb\n", 1},
      {"letters behind a number", "0\t0x\n", 1},
      {"a negative number", "-1\t0\n", 1},
      {"a number beyond all numbers", "99999999999999999999\t0\n", 1},
      {"a space before a number", "0\t 0\n", 1},
      {"a space behind a comma", "0, 1\t0\n", 1},
      {"a comma at the end", "0,\t0\n", 1},
      {"a comma at the beginning", "0\t,1\n", 1},
      {"two commas", "0,,1\t0\n", 1},
      {"numbers that leave one out", "0\t0\n\n1,3\t1\n", 3},
      {"numbers that go back", "0\t2,1\n", 1},
      {"a number twice", "0\t1,1\n", 1},
  }));
  CAPTURE(row.why);
  CHECK(error_of(row.lines) == "gold.tsv:" + std::to_string(row.line) + ": not a bead; one looks like 0,1<TAB>0");
}

TEST_CASE("precision and recall count whole beads") {
  struct Row {
    const char* why;
    const char* gold;
    const char* found;
    double precision;
    double recall;
  };
  const auto row = GENERATE(values<Row>({
      {"the same", "0\t0\n1,2\t1\n3\t\n", "0\t0\n1,2\t1\n3\t\n", 1, 1},
      {"in another order", "0\t0\n1\t1\n", "1\t1\n0\t0\n", 1, 1},
      {"half of what was found is right", "0\t0\n", "0\t0\n1\t1\n", 0.5, 1},
      {"half of the gold was found", "0\t0\n1\t1\n", "0\t0\n", 1, 0.5},
      {"a part of a bead is nothing", "0,1\t0\n", "0\t0\n1\t\n", 0, 0},
      {"the other side matters", "0\t0\n", "0\t1\n", 0, 0},
      {"an empty side that is right counts for precision", "0\t0\n1\t\n", "1\t\n", 1, 0},
      {"an empty side that was missed is no loss", "0\t0\n1\t\n", "0\t0\n", 1, 1},
      {"an empty side that is wrong", "0\t0\n", "0\t0\n1\t\n", 0.5, 1},
      {"nothing found", "0\t0\n", "", 1, 0},
      {"nothing to find", "", "0\t0\n", 0, 1},
      {"nothing at all", "", "", 1, 1},
  }));
  CAPTURE(row.why);
  const align::Quality quality =
      align::evaluate(align::parse_beads(row.gold, "gold"), align::parse_beads(row.found, "found"));
  CHECK(quality.precision == row.precision);
  CHECK(quality.recall == row.recall);
}

TEST_CASE("where an empty side would stand does not matter") {
  const std::vector<Bead> gold = {{3, 1, 0, 0, 1}, {0, 0, 3, 1, 1}};
  const std::vector<Bead> found = {{3, 1, 9, 0, 0.5}, {9, 0, 3, 1, 0.5}};
  CHECK(align::evaluate(gold, found).precision == 1);
}

TEST_CASE("F1 is the harmonic mean, and 0 where both are") {
  CHECK(align::Quality{1, 1}.f1() == 1);
  CHECK(align::Quality{0.5, 1}.f1() == Approx(2.0 / 3));
  CHECK(align::Quality{1, 0}.f1() == 0);
  CHECK(align::Quality{0, 0}.f1() == 0);
}

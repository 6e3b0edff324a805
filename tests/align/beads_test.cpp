// Files of beads: the numbers that a line may hold.
#include <catch2/catch.hpp>

#include "align/evaluate.h"

TEST_CASE("a bead is written as it was read, up to the largest number", "[align]") {
  const std::string line = GENERATE("0\t0", "1,2\t1", "3\t", "\t2,3", "18446744073709551615\t7");
  const auto beads = oimtm::align::parse_beads(line, "f");
  REQUIRE(beads.size() == 1);
  CHECK(oimtm::align::to_string(beads[0]) == line);
}

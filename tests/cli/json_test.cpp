// JSON as commands print it.
#include "cli/json.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/generate.h"

TEST_CASE("a string is written as the library writes it", "[json][law]") {
  std::string all;
  for (int c = 1; c < 128; ++c) all += static_cast<char>(c);
  oimtm::test::Dice dice(3);
  for (const std::string& text : {std::string(), all, oimtm::test::random_text(dice, 200), std::string("a\0b", 3)}) {
    std::string json = "x";
    oimtm::cli::append_json(json, text);
    CHECK(json + "\n" == "x" + oimtm::cli::to_line(text));
  }
}

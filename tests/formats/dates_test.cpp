#include "formats/tmx/dates.h"

#include <catch2/catch.hpp>
#include <string>

using namespace oimtm;

TEST_CASE("dates of TMX and ours are turned into one another", "[dates]") {
  CHECK(formats::from_tmx_date("20260131T235959Z") == "2026-01-31T23:59:59Z");
  CHECK(formats::to_tmx_date("2026-01-31T23:59:59Z") == "20260131T235959Z");
}

TEST_CASE("a date of any other form stays as it is", "[dates]") {
  const std::string date = GENERATE("", "2026", "20260131", "20260131T235959", "20260131T235959+", "2O260131T235959Z",
                                    "2026-01-31T23:59:59+01:00", "2026-01-31 23:59:59Z", "yesterday",
                                    "20260131T235959z", "20260131T235959ZZ", "2026-01-31T23:59:59Z ");
  CHECK(formats::from_tmx_date(date) == date);
  CHECK(formats::to_tmx_date(date) == date);
}

#include "text/date.h"

#include <catch2/catch.hpp>

using namespace oimtm::text;

namespace {

struct Row {
  const char* why;
  const char* text;
  bool is_moment;
  bool begins_one;
};

}  // namespace

TEST_CASE("a moment is a second that there is, and begins with its year, month and day") {
  const auto row = GENERATE(values<Row>({
      {"a moment", "2026-01-31T23:59:59Z", true, true},
      {"a leap day", "2024-02-29T00:00:00Z", true, true},
      {"a leap second", "2016-12-31T23:59:60Z", true, true},
      {"no leap year", "2023-02-29T00:00:00Z", false, false},
      {"no such month", "2026-13-01T00:00:00Z", false, false},
      {"no such hour", "2026-01-01T24:00:00Z", false, false},
      {"a year", "2026", false, true},
      {"a month", "2026-02", false, true},
      {"a day", "2026-02-28", false, true},
      {"a day that there is not", "2026-02-30", false, false},
      {"half a month", "2026-1", false, false},
      {"hours alone", "2026-02-28T10", false, false},
      {"another zone", "2026-01-31T23:59:59+01:00", false, false},
      {"TMX's form", "20260131T235959Z", false, false},
      {"a word", "gestern", false, false},
      {"letters for digits", "2o26", false, false},
      {"nothing", "", false, false},
  }));
  CAPTURE(row.why, row.text);
  CHECK(is_moment(row.text) == row.is_moment);
  CHECK(begins_moment(row.text) == row.begins_one);
}

TEST_CASE("the present is a moment") { CHECK(is_moment(now())); }

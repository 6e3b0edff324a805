#include "tm/filter.h"

#include <catch2/catch.hpp>

#include "text/error.h"

using namespace oimtm;

namespace {

tm::StoredUnit unit_twelve() {
  tm::StoredUnit stored;
  stored.id = 12;
  stored.unit.variants = {{text::LanguageTag("en"), {"Save", {}, {}}, {}, {}, {}},
                          {text::LanguageTag("fr-CH"), {"Sauver", {}, {}}, {}, {}, {}}};
  stored.unit.date = "2015-03-31T12:00:00Z";
  stored.unit.confidence = 0.5;
  stored.unit.attributes = {{"prop:size", "9"}};
  return stored;
}

bool holds(const std::string& condition) {
  return tm::Filter(std::vector<std::string>{condition}).matches(unit_twelve());
}

struct Row {
  const char* why;
  const char* condition;
  bool holds;
};

}  // namespace

TEST_CASE("a condition compares numbers as numbers, and dates as far as they are told") {
  const auto row = GENERATE(values<Row>({
      {"a number", "unit=12", true},
      {"9 is less than 12, as text it is not", "unit>9", true},
      {"written otherwise", "confidence=0.50", true},
      {"more", "confidence>0.5", false},
      {"at least", "confidence>=0.5", true},
      {"a property that is a number", "prop:size<10", true},
      {"a property is a text all the same", "prop:size=9.0", false},
      {"in a year", "date=2015", true},
      {"in another", "date=2014", false},
      {"not in another", "date!=2014", true},
      {"in a month", "date=2015-03", true},
      {"on a day", "date=2015-03-31", true},
      {"up to a year that it is in", "date<=2015", true},
      {"not behind a year that it is in", "date>2015", false},
      {"not before a year that it is in", "date<2015", false},
      {"before a day", "date<2015-04-01", true},
      {"a language in any writing", "language=FR_ch", true},
      {"another language", "language=fr", false},
      {"no date", "date=", false},
  }));
  CAPTURE(row.why, row.condition);
  CHECK(holds(row.condition) == row.holds);
}

TEST_CASE("a value that no unit can have is refused") {
  const auto* const condition =
      GENERATE("confidence<0.9x", "confidence>0,5", "unit=nan", "confidence<inf", "unit<abc", "unit=1 2",
               "date<gestern", "date<2024-02-30", "date=2024-1", "language=not a language");
  CAPTURE(condition);
  CHECK_THROWS_AS(holds(condition), UsageError);
}

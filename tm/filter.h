// Choosing units by what they say.
//
//   tm::Filter filter({"document=old.fr.txt", "confidence<0.5"});
//   if (filter.matches(stored)) ...
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tm/match.h"

namespace oimtm::tm {

// All values that a unit has under a name: unit (its number), source, target (every variant
// but the first), text (every variant), text:LANG, language, document, block, kind, date,
// confidence, author, previous, next, and the names of attributes (note, prop:NAME,
// tmx:NAME). Throws UsageError for a name that is none of these.
std::vector<std::string> values(const StoredUnit& unit, const std::string& name);

// Conditions that all have to hold, each NAME OPERATOR VALUE:
//
//   =  !=         one of the values is this text; none is. An empty text: there is no value
//   ~  !~         one of the values matches this regular expression (text/wildcard.h); none does
//   <  <=  >  >=  one of the values is less ...: numbers as numbers, all else as text
//
// The value of unit and confidence is a number. That of date is a year, a month, a day or a
// moment (text/date.h), and dates are compared as far as it goes: date=2015 is any day of it.
//
// Threads: one at a time for each Filter.
class Filter {
 public:
  // Throws UsageError for a condition that cannot be read, or that no unit can fulfil.
  explicit Filter(std::span<const std::string> conditions);
  ~Filter();
  Filter(Filter&&) noexcept;
  Filter& operator=(Filter&&) noexcept;

  bool matches(const StoredUnit& unit) const;

 private:
  struct Condition;
  std::vector<Condition> conditions_;
};

}  // namespace oimtm::tm

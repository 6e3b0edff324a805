// The two halves of a rule as ICU's regular expressions decide them: slow, and able to do all that
// they can. Private to text/.
#pragma once

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"
#include "text/srx.h"
#include "text/work_budget.h"

namespace oimtm::text {

// How far the two halves of a rule see, in characters, unless they ask for the text's ends.
constexpr std::size_t kBack = 1000;
constexpr std::size_t kAhead = 200;

// Whether an expression asks where the text begins or ends: has a ^, $, \A, \z or \Z.
bool asks_for_ends(std::string_view expression);

// A text in UTF-16, and where each of its units stands in the UTF-8 original.
class Utf16Text {
 public:
  explicit Utf16Text(std::string_view text);

  const icu::UnicodeString& string() const { return string_; }
  std::int32_t size() const { return string_.length(); }
  std::int32_t unit(std::size_t byte) const;

  // The unit so many characters on, or back; the text's end at most.
  std::int32_t moved(std::int32_t unit, std::int32_t characters) const { return string_.moveIndex32(unit, characters); }

 private:
  std::u16string units_;
  std::vector<std::size_t> offsets_;
  icu::UnicodeString string_;  // an alias of `units_`
};

// The error of a rule that costs too much on a text.
InputError takes_too_long(const std::string& file, std::size_t line);

class IcuRule {
 public:
  // Throws InputError, with its line in `file`, for a rule that cannot be compiled. `budget`
  // has to outlive it.
  IcuRule(const SrxRule& rule, const std::string& file, WorkBudget& budget);

  // The text to decide on; it has to outlive the decisions.
  void reset(const Utf16Text& text);

  // Whether the half behind a place matches what begins at UTF-16 unit `at`. Both throw
  // InputError if it takes unreasonably long, or the budget is spent.
  bool begins_at(std::int32_t at);

  // Whether the half before it matches all of the text between two units.
  bool spans(std::int32_t begin, std::int32_t at);

 private:
  struct Half {
    std::unique_ptr<icu::RegexPattern> pattern;  // null: empty, always matches
    std::unique_ptr<icu::RegexMatcher> matcher;
    bool sees_all = false;
  };

  Half compile(const std::string& expression) const;
  template <class Match>
  bool timed(Match match);
  void spend(std::size_t work) const;

  std::string file_;
  std::size_t line_;
  std::size_t calls_ = 0;
  const Utf16Text* text_ = nullptr;
  WorkBudget& budget_;
  Half before_;
  Half after_;
};

}  // namespace oimtm::text

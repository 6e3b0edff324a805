// The Segmenter against its definition, tried at every position in the plainest way.
#include <unicode/regex.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/generate.h"
#include "tests/text/srx_file.h"

namespace {

using namespace oimtm;
using test::Rule;
using text::LanguageTag;

class SlowPattern {
 public:
  explicit SlowPattern(const std::string& expression) {
    UErrorCode status = U_ZERO_ERROR;
    matcher_ = std::make_unique<icu::RegexMatcher>(icu::UnicodeString::fromUTF8(expression), 0, status);
    REQUIRE(U_SUCCESS(status));
  }

  void reset(const icu::UnicodeString& text) { matcher_->reset(text); }

  // Whether the pattern matches all of the text from `begin` to `end`.
  bool matches(int begin, int end) {
    UErrorCode status = U_ZERO_ERROR;
    matcher_->region(begin, end, status);
    matcher_->useTransparentBounds(true).useAnchoringBounds(false);
    return matcher_->matches(status) && U_SUCCESS(status);
  }

 private:
  std::unique_ptr<icu::RegexMatcher> matcher_;
};

struct SlowRule {
  explicit SlowRule(const text::SrxRule& rule) : breaks(rule.breaks), before(rule.before), after(rule.after) {}

  bool applies(int at, int size) {
    bool does_before = false;
    bool does_after = false;
    for (int begin = 0; begin <= at && !does_before; ++begin) does_before = before.matches(begin, at);
    for (int end = at; end <= size && does_before && !does_after; ++end) does_after = after.matches(at, end);
    return does_before && does_after;
  }

  bool breaks;
  SlowPattern before;
  SlowPattern after;
};

class SlowSegmenter {
 public:
  SlowSegmenter(const text::SrxRules& rules, const LanguageTag& language) {
    for (const text::SrxRule& rule : rules.rules_for(language)) rules_.emplace_back(rule);
  }

  // As test::broken() of a Segmenter.
  std::string broken(const std::string& text) {
    const icu::UnicodeString whole = icu::UnicodeString::fromUTF8(text);
    for (SlowRule& rule : rules_) rule.before.reset(whole), rule.after.reset(whole);
    std::string marked;
    for (int at = 0; at < whole.length(); at = whole.moveIndex32(at, 1)) {
      if (at > 0 && breaks_at(at, whole.length())) marked += "|";
      icu::UnicodeString(whole.char32At(at)).toUTF8String(marked);
    }
    return marked;
  }

 private:
  bool breaks_at(int at, int size) {
    const auto first =
        std::find_if(rules_.begin(), rules_.end(), [&](SlowRule& rule) { return rule.applies(at, size); });
    return first != rules_.end() && first->breaks;
  }

  std::vector<SlowRule> rules_;
};

std::size_t count_bars(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '|'));
}

// Rules and texts of few letters, so that much matches.
std::vector<Rule> random_rules(test::Dice& dice) {
  static const std::vector<std::string> kBefore = {"",   "\\.", "[.!]+", "M\\.", "\\bM\\.",   "^.",        "^\\w+\\.",
                                                   "a+", "a*",  "é|e",   ".+a",  "(?:a|ab)+", "(?<=a)\\.", "\\s"};
  static const std::vector<std::string> kAfter = {
      "", "\\s", "\\s+\\p{Lu}", "a?b", "\\w+\\.", "\\b", "😀", "(?<=\\.)\\s", "(?!a)", "a|\\s*é", "[^a]", "(?:a|ab)*b"};
  std::vector<Rule> rules;
  for (std::size_t count = 1 + dice.below(5); count > 0; --count)
    rules.push_back({!dice.chance(2), dice.pick(kBefore), dice.pick(kAfter)});
  return rules;
}

std::string few_letters(test::Dice& dice) {
  std::string text;
  for (std::size_t count = dice.below(14); count > 0; --count)
    text += dice.pick(std::vector<std::string>{"a", "a", "b", "M", ".", ".", " ", "é", "e", "😀", "!"});
  return text;
}

}  // namespace

TEST_CASE("a Segmenter of any rules breaks where the first rule that applies breaks") {
  test::Dice dice(21);
  std::size_t breaks = 0;
  for (int round = 0; round < 4000; ++round) {
    const std::vector<Rule> rules = random_rules(dice);
    const text::SrxRules parsed = test::parse(test::srx_file(rules));
    const text::Segmenter fast(parsed, LanguageTag("fr"));
    SlowSegmenter slow(parsed, LanguageTag("fr"));
    for (int texts = 0; texts < 3; ++texts) {
      const std::string text = few_letters(dice);
      const std::string expected = slow.broken(text);
      CAPTURE(test::srx_file(rules));
      REQUIRE(test::broken(fast, text) == expected);
      breaks += count_bars(expected);
    }
  }
  CHECK(breaks > 1000);
}

TEST_CASE("the built-in rules break where the first rule that applies breaks") {
  const LanguageTag language(GENERATE("fr", "en", "ar"));
  const text::SrxRules& rules = text::SrxRules::built_in(language);
  const text::Segmenter fast(rules, language);
  SlowSegmenter slow(rules, language);
  test::Dice dice(22);
  std::size_t breaks = 0;
  for (int round = 0; round < 150; ++round) {
    const std::string text = test::random_text(dice, dice.below(16));
    const std::string expected = slow.broken(text);
    REQUIRE(test::broken(fast, text) == expected);
    breaks += count_bars(expected);
  }
  CHECK(breaks > 20);
}

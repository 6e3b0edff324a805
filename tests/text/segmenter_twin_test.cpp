// The Segmenter against its definition, tried at every position in the plainest way.
#include <unicode/regex.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/generate.h"
#include "tests/support/paths.h"
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
    matcher_->setTimeLimit(1000, status);
  }

  void reset(const icu::UnicodeString& text) { matcher_->reset(text); }

  // Whether the pattern matches all of the text from `begin` to `end`.
  bool matches(int begin, int end) {
    UErrorCode status = region(begin, end);
    return matcher_->matches(status) && U_SUCCESS(status);
  }

  // Whether it matches something from `begin` on.
  bool begins(int begin, int end) {
    UErrorCode status = region(begin, end);
    return matcher_->lookingAt(status) && U_SUCCESS(status);
  }

 private:
  UErrorCode region(int begin, int end) {
    UErrorCode status = U_ZERO_ERROR;
    matcher_->region(begin, end, status);
    matcher_->useTransparentBounds(true).useAnchoringBounds(false);
    return status;
  }

  std::unique_ptr<icu::RegexMatcher> matcher_;
};

// A place that a rule breaks, or holds, with the rule's line.
std::string mark(bool breaks, std::size_t line) { return (breaks ? "|" : "~") + std::to_string(line) + " "; }

// The text with a mark wherever a rule would break it.
std::string decided(const text::Segmenter& segmenter, const std::string& text) {
  std::string marked;
  std::size_t at = 0;
  for (const text::Boundary& boundary : segmenter.boundaries(text)) {
    marked += text.substr(at, boundary.offset - at) + mark(boundary.breaks, boundary.rule->line);
    at = boundary.offset;
  }
  return marked + text.substr(at);
}

struct SlowRule {
  explicit SlowRule(const text::SrxRule& rule)
      : breaks(rule.breaks), line(rule.line), before(rule.before), after(rule.after) {}

  bool applies(const icu::UnicodeString& text, int at) {
    bool does_before = before.matches(at, at);
    for (int begin = 0; begin < at && !does_before; begin = text.moveIndex32(begin, 1))
      does_before = before.matches(begin, at);
    return does_before && after.begins(at, text.length());
  }

  bool breaks;
  std::size_t line;
  SlowPattern before;
  SlowPattern after;
};

class SlowSegmenter {
 public:
  SlowSegmenter(const text::SrxRules& rules, const LanguageTag& language) {
    for (const text::SrxRule& rule : rules.rules_for(language)) rules_.emplace_back(rule);
  }

  // As decided() of a Segmenter.
  std::string decided(const std::string& text) {
    const icu::UnicodeString whole = icu::UnicodeString::fromUTF8(text);
    for (SlowRule& rule : rules_) rule.before.reset(whole), rule.after.reset(whole);
    std::string marked;
    for (int at = 0; at < whole.length(); at = whole.moveIndex32(at, 1)) {
      if (at > 0) marked += decision_at(at, whole);
      icu::UnicodeString(whole.char32At(at)).toUTF8String(marked);
    }
    return marked;
  }

 private:
  // The first rule that applies, if one that breaks does.
  std::string decision_at(int at, const icu::UnicodeString& text) {
    const auto applies = [&](SlowRule& rule) { return rule.applies(text, at); };
    const auto breaks = [&](SlowRule& rule) { return rule.breaks && applies(rule); };
    if (std::none_of(rules_.begin(), rules_.end(), breaks)) return "";
    const auto first = std::find_if(rules_.begin(), rules_.end(), applies);
    return mark(first->breaks, first->line);
  }

  std::vector<SlowRule> rules_;
};

std::size_t count_bars(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '|'));
}

// Rules and texts of few letters, so that much matches.
std::vector<Rule> random_rules(test::Dice& dice, std::size_t count) {
  static const std::vector<std::string> kBefore = {"",   "\\.", "[.!]+", "M\\.", "\\bM\\.",   "^.",        "^\\w+\\.",
                                                   "a+", "a*",  "é|e",   ".+a",  "(?:a|ab)+", "(?<=a)\\.", "\\s"};
  static const std::vector<std::string> kAfter = {
      "", "\\s", "\\s+\\p{Lu}", "a?b", "\\w+\\.", "\\b", "😀", "(?<=\\.)\\s", "(?!a)", "a|\\s*é", "[^a]", "(?:a|ab)*b"};
  std::vector<Rule> rules;
  for (; count > 0; --count) rules.push_back({!dice.chance(2), dice.pick(kBefore), dice.pick(kAfter)});
  return rules;
}

std::string few_letters(test::Dice& dice) {
  std::string text;
  for (std::size_t count = dice.below(14); count > 0; --count)
    text += dice.pick(std::vector<std::string>{"a", "a", "b", "M", ".", ".", " ", "é", "e", "😀", "!"});
  return text;
}

// Sets in square brackets, also such as ICU reads in odd ways or refuses.
std::string random_set(test::Dice& dice, int depth) {
  static const std::vector<std::string> kItems = {"a",         "b",        "c",      "A",       "é",
                                                  "ß",         "a-c",      "B-b",    "-",       "&",
                                                  "^",         ":",        "]",      "$",       "{",
                                                  "}",         "#",        " ",      ".",       "|",
                                                  "(",         "\\w",      "\\s",    "\\W",     "\\d",
                                                  "\\H",       "\\v",      "\\b",    "\\0101",  "1",
                                                  "😀",        "-",        "&",      "^",       "-",
                                                  "&",         "a",        "b",      "\\-",     "\\^",
                                                  "\\]",       "\\u00e9",  "\\n",    "\\x41",   "\\Q",
                                                  "\\E",       "\\Qab\\E", "\\p{L}", "\\P{Lu}", "a-\\u00e9",
                                                  "[:alpha:]", "[:Lu:]",   "[:^L:]", "\\cA",    "\\N{DIGIT ONE}",
                                                  "\\a"};
  std::string text = dice.chance(4) ? "[^" : "[";
  for (std::size_t count = 1 + dice.below(4); count > 0; --count) {
    text += depth > 0 && dice.chance(4) ? random_set(dice, depth - 1) : dice.pick(kItems);
    if (count > 1 && dice.chance(4)) text += dice.pick(std::vector<std::string>{"&&", "--", "&", "-", "&&^", "--^"});
  }
  return text + "]";
}

// Expressions of ICU's syntax, each of its constructs sometimes.
class RandomExpression {
 public:
  explicit RandomExpression(test::Dice& dice) : dice_(dice) {}

  std::string choice(int depth) {
    std::string text = sequence(depth);
    while (dice_.chance(4)) text += "|" + sequence(depth);
    return text;
  }

 private:
  std::string sequence(int depth) {
    std::string text;
    for (std::size_t count = dice_.below(4); count > 0; --count) text += quantified(depth);
    return text;
  }

  std::string quantified(int depth) {
    static const std::vector<std::string> kTimes = {"*",  "+",  "?",  "{2}", "{1,2}", "{0,}",
                                                    "*?", "+?", "??", "*+",  "++",    "{2,3}?"};
    // ICU goes round for ever in some repeats of what may be empty: groups are rarely repeated.
    const std::string text = atom(depth);
    const bool is_group = text.back() == ')';
    return dice_.chance(is_group ? 8 : 3) ? text + (is_group ? "?" : dice_.pick(kTimes)) : text;
  }

  std::string atom(int depth) {
    static const std::vector<std::string> kAtoms = {"a",
                                                    "A",
                                                    "b",
                                                    ".",
                                                    "é",
                                                    " ",
                                                    "\\.",
                                                    "\\s",
                                                    "\\S",
                                                    "\\w",
                                                    "\\W",
                                                    "\\d",
                                                    "\\D",
                                                    "\\b",
                                                    "\\B",
                                                    "^",
                                                    "$",
                                                    "\\A",
                                                    "\\z",
                                                    "\\Z",
                                                    "\\p{Lu}",
                                                    "\\P{L}",
                                                    "[ab]",
                                                    "[^ab]",
                                                    "[a-c&&[b]]",
                                                    "[\\w--[a]]",
                                                    "[[a][\\s]]",
                                                    "[^\\W1]",
                                                    "[.$ ]",
                                                    "\\u00e9",
                                                    "\\x{1F600}",
                                                    "\\QaB.\\E",
                                                    "[\\p{L}-[a]]",
                                                    "\\h",
                                                    "\\v",
                                                    "(?i)",
                                                    "\\1",
                                                    "ß",
                                                    "[\\]\\-a]",
                                                    "ſ",
                                                    "\\R",
                                                    "\\X",
                                                    "[[:alpha:]]",
                                                    "[{}]",
                                                    "[:.]",
                                                    "[é\\n]",
                                                    "ss",
                                                    "fi",
                                                    "(?i)ff",
                                                    "[^s]",
                                                    "(?i)[^\\p{L}]",
                                                    "[[a-z]&&[^AEIOU]]",
                                                    "[[a-z]--[A-C]]",
                                                    "[\\H]",
                                                    "[\\v]",
                                                    "[\\V]",
                                                    "[\t\u200e]",
                                                    "(?s).",
                                                    "(?s)",
                                                    "(?-s).",
                                                    "\\0101",
                                                    "\\P{Ll}",
                                                    "(?#c)",
                                                    "(?i)s(?#c)s",
                                                    "(?i)sß",
                                                    "(?i)\\Qsß\\Es",
                                                    "(?i)(s)s"};
    static const std::vector<std::string> kGroups = {"(",   "(?:", "(?:",  "(?i:", "(?-i:",    "(?>",
                                                     "(?=", "(?!", "(?<=", "(?<!", "(?#c)(?:", "(?<n>"};
    if (depth > 0 && dice_.chance(3)) return dice_.pick(kGroups) + choice(depth - 1) + ")";
    return dice_.pick(kAtoms);
  }

  test::Dice& dice_;
};

std::string odd_letters(test::Dice& dice) {
  static const std::vector<std::string> kLetters = {"a",      "A",      "b",  "B",  ".",  "é", "e\u0301",
                                                    "\u0301", " ",      "\n", "\r", "1",  "_", "ß",
                                                    "\u200D", "\u00AD", "ſ",  "s",  "😀", "-"};
  std::string text;
  for (std::size_t count = dice.below(10); count > 0; --count) text += dice.pick(kLetters);
  return text;
}

// The texts of a golden file of breaks, without its bars.
std::vector<std::string> golden_texts(const std::string& language) {
  std::istringstream lines(test::read_file(test::data("text/segmentation/" + language + ".txt")));
  std::vector<std::string> texts;
  for (std::string line; std::getline(lines, line);)
    if (!line.empty() && line.front() != '#') texts.push_back(line);
  for (std::string& text : texts) std::erase(text, '|');
  return texts;
}

// Some 40 bytes of a text, whole characters.
std::string piece_of(const std::string& text, test::Dice& dice) {
  const auto at_character = [&](std::size_t at) {
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
    return std::min(at, text.size());
  };
  const std::size_t begin = at_character(dice.below(text.size()));
  return text.substr(begin, at_character(begin + 40) - begin);
}

// Nothing if ICU refuses a rule.
std::optional<text::Segmenter> segmenter_if_possible(const text::SrxRules& rules) {
  try {
    return text::Segmenter(rules, LanguageTag("fr"));
  } catch (const oimtm::InputError& error) {
    if (error.message().pattern != "the expression {1} cannot be compiled: {2}") throw;
    return {};
  }
}

}  // namespace

TEST_CASE("a Segmenter of any expressions breaks where the first rule that applies breaks") {
  test::Dice dice(23);
  RandomExpression expression(dice);
  std::size_t breaks = 0;
  for (int round = 0; round < 1500; ++round) {
    const text::SrxRules parsed = test::parse(test::srx_file(
        {{false, expression.choice(2), expression.choice(1)}, {true, expression.choice(2), expression.choice(2)}}));
    const std::optional<text::Segmenter> fast = segmenter_if_possible(parsed);
    if (!fast) continue;
    for (int texts = 0; texts < 3; ++texts) {
      const std::string text = odd_letters(dice);
      CAPTURE(parsed.rules_for(LanguageTag("fr"))[0].before, parsed.rules_for(LanguageTag("fr"))[0].after);
      CAPTURE(parsed.rules_for(LanguageTag("fr"))[1].before, parsed.rules_for(LanguageTag("fr"))[1].after, text);
      const std::string expected = SlowSegmenter(parsed, LanguageTag("fr")).decided(text);
      REQUIRE(decided(*fast, text) == expected);
      breaks += count_bars(expected);
    }
  }
  CHECK(breaks > 1000);
}

TEST_CASE("line ends and letters that fold to several match as ICU matches them") {
  const std::string before = GENERATE("(?s).", "a(?s).", "(?s).b", "(?s)..", "(?i)s(?#c)s", "(?i)(?:s)s", "(?i)sß",
                                      "(?i)ßs", "(?i)ß*", "(?i)sß+s", "(?i)\\Qsß\\E", "(?i)(ß)s", "(?i)f(?#c)fi");
  const text::SrxRules parsed = test::parse(test::srx_file({{true, before, ""}}));
  for (const char* text : {"a\r\nb", "\r\n\r", "sßx", "ßsx", "sssx", "ßx", "ßßssx", "ﬃx", "fﬁx", "ﬀix", "SẞSx"}) {
    CAPTURE(before, text);
    CHECK(decided(text::Segmenter(parsed, LanguageTag("fr")), text) ==
          SlowSegmenter(parsed, LanguageTag("fr")).decided(text));
  }
}

TEST_CASE("a set holds the characters that ICU's holds") {
  static const std::string kAll = "abcABCéß-&^:]$[{}#.|( \\1\n\u0008😀QELEpxd";
  test::Dice dice(27);
  std::size_t breaks = 0;
  std::size_t compiled = 0;
  for (int round = 0; round < 4000; ++round) {
    const std::string set = (dice.chance(6) ? "(?i)" : "") + random_set(dice, 2);
    const text::SrxRules parsed = test::parse(test::srx_file({{true, set, ""}}));
    const std::optional<text::Segmenter> fast = segmenter_if_possible(parsed);
    if (!fast) continue;
    CAPTURE(set);
    const std::string expected = SlowSegmenter(parsed, LanguageTag("fr")).decided(kAll);
    REQUIRE(decided(*fast, kAll) == expected);
    ++compiled;
    breaks += count_bars(expected);
  }
  CHECK(compiled > 1000);
  CHECK(breaks > 10'000);
}

TEST_CASE("a Segmenter of any rules breaks where the first rule that applies breaks") {
  test::Dice dice(21);
  std::size_t breaks = 0;
  for (int round = 0; round < 4000; ++round) {
    const std::vector<Rule> rules = random_rules(dice, round % 40 == 0 ? 60 + dice.below(80) : 1 + dice.below(9));
    const text::SrxRules parsed = test::parse(test::srx_file(rules));
    const text::Segmenter fast(parsed, LanguageTag("fr"));
    SlowSegmenter slow(parsed, LanguageTag("fr"));
    for (int texts = 0; texts < 3; ++texts) {
      const std::string text = few_letters(dice);
      const std::string expected = slow.decided(text);
      CAPTURE(test::srx_file(rules));
      REQUIRE(decided(fast, text) == expected);
      breaks += count_bars(expected);
    }
  }
  CHECK(breaks > 1000);
}

TEST_CASE("rules that ask for the ends of a long text see them from everywhere") {
  const text::Segmenter segmenter = test::segmenter(
      {{false, "^a.*b", "c"}, {true, "^b[^x]*b", "c"}, {true, "b", "c[^x]*a\\z"}, {true, "^c.*\\nab", "c"}});
  const std::size_t first = test::kFirstRuleLine;
  test::Dice dice(25);
  for (int round = 0; round < 60; ++round) {
    std::string text;
    for (std::size_t count = 4000 + dice.below(12'000); count > 0; --count)
      text += dice.chance(1500) ? "\n" : dice.pick(std::vector<std::string>{"a", "b", "c", "é"});
    std::string expected;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::string before = text.substr(at < 3 ? 0 : at - 3, std::min<std::size_t>(at, 3));
      if (before.ends_with("b") && text[at] == 'c') {
        const std::size_t line_end = text.find('\n');
        const bool holds = text.front() == 'a' && line_end >= at;
        if (text.front() == 'b' && at > 1)
          expected += mark(true, first + 1);
        else if (text.back() == 'a')
          expected += holds ? mark(false, first) : mark(true, first + 2);
        else if (text.front() == 'c' && before == "\nab" && line_end == at - 3)
          expected += mark(true, first + 3);
      }
      expected += text[at];
    }
    REQUIRE(decided(segmenter, text) == expected);
  }
}

TEST_CASE("the built-in rules break real texts where the first rule that applies breaks") {
  const LanguageTag language(GENERATE("fr", "en", "ar", "da", "de", "es", "hi", "it", "ja", "pt", "ru", "tr", "zh"));
  CAPTURE(language.str());
  const text::SrxRules& rules = text::SrxRules::built_in(language);
  const text::Segmenter fast(rules, language);
  SlowSegmenter slow(rules, language);
  const std::vector<std::string> texts = golden_texts(language.str());
  test::Dice dice(24);
  std::size_t breaks = 0;
  for (int round = 0; round < 150; ++round) {
    // Where two are put together stands what no one thought of.
    const std::string text = piece_of(dice.pick(texts), dice) + piece_of(dice.pick(texts), dice);
    const std::string expected = slow.decided(text);
    REQUIRE(decided(fast, text) == expected);
    breaks += count_bars(expected);
  }
  CHECK(breaks > 30);
}

TEST_CASE("the built-in rules break where the first rule that applies breaks") {
  const LanguageTag language(GENERATE("fr", "en", "ar", "de", "ja", "xx"));
  const text::SrxRules& rules = text::SrxRules::built_in(language);
  const text::Segmenter fast(rules, language);
  SlowSegmenter slow(rules, language);
  test::Dice dice(22);
  std::size_t breaks = 0;
  for (int round = 0; round < 150; ++round) {
    const std::string text = test::random_text(dice, dice.below(16));
    const std::string expected = slow.decided(text);
    REQUIRE(decided(fast, text) == expected);
    breaks += count_bars(expected);
  }
  CHECK(breaks > 20);
}

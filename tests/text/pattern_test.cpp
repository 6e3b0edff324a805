// What of ICU's expressions an automaton can decide.
#include "text/pattern.h"

#include <catch2/catch.hpp>
#include <string>

#include "text/srx.h"

using namespace oimtm;

TEST_CASE("regular expressions are taken apart exactly, whatever they are written with") {
  const std::string expression =
      GENERATE("", "a|b", "(?:a|b)*c", "(a)", "(?<name>a)", "(?#comment)a", "a{2,3}?", "a{0,}", "[^a]", "[a-z&&[^b]]",
               "[\\p{Lu}\\d(]", "[\\x{2026}\\u00e9]", "[\\w--[a]]", "[[:alpha:]]", "[]a]", "[{} $&]", "[-a]", "[a-]",
               "[^^&&[^a]]", "[:alpha:]", "[&^a]", "[\\-\\]]", "[:.]", "\\bM\\.", "^\\s*\\d", "\\QM.\\E",
               "\\p{Lu}\\P{L}\\h\\S", "(?i)a(?-i)b", "(?i:é)", ".", "\\A\\z", "\\x{1F600}\\t\\.");
  CAPTURE(expression);
  text::CharacterSets sets;
  const auto parsed = text::parse_pattern(expression, sets);
  REQUIRE(parsed);
  CHECK(parsed->is_exact);
}

TEST_CASE("sets that ICU reads in ways of its own are left to it") {
  const std::string expression =
      GENERATE("[[a-z]&[aeiou]]", "[[a-z]-[aeiou]]", "[\\w-[a]]", "[a&&^b]", "[\\w--^]", "[a-z&&b]", "[\\b]",
               "[\\0101]", "[\\Qab\\E]", "[\\d-z]", "[a-\\d]", "[a-c-e]", "[\\cA]", "[\\N{DIGIT ONE}]");
  CAPTURE(expression);
  text::CharacterSets sets;
  const auto parsed = text::parse_pattern(expression, sets);
  CHECK_FALSE((parsed && parsed->is_exact));
}

TEST_CASE("what an automaton cannot decide is left to be confirmed") {
  const std::string expression = GENERATE("(?=a)", "(?!a)b", "(?<=a)b", "(?<!a)b", "(?>a)", "a*+", "(a)\\1", "a$",
                                          "a\\Z", "(?i)ß", "\\X", "\\R", "(?m)^a", "a{2000}");
  CAPTURE(expression);
  text::CharacterSets sets;
  const auto parsed = text::parse_pattern(expression, sets);
  CHECK_FALSE((parsed && parsed->is_exact));
}

TEST_CASE("our own rules are all decided by automata") {
  const std::string language = GENERATE("fr", "en", "es", "ar", "de", "it", "pt", "ru", "da", "ja", "zh", "xx");
  CAPTURE(language);
  text::CharacterSets sets;
  for (const text::SrxRule& rule :
       text::SrxRules::built_in(text::LanguageTag(language)).rules_for(text::LanguageTag(language))) {
    for (const std::string& expression : {rule.before, rule.after}) {
      CAPTURE(rule.line, expression);
      const auto parsed = text::parse_pattern(expression, sets);
      CHECK((parsed && parsed->is_exact));
    }
  }
}

// Symbols: characters that a rule file's sets do not tell apart.
#include "text/alphabet.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/generate.h"
#include "tests/text/srx_file.h"
#include "text/characters.h"

namespace {

using namespace oimtm;
using icu::UnicodeSet;

constexpr char32_t kLast = 0x10FFFF;

std::vector<const UnicodeSet*> pointers(const std::vector<UnicodeSet>& sets) {
  std::vector<const UnicodeSet*> result;
  result.reserve(sets.size());
  for (const UnicodeSet& set : sets) result.push_back(&set);
  return result;
}

UnicodeSet random_set(test::Dice& dice) {
  UnicodeSet set;
  for (std::size_t ranges = dice.below(5); ranges > 0; --ranges) {
    const auto begin = static_cast<UChar32>(dice.chance(8) ? dice.below(kLast + 1) : dice.below(600));
    set.add(begin,
            static_cast<UChar32>(std::min<std::size_t>(kLast, static_cast<std::size_t>(begin) + dice.below(90))));
  }
  return dice.chance(4) ? set.complement() : set;
}

// One break rule for each 2,000 characters, so many that all are one run of letters.
std::vector<test::Rule> rules_of_characters(std::size_t count) {
  std::vector<test::Rule> rules;
  char32_t character = 0x3400;
  for (std::size_t left = count; left > 0;) {
    std::string letters;
    for (std::size_t i = 0; i < 2000 && left > 0; ++i, --left) {
      text::append_utf8(letters, character++);
      if (character == 0xD800) character = 0x20000;
    }
    rules.push_back({true, letters, ""});
  }
  return rules;
}

}  // namespace

TEST_CASE("a symbol's characters are in the same sets") {
  test::Dice dice(31);
  for (int round = 0; round < 60; ++round) {
    std::vector<UnicodeSet> sets;
    for (std::size_t count = dice.below(9); count > 0; --count) sets.push_back(random_set(dice));
    if (!sets.empty() && dice.chance(2)) sets.push_back(UnicodeSet(sets.front()));
    const text::Alphabet alphabet(pointers(sets));
    for (int tries = 0; tries < 3000; ++tries) {
      const auto c = static_cast<char32_t>(dice.chance(8) ? dice.below(kLast + 1) : dice.below(800));
      const std::size_t symbol = alphabet.symbol(c);
      REQUIRE(symbol < alphabet.size());
      for (std::size_t set = 0; set < sets.size(); ++set)
        REQUIRE(alphabet.contains(set, symbol) == sets[set].contains(static_cast<UChar32>(c)));
    }
  }
}

TEST_CASE("symbols are no more than are needed") {
  const std::vector<UnicodeSet> none;
  const std::vector<UnicodeSet> letters = {UnicodeSet('a', 'c'), UnicodeSet('a', 'a'), UnicodeSet('a', 'c'),
                                           UnicodeSet('b', 'c')};
  // Words, what is looked through, what is both, and the rest.
  const std::size_t least = text::Alphabet(pointers(none)).size();
  CHECK(least <= 4);
  CHECK(text::Alphabet(pointers(letters)).size() == least + 2);
}

TEST_CASE("runs of symbols are all characters, in order") {
  test::Dice dice(32);
  const std::vector<UnicodeSet> sets = {random_set(dice), random_set(dice), random_set(dice)};
  const text::Alphabet alphabet(pointers(sets));
  char32_t last = 0;
  alphabet.for_each_range([&](char32_t begin, char32_t end, std::size_t symbol) {
    REQUIRE(begin == last);
    REQUIRE(begin < end);
    CHECK(alphabet.symbol(begin) == symbol);
    CHECK(alphabet.symbol(end - 1) == symbol);
    last = end;
  });
  CHECK(last == kLast + 1);
}

TEST_CASE("rules may name thousands of characters") {
  const auto segmenter = test::segmenter(rules_of_characters(3'800));
  CHECK(segmenter.boundaries("一丁。").empty());
}

TEST_CASE("rules that name more characters than there is room for are an error") {
  const std::size_t count = GENERATE(5'000, 20'000, 70'000);
  CAPTURE(count);
  CHECK_THROWS_AS(test::segmenter(rules_of_characters(count)), InputError);
}

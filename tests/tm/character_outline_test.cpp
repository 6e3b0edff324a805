// What outlines say of two texts, against the likeness by characters itself.
#include "tm/character_outline.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/generate.h"
#include "tm/character_likeness.h"

namespace oimtm {

namespace {

int at_most(const std::string& a, const std::string& b) { return tm::likeness_at_most(tm::outline(a), tm::outline(b)); }

}  // namespace

TEST_CASE("outlines never give less than the likeness by characters") {
  test::Dice dice(21);
  std::size_t tight = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string a = test::random_text(dice, dice.below(dice.chance(10) ? 900 : 12));
    std::string b = dice.chance(4) ? test::random_text(dice, dice.below(12)) : a;
    if (!dice.chance(3)) b.insert(dice.chance(2) ? 0 : b.size(), test::random_text(dice, dice.below(4)));
    if (dice.chance(3)) b += std::string(dice.below(40), 'e');
    CAPTURE(a, b);
    const int likeness = tm::CharacterLikeness(a).to(b);
    const int most = at_most(a, b);
    CHECK(most >= likeness);
    CHECK(most == at_most(b, a));
    tight += most == likeness ? 1 : 0;
  }
  CHECK(tight > 1000);  // else they say nothing
}

TEST_CASE("outlines bound by length and by characters, and know when they know nothing") {
  CHECK(at_most("", "") == 1000);
  CHECK(at_most("abc", "abc") == 1000);
  CHECK(at_most("abcd", "ab") == 500);
  CHECK(at_most("aaaa", "eeee") == 0);
  CHECK(at_most("aaie", "aaio") == 750);
  CHECK(at_most(std::string(40, 'e'), std::string(24, 'e')) == 600);  // the same, modulo 16
  CHECK(at_most(std::string(5000, 'a'), "a") == 1000);                // too long to be told
  CHECK(tm::likeness_at_most(tm::kNoOutline, tm::outline("a")) == 1000);
}

}  // namespace oimtm

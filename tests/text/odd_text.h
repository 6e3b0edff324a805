// Generated text of characters that are hard on Unicode code, and bytes that are no text.
#pragma once

#include <array>
#include <string>

#include "tests/support/generate.h"
#include "text/characters.h"

namespace oimtm::test {

// Any code point: half of them of all Unicode, half of those that folding is about.
inline char32_t random_character(Dice& dice) {
  static constexpr std::u32string_view kHard =
      U"aeEhHkKtTwWyYjJoOsSßẞıİiIœŒæÆǽﬁﬃ…«»“”„‘’′″´–—−-'\" .,;:!?09"
      U"\u0300\u0301\u0308\u030C\u030A\u0331\u0327\u0345\u093F"        // marks, above, below and vowel signs
      U"\u00AD\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF\u202B\u2069"  // invisible
      U"\t\n\u0085\u00A0\u2003\u2009\u202F\u2028\u3000\u1680"          // white space
      U"\u212A\u212B\u2126\u1FEF\u037E\u0344\u0F73\uFB2A\U0001D15E"    // composed and decomposed in odd ways
      U"가각ᄀ\u1161\u11A8かが゛\u3099데データ国ไทย한۵٣😀\U0010FFFF";
  if (dice.chance(2)) return kHard[dice.below(kHard.size())];
  for (;;) {
    const auto character = static_cast<char32_t>(dice.below(dice.chance(2) ? 0x3000 : 0x110000));
    if (character < 0xD800 || character > 0xDFFF) return character;
  }
}

inline std::string random_characters(Dice& dice, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text::append_utf8(text, random_character(dice));
  return text;
}

// Bytes that begin, go on and break off UTF-8 sequences.
inline std::string random_bytes(Dice& dice, std::size_t count) {
  static constexpr std::array<unsigned char, 22> kBytes = {0x00, 'a',  0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                                           0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED,
                                                           0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(dice.pick(kBytes));
  return bytes;
}

}  // namespace oimtm::test

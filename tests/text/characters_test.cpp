#include "text/characters.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/text/odd_text.h"

namespace {

using namespace oimtm;
using namespace oimtm::text;

bool is_code_point(std::uint32_t value) { return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF); }

// What UTF-8 is by its definition: the shortest form of a code point.
std::optional<std::size_t> slow_find_invalid_utf8(std::string_view bytes) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = byte(at) < 0x80 ? 1 : byte(at) < 0xE0 ? 2 : byte(at) < 0xF0 ? 3 : 4;
    if (at + length > bytes.size()) return at;
    std::uint32_t value = length == 1 ? byte(at) : byte(at) & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
      if (byte(at + i) / 0x40 != 2) return at;
      value = value * 0x40 + byte(at + i) % 0x40;
    }
    std::string shortest;
    if (!is_code_point(value)) return at;
    append_utf8(shortest, value);
    if (shortest != bytes.substr(at, length)) return at;
    at += length;
  }
  return std::nullopt;
}

std::u32string forwards(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) characters += next_character(text, at);
  return characters;
}

std::u32string backwards(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = text.size(); at > 0;) characters += previous_character(text, at);
  std::reverse(characters.begin(), characters.end());
  return characters;
}

}  // namespace

TEST_CASE("every code point is written and read again, and no other value is UTF-8") {
  for (std::uint32_t value = 0; value <= 0x10FFFF; ++value) {
    std::string bytes;
    append_utf8(bytes, value);
    std::size_t at = 0;
    if (find_invalid_utf8(bytes).has_value() == is_code_point(value)) FAIL(value);
    if (is_code_point(value) && (next_character(bytes, at) != value || at != bytes.size())) FAIL(value);
  }
}

TEST_CASE("the first byte that is not UTF-8 is found") {
  struct Row {
    const char* why;
    std::string bytes;
    std::size_t offset;
  };
  const Row row = GENERATE(values<Row>({
      {"Latin-1", "caf\xE9 noir", 3},
      {"a lone continuation byte", "ab\x80", 2},
      {"cut off at the end", "abc\xE2\x80", 3},
      {"cut off before another character", "\xE2\x80z", 0},
      {"two bytes for what fits in one", "a\xC0\x80", 1},
      {"three bytes for what fits in two", "\xE0\x9F\xBF", 0},
      {"four bytes for what fits in three", "\xF0\x8F\xBF\xBF", 0},
      {"half of a surrogate pair", "é\xED\xA0\x80", 2},
      {"behind the last code point", "\xF4\x90\x80\x80", 0},
      {"a byte that never stands in UTF-8", "a\xFF", 1},
      {"UTF-16", "\xFE\xFF", 0},
  }));
  CAPTURE(row.why);
  CHECK(find_invalid_utf8(row.bytes) == row.offset);
}

TEST_CASE("valid UTF-8 has no invalid byte") {
  for (const char* text :
       {"", "abc", "\xEF\xBB\xBF with a byte order mark", "\xEF\xBF\xBD", "😀\u0301\u200D", "\x7F"}) {
    CAPTURE(text);
    CHECK_FALSE(find_invalid_utf8(text).has_value());
  }
  CHECK_FALSE(find_invalid_utf8(std::string_view("\0", 1)).has_value());
}

TEST_CASE("finding invalid UTF-8 agrees with the definition of UTF-8") {
  test::Dice dice(3);
  std::size_t valid = 0;
  for (int round = 0; round < 100000; ++round) {
    std::string bytes = test::random_bytes(dice, dice.below(7));
    if (dice.chance(2)) bytes = test::random_characters(dice, dice.below(4)) + bytes;
    const auto found = find_invalid_utf8(bytes);
    if (found != slow_find_invalid_utf8(bytes)) FAIL_CHECK(Catch::StringMaker<std::string>::convert(bytes));
    valid += found ? 0 : 1;
  }
  CHECK(valid > 1000);
}

TEST_CASE("a text is the same characters forwards and backwards, even if it is no UTF-8") {
  test::Dice dice(4);
  for (int round = 0; round < 50000; ++round) {
    const bool whole = dice.chance(2);
    const std::string text =
        whole ? test::random_characters(dice, dice.below(9)) : test::random_bytes(dice, dice.below(12));
    CAPTURE(text);
    if (forwards(text) != backwards(text)) FAIL("differs");
  }
}

TEST_CASE("walking over bytes that are not UTF-8 ends, with U+FFFD for them") {
  struct Row {
    const char* why;
    std::string bytes;
    std::u32string characters;
  };
  const Row row = GENERATE(values<Row>({
      {"Latin-1", "\xE9t\xE9", U"\uFFFDt\uFFFD"},
      {"continuation bytes, one each", "\x80\x80", U"\uFFFD\uFFFD"},
      {"a sequence that breaks off is one", "\xE2\x80z", U"\uFFFDz"},
      {"a sequence that breaks off at the end", "z\xF0\x9F\x98", U"z\uFFFD"},
      {"an overlong form is as many as its bytes", "\xC0\x80", U"\uFFFD\uFFFD"},
      {"a surrogate is as many as its bytes", "\xED\xA0\x80", U"\uFFFD\uFFFD\uFFFD"},
  }));
  CAPTURE(row.why);
  CHECK(forwards(row.bytes) == row.characters);
  CHECK(backwards(row.bytes) == row.characters);
}

TEST_CASE("characters are what Unicode says that they are") {
  struct Row {
    const char* why;
    char32_t character;
    std::string is;  // s space, l letter, m mark, u upper, o lower, d digit, p punctuation, i invisible
  };
  const Row row = GENERATE(values<Row>({
      {"a letter", U'é', "lo"},
      {"a capital", U'É', "lu"},
      {"title case counts as upper", U'ǅ', "lu"},
      {"a letter without case", U'国', "l"},
      {"the ordinal of n° and no", U'º', "lo"},
      {"a no-break space", U'\u00A0', "s"},
      {"a narrow no-break space, which C++ calls none", U'\u202F', "s"},
      {"a line end", U'\n', "s"},
      {"the next-line control", U'\u0085', "s"},
      {"a zero width space is none", U'\u200B', "i"},
      {"a byte order mark is none", U'\uFEFF', "i"},
      {"a soft hyphen is no punctuation", U'\u00AD', "i"},
      {"the beginning of a right-to-left passage", U'\u202B', "i"},
      {"and of an isolated one", U'\u2067', "i"},
      {"an accent", U'\u0301', "m"},
      {"a vowel sign is a letter and a mark", U'\u093F', "lm"},
      {"a digit", U'7', "d"},
      {"an Arabic digit", U'٧', "d"},
      {"a superscript is no decimal digit", U'²', ""},
      {"a quotation mark", U'«', "p"},
      {"a currency sign", U'€', "p"},
      {"an emoji", U'😀', "p"},
      {"an ideographic full stop", U'。', "p"},
      {"NUL is nothing", U'\0', ""},
      {"a code point without a character", U'\U0010FFFF', ""},
  }));
  CAPTURE(row.why);
  const char32_t c = row.character;
  std::string is;
  if (is_space(c)) is += 's';
  if (is_letter(c)) is += 'l';
  if (is_mark(c)) is += 'm';
  if (is_upper(c)) is += 'u';
  if (is_lower(c)) is += 'o';
  if (is_digit(c)) is += 'd';
  if (is_punctuation(c)) is += 'p';
  if (is_invisible(c)) is += 'i';
  CHECK(is == row.is);
}

TEST_CASE("Chinese and Japanese characters and their punctuation stand without spaces") {
  for (const char32_t c : {U'家', U'の', U'ア', U'。', U'、', U'「', U'３', U'！', U'ー', U'ㄅ', U'\U00020000'}) {
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK(is_spaceless(c));
  }
  for (const char32_t c : {U'a', U'é', U'.', U'3', U'한', U'ก', U'😀', U'«', U'\u3000', U' ', U'\0'}) {
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK_FALSE(is_spaceless(c));
  }
}

TEST_CASE("trimming takes white space from both ends and nothing else") {
  struct Row {
    const char* why;
    std::string text;
    std::string trimmed;
  };
  const Row row = GENERATE(values<Row>({
      {"none", "a b", "a b"},
      {"both ends", " \t\r\n a b \n", "a b"},
      {"no-break, narrow and ideographic", "\u00A0\u202Fa b\u3000", "a b"},
      {"white space alone", " \u00A0 ", ""},
      {"empty", "", ""},
      {"invisible is not white", "\u200B a", "\u200B a"},
  }));
  CAPTURE(row.why);
  CHECK(trim(row.text) == row.trimmed);
}

TEST_CASE("what is trimmed is part of the text and has no white space at its ends") {
  test::Dice dice(5);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = test::random_characters(dice, dice.below(6));
    const std::string_view bare = trim(text);
    const std::u32string characters = forwards(bare);
    REQUIRE(bare.data() >= text.data());
    REQUIRE(bare.data() + bare.size() <= text.data() + text.size());
    if (!characters.empty()) REQUIRE_FALSE((is_space(characters.front()) || is_space(characters.back())));
    const auto lost = [&](std::string_view part) { return trim(part).empty(); };
    const auto begin = static_cast<std::size_t>(bare.data() - text.data());
    REQUIRE(lost(text.substr(0, begin)));
    REQUIRE(lost(text.substr(begin + bare.size())));
  }
}

TEST_CASE("characters are counted as they are walked") {
  CHECK(count_characters("") == 0);
  CHECK(count_characters("été 😀") == 5);
  test::Dice dice(6);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = test::random_characters(dice, dice.below(20));
    REQUIRE(count_characters(text) == forwards(text).size());
  }
}

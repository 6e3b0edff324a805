// Bytes to text: encodings, faults and their places, whatever the parts.
#include "formats/decode.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/errors.h"
#include "tests/support/generate.h"
#include "text/characters.h"
#include "text/error.h"

namespace {

using namespace oimtm;
using namespace std::string_literals;
using formats::Decoded;
using formats::Decoder;
using formats::Faults;
using test::error_of;

// In parts of one to `most` bytes.
Decoded decoded_in_parts(std::string_view bytes, Faults faults, test::Dice& dice, std::size_t most) {
  Decoder decoder("f", faults);
  Decoded decoded;
  while (!bytes.empty()) {
    const std::size_t part = std::min(bytes.size(), 1 + dice.below(most));
    decoder.decode(bytes.substr(0, part), false, decoded);
    bytes.remove_prefix(part);
  }
  decoder.decode("", true, decoded);
  return decoded;
}

std::string utf16(std::string_view text, bool is_big) {
  std::string bytes = is_big ? "\xFE\xFF" : "\xFF\xFE";
  const auto append = [&](char32_t unit) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += is_big ? high : low;
    bytes += is_big ? low : high;
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::next_character(text, at);
    if (c >= 0x10000) append(0xD800 + ((c - 0x10000) >> 10));
    append(c >= 0x10000 ? 0xDC00 + ((c - 0x10000) & 0x3FF) : c);
  }
  return bytes;
}

// How many bytes of the file each character of a text stands for.
std::vector<std::size_t> widths_of(const Decoder& decoder, const Decoded& decoded) {
  std::vector<std::size_t> widths;
  std::size_t replaced = 0;
  for (std::size_t at = 0; at < decoded.text.size();) {
    const std::size_t begin = at;
    const bool is_replacement = text::next_character(decoded.text, at) == 0xFFFD;
    const auto character = std::string_view(decoded.text).substr(begin, at - begin);
    const auto of_it = std::string_view(decoded.replaced).substr(replaced, is_replacement ? 1 : 0);
    widths.push_back(decoder.width(character, of_it));
    replaced += of_it.size();
  }
  CHECK(replaced == decoded.replaced.size());
  return widths;
}

}  // namespace

TEST_CASE("UTF-16 is what its byte order mark says, and each character's width is known", "[decode]") {
  const std::string text = "Né €\uFFFD😀\n";
  const bool is_big = GENERATE(false, true);
  Decoder decoder("f");
  Decoded decoded;
  decoder.decode(utf16(text, is_big), true, decoded);
  CHECK(decoded.text == text);
  CHECK(widths_of(decoder, decoded) == std::vector<std::size_t>{2, 2, 2, 2, 2, 4, 2});
  CHECK(decoder.width(decoded.text, decoded.replaced) + decoder.mark() == utf16(text, is_big).size());
}

TEST_CASE("a byte order mark of UTF-8 is no text, and nothing else has a width", "[decode]") {
  const Decoded decoded = formats::decode("\xEF\xBB\xBFé\xEF\xBB\xBF", "f");
  CHECK(decoded.text == "é\xEF\xBB\xBF");
  CHECK(decoded.replaced.empty());
  CHECK(formats::decode("\xEF\xBB\xBF", "f").text.empty());
  CHECK(formats::decode("\xFF\xFE", "f").text.empty());
  CHECK(formats::decode("", "f").text.empty());
}

TEST_CASE("what is no text is refused with its offset, line and column", "[decode]") {
  struct Row {
    const char* why;
    std::string bytes;
    std::string says;
  };
  const Row row = GENERATE(values<Row>({
      {"a byte of Latin-1", "ab\nd\xE9j\xE0", "f:2:2: not valid UTF-8 at byte offset 4"},
      {"behind a byte order mark",
       "\xEF\xBB\xBF"
       "a\xE9.",
       "f:1:2: not valid UTF-8 at byte offset 4"},
      {"a character that is cut off by the end", "ab\xE2\x82", "f:1:3: not valid UTF-8 at byte offset 2"},
      {"a NUL", "line\nab\0c"s, "f:2:3: a NUL byte at byte offset 7"},
      {"the first of two faults", "a\0\xFF"s, "f:1:2: a NUL byte at byte offset 1"},
      {"half a pair in UTF-16",
       "\xFF\xFE"
       "a\0\n\0\0\xD8"
       "b\0"s,
       "f:2:1: not valid UTF-16 at byte offset 6"},
      {"the other half", "\xFE\xFF\0a\xDC\0"s, "f:1:2: not valid UTF-16 at byte offset 4"},
      {"half a pair at the end", "\xFE\xFF\0a\xD8\0"s, "f:1:2: not valid UTF-16 at byte offset 4"},
      {"an odd byte at the end",
       "\xFF\xFE"
       "a\0b"s,
       "f:1:2: not valid UTF-16 at byte offset 4"},
      {"a NUL in UTF-16",
       "\xFF\xFE"
       "a\0\0\0"s,
       "f:1:2: a NUL byte at byte offset 4"},
      {"UTF-32", "\xFF\xFE\0\0a\0\0\0"s, "f: text in UTF-32, which is not read"},
      {"UTF-32 the other way round", "\0\0\xFE\xFF\0\0\0a"s, "f: text in UTF-32, which is not read"},
  }));
  CAPTURE(row.why);
  CHECK(error_of<InputError>([&] { formats::decode(row.bytes, "f"); }).starts_with(row.says));
  test::Dice dice(1);
  CHECK(error_of<InputError>([&] { decoded_in_parts(row.bytes, Faults::refuse, dice, 1); }).starts_with(row.says));
}

TEST_CASE("each fault becomes one U+FFFD, and its width is kept", "[decode]") {
  struct Row {
    const char* why;
    std::string bytes;
    std::string text;
    std::vector<std::size_t> widths;
    std::size_t count;
  };
  const Row row = GENERATE(values<Row>({
      {"bytes of Latin-1", "d\xE9j\xE0", "d\uFFFDj\uFFFD", {1, 1, 1, 1}, 2},
      {"a character that breaks off is one fault",
       "\xE2\x82"
       "a\xF0\x9F\x98",
       "\uFFFDa\uFFFD",
       {2, 1, 3},
       2},
      {"a surrogate in UTF-8 is three", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", {1, 1, 1}, 3},
      {"an overlong slash is two", "\xC0\xAF", "\uFFFD\uFFFD", {1, 1}, 2},
      {"a NUL", "a\0b"s, "a\uFFFDb", {1, 1, 1}, 1},
      {"half a pair",
       "\xFF\xFE\0\xD8"
       "b\0"s,
       "\uFFFDb",
       {2, 2},
       1},
      {"an odd byte at the end",
       "\xFF\xFE"
       "a\0b"s,
       "a\uFFFD",
       {2, 1},
       1},
      {"none", "été", "été", {2, 1, 2}, 0},
      {"a U+FFFD that the file has itself", "\uFFFD\xE9", "\uFFFD\uFFFD", {3, 1}, 1},
  }));
  CAPTURE(row.why);
  Decoder decoder("f", Faults::repair);
  Decoded decoded;
  decoder.decode(row.bytes, true, decoded);
  CHECK(decoded.text == row.text);
  CHECK(widths_of(decoder, decoded) == row.widths);
  CHECK(decoder.repaired() == row.count);
}

TEST_CASE("however bytes are parted, the text is the same", "[decode][law]") {
  test::Dice dice(5);
  for (int round = 0; round < 300; ++round) {
    const std::string text = test::random_text(dice, dice.below(30)) + "\n" + test::random_text(dice, 3);
    std::string bytes = dice.chance(2) ? text : utf16(text, dice.chance(2));
    for (std::size_t faults = dice.below(4); faults > 0 && !bytes.empty(); --faults)
      bytes[dice.below(bytes.size())] = static_cast<char>(dice.below(256));
    CAPTURE(bytes);
    if (bytes.starts_with("\xFF\xFE\0\0"s)) continue;
    const Decoded whole = formats::decode(bytes, "f", Faults::repair);
    const Decoded parted = decoded_in_parts(bytes, Faults::repair, dice, 1 + dice.below(7));
    CHECK(parted.text == whole.text);
    CHECK(parted.replaced == whole.replaced);
    CHECK(whole.replaced.size() == formats::count_replacements(whole.text));
    CHECK_FALSE(text::find_invalid_utf8(whole.text));
    const std::string refusal = error_of<InputError>([&] { formats::decode(bytes, "f"); });
    CHECK(error_of<InputError>([&] { decoded_in_parts(bytes, Faults::refuse, dice, 3); }) == refusal);
  }
}

// Texts in other encodings than UTF-8.
#include "text/encoding.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/errors.h"

namespace {

using namespace oimtm;
using namespace std::string_literals;

// Decoded in parts of so many bytes.
std::string decoded(const std::string& encoding, std::string_view bytes, std::size_t part) {
  text::Transcoder decoder(encoding);
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += part) decoder.decode(bytes.substr(at, part), false, text);
  decoder.decode({}, true, text);
  return text;
}

}  // namespace

TEST_CASE("bytes are text, in whatever parts they come", "[encoding]") {
  struct Row {
    const char* why;
    std::string encoding;
    std::string bytes;
    std::string text;
  };
  const Row row = GENERATE(values<Row>({
      {"one byte a character", "windows-1252", "d\xE9j\xE0 \x80 \x93", "déjà € “"},
      {"Latin-9", "ISO-8859-15", "\xA4", "€"},
      {"Cyrillic", "windows-1251", "\xC4\xE0", "Да"},
      {"UTF-16", "UTF-16LE", "\xE9\0=\xD8\0\xDE"s, "é😀"},
      {"the other way", "UTF-16BE", "\0\xE9\xD8=\xDE\0"s, "é😀"},
      {"several bytes a character", "Shift_JIS", "\x83\x65\x83\x58", "テス"},
      {"half a pair", "UTF-16LE", "a\0=\xD8z\0"s, "a\xFFz"},
      {"a character that breaks off", "UTF-16LE", "a\0b"s, "a\xFF"},
      {"bytes that are nothing", "Shift_JIS", "a\xFDz", "a\xFFz"},
      {"nothing", "windows-1252", "", ""},
  }));
  CAPTURE(row.why);
  for (const std::size_t part : {1u, 2u, 3u, 100u}) CHECK(decoded(row.encoding, row.bytes, part) == row.text);
}

TEST_CASE("a long text is decoded whole", "[encoding]") {
  std::string bytes;
  std::string text;
  for (int i = 0; i < 9'001; ++i) {
    bytes += "=\xD8\0\xDE"s;
    text += "😀";
  }
  CHECK((decoded("UTF-16LE", "a\0"s + bytes, 7919) == "a" + text));
}

TEST_CASE("an encoding that is not known is the caller's mistake", "[encoding]") {
  CHECK(text::Transcoder::knows("windows-1252"));
  CHECK_FALSE(text::Transcoder::knows("klingon"));
  CHECK_FALSE(text::Transcoder::knows(""));
  CHECK(test::error_of<UsageError>([] { text::Transcoder("klingon"); }).starts_with("unknown encoding klingon"));
}

TEST_CASE("names are compared without case and hyphens", "[encoding]") {
  CHECK(text::same_encoding("utf-8", "UTF_8"));
  CHECK(text::same_encoding("UTF8", "utf-8"));
  CHECK_FALSE(text::same_encoding("UTF-8", "UTF-16"));
}

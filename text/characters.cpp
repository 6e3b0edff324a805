#include "text/characters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace oimtm::text {

namespace {

UChar32 icu_char(char32_t character) { return static_cast<UChar32>(character); }

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// What a single character is written as, when that takes several; empty otherwise.
std::string_view taken_apart(char32_t character) {
  switch (character) {
    case U'œ': return "oe";
    case U'Œ': return "Oe";
    case U'æ': return "ae";
    case U'Æ': return "Ae";
    case U'ﬀ': return "ff";
    case U'ﬁ': return "fi";
    case U'ﬂ': return "fl";
    case U'ﬃ': return "ffi";
    case U'ﬄ': return "ffl";
    case U'…': return "...";
    default: return {};
  }
}

// Kept under C++'s own guard: how ICU guards what it makes at its first use,
// ThreadSanitizer cannot see.
const icu::Normalizer2& composing() {
  static UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2& instance = *icu::Normalizer2::getNFCInstance(status);
  return instance;
}

const icu::Normalizer2& decomposing() {
  static UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2& instance = *icu::Normalizer2::getNFDInstance(status);
  return instance;
}

icu::StringPiece piece_of(std::string_view text) { return {text.data(), static_cast<std::int32_t>(text.size())}; }

std::string composed(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  if (composing().isNormalizedUTF8(piece_of(text), status)) return std::string(text);
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  composing().normalizeUTF8(0, piece_of(text), sink, nullptr, status);
  return result;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (data[at] < 0x80) {
      at = is_ascii(bytes.substr(at, 16)) ? std::min(at + 16, bytes.size()) : at + 1;
      continue;
    }
    // ICU's macro counts in 32 bits: give it one character's worth of bytes.
    const std::size_t begin = at;
    std::int32_t offset = 0;
    const auto length = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size() - begin, 4));
    UChar32 character = 0;
    U8_NEXT(data + begin, offset, length, character);
    if (character < 0) return begin;
    at = begin + static_cast<std::size_t>(offset);
  }
  return std::nullopt;
}

char32_t next_character(std::string_view text, std::size_t& at) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data()) + at;
  if (data[0] < 0x80) {
    ++at;
    return data[0];
  }
  std::int32_t offset = 0;
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - at, 4));
  UChar32 character = 0;
  U8_NEXT_OR_FFFD(data, offset, length, character);
  at += static_cast<std::size_t>(offset);
  return static_cast<char32_t>(character);
}

char32_t previous_character(std::string_view text, std::size_t& at) {
  const std::size_t start = at - std::min<std::size_t>(at, 4);
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data()) + start;
  auto offset = static_cast<std::int32_t>(at - start);
  UChar32 character = 0;
  U8_PREV_OR_FFFD(data, 0, offset, character);
  at = start + static_cast<std::size_t>(offset);
  return static_cast<char32_t>(character);
}

void append_utf8(std::string& text, char32_t character) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, icu_char(character));
  text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == U' ' || (c >= U'\t' && c <= U'\r');
  return u_isUWhiteSpace(icu_char(c));
}
bool is_letter(char32_t c) { return u_isUAlphabetic(icu_char(c)); }
bool is_upper(char32_t c) { return u_isUUppercase(icu_char(c)) || u_istitle(icu_char(c)); }
bool is_lower(char32_t c) { return u_isULowercase(icu_char(c)); }
bool is_digit(char32_t c) { return u_isdigit(icu_char(c)); }
bool is_mark(char32_t c) { return (U_GET_GC_MASK(icu_char(c)) & U_GC_M_MASK) != 0; }
bool is_punctuation(char32_t c) { return (U_GET_GC_MASK(icu_char(c)) & (U_GC_P_MASK | U_GC_S_MASK)) != 0; }

bool is_spaceless(char32_t c) {
  const auto width = static_cast<UEastAsianWidth>(u_getIntPropertyValue(icu_char(c), UCHAR_EAST_ASIAN_WIDTH));
  const bool is_wide = width == U_EA_WIDE || width == U_EA_FULLWIDTH;
  UErrorCode status = U_ZERO_ERROR;
  // Korean has spaces; wide symbols are pictures that stand in all languages.
  return is_wide && !is_space(c) && uscript_getScript(icu_char(c), &status) != USCRIPT_HANGUL &&
         u_charType(icu_char(c)) != U_OTHER_SYMBOL;
}

bool is_invisible(char32_t c) {
  return c == 0x00AD || c == 0x061C || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

char32_t plain_form(char32_t c) {
  if (c < 0x80) return c;
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x02BC:
    case 0x00B4: return U'\'';
    case 0x00AB:
    case 0x00BB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033: return U'"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: return U'-';
    default: return is_space(c) ? U' ' : c;
  }
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    if (!is_space(next_character(text, next))) break;
    begin = next;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t before = end;
    if (!is_space(previous_character(text, before))) break;
    end = before;
  }
  return text.substr(begin, end - begin);
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string fold_typography(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  const std::string normal = composed(text);
  std::string folded;
  for (std::size_t at = 0; at < normal.size();) {
    const char32_t character = next_character(normal, at);
    if (is_invisible(character)) continue;
    const std::string_view parts = taken_apart(character);
    if (parts.empty())
      append_utf8(folded, plain_form(character));
    else
      folded += parts;
  }
  return composed(folded);  // an accent may now stand behind another letter
}

std::string fold_case(std::string_view text) {
  const std::string plain = fold_typography(text);
  std::string folded;
  for (std::size_t at = 0; at < plain.size();) {
    const UChar32 character = icu_char(next_character(plain, at));
    if (character == U'İ')  // the capital whose small letter is two characters
      folded += "i\u0307";
    else
      append_utf8(folded, static_cast<char32_t>(u_foldCase(character, U_FOLD_CASE_DEFAULT)));
  }
  return composed(folded);  // ẖ is one character, its capital is two
}

std::string fold_accents(std::string_view text) {
  const std::string folded = fold_case(text);
  if (is_ascii(folded)) return folded;
  UErrorCode status = U_ZERO_ERROR;
  std::string apart;
  icu::StringByteSink<std::string> sink(&apart);
  decomposing().normalizeUTF8(0, piece_of(folded), sink, nullptr, status);
  std::string bare;
  for (std::size_t at = 0; at < apart.size();) {
    const char32_t character = next_character(apart, at);
    if (!is_mark(character)) append_utf8(bare, character);
  }
  return fold_case(bare);  // ǽ is a ligature only now
}

}  // namespace oimtm::text

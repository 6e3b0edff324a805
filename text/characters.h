// Single characters and plain UTF-8: what the rest of the code asks of them.
//
// Properties are Unicode's, by ICU. Functions that take a string expect valid UTF-8
// unless they say otherwise.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace oimtm::text {

// Offset of the first byte that is not part of a well-formed UTF-8 character.
std::optional<std::size_t> find_invalid_utf8(std::string_view bytes);

// The character that begins at byte `at`, which moves behind it. U+FFFD for bytes that
// are not UTF-8: one for a character that breaks off, one for any other byte.
char32_t next_character(std::string_view text, std::size_t& at);

// The character that ends at byte `at`, which moves before it.
char32_t previous_character(std::string_view text, std::size_t& at);

void append_utf8(std::string& text, char32_t character);

bool is_space(char32_t character);  // White_Space: with no-break and narrow ones, and line ends
bool is_letter(char32_t character);
bool is_mark(char32_t character);
bool is_upper(char32_t character);  // or title case
bool is_lower(char32_t character);
bool is_digit(char32_t character);        // decimal, in any script
bool is_punctuation(char32_t character);  // punctuation and symbols
bool is_invisible(char32_t character);    // soft hyphen, zero width, writing direction; no space

// Of a script that puts no space between words, Chinese or Japanese, or punctuation of one.
bool is_spaceless(char32_t character);

// What a character is as far as typing habits go: ’ is ', « and “ are ", – is -, every
// space beyond ASCII is U+0020. Other characters are themselves, tabs and line ends too.
char32_t plain_form(char32_t character);

// Without white space at both ends.
std::string_view trim(std::string_view text);

std::size_t count_characters(std::string_view text);

// Composed (NFC), every character in its plain form, ligatures (œ, ﬁ) and … taken apart,
// invisible characters dropped: equal for words that differ only by typography.
std::string fold_typography(std::string_view text);

// The same without the case. Accents stay, and ß stays ß.
std::string fold_case(std::string_view text);

// The same without the accents too.
std::string fold_accents(std::string_view text);

}  // namespace oimtm::text

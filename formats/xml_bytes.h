// What bytes are to XML. Private to formats/.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace oimtm::formats::xml {

// The longest reference to a character or entity that is read as one, and the bytes that
// two to the halves of a surrogate pair take at most.
constexpr std::size_t kLongestReference = 64;

enum class Kind : std::uint8_t {
  plain,         // itself, wherever it stands
  no_character,  // a control character
  less_than,
  ampersand,
  bracket,  // ], which may begin ]]>
  carriage_return,
  beyond_ascii,
};

namespace detail {
constexpr std::array<Kind, 256> make_kinds() {
  std::array<Kind, 256> kinds{};
  for (std::size_t c = 0; c < 256; ++c) {
    const bool is_control = c < 0x20 && c != '\t' && c != '\n';
    kinds[c] = c >= 0x80 ? Kind::beyond_ascii : is_control ? Kind::no_character : Kind::plain;
  }
  kinds['<'] = Kind::less_than;
  kinds['&'] = Kind::ampersand;
  kinds[']'] = Kind::bracket;
  kinds['\r'] = Kind::carriage_return;
  return kinds;
}
constexpr std::array<bool, 256> make_name_bytes() {
  std::array<bool, 256> is_name{};
  for (std::size_t c = 0; c < 256; ++c)
    is_name[c] = c >= 0x80 || (c >= '0' && c <= ':') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
                 c == '-' || c == '.';
  return is_name;
}
inline constexpr std::array<Kind, 256> kKinds = make_kinds();
inline constexpr std::array<bool, 256> kNameBytes = make_name_bytes();
}  // namespace detail

inline Kind kind_of(char c) { return detail::kKinds[static_cast<unsigned char>(c)]; }
inline bool is_name(char c) { return detail::kNameBytes[static_cast<unsigned char>(c)]; }
inline bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Whether bytes for which is_name() holds are a name: valid UTF-8, and it does not begin
// with a digit, a hyphen or a full stop.
bool is_sound_name(std::string_view name);

// The bytes of the character beyond ASCII at `from`; 0 if they are not valid UTF-8, break
// off at `end`, or are one that XML cannot hold.
inline std::size_t character_size(const char* from, const char* end) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(from[i]); };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const std::ptrdiff_t left = end - from;
  const unsigned char first = byte(0);
  if (first < 0xC2) return 0;
  if (first < 0xE0) return left >= 2 && follows(1) ? 2 : 0;
  if (first < 0xF0) {
    if (left < 3 || !follows(1) || !follows(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;                     // longer than need be
    if (first == 0xED && byte(1) > 0x9F) return 0;                     // half of a surrogate pair
    if (first == 0xEF && byte(1) == 0xBF && byte(2) > 0xBD) return 0;  // U+FFFE, U+FFFF
    return 3;
  }
  if (first > 0xF4 || left < 4 || !follows(1) || !follows(2) || !follows(3)) return 0;
  if (first == 0xF0 && byte(1) < 0x90) return 0;
  if (first == 0xF4 && byte(1) > 0x8F) return 0;  // beyond U+10FFFF
  return 4;
}

// Moves a place behind `bytes`: lines end with LF, columns are characters.
void count_lines(std::string_view bytes, std::size_t& line, std::size_t& column);

}  // namespace oimtm::formats::xml

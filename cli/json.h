// JSON Lines as commands print them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace oimtm::cli {

using Json = nlohmann::ordered_json;

// One object a line, UTF-8. Text that is not valid UTF-8 has U+FFFD in its place.
inline std::string to_line(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// Appends what stands between the quotation marks of a string in JSON; a text may be given in
// parts. The same bytes as to_line, for commands that print millions of objects. `text` is
// valid UTF-8.
inline void append_escaped(std::string& json, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  constexpr std::string_view kShort = "btn?fr";  // what stands behind the backslash for 8 to 13
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (code >= 0x20 && c != '"' && c != '\\') {
      json += c;
    } else if (c == '"' || c == '\\') {
      (json += '\\') += c;
    } else if (code >= 8 && code <= 13 && code != 11) {
      (json += '\\') += kShort[code - 8U];
    } else {
      json += "\\u00";
      (json += kHex[code >> 4]) += kHex[code & 15];
    }
  }
}

// Appends a string as JSON has it, quotation marks and all.
inline void append_json(std::string& json, std::string_view text) {
  append_escaped(json += '"', text);
  json += '"';
}

}  // namespace oimtm::cli

#include "formats/xml_writer.h"

#include <array>

#include "formats/xml_bytes.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

// Whether bytes are written as they are.
constexpr std::array<bool, 256> make_plain(bool is_attribute) {
  std::array<bool, 256> is_plain{};
  for (std::size_t c = 0x20; c < 0x80; ++c)
    is_plain[c] = c != '<' && c != '>' && c != '&' && !(is_attribute && c == '"');
  is_plain['\t'] = is_plain['\n'] = !is_attribute;
  return is_plain;
}
constexpr std::array<bool, 256> kPlainText = make_plain(false);
constexpr std::array<bool, 256> kPlainAttribute = make_plain(true);

std::string_view escape_of(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\r': return "&#13;";
    case '\n': return "&#10;";
    case '\t': return "&#9;";
    default: return {};
  }
}

}  // namespace

bool is_xml_character(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c < 0xD800 || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF && c <= 0x10FFFF);
}

std::size_t append_escaped(std::string& xml, std::string_view text, bool is_attribute) {
  std::size_t replaced = 0;
  const std::array<bool, 256>& is_plain = is_attribute ? kPlainAttribute : kPlainText;
  const char* const end = text.data() + text.size();
  for (const char* from = text.data(); from != end;) {
    const char* plain = from;
    while (plain != end) {
      const auto byte = static_cast<unsigned char>(*plain);
      const std::size_t size = is_plain[byte] ? 1 : byte < 0x80 ? 0 : xml::character_size(plain, end);
      if (size == 0) break;
      plain += size;
    }
    xml.append(from, plain);
    if (plain == end) break;
    from = plain;
    if (const std::string_view escaped = escape_of(*from); !escaped.empty()) {
      xml += escaped;
      ++from;
    } else {
      auto at = static_cast<std::size_t>(from - text.data());
      text::next_character(text, at);
      from = text.data() + at;
      xml += "\xEF\xBF\xBD";
      ++replaced;
    }
  }
  return replaced;
}

void append_attribute(std::string& xml, std::string_view name, std::string_view value) {
  xml += ' ';
  xml += name;
  xml += "=\"";
  append_escaped(xml, value, true);
  xml += '"';
}

}  // namespace oimtm::formats

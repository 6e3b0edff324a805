#include "formats/xml_writer.h"

#include "formats/xml_bytes.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

// Bytes of the character at `from` if it is written as it is; otherwise 0.
std::size_t plain_size(const char* from, const char* end, bool is_attribute) {
  const xml::Kind kind = xml::kind_of(*from);
  if (kind == xml::Kind::beyond_ascii) return xml::character_size(from, end);
  if (*from == '>' || (is_attribute && (*from == '"' || *from == '\n' || *from == '\t'))) return 0;
  return kind == xml::Kind::plain || kind == xml::Kind::bracket ? 1 : 0;
}

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
  const char* const end = text.data() + text.size();
  for (const char* from = text.data(); from != end;) {
    const char* plain = from;
    while (plain != end) {
      const std::size_t size = plain_size(plain, end, is_attribute);
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

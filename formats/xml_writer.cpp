#include "formats/xml_writer.h"

#include "text/characters.h"

namespace oimtm::formats {

bool is_xml_character(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c != 0xFFFE && c != 0xFFFF;
}

std::size_t append_escaped(std::string& xml, std::string_view text, bool is_attribute) {
  std::size_t replaced = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = text::next_character(text, at);
    if (c == '&')
      xml += "&amp;";
    else if (c == '<')
      xml += "&lt;";
    else if (c == '>')
      xml += "&gt;";
    else if (c == '\r')
      xml += "&#13;";
    else if (is_attribute && c == '"')
      xml += "&quot;";
    else if (is_attribute && c == '\n')
      xml += "&#10;";
    else if (is_attribute && c == '\t')
      xml += "&#9;";
    else if (is_xml_character(c))
      xml += text.substr(here, at - here);
    else {
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

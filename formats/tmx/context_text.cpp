#include "formats/tmx/context_text.h"

#include <algorithm>
#include <string_view>

#include "formats/tmx/elements.h"
#include "formats/xml_entities.h"
#include "formats/xml_writer.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

constexpr std::string_view kStart = "<seg>";
constexpr std::string_view kEnd = "</seg>";

// What a reference without its & and ; stands for; nothing if nobody knows.
std::string referred(std::string_view name) {
  std::string text;
  if (const char known = predefined_entity(name); known != 0)
    text = known;
  else if (is_xml_character(referred_number(name)))
    text::append_utf8(text, referred_number(name));
  return text;
}

// How many codes more are open behind a tag, "<ph x=\"1\"" or "</ph".
int codes_opened(std::string_view tag) {
  const bool is_end = tag.starts_with("</");
  const std::string_view name = tag.substr(is_end ? 2 : 1);
  const Element element = element_of(name.substr(0, name.find_first_of(" /\t\n")));
  if (!is_inline(element) || element == Element::hi || tag.ends_with('/')) return 0;
  return is_end ? -1 : 1;
}

}  // namespace

std::string context_text(const std::string& value) {
  if (!value.starts_with(kStart) || !value.ends_with(kEnd)) return value;
  const std::string_view inside =
      std::string_view(value).substr(kStart.size(), value.size() - kStart.size() - kEnd.size());
  std::string text;
  int codes = 0;  // that are open
  for (std::size_t at = 0; at < inside.size();) {
    const std::size_t next = std::min(inside.find_first_of("<&", at), inside.size());
    if (codes <= 0) text += inside.substr(at, next - at);
    if (next == inside.size()) break;
    const std::size_t end = inside.find(inside[next] == '<' ? '>' : ';', next);
    if (end == std::string_view::npos) return value;
    if (inside[next] == '<') {
      codes += codes_opened(inside.substr(next, end - next));
    } else {
      const std::string character = referred(inside.substr(next + 1, end - next - 1));
      if (character.empty()) return value;
      if (codes <= 0) text += character;
    }
    at = end + 1;
  }
  return text;
}

}  // namespace oimtm::formats

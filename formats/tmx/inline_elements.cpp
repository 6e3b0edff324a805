#include "formats/tmx/inline_elements.h"

#include <algorithm>
#include <array>

#include "formats/xml_writer.h"

namespace oimtm::formats {

std::string_view attribute(const char** attributes, std::string_view name) {
  for (; *attributes != nullptr; attributes += 2)
    if (name == *attributes) return attributes[1];
  return {};
}

bool is_inline(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNames = {"bpt", "ept", "ph", "it", "hi", "ut", "sub"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

text::InlineCode::Kind code_kind(std::string_view name, std::string_view pos) {
  using Kind = text::InlineCode::Kind;
  if (name == "bpt" || name == "hi" || (name == "it" && pos == "begin")) return Kind::opens;
  if (name == "ept" || (name == "it" && pos == "end")) return Kind::closes;
  return Kind::stands_alone;
}

void append_start_tag(std::string& markup, const char* name, const char** attributes) {
  markup += '<';
  markup += name;
  for (; *attributes != nullptr; attributes += 2) append_attribute(markup, attributes[0], attributes[1]);
  markup += '>';
}

}  // namespace oimtm::formats

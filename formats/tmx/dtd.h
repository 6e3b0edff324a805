// What the DTDs of TMX 1.1 to 1.4 say of their elements. Private to formats/.
#pragma once

#include <string_view>

#include "formats/tmx/elements.h"

namespace oimtm::formats {

// Names are separated by spaces.
struct TmxRule {
  Element element;
  std::string_view name;
  std::string_view children;
  bool has_text;
  std::string_view required;  // attributes
  std::string_view optional;
};

// The rule of 1.4, which is nearly that of the others; null for an element that TMX has not.
const TmxRule* tmx_rule(Element element);

bool has_word(std::string_view words, std::string_view word);

// Whether a date is a day that there is, in the form that TMX wants: 20260131T235959Z.
bool is_tmx_date(std::string_view date);

}  // namespace oimtm::formats

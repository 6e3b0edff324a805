// What the markup of an inline code is to TMX: an element of its own, or something that has to
// be wrapped in one. Private to formats/.
//
// Markup of other formats is written into <bpt>, <ept>, <ph> or <it> of the type "x-markup",
// and is itself again when it is read. TMX wants numbers to tie elements together: an id that
// is none stands behind the type, "x-markup-c1".
#pragma once

#include <string>
#include <string_view>

#include "text/segment.h"

namespace oimtm::formats {

// The type of an element that wraps markup of another format, and whether one is such a type.
std::string wrapping_type(std::string_view id);
bool is_wrapping(std::string_view type);

// The id of a code in an element of that type and with that number.
std::string_view wrapped_id(std::string_view type, std::string_view number);

// Whether an id is a number, as TMX wants it.
bool is_number(std::string_view id);

// Whether markup is one whole element of TMX that may stand in a segment, other than <hi>, as
// the reader gives it: it can be written as it is. <sub> may stand in such elements alone. "<item>" is none, for all
// that it begins like <it>.
bool is_whole_element(std::string_view markup);

// Whether a code is a start tag or an end tag of <hi>.
bool opens_highlight(const text::InlineCode& code);
bool closes_highlight(const text::InlineCode& code);

}  // namespace oimtm::formats

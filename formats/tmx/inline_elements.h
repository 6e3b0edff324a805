// The elements of TMX that stand in a segment: <bpt>, <ept>, <ph>, <it>, <hi>, <ut>, <sub>.
// Private to formats/.
#pragma once

#include <string>
#include <string_view>

#include "text/segment.h"

namespace oimtm::formats {

// The value of an attribute in the list that expat gives: names and values, then null.
// Empty if it is not there.
std::string_view attribute(const char** attributes, std::string_view name);

bool is_inline(std::string_view name);

// What an element is as a code; `pos` is the attribute by which <it> tells.
text::InlineCode::Kind code_kind(std::string_view name, std::string_view pos);

void append_start_tag(std::string& markup, const char* name, const char** attributes);

}  // namespace oimtm::formats

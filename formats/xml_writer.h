// Writing XML as text. Private to formats/.
#pragma once

#include <string>
#include <string_view>

namespace oimtm::formats {

// Whether XML 1.0 can hold a character at all; halves of surrogate pairs are none.
bool is_xml_character(char32_t character);

// Appends `text` with & < > escaped, and in attributes " and white space too. A character
// that XML cannot hold becomes U+FFFD; returns how many did.
std::size_t append_escaped(std::string& xml, std::string_view text, bool is_attribute);

// Appends ` name="value"`.
void append_attribute(std::string& xml, std::string_view name, std::string_view value);

}  // namespace oimtm::formats

// How lists are kept in one column: netstrings, "5:hello,", one behind the other.
// Private to tm/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/unit.h"

namespace oimtm::tm {

std::string encode(const text::Attributes& attributes);
std::string encode(const std::vector<text::InlineCode>& codes);

// "12-40 41-77"
std::string encode(const std::vector<text::ByteRange>& ranges);

// What is damaged reads as far as it goes. A list that is given is filled, and its memory used
// again.
text::Attributes decode_attributes(std::string_view encoded);
void decode_attributes(std::string_view encoded, text::Attributes& attributes);
std::vector<text::InlineCode> decode_codes(std::string_view encoded);
std::vector<text::ByteRange> decode_ranges(std::string_view encoded);

}  // namespace oimtm::tm

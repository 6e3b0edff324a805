// Where and when a release was written. Private to formats/.
#pragma once

#include <optional>
#include <string_view>

#include "text/segment.h"

namespace oimtm::formats {

// The bytes of "Libya - ", "Geneva, 7 December 2017 – ": a place, perhaps a date, and a dash.
std::optional<text::ByteRange> find_dateline(std::string_view line);

}  // namespace oimtm::formats

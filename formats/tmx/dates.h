// Dates: TMX has 20260131T235959Z, we have 2026-01-31T23:59:59Z. Private to formats/.
#pragma once

#include <string>
#include <string_view>

namespace oimtm::formats {

// What is not of the one form is returned as it is.
std::string from_tmx_date(std::string_view date);
std::string to_tmx_date(std::string_view date);

}  // namespace oimtm::formats

// Moments as memories keep them: ISO 8601 in UTC, to the second: 2026-01-31T23:59:59Z.
// Texts of this form stand in the order of their moments.
#pragma once

#include <string>
#include <string_view>

namespace oimtm::text {

// Whether `text` is a moment that there is: there is no 31st of February.
bool is_moment(std::string_view text);

// Whether `text` is a year, a month or a day that there is, or a moment: 2026, 2026-01,
// 2026-01-31. A moment of it begins with it.
bool begins_moment(std::string_view text);

// The present.
std::string now();

}  // namespace oimtm::text

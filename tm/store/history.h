// The history of changes. Private to tm/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tm/memory.h"
#include "tm/store/sqlite.h"

namespace oimtm::tm {
std::vector<PastChange> history(const Connection& connection);  // the oldest first

// The last revision that was there at a moment: "2026-01-31" (the end of that day) or
// "2026-01-31T12:00:00Z". Throws UsageError for anything else.
std::int64_t revision_at(const Connection& connection, std::string_view moment);

// The last change that was not taken back, and takes back none itself. 0 if there is none.
std::int64_t last_change(const Connection& connection);

// Whether a later change took it back.
bool is_undone(const Connection& connection, std::int64_t revision);

}  // namespace oimtm::tm

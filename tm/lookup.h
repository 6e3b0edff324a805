// From alike segments to matches: penalties, context, order. Private to tm/.
#pragma once

#include <vector>

#include "tm/memory.h"
#include "tm/segment_table.h"

namespace oimtm::tm {

// The matches of a query among the segments of `table`, whose language is `language`, in
// no order, one for each unit.
std::vector<Match> find_matches(const Store& store, const SegmentTable& table, const text::LanguageTag& language,
                                const Query& query, const LookupOptions& options);

}  // namespace oimtm::tm

// From alike segments to matches: penalties, context, order. Private to tm/.
#pragma once

#include <vector>

#include "tm/memory.h"
#include "tm/segment_table.h"

namespace oimtm::tm {

// The matches of a query among the segments of `table`, whose language is `language`, in
// no order, one for each variant that is like it.
std::vector<Match> find_matches(const Store& store, const SegmentTable& table, const text::LanguageTag& language,
                                const Query& query, const LookupOptions& options);

// Keeps the best of a unit's matches with the same two texts: a unit that says the same in
// two languages or varieties answers for each. The matches are of one memory.
void drop_repeated(std::vector<Match>& matches);

}  // namespace oimtm::tm

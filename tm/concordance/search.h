// Searching a store for a needle. Private to tm/.
#pragma once

#include <vector>

#include "tm/concordance.h"
#include "tm/store/store.h"

namespace oimtm::tm {

// The hits, by segment: the newest first. With `exhaustive` every segment is read, and the
// index is not asked.
std::vector<Hit> search(const Store& store, const ConcordanceQuery& query, bool exhaustive = false);

}  // namespace oimtm::tm

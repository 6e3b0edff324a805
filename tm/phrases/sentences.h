// Whole segments that are variants of one another. Private to tm/phrases/.
#pragma once

#include <vector>

#include "tm/phrases/clusters.h"
#include "tm/phrases/likeness.h"

namespace oimtm::tm {

// Groups of whole forms that are alike and stand in enough documents together. Forms are
// taken by documents, the most frequent first; each joins the leader that is most like it,
// or becomes one.
std::vector<Cluster> group_sentences(const Forms& forms, const Repeats& repeats, const WordWeights& weights,
                                     std::uint32_t min_documents);

}  // namespace oimtm::tm

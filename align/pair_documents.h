// Pairing documents: which document of one language is which of the other, by content
// alone.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "text/document.h"

namespace oimtm::align {

// Numbers of documents, and how sure the pairing is, 0 to 1: by how much it is likelier than
// the next best for either of the two. One side is missing for a document without a
// counterpart.
struct DocumentPair {
  std::optional<std::size_t> source;
  std::optional<std::size_t> target;
  double confidence = 0;
};

// Each document in exactly one pair: first the pairs in order of their source documents,
// sources without counterpart among them, then the targets without one.
//
// Documents are compared by the words that need no translation (numbers, addresses, names,
// acronyms, cognates), each weighted by how few documents have it (tf-idf, cosine); the
// best pair first, one to one (Buck & Koehn 2016 found greedy better than the optimal
// matching). Then the surest pairs are aligned, and all are compared once more, by the words
// that these taught as well. A pair is made if its likeness is enough, neither document is
// clearly more like another one, and their lengths are not too different.
//
// Time: for each document the candidates that share a rare word; no comparison of all with
// all.
std::vector<DocumentPair> pair_documents(std::span<const text::SegmentedDocument> source,
                                         std::span<const text::SegmentedDocument> target);

}  // namespace oimtm::align

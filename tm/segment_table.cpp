#include "tm/segment_table.h"

#include <algorithm>

namespace oimtm::tm {

SegmentTable::SegmentTable(const Store& store, const text::LanguageTag& language) {
  store.for_each_segment(language.base(), [&](StoredSegment stored) {
    Tokens tokens = text::tokenize(stored.segment.text, language);
    entries_.push_back({std::move(stored), std::move(tokens)});
  });
}

void SegmentTable::find(const text::Segment& query, const Tokens& tokens, int least,
                        const std::function<void(const TableEntry&)>& visit) const {
  for (const TableEntry& entry : entries_) {
    if (tokens.empty()) {
      if (entry.stored.segment.text == query.text) visit(entry);
      continue;
    }
    // Each token that one text has more than the other is an edit.
    const auto [shorter, longer] = std::minmax({tokens.size(), entry.tokens.size()});
    if (100 * shorter < static_cast<std::size_t>(least) * longer) continue;
    if (similarity(tokens, entry.tokens) >= least) visit(entry);
  }
}

}  // namespace oimtm::tm

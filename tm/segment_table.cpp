#include "tm/segment_table.h"

#include <algorithm>

#include "text/placeables.h"

namespace oimtm::tm {

SegmentTable::SegmentTable(LookupReader& store, const text::LanguageTag& language) {
  store.for_each_segment(language.base(), 0, [&](std::int64_t id, std::string_view text) {
    Tokens tokens = text::match_tokens(text, language);
    entries_.push_back({id, tokens.empty() ? std::string(text) : std::string(), std::move(tokens)});
  });
}

void SegmentTable::find(const text::Segment& query, const Tokens& tokens, int least, const CandidateSink& sink) const {
  for (const Entry& entry : entries_) {
    if (tokens.empty() || entry.tokens.empty()) {
      const bool same = tokens.empty() && entry.tokens.empty() && entry.text == query.text;
      if (same) sink(std::vector{Candidate{entry.id, 100}});
      continue;
    }
    // Each token that one text has more than the other is an edit.
    const auto [shorter, longer] = std::minmax({tokens.size(), entry.tokens.size()});
    if (100 * shorter < static_cast<std::size_t>(least) * longer) continue;
    const int raw = similarity(tokens, entry.tokens);
    if (raw >= least) sink(std::vector{Candidate{entry.id, raw}});
  }
}

}  // namespace oimtm::tm

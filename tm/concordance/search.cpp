#include "tm/concordance/search.h"

#include <algorithm>
#include <map>
#include <utility>

#include "tm/concordance/gram_index.h"
#include "tm/concordance/needle.h"
#include "tm/store/unit_row.h"

namespace oimtm::tm {

namespace {

class Search {
 public:
  Search(const Store& store, const ConcordanceQuery& query, bool exhaustive)
      : store_(store), query_(query), exhaustive_(exhaustive), needle_(query.pattern, query.kind, exhaustive) {
    if (query.side == ConcordanceQuery::Side::source) places_.last = 0;
    if (query.side == ConcordanceQuery::Side::target) places_.first = 1;
    Statement languages(store.connection(), "SELECT id, tag FROM language");
    while (languages.step()) {
      const text::LanguageTag language = read_language(languages, 1);
      if (query.language.empty() || text::same_base(language, query.language))
        languages_.emplace(languages.integer(0), language);
    }
  }

  // From the newest segment to the oldest: first those that no run has, all of them.
  std::vector<Hit> run() {
    Statement last(store_.connection(), "SELECT max(id) FROM segment");
    last.step();
    std::int64_t end = last.integer(0);
    std::vector<GramRun> runs;
    if (!exhaustive_) runs = gram_runs(store_.connection());
    std::reverse(runs.begin(), runs.end());
    for (const GramRun& run : runs) {
      // Damaged: what it says it covers is read.
      if (run.first < 0 || run.last < run.first || run.last > end) continue;
      read(run.last + 1, end);
      end = run.first - 1;
      read_run(run);
      if (is_full()) break;
    }
    read(0, end);
    return std::move(hits_);
  }

 private:
  bool is_full() const { return hits_.size() >= query_.limit; }

  void read_run(const GramRun& run) {
    const std::vector<std::uint32_t> blocks = candidate_blocks(store_.connection(), run, needle_.clauses());
    // Blocks in a row are read in one go.
    for (auto block = blocks.rbegin(); block != blocks.rend() && !is_full();) {
      const std::int64_t last = *block;
      std::int64_t first = last;
      for (++block; block != blocks.rend() && *block + 1 == first; ++block) first = *block;
      read(first * kBlockSize, (last + 1) * kBlockSize - 1);
    }
  }

  void read(std::int64_t first, std::int64_t last) {
    if (last < first || is_full()) return;
    for (segments_.bind(first, last); !is_full() && segments_.step();) {
      const auto language = languages_.find(segments_.integer(2));
      if (language == languages_.end() || segments_.bytes(1).size() > query_.longest) continue;
      if (std::vector<text::ByteRange> where = needle_.find(segments_.bytes(1)); !where.empty())
        take_units({segments_.integer(0), std::string(segments_.bytes(1)), language->second, std::move(where)});
    }
  }

  struct FoundSegment {
    std::int64_t id = 0;
    std::string text;
    text::LanguageTag language;
    std::vector<text::ByteRange> where;
  };

  // The variants that have the segment, as the query wants them.
  void take_units(const FoundSegment& segment) {
    // A text may stand in very many units.
    for (UnitId last = 0; !is_full();) {
      const std::size_t most = query_.limit - hits_.size();
      const std::vector<StoredUnit> units = store_.units_with(segment.id, places_, last, most);
      for (const StoredUnit& stored : units) take_variants(stored, segment);
      if (units.size() < most) return;
      last = units.back().id;
    }
  }

  void take_variants(const StoredUnit& stored, const FoundSegment& segment) {
    for (std::size_t i = 0; i < stored.unit.variants.size() && !is_full(); ++i) {
      const text::Variant& variant = stored.unit.variants[i];
      const bool is_side =
          query_.side == ConcordanceQuery::Side::both || (query_.side == ConcordanceQuery::Side::source) == (i == 0);
      // The other side may say the same: it is a segment of its own.
      const bool is_it = variant.language == segment.language && variant.segment.text == segment.text;
      if (is_it && is_side) hits_.push_back({stored, i, segment.where});
    }
  }

  const Store& store_;
  const ConcordanceQuery& query_;
  bool exhaustive_;
  Needle needle_;
  Places places_;                                        // of the side that is asked for
  std::map<std::int64_t, text::LanguageTag> languages_;  // that are asked for
  std::vector<Hit> hits_;
  Statement segments_{store_.connection(),
                      "SELECT id, text, language FROM segment WHERE id BETWEEN ? AND ? ORDER BY id DESC"};
};

}  // namespace

std::vector<Hit> search(const Store& store, const ConcordanceQuery& query, bool exhaustive) {
  return Search(store, query, exhaustive).run();
}

}  // namespace oimtm::tm

#include "tm/lookup.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "text/placeables.h"

namespace oimtm::tm {

namespace {

static_assert(kLeastIndexed == kLeastLikeness);

using Texts = std::pair<std::string, std::string>;

// Keeps the best of the matches with the same two texts, and counts the others. A unit that
// says the same in two languages or varieties answers for each, and counts once.
std::vector<std::pair<UnitHit, std::size_t>> group(std::vector<UnitHit> hits, std::size_t limit) {
  std::stable_sort(hits.begin(), hits.end(), [](const UnitHit& a, const UnitHit& b) { return is_better(a, b); });
  std::map<Texts, std::pair<std::size_t, std::set<UnitId>>> seen;
  std::vector<std::pair<UnitHit, std::size_t>> kept;
  for (UnitHit& hit : hits) {
    auto [found, is_first] = seen.try_emplace({hit.source_text, hit.target_text}, kept.size(), std::set<UnitId>());
    const bool is_other = found->second.second.insert(hit.unit).second && !is_first;
    if (is_first && kept.size() < limit) kept.emplace_back(std::move(hit), 0);
    if (is_other && found->second.first < limit) ++kept[found->second.first].second;
  }
  return kept;
}

bool is_better_match(const Match& a, const Match& b) {
  const auto key = [](const Match& m) {
    return std::tuple(m.score.net, m.target.has_value(), m.score.characters, m.score.raw,
                      std::string_view(m.stored.unit.date), m.stored.id);
  };
  return std::pair(key(a), b.source) > std::pair(key(b), a.source);
}

}  // namespace

Lookup::Lookup(const Store& store) : store_(store), reader_(store.connection(), store.alive()) {}

std::vector<Match> Lookup::find(const Query& query, const LookupOptions& wanted) {
  LookupOptions options = wanted;
  if (store_.is_past()) options.exhaustive = true;  // asking for the past leaves the index alone
  const LookupReader::Snapshot snapshot(reader_);
  for (;;) {
    try {
      std::vector<BestHits> found;
      const std::vector<text::LanguageTag> asked = asked_languages(query);
      found.reserve(asked.size());
      for (const text::LanguageTag& language : asked)
        search(found.emplace_back(reader_, language, query, options, options.exhaustive), query, options);
      return to_matches(found, options);
    } catch (const DamagedRun&) {
      for (auto& [base, index] : indexes_) index.forget();
    }
  }
}

const std::vector<text::LanguageTag>& Lookup::languages() {
  const StoreState state = reader_.state();
  if (state_ != state) {
    tables_.clear();
    languages_ = store_.languages();
    state_ = state;
  }
  return languages_;
}

// One for each language, whatever its varieties.
std::vector<text::LanguageTag> Lookup::asked_languages(const Query& query) {
  if (!query.source.empty()) return {query.source};
  std::vector<text::LanguageTag> asked;
  for (const text::LanguageTag& language : languages())
    if (asked.empty() || !text::same_base(asked.back(), language)) asked.push_back(language);
  return asked;
}

FuzzyIndex& Lookup::index(std::string_view base) {
  auto found = indexes_.find(base);
  if (found == indexes_.end())
    found = indexes_.emplace(base, FuzzyIndex(store_.connection().path(), std::string(base))).first;
  return found->second;
}

const SegmentTable& Lookup::table(const text::LanguageTag& language) {
  languages();  // forgets what has changed
  const auto found = tables_.find(language.base());
  if (found != tables_.end()) return found->second;
  return tables_.emplace(language.base(), SegmentTable(reader_, language)).first->second;
}

void Lookup::catch_up(const std::string& base) {
  const LookupReader::Snapshot snapshot(reader_);
  index(base).catch_up(reader_);
}

void Lookup::catch_up_stored() {
  std::set<std::string> bases;
  for (const text::LanguageTag& language : languages()) bases.emplace(language.base());
  for (const std::string& base : bases)
    if (index(base).is_stored()) catch_up(base);
}

void Lookup::search(BestHits& best, const Query& query, const LookupOptions& options) {
  const int least = best.least();
  if (options.exhaustive || least < kLeastLikeness) {
    table(best.language()).find(query.segment, best.tokens(), least, [&](auto found) { return best.take(found); });
  } else {
    const FuzzyQuery folded(fold_tokens(query.segment.text, best.tokens()));
    FuzzyIndex& fuzzy = index(best.language().base());
    fuzzy.catch_up(reader_);
    fuzzy.find(folded, least, [&](auto found) { return best.take(found); });
  }
  best.finish();
}

// Finds every unit with a source text that is shown, for the count of the others.
void Lookup::complete(std::vector<BestHits>& languages, const std::string& source_text) {
  for (BestHits& best : languages) {
    best.complete(source_text);
    if (languages.size() == 1) continue;  // all with this text are as alike as the one that is shown
    const FuzzyQuery same(fold_tokens(source_text, text::match_tokens(source_text, best.language())));
    index(best.language().base()).find(same, 100, [&](auto found) {
      for (const Candidate& candidate : found) best.complete(source_text, candidate);
      return 100;
    });
  }
}

std::vector<Match> Lookup::to_matches(std::vector<BestHits>& languages, const LookupOptions& options) {
  const auto all_hits = [&] {
    std::vector<UnitHit> hits;
    for (BestHits& best : languages) hits.insert(hits.end(), best.hits().begin(), best.hits().end());
    return hits;
  };
  auto shown = group(all_hits(), options.limit);
  if (!options.exhaustive) {
    for (const auto& [hit, others] : shown) complete(languages, hit.source_text);
    shown = group(all_hits(), options.limit);
  }
  std::vector<Match> matches;
  for (auto& [hit, others] : shown)
    if (auto unit = store_.unit(hit.unit))
      matches.push_back({std::move(*unit), hit.source, hit.target, std::move(hit.score), hit.source != 0, others});
  return matches;
}

void rank(std::vector<Match>& matches, std::size_t limit) {
  std::stable_sort(matches.begin(), matches.end(), is_better_match);
  std::map<Texts, std::size_t> seen;
  std::vector<Match> kept;
  for (Match& match : matches) {
    const text::Variant* target = match.target_variant();
    const auto [found, is_first] = seen.try_emplace(
        {match.source_variant().segment.text, target != nullptr ? target->segment.text : std::string()}, kept.size());
    if (!is_first)
      kept[found->second].others += 1 + match.others;
    else
      kept.push_back(std::move(match));
  }
  if (kept.size() > limit) kept.resize(limit);
  matches = std::move(kept);
}

}  // namespace oimtm::tm

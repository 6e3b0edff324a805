#include "tm/best_hits.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "text/placeables.h"

namespace oimtm::tm {

namespace {

constexpr double kTrusted = 0.9;  // an alignment of this confidence costs nothing
constexpr std::int64_t kEdge = 0;
// While the index is still asked: so many points above the cut, in most segments a capital or
// two take off again, and a cut that is higher by them saves less than reading these.
constexpr int kWorthALook = 4;

bool is_same_text(const std::string& a, const std::string& b, const text::LanguageTag& language) {
  if (a == b) return true;
  return text::exact_hash(text::match_tokens(a, language)) == text::exact_hash(text::match_tokens(b, language));
}

bool is_wanted(const text::LanguageTag& has, const text::LanguageTag& wanted, bool strict) {
  return wanted.empty() || has == wanted || (!strict && text::same_base(has, wanted));
}

// The variant that translates variant `source`: the one in the language asked for, or the
// first in any other.
std::optional<std::size_t> find_target(const UnitBrief& unit, std::size_t source, const Query& query, bool strict) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < unit.variants.size(); ++i) {
    const text::LanguageTag& language = unit.variants[i].language;
    if (i == source || text::same_base(language, unit.variants[source].language)) continue;
    if (language == query.target && !query.target.empty()) return i;
    if (!found && is_wanted(language, query.target, strict)) found = i;
  }
  return found;
}

int points_for(double confidence) {
  constexpr double kRounding = 1e-9;  // 0.9 - 0.7 is a little more than two tenths
  return confidence >= kTrusted ? 0 : static_cast<int>(std::ceil((kTrusted - confidence) * 10 - kRounding));
}

}  // namespace

bool is_better(const UnitHit& a, const UnitHit& b) {
  const auto key = [](const UnitHit& hit) {
    return std::tuple(hit.score.net, hit.target.has_value(), hit.score.characters, hit.score.raw,
                      std::string_view(hit.date), hit.unit);
  };
  return std::pair(key(a), b.source) > std::pair(key(b), a.source);
}

BestHits::BestHits(LookupReader& store, const text::LanguageTag& language, const Query& query,
                   const LookupOptions& options, bool all)
    : store_(store),
      language_(language),
      query_(query),
      options_(options),
      all_(all),
      tokens_(text::match_tokens(query.segment.text, language)),
      outline_(outline(query.segment.text)),
      characters_(query.segment.text) {}

// What a score of `net` can become at best, once the units are known.
int BestHits::bound(int net) const {
  const bool has_context = query_.context.previous || query_.context.next;
  return net == 100 && has_context && options_.penalty <= 0 ? 102 : net - std::max(options_.penalty, 0);
}

// Whether a hit must be better than another to be shown.
bool BestHits::is_full() const { return !all_ && !first_.empty() && first_.size() >= options_.limit; }

// Below it nothing is of interest.
Rank BestHits::cut() const {
  const Rank least{options_.min_score, false, 0};
  return is_full() ? *first_.begin() : least;
}

int BestHits::least() const { return std::clamp(cut().net + std::max(options_.penalty, 0), 1, 100); }

int BestHits::take(std::span<const Candidate> candidates) {
  for (const Candidate& candidate : candidates) {
    items_.push_back(
        {candidate.segment, candidate.raw, likeness_at_most(outline_, candidate.outline), std::nullopt, {}, false});
    push(items_.size() - 1, false);
  }
  // As many as are shown make a cut, whatever they are; then what can raise it by much. The
  // rest can wait for something better.
  while (!heap_.empty() && !is_full() && heap_.front().rank.net > cut().net) look_at_best(true);
  while (!heap_.empty() && heap_.front().rank.net > cut().net + kWorthALook) look_at_best(true);
  return least();
}

void BestHits::finish() {
  while (!heap_.empty() && heap_.front().rank >= cut()) look_at_best(false);
}

void BestHits::push(std::size_t item, bool is_scored) {
  const Item& of = items_[item];
  const Rank rank =
      is_scored ? Rank{bound(of.score.net), true, of.score.characters} : Rank{bound(of.raw), true, of.characters};
  heap_.push_back({rank, is_scored, item});
  std::push_heap(heap_.begin(), heap_.end());
}

// Scores the text of the item with the best bound, or reads the units if that is done; with
// `to_the_end` both, if that can raise the cut.
void BestHits::look_at_best(bool to_the_end) {
  std::pop_heap(heap_.begin(), heap_.end());
  const Bound best = heap_.back();
  heap_.pop_back();
  Item& item = items_[best.item];
  if (!best.is_scored) score_text(item);
  if (best.is_scored || (to_the_end && bound(item.score.net) > cut().net))
    add_units(item);
  else
    push(best.item, true);
}

void BestHits::score_text(Item& item) {
  item.stored = store_.segment(item.segment);
  const text::Segment& segment = item.stored->segment;
  item.score = score(query_.segment, tokens_, segment, text::match_tokens(segment.text, language_));
  item.score.characters = characters_.to(segment.text);
}

void BestHits::add_units(Item& item) {
  item.is_done = true;
  for (const UnitBrief& unit : store_.units_with(*item.stored))
    for (std::size_t i = 0; i < unit.variants.size(); ++i)
      if (unit.variants[i].segment == item.segment && is_wanted(item.stored->language, query_.source, options_.strict))
        add_hit(item, unit, i);
}

void BestHits::add_hit(const Item& item, const UnitBrief& unit, std::size_t source) {
  const auto target = find_target(unit, source, query_, options_.strict);
  if (!target && !query_.target.empty()) return;
  UnitHit hit{unit.id, source, target, item.stored->segment.text, {}, unit.date, item.score};
  take_unit_penalties(hit, unit);
  if (hit.score.net < options_.min_score) return;
  if (target) hit.target_text = unit.variants[*target].text;
  count(hit);
  hits_.push_back(std::move(hit));
}

void BestHits::take_unit_penalties(UnitHit& hit, const UnitBrief& unit) {
  Score& score = hit.score;
  const UnitBrief::Variant& source = unit.variants[hit.source];
  if (unit.confidence && points_for(*unit.confidence) > 0) score.take("alignment", points_for(*unit.confidence));
  const bool other_variety =
      (!query_.source.empty() && source.language != query_.source) ||
      (!query_.target.empty() && hit.target && unit.variants[*hit.target].language != query_.target);
  if (other_variety) score.take("variety", 1);
  if (options_.penalty > 0) score.take("memory", options_.penalty);
  if (score.net != 100) return;
  const int neighbours = same_neighbours(source);
  if (neighbours > 0) score.take("context", -neighbours);
}

// How many neighbours are known on both sides and the same.
int BestHits::same_neighbours(const UnitBrief::Variant& unit) {
  int same = 0;
  for (const auto& [asked, stored] :
       {std::pair(query_.context.previous, unit.previous), std::pair(query_.context.next, unit.next)}) {
    if (!asked || !stored) continue;
    const std::string text = *stored == kEdge ? std::string() : store_.segment_text(*stored);
    same += is_same_text(*asked, text, language_) ? 1 : 0;
  }
  return same;
}

// Keeps account of the best of each pair of texts.
void BestHits::count(const UnitHit& hit) {
  const Rank rank{hit.score.net, hit.target.has_value(), hit.score.characters};
  const auto [best, is_new] = best_.try_emplace({hit.source_text, hit.target_text}, rank);
  if (!is_new) {
    if (best->second >= rank) return;
    if (const auto before = first_.find(best->second); before != first_.end()) first_.erase(before);
    best->second = rank;
  }
  first_.insert(rank);
  if (first_.size() > options_.limit) first_.erase(first_.begin());
}

void BestHits::complete(const std::string& source_text) {
  for (Item& item : items_)
    if (item.stored && !item.is_done && item.stored->segment.text == source_text) add_units(item);
}

void BestHits::complete(const std::string& source_text, const Candidate& candidate) {
  if (known_.empty())
    for (const Item& item : items_) known_.insert(item.segment);
  if (!known_.insert(candidate.segment).second) return;
  items_.push_back({candidate.segment, candidate.raw, 0, std::nullopt, {}, false});
  score_text(items_.back());
  if (items_.back().stored->segment.text == source_text) add_units(items_.back());
}

}  // namespace oimtm::tm

#include "tm/lookup.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace oimtm::tm {

namespace {

constexpr double kTrusted = 0.9;  // an alignment of this confidence costs nothing

bool is_same_text(const std::string& a, const std::string& b, const text::LanguageTag& language) {
  if (a == b) return true;
  return text::exact_hash(text::tokenize(a, language)) == text::exact_hash(text::tokenize(b, language));
}

// How many neighbours are known on both sides and the same.
int same_neighbours(const text::Context& query, const text::Context& unit, const text::LanguageTag& language) {
  int same = 0;
  for (const auto& [asked, stored] : {std::pair(query.previous, unit.previous), std::pair(query.next, unit.next)})
    same += asked && stored && is_same_text(*asked, *stored, language) ? 1 : 0;
  return same;
}

bool is_wanted(const text::LanguageTag& has, const text::LanguageTag& wanted, bool strict) {
  return wanted.empty() || has == wanted || (!strict && text::same_base(has, wanted));
}

// The variant that translates variant `source`: the one in the language asked for, or the
// first in any other.
std::optional<std::size_t> find_target(const text::TranslationUnit& unit, std::size_t source, const Query& query,
                                       bool strict) {
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

void take_unit_penalties(Match& match, const Query& query, const LookupOptions& options) {
  Score& score = match.score;
  const text::Variant& source = match.source_variant();
  if (const auto confidence = match.stored.unit.confidence; confidence && points_for(*confidence) > 0)
    score.take("alignment", points_for(*confidence));
  const text::Variant* target = match.target_variant();
  const bool other_variety = (!query.source.empty() && source.language != query.source) ||
                             (!query.target.empty() && target != nullptr && target->language != query.target);
  if (other_variety) score.take("variety", 1);
  if (options.penalty > 0) score.take("memory", options.penalty);
  if (score.net != 100) return;
  const int neighbours = same_neighbours(query.context, source.context, source.language);
  if (neighbours > 0) score.take("context", -neighbours);
}

bool is_better(const Match& a, const Match& b) {
  const auto key = [](const Match& m) {
    return std::tuple(m.score.net, m.target.has_value(), m.score.raw, m.stored.unit.date, m.stored.id);
  };
  return std::pair(key(a), b.source) > std::pair(key(b), a.source);
}

using Texts = std::pair<std::string, std::string>;

Texts texts(const Match& match) {
  const text::Variant* target = match.target_variant();
  return {match.source_variant().segment.text, target ? target->segment.text : std::string()};
}

}  // namespace

std::vector<Match> find_matches(const Store& store, const SegmentTable& table, const text::LanguageTag& language,
                                const Query& query, const LookupOptions& options) {
  const Tokens tokens = text::tokenize(query.segment.text, language);
  std::vector<Match> matches;
  table.find(query.segment, tokens, std::min(options.min_score, 100), [&](const TableEntry& entry) {
    const Score text_score = score(query.segment, tokens, entry.stored.segment, entry.tokens);
    if (text_score.net < std::min(options.min_score, 100)) return;
    for (StoredUnit& unit : store.units_with(entry.stored.id)) {
      for (std::size_t i = 0; i < unit.unit.variants.size(); ++i) {
        const text::Variant& variant = unit.unit.variants[i];
        if (variant.segment.text != entry.stored.segment.text || variant.language != entry.stored.language) continue;
        if (!is_wanted(variant.language, query.source, options.strict)) continue;
        const auto target = find_target(unit.unit, i, query, options.strict);
        if (!target && !query.target.empty()) continue;
        Match match{unit, i, target, text_score, i != 0, 0};
        take_unit_penalties(match, query, options);
        if (match.score.net >= options.min_score) matches.push_back(std::move(match));
      }
    }
  });
  return matches;
}

void drop_repeated(std::vector<Match>& matches) {
  std::stable_sort(matches.begin(), matches.end(), is_better);
  std::set<std::pair<UnitId, Texts>> seen;
  std::erase_if(matches, [&](const Match& match) { return !seen.emplace(match.stored.id, texts(match)).second; });
}

void rank(std::vector<Match>& matches, std::size_t limit) {
  std::stable_sort(matches.begin(), matches.end(), is_better);
  std::map<Texts, std::size_t> seen;
  std::vector<Match> kept;
  for (Match& match : matches) {
    const auto [found, is_first] = seen.try_emplace(texts(match), kept.size());
    if (!is_first)
      kept[found->second].others += 1 + match.others;
    else
      kept.push_back(std::move(match));
  }
  if (kept.size() > limit) kept.resize(limit);
  matches = std::move(kept);
}

}  // namespace oimtm::tm

#include "align/pool.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "align/anchors.h"
#include "align/confidence.h"

namespace oimtm::align {

namespace {

constexpr std::size_t kReach = 8;       // to either side of the last round's beads
constexpr std::size_t kWideReach = 32;  // where these were at the edge of the band
constexpr float kSameSightings = 2;     // that a word is worth as a translation of itself
constexpr float kLookSightings = 1;     // shared by the words that look like one
constexpr std::size_t kMostLookAlikes = 64;
constexpr float kMostKnown = 20;  // sightings that a run passes on to the next
constexpr float kLeastKnown = 1.5;
constexpr std::size_t kMostGroupPairs = 1 << 18;  // of words: a longer bead teaches nothing
// Beads of wider bands are taken as sure: among so many a wrong one teaches little, and the
// memory is better spent.
constexpr std::size_t kMostWeighedCells = 200'000;

std::vector<WeightedTranslation> look_alikes(const Vocabulary& words, const Vocabulary& given) {
  std::unordered_map<std::uint64_t, std::vector<WordId>> by_look;
  for (WordId word = 0; word < words.size(); ++word)
    if (words.word(word).look != 0) by_look[words.word(word).look].push_back(word);
  std::vector<WeightedTranslation> found;
  for (WordId g = 0; g < given.size(); ++g) {
    const auto alike = by_look.find(given.word(g).look);
    if (alike == by_look.end() || alike->second.size() > kMostLookAlikes) continue;
    for (const WordId word : alike->second) {
      const bool is_same = words.word(word).key == given.word(g).key;
      found.push_back({word, g, is_same ? kSameSightings : kLookSightings / static_cast<float>(alike->second.size())});
    }
  }
  return found;
}

std::vector<WeightedTranslation> known_translations(const Lexicon& lexicon, const TextModel& model) {
  std::vector<WeightedTranslation> known;
  for (const Lexicon::Entry& entry : lexicon.entries()) {
    const auto source = model.source_words.find(entry.source);
    const auto target = model.target_words.find(entry.target);
    if (source && target) known.push_back({*source, *target, entry.weight});
  }
  return known;
}

std::vector<WeightedTranslation> turned(std::vector<WeightedTranslation> translations) {
  for (WeightedTranslation& translation : translations) std::swap(translation.word, translation.given);
  return translations;
}

void count(const PooledPair& pair, WordGroups& source, WordGroups& target, EdgeOdds& edges) {
  for (std::size_t t = 0; t < pair.target.size(); ++t) edges.count_target(pair.target.edges(t));
  for (const Bead& bead : pair.beads) {
    if (bead.is_null()) continue;
    const auto source_words = pair.source.words(bead.source_begin, bead.source_count);
    const auto target_words = pair.target.words(bead.target_begin, bead.target_count);
    if (source_words.size() * target_words.size() > kMostGroupPairs) continue;
    // Not the confidence itself: a doubtful bead is still right as often as not, or nearly so.
    const auto weight = static_cast<float>(std::sqrt(bead.confidence));
    source.add(source_words, weight);
    target.add(target_words, weight);
    const std::size_t source_last = bead.source_begin + bead.source_count - 1;
    const std::size_t target_last = bead.target_begin + bead.target_count - 1;
    edges.count_bead({pair.source.edges(bead.source_begin).begin, pair.source.edges(source_last).end},
                     {pair.target.edges(bead.target_begin).begin, pair.target.edges(target_last).end});
  }
}

std::vector<Waypoint> way_along(const std::vector<Bead>& beads, const Band& band) {
  std::vector<Waypoint> way;
  for (const Bead& bead : beads) {
    const std::size_t column = bead.target_begin;
    const bool at_edge = (column > 0 && column <= band.first(bead.source_begin) + 1) ||
                         (column < band.target_size() && column + 2 >= band.last(bead.source_begin));
    way.push_back({bead.source_begin, column, at_edge ? kWideReach : kReach});
  }
  return way;
}

std::vector<Bead> with_calibrated(std::vector<Bead> beads) {
  for (Bead& bead : beads) bead.confidence = calibrated(bead);
  return beads;
}

std::vector<Bead> taken_as_sure(std::vector<Bead> beads) {
  for (Bead& bead : beads) bead.confidence = 1;
  return beads;
}

}  // namespace

void Pool::add(std::size_t number, ReadSegments&& source, ReadSegments&& target) {
  pairs.push_back(
      {number, Side(std::move(source), model.source_words), Side(std::move(target), model.target_words), {}, {}});
}

void learn(Pool& pool, const Lexicon& lexicon) {
  WordGroups source;
  WordGroups target;
  EdgeOdds edges;
  for (const PooledPair& pair : pool.pairs) count(pair, source, target, edges);
  edges.learn();
  TextModel& model = pool.model;
  model.edges = edges;
  model.source = model.target = {};
  const std::vector<WeightedTranslation> known = known_translations(lexicon, model);
  const std::size_t sources = model.source_words.size();
  const std::size_t targets = model.target_words.size();
  // One after the other: a learner needs more memory than all else.
  std::vector<WeightedTranslation> prior = look_alikes(model.source_words, model.target_words);
  prior.insert(prior.end(), known.begin(), known.end());
  model.source = TranslationTable::learn(source, sources, target, targets, std::move(prior));
  prior = look_alikes(model.target_words, model.source_words);
  for (const WeightedTranslation& entry : known) prior.push_back({entry.given, entry.word, entry.weight});
  model.target = TranslationTable::learn(target, targets, source, sources, std::move(prior));
}

void search(PooledPair& pair, const TextModel& model) {
  if (pair.beads.empty()) pair.way = find_waypoints(pair.source, pair.target, model);
  const Band band(pair.source.size(), pair.target.size(), pair.way);
  TextCost cost(pair.source, pair.target, model);
  pair.beads = band.cells() <= kMostWeighedCells ? with_calibrated(find_beads_with_confidence(cost, band))
                                                 : taken_as_sure(find_beads(cost, band));
  pair.way = way_along(pair.beads, band);
}

std::vector<Bead> search_with_confidence(const PooledPair& pair, const TextModel& model) {
  const Band band(pair.source.size(), pair.target.size(), pair.way);
  TextCost cost(pair.source, pair.target, model);
  return with_calibrated(find_beads_with_confidence(cost, band));
}

double word_evidence(const PooledPair& pair, const TextModel& model, const std::vector<Bead>& beads) {
  TextCost cost(pair.source, pair.target, model);
  double sum = 0;
  for (const Bead& bead : beads) {
    if (bead.is_null()) continue;
    cost.prepare(bead.source_begin, bead.source_begin + bead.source_count, bead.target_begin,
                 bead.target_begin + bead.target_count);
    sum += cost.word_evidence(bead);
  }
  const std::size_t words =
      pair.source.words(0, pair.source.size()).size() + pair.target.words(0, pair.target.size()).size();
  return words > 0 ? sum / static_cast<double>(words) : 0;
}

// What was learned in both directions, by the keys of the words.
Lexicon learned_by(const TextModel& model) {
  const auto before = [](const WeightedTranslation& a, const WeightedTranslation& b) {
    return a.word != b.word ? a.word < b.word : a.given < b.given;
  };
  std::vector<WeightedTranslation> one = model.source.learned();
  std::vector<WeightedTranslation> other = turned(model.target.learned());
  std::sort(one.begin(), one.end(), before);
  std::sort(other.begin(), other.end(), before);
  std::vector<Lexicon::Entry> entries;
  for (auto a = one.begin(), b = other.begin(); a != one.end() && b != other.end();) {
    if (before(*a, *b)) {
      ++a;
    } else if (before(*b, *a)) {
      ++b;
    } else {
      const float weight = std::min({a->weight, b->weight, kMostKnown});
      if (weight >= kLeastKnown)
        entries.push_back({model.source_words.word(a->word).key, model.target_words.word(a->given).key, weight});
      ++a;
      ++b;
    }
  }
  return Lexicon(std::move(entries));
}

}  // namespace oimtm::align

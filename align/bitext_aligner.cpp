#include "align/bitext_aligner.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>
#include <unordered_map>

#include "align/anchors.h"
#include "align/confidence.h"
#include "align/text_cost.h"

namespace oimtm::align {

namespace {

constexpr int kRounds = 3;
constexpr std::size_t kReach = 8;       // to either side of the last round's beads
constexpr std::size_t kWideReach = 32;  // where these were at the edge of the band
constexpr float kSameSightings = 2;     // that a word is worth as a translation of itself
constexpr float kLookSightings = 1;     // shared by the words that look like one
constexpr std::size_t kMostLookAlikes = 64;
constexpr float kMostKnown = 20;  // sightings that a run passes on to the next
constexpr float kLeastKnown = 1.5;
constexpr std::size_t kMostGroupPairs = 1 << 18;  // of words: a longer bead teaches nothing

constexpr double kSureEvidence = 0.6;  // of a word: texts above are translations
constexpr double kLeastTimes = 1.5;    // of their evidence over that of the text turned round
constexpr double kLeastMore = 0.12;
constexpr std::size_t kLeastToCheck = 4;  // segments
constexpr std::size_t kMostToCheck = 200;
constexpr double kUnrelatedConfidence = 0.2;

// Calls work(i) for each i below `count`, on some threads; from this one, then also tell(i):
// so many are done or being done. An exception of either from this one ends the work.
void for_each(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& work,
              const std::function<void(std::size_t)>& tell = {}) {
  std::atomic<std::size_t> next{0};
  const auto run = [&](bool tells) {
    for (std::size_t i = next++; i < count; i = next++) {
      if (tells && tell) tell(i);
      work(i);
    }
  };
  std::vector<std::jthread> others;
  for (std::size_t t = 1; t < std::min(threads, count); ++t) others.emplace_back(run, false);
  try {
    run(true);
  } catch (...) {
    next = count;  // the others finish what they have begun
    throw;
  }
}

struct Pair {
  std::size_t number;  // among all of the run
  Side source;
  Side target;
  std::vector<Waypoint> way;
  std::vector<Bead> beads;
};

// The pairs of two languages.
struct Pool {
  std::vector<Pair> pairs;
  TextModel model;
};

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

// Evidence of the words of all beads, a word.
double word_evidence(TextCost& cost, const Pair& pair, const std::vector<Bead>& beads) {
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

class Run {
 public:
  Run(std::span<const TextPair> texts, const AlignOptions& options) : texts_(texts), options_(options) {}

  AlignedTexts align() {
    read();
    for (auto& [languages, pool] : pools_) {
      const auto known = options_.known.find(languages);
      const Lexicon lexicon = known == options_.known.end() ? Lexicon() : known->second;
      for (int round = 0; round < kRounds; ++round) {
        learn(pool, known_translations(lexicon, pool.model));
        for_each(
            pool.pairs.size(), options_.threads, [&](std::size_t i) { align(pool.pairs[i], pool.model, round); },
            [&](std::size_t i) { tell(i); });
        done_ += pool.pairs.size();
      }
      Lexicon learned = learned_by(pool.model);
      learned.merge(lexicon);
      result_.learned.emplace(languages, std::move(learned));
      pool = {};
    }
    return std::move(result_);
  }

 private:
  // Texts are read on all threads, but words are numbered in the order of the texts.
  void read() {
    result_.alignments.resize(texts_.size());
    const std::size_t batch = 16 * std::max<std::size_t>(1, options_.threads);
    std::vector<std::pair<ReadSegments, ReadSegments>> read(std::min(batch, texts_.size()));
    for (std::size_t begin = 0; begin < texts_.size(); begin += batch) {
      const std::size_t count = std::min(batch, texts_.size() - begin);
      for_each(
          count, options_.threads,
          [&](std::size_t i) {
            const TextPair& texts = texts_[begin + i];
            read[i] = {read_segments(*texts.source), read_segments(*texts.target)};
          },
          [&](std::size_t i) { tell(i); });
      done_ += count;
      for (std::size_t i = 0; i < count; ++i) add(begin + i, std::move(read[i].first), std::move(read[i].second));
    }
  }

  void add(std::size_t number, ReadSegments&& source, ReadSegments&& target) {
    const TextPair& texts = texts_[number];
    Pool& pool = pools_[{std::string(texts.source->language.base()), std::string(texts.target->language.base())}];
    pool.pairs.push_back({number,
                          Side(std::move(source), pool.model.source_words),
                          Side(std::move(target), pool.model.target_words),
                          {},
                          {}});
  }

  // From the beads of the last round, if there was one.
  static void learn(Pool& pool, const std::vector<WeightedTranslation>& known) {
    WordGroups source;
    WordGroups target;
    EdgeOdds edges;
    for (const Pair& pair : pool.pairs) count(pair, source, target, edges);
    edges.learn();
    TextModel& model = pool.model;
    model.edges = edges;
    model.source = model.target = {};
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

  static void count(const Pair& pair, WordGroups& source, WordGroups& target, EdgeOdds& edges) {
    for (std::size_t t = 0; t < pair.target.size(); ++t) edges.count_target(pair.target.edges(t));
    for (const Bead& bead : pair.beads) {
      if (bead.is_null()) continue;
      const auto source_words = pair.source.words(bead.source_begin, bead.source_count);
      const auto target_words = pair.target.words(bead.target_begin, bead.target_count);
      if (source_words.size() * target_words.size() > kMostGroupPairs) continue;
      source.add(source_words);
      target.add(target_words);
      const std::size_t source_last = bead.source_begin + bead.source_count - 1;
      const std::size_t target_last = bead.target_begin + bead.target_count - 1;
      edges.count_bead({pair.source.edges(bead.source_begin).begin, pair.source.edges(source_last).end},
                       {pair.target.edges(bead.target_begin).begin, pair.target.edges(target_last).end});
    }
  }

  // A round without confidence.
  static void search(Pair& pair, const TextModel& model, int round) {
    if (round == 0) pair.way = find_waypoints(pair.source, pair.target, model);
    const Band band(pair.source.size(), pair.target.size(), pair.way);
    TextCost cost(pair.source, pair.target, model);
    pair.beads = find_beads(cost, band);
    pair.way = way_along(pair.beads, band);
  }

  void align(Pair& pair, const TextModel& model, int round) {
    if (round + 1 < kRounds) return search(pair, model, round);
    const Band band(pair.source.size(), pair.target.size(), pair.way);
    TextCost cost(pair.source, pair.target, model);
    Alignment& alignment = result_.alignments[pair.number];
    alignment.beads = find_beads_with_confidence(cost, band);
    for (Bead& bead : alignment.beads) bead.confidence = calibrated(bead);
    check(alignment, pair.number, word_evidence(cost, pair, alignment.beads));
    pair = {pair.number, {}, {}, {}, {}};
  }

  // What words that were learned from the beads themselves say proves nothing: it is held
  // against what the same words say when nothing fits, the target from back to front.
  void check(Alignment& alignment, std::size_t number, double evidence) const {
    if (evidence >= kSureEvidence) return;
    const text::SegmentedDocument source = beginning(*texts_[number].source);
    text::SegmentedDocument target = beginning(*texts_[number].target);
    if (std::min(source.segments.size(), target.segments.size()) < kLeastToCheck) return;
    const double forward = std::max(evidence, evidence_alone(source, target));
    std::reverse(target.segments.begin(), target.segments.end());
    const double backward = evidence_alone(source, target);
    alignment.is_related = forward > kLeastTimes * backward && forward > backward + kLeastMore;
    if (alignment.is_related) return;
    for (Bead& bead : alignment.beads) bead.confidence = std::min(bead.confidence, kUnrelatedConfidence);
  }

  static text::SegmentedDocument beginning(const text::SegmentedDocument& document) {
    text::SegmentedDocument result{document.name, document.language, 0, {}};
    const auto count = static_cast<std::ptrdiff_t>(std::min(document.segments.size(), kMostToCheck));
    result.segments.assign(document.segments.begin(), document.segments.begin() + count);
    return result;
  }

  static double evidence_alone(const text::SegmentedDocument& source, const text::SegmentedDocument& target) {
    Pool pool;
    pool.pairs.push_back({0,
                          Side(read_segments(source), pool.model.source_words),
                          Side(read_segments(target), pool.model.target_words),
                          {},
                          {}});
    Pair& pair = pool.pairs.front();
    for (int round = 0; round < kRounds; ++round) {
      learn(pool, {});
      search(pair, pool.model, round);
    }
    TextCost cost(pair.source, pair.target, pool.model);
    return word_evidence(cost, pair, pair.beads);
  }

  static std::vector<Waypoint> way_along(const std::vector<Bead>& beads, const Band& band) {
    std::vector<Waypoint> way;
    for (const Bead& bead : beads) {
      const std::size_t column = bead.target_begin;
      const bool at_edge = (column > 0 && column <= band.first(bead.source_begin) + 1) ||
                           (column < band.target_size() && column + 2 >= band.last(bead.source_begin));
      way.push_back({bead.source_begin, column, at_edge ? kWideReach : kReach});
    }
    return way;
  }

  // Each text is read, then aligned in each round.
  void tell(std::size_t more) const {
    if (options_.progress) options_.progress(done_ + more, texts_.size() * (kRounds + 1));
  }

  std::span<const TextPair> texts_;
  const AlignOptions& options_;
  std::map<LanguagePair, Pool> pools_;
  AlignedTexts result_;
  std::size_t done_ = 0;
};

}  // namespace

AlignedTexts align_texts(std::span<const TextPair> pairs, const AlignOptions& options) {
  return Run(pairs, options).align();
}

}  // namespace oimtm::align

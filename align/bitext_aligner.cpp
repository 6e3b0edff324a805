#include "align/bitext_aligner.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

#include "align/pool.h"

namespace oimtm::align {

namespace {

constexpr int kRounds = 3;

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

class Run {
 public:
  Run(std::span<const TextPair> texts, const AlignOptions& options) : texts_(texts), options_(options) {}

  AlignedTexts align() {
    read();
    for (auto& [languages, pool] : pools_) {
      const auto known = options_.known.find(languages);
      const Lexicon lexicon = known == options_.known.end() ? Lexicon() : known->second;
      for (int round = 0; round < kRounds; ++round) {
        learn(pool, lexicon);
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
    pools_[{std::string(texts.source->language.base()), std::string(texts.target->language.base())}].add(
        number, std::move(source), std::move(target));
  }

  void align(PooledPair& pair, const TextModel& model, int round) {
    if (round + 1 < kRounds) return search(pair, model);
    Alignment& alignment = result_.alignments[pair.number];
    alignment.beads = search_with_confidence(pair, model);
    check(alignment, pair.number, word_evidence(pair, model, alignment.beads));
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
    pool.add(0, read_segments(source), read_segments(target));
    PooledPair& pair = pool.pairs.front();
    for (int round = 0; round < kRounds; ++round) {
      learn(pool, {});
      search(pair, pool.model);
    }
    return word_evidence(pair, pool.model, pair.beads);
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

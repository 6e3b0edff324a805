#include "align/pair_documents.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "align/bitext_aligner.h"
#include "align/words.h"

namespace oimtm::align {

namespace {

using Documents = std::span<const text::SegmentedDocument>;

constexpr double kLeastLikeness = 0.05;   // below it two documents merely share a subject
constexpr double kSureLikeness = 0.15;    // above it only other candidates make a pair doubtful
constexpr double kLeftover = 0.8;         // of the likeness to a candidate that is taken: below it is no pair
constexpr double kLongestRatio = 4;       // of the two texts' lengths
constexpr std::size_t kTooCommon = 1000;  // documents; a word that is in more tells nothing
constexpr double kLeastToLearn = 0.3;     // confidence of pairs that words are learned from
constexpr std::size_t kFewToLearn = 3;    // pairs: fewer teach nothing
constexpr std::size_t kMostToLearn = 300;
constexpr std::uint64_t kTranslated = 0x9e3779b97f4a7c15;  // keeps keys apart from looks

// The likeliest translation of each source word, by its key.
using Translations = std::unordered_map<std::uint64_t, std::uint64_t>;

// A document as weights of its comparable words, of length 1.
struct Profile {
  std::vector<std::pair<std::size_t, double>> words;
  double length = 0;  // bytes of text
};

struct Candidate {
  std::size_t source = 0;
  std::size_t target = 0;
  double likeness = 0;
  double confidence = 0;
};

class Profiles {
 public:
  Profiles(Documents source, Documents target, const Translations& translations) {
    count_words(source, source_, [&](std::uint64_t key) {
      const auto found = translations.find(key);
      return found == translations.end() ? 0 : found->second;
    });
    count_words(target, target_, [&](std::uint64_t key) { return translations.empty() ? 0 : key; });
    const auto all = static_cast<double>(source.size() + target.size());
    for (auto* side : {&source_, &target_})
      for (Profile& profile : *side) weigh(profile, all);
  }

  // Pairs that share a word that is not too common, with their likeness.
  std::vector<Candidate> candidates() const {
    std::vector<std::vector<std::pair<std::size_t, double>>> holders(documents_with_.size());
    for (std::size_t t = 0; t < target_.size(); ++t)
      for (const auto& [word, weight] : target_[t].words) holders[word].emplace_back(t, weight);
    std::vector<Candidate> found;
    std::vector<double> likeness(target_.size());
    std::vector<std::size_t> touched;
    for (std::size_t s = 0; s < source_.size(); ++s) {
      for (const auto& [word, weight] : source_[s].words) {
        if (holders[word].size() > kTooCommon) continue;
        for (const auto& [t, other] : holders[word]) {
          if (likeness[t] == 0) touched.push_back(t);
          likeness[t] += weight * other;
        }
      }
      std::sort(touched.begin(), touched.end());
      for (const std::size_t t : touched) {
        if (likeness[t] >= kLeastLikeness && lengths_fit(s, t)) found.push_back({s, t, likeness[t], 0});
        likeness[t] = 0;
      }
      touched.clear();
    }
    return found;
  }

 private:
  // Words count by how they look and, if something was learned, by what they are in the
  // target's language.
  template <class Translate>
  void count_words(Documents documents, std::vector<Profile>& profiles, const Translate& in_target) {
    for (const text::SegmentedDocument& document : documents) {
      std::unordered_map<std::size_t, double> counts;
      Profile profile;
      for (const text::DocumentSegment& segment : document.segments) {
        profile.length += static_cast<double>(segment.segment.text.size());
        for (const ReadWord& word : read_words(segment.segment.text, document.language)) {
          if (word.look != 0) ++counts[number_of(word.look)];
          if (const std::uint64_t key = in_target(word.key); key != 0) ++counts[number_of(key ^ kTranslated)];
        }
      }
      documents_with_.resize(numbers_.size());
      for (const auto& [word, count] : counts) {
        ++documents_with_[word];
        profile.words.emplace_back(word, count);
      }
      std::sort(profile.words.begin(), profile.words.end());
      profiles.push_back(std::move(profile));
    }
  }

  std::size_t number_of(std::uint64_t key) { return numbers_.try_emplace(key, numbers_.size()).first->second; }

  // A word that all documents have weighs little, but not nothing: of two documents, one on
  // each side, every word that they share is of that kind.
  void weigh(Profile& profile, double all) const {
    double square = 0;
    for (auto& [word, weight] : profile.words) {
      weight = (1 + std::log(weight)) * std::log((all + 1) / static_cast<double>(documents_with_[word]));
      square += weight * weight;
    }
    for (auto& [word, weight] : profile.words) weight /= square > 0 ? std::sqrt(square) : 1;
  }

  bool lengths_fit(std::size_t s, std::size_t t) const {
    const auto [shorter, longer] = std::minmax({source_[s].length, target_[t].length});
    return longer <= shorter * kLongestRatio;
  }

  std::unordered_map<std::uint64_t, std::size_t> numbers_;
  std::vector<std::size_t> documents_with_;
  std::vector<Profile> source_;
  std::vector<Profile> target_;
};

// How likely each document's best two candidates are.
struct BestTwo {
  double first = 0;
  double second = 0;

  void add(double likeness) {
    second = std::max(second, std::min(first, likeness));
    first = std::max(first, likeness);
  }
  double other_than(double likeness) const { return likeness == first ? second : first; }
};

// Takes the best pair first, each document once.
std::vector<Candidate> choose(std::vector<Candidate> candidates, std::size_t sources, std::size_t targets) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(-a.likeness, a.source, a.target) < std::tuple(-b.likeness, b.source, b.target);
  });
  std::vector<BestTwo> of_source(sources);
  std::vector<BestTwo> of_target(targets);
  for (const Candidate& candidate : candidates) {
    of_source[candidate.source].add(candidate.likeness);
    of_target[candidate.target].add(candidate.likeness);
  }
  std::vector<bool> source_done(sources);
  std::vector<bool> target_done(targets);
  std::vector<Candidate> chosen;
  for (Candidate& candidate : candidates) {
    if (source_done[candidate.source] || target_done[candidate.target]) continue;
    const double next = std::max(of_source[candidate.source].other_than(candidate.likeness),
                                 of_target[candidate.target].other_than(candidate.likeness));
    const double lead = std::max(0.0, 1 - next / candidate.likeness);
    source_done[candidate.source] = target_done[candidate.target] = true;
    candidate.confidence = lead * std::min(1.0, candidate.likeness / kSureLikeness);
    // One of the two has a likelier counterpart, which is taken: it is a leftover.
    if (candidate.likeness < kLeftover * next) continue;
    chosen.push_back(candidate);
  }
  return chosen;
}

// What the surest pairs teach.
Translations learn(const std::vector<Candidate>& chosen, Documents source, Documents target) {
  std::vector<TextPair> sure;
  for (const Candidate& pair : chosen)
    if (pair.confidence >= kLeastToLearn && sure.size() < kMostToLearn)
      sure.push_back({&source[pair.source], &target[pair.target]});
  Translations translations;
  if (sure.size() < kFewToLearn) return translations;
  std::unordered_map<std::uint64_t, float> best;
  for (const auto& [languages, lexicon] : align_texts(sure).learned) {
    for (const Lexicon::Entry& entry : lexicon.entries()) {
      float& weight = best[entry.source];
      if (entry.weight <= weight) continue;
      weight = entry.weight;
      translations[entry.source] = entry.target;
    }
  }
  return translations;
}

}  // namespace

std::vector<DocumentPair> pair_documents(Documents source, Documents target) {
  std::vector<Candidate> chosen = choose(Profiles(source, target, {}).candidates(), source.size(), target.size());
  if (const Translations learned = learn(chosen, source, target); !learned.empty())
    chosen = choose(Profiles(source, target, learned).candidates(), source.size(), target.size());
  std::vector<DocumentPair> pairs(source.size());
  for (std::size_t s = 0; s < source.size(); ++s) pairs[s].source = s;
  std::vector<bool> target_done(target.size());
  for (const Candidate& pair : chosen) {
    pairs[pair.source].target = pair.target;
    pairs[pair.source].confidence = pair.confidence;
    target_done[pair.target] = true;
  }
  for (std::size_t t = 0; t < target.size(); ++t)
    if (!target_done[t]) pairs.push_back({std::nullopt, t, 0});
  return pairs;
}

}  // namespace oimtm::align

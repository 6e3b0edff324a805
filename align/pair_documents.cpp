#include "align/pair_documents.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "align/words.h"

namespace oimtm::align {

namespace {

using Documents = std::span<const text::SegmentedDocument>;

constexpr double kLeastLikeness = 0.05;   // below it two documents merely share a subject
constexpr double kSureLikeness = 0.15;    // above it only other candidates make a pair doubtful
constexpr double kLongestRatio = 4;       // of the two texts' lengths
constexpr std::size_t kTooCommon = 1000;  // documents; a word that is in more tells nothing

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
  Profiles(Documents source, Documents target) {
    count_words(source, source_);
    count_words(target, target_);
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
    for (std::size_t s = 0; s < source_.size(); ++s) {
      std::fill(likeness.begin(), likeness.end(), 0);
      for (const auto& [word, weight] : source_[s].words) {
        if (holders[word].size() > kTooCommon) continue;
        for (const auto& [t, other] : holders[word]) likeness[t] += weight * other;
      }
      for (std::size_t t = 0; t < target_.size(); ++t)
        if (likeness[t] >= kLeastLikeness && lengths_fit(s, t)) found.push_back({s, t, likeness[t], 0});
    }
    return found;
  }

 private:
  void count_words(Documents documents, std::vector<Profile>& profiles) {
    for (const text::SegmentedDocument& document : documents) {
      std::unordered_map<std::size_t, double> counts;
      Profile profile;
      for (const text::DocumentSegment& segment : document.segments) {
        profile.length += static_cast<double>(segment.segment.text.size());
        for (const ReadWord& word : read_words(segment.segment.text, document.language))
          if (word.look != 0) ++counts[numbers_.try_emplace(word.look, numbers_.size()).first->second];
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
    source_done[candidate.source] = target_done[candidate.target] = true;
    const double next = std::max(of_source[candidate.source].other_than(candidate.likeness),
                                 of_target[candidate.target].other_than(candidate.likeness));
    const double lead = std::max(0.0, 1 - next / candidate.likeness);
    candidate.confidence = lead * std::min(1.0, candidate.likeness / kSureLikeness);
    chosen.push_back(candidate);
  }
  return chosen;
}

}  // namespace

std::vector<DocumentPair> pair_documents(Documents source, Documents target) {
  const std::vector<Candidate> chosen = choose(Profiles(source, target).candidates(), source.size(), target.size());
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

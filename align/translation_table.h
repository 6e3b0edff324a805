// How likely words of one language are as translations of words of another. Private to
// align/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "align/words.h"

namespace oimtm::align {

// That `word` stands where `given` stands on the other side.
struct Translation {
  WordId given = 0;
  float probability = 0;
};

// A translation and how many sightings it is worth: known before any text is read, or learned.
struct WeightedTranslation {
  WordId word = 0;
  WordId given = 0;
  float weight = 0;
};

// Words in groups, as the segments of beads: those of group g are words[begin[g]] to
// words[begin[g + 1]].
struct WordGroups {
  std::vector<std::uint32_t> begin{0};
  std::vector<WordId> words;
  std::vector<float> weights;  // how many sightings each group is worth

  void add(std::span<const WordId> group, float weight = 1) {
    words.insert(words.end(), group.begin(), group.end());
    begin.push_back(static_cast<std::uint32_t>(words.size()));
    weights.push_back(weight);
  }
  std::size_t size() const { return begin.size() - 1; }
  std::span<const WordId> group(std::size_t g) const {
    return std::span(words).subspan(begin[g], begin[g + 1] - begin[g]);
  }
};

// P(word | given), by word.
class TranslationTable {
 public:
  TranslationTable() = default;

  // IBM model 1 (Brown et al. 1993): expectation maximisation over groups of the same
  // number, which translate each other and weigh as much as `words` says. Pairs that occur in one group only are left
  // out, unless they are in `prior`. A sighting is taken off each at the end (absolute discounting): it may be the one
  // that is about to be judged.
  //
  // Time: the words of a group times those of its counterpart. Memory: a few bytes a word
  // and, while it learns, 16 for each different pair.
  static TranslationTable learn(const WordGroups& words, std::size_t word_count, const WordGroups& given,
                                std::size_t given_count, std::vector<WeightedTranslation> prior);

  // The most probable first; nothing for a word of which nothing is known.
  std::span<const Translation> of(WordId word) const {
    return std::span(translations_).subspan(begin_[word], begin_[word + 1] - begin_[word]);
  }
  // What was seen in some groups, with what was known before.
  const std::vector<WeightedTranslation>& learned() const { return learned_; }

 private:
  friend class TableLearner;

  std::vector<std::uint32_t> begin_{0};
  std::vector<Translation> translations_;
  std::vector<WeightedTranslation> learned_;
};

}  // namespace oimtm::align

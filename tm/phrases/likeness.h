// How alike two forms are, and finding the one of many that is most like a new one.
// Private to tm/phrases/.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "tm/phrases/forms.h"

namespace oimtm::tm {

// How much alike, 0 to 1, two variants of one phrase are at the least, if the shorter has so
// many words: 0.6 from a dozen on, more for less.
double variant_likeness(std::size_t words);

// What words tell: rare ones more than common ones, numbers and addresses next to nothing.
class WordWeights {
 public:
  explicit WordWeights(const Forms& forms);
  // In bits: minus the logarithm of the word's share of all words, 1 to kMostBits.
  double operator()(WordId word) const { return weights_[word]; }
  double operator()(std::span<const WordId> words) const;

 private:
  std::vector<float> weights_;
};

// Twice the weight of the longest common subsequence over the weights of both: 0 to 1.
double likeness(std::span<const WordId> a, std::span<const WordId> b, const WordWeights& weights);

// Forms by the triples of words in a row that they have.
class VariantIndex {
 public:
  explicit VariantIndex(const WordWeights& weights) : weights_(weights) {}

  // The words have to outlive the index.
  void add(std::span<const WordId> words);

  // The number of the form that is most like these words, in the order in which they were
  // added, if one is like enough. Of those that share most triples only some are compared.
  std::optional<std::uint32_t> find(std::span<const WordId> words);

 private:
  const WordWeights& weights_;
  std::vector<std::span<const WordId>> forms_;
  std::vector<double> form_weights_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_triple_;
  std::vector<std::uint32_t> votes_;  // of each form; all zero between calls
};

}  // namespace oimtm::tm

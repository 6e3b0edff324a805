#include "tm/phrases/likeness.h"

#include <algorithm>
#include <cmath>

#include "text/hash.h"

namespace oimtm::tm {

namespace {

constexpr double kMostBits = 10;               // a name tells no more than a rare word
constexpr std::size_t kMostCells = 4'000'000;  // of a table of two forms; longer ones are compared as bags
constexpr std::size_t kMostForms = 32;         // that an index remembers for a triple
constexpr std::size_t kMostCompared = 6;

std::uint64_t triple(std::span<const WordId> words) {
  return text::hash64({reinterpret_cast<const char*>(words.data()), 3 * sizeof(WordId)});
}

double common_bag(std::span<const WordId> a, std::span<const WordId> b, const WordWeights& weights) {
  std::vector<WordId> left(a.begin(), a.end());
  std::vector<WordId> right(b.begin(), b.end());
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  std::vector<WordId> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
  return weights(both);
}

double common_subsequence(std::span<const WordId> a, std::span<const WordId> b, const WordWeights& weights) {
  if (a.size() * b.size() > kMostCells) return common_bag(a, b, weights);
  thread_local std::vector<double> best;  // this is called millions of times
  best.assign(b.size() + 1, 0);
  for (const WordId word : a) {
    double diagonal = 0;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const double above = best[j];
      best[j] = word == b[j - 1] ? diagonal + weights(word) : std::max(above, best[j - 1]);
      diagonal = above;
    }
  }
  return best.back();
}

}  // namespace

double variant_likeness(std::size_t words) {
  constexpr std::size_t kLong = 12;
  return 0.6 + 0.02 * static_cast<double>(kLong - std::min(words, kLong));
}

WordWeights::WordWeights(const Forms& forms) : weights_(forms.vocabulary()) {
  const double all = static_cast<double>(forms.words_in_all()) + 1;
  for (WordId word = 0; word < weights_.size(); ++word) {
    const double bits = std::log2(all / (forms.forms_with(word) + 1.0));
    const bool tells = forms.is_lexical(word) || forms.is_elided(word);
    weights_[word] = tells ? static_cast<float>(std::clamp(bits, 1.0, kMostBits)) : 1.F;
  }
}

double WordWeights::operator()(std::span<const WordId> words) const {
  double sum = 0;
  for (const WordId word : words) sum += weights_[word];
  return sum;
}

double likeness(std::span<const WordId> a, std::span<const WordId> b, const WordWeights& weights) {
  const double all = weights(a) + weights(b);
  if (all <= 0) return 0;
  const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto head = static_cast<std::size_t>(left - a.begin());
  double common = weights(a.first(head));
  a = a.subspan(head);
  b = b.subspan(head);
  std::size_t tail = 0;
  while (tail < a.size() && tail < b.size() && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  common += weights(a.last(tail));
  common += common_subsequence(a.first(a.size() - tail), b.first(b.size() - tail), weights);
  return 2 * common / all;
}

void VariantIndex::add(std::span<const WordId> words) {
  const auto form = static_cast<std::uint32_t>(forms_.size());
  forms_.push_back(words);
  form_weights_.push_back(weights_(words));
  votes_.push_back(0);
  for (std::size_t at = 0; at + 3 <= words.size(); ++at) {
    std::vector<std::uint32_t>& list = by_triple_[triple(words.subspan(at))];
    if (list.size() < kMostForms && (list.empty() || list.back() != form)) list.push_back(form);
  }
}

std::optional<std::uint32_t> VariantIndex::find(std::span<const WordId> words) {
  std::vector<std::uint32_t> found;
  for (std::size_t at = 0; at + 3 <= words.size(); ++at) {
    const auto list = by_triple_.find(triple(words.subspan(at)));
    if (list == by_triple_.end()) continue;
    for (const std::uint32_t form : list->second)
      if (votes_[form]++ == 0) found.push_back(form);
  }
  const auto has_more = [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(votes_[b], a) < std::pair(votes_[a], b);
  };
  const std::size_t compared = std::min(found.size(), kMostCompared);
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(compared), found.end(), has_more);
  for (const std::uint32_t form : found) votes_[form] = 0;
  found.resize(compared);
  std::optional<std::uint32_t> best;
  double most = 0;
  const double weight = weights_(words);
  for (const std::uint32_t form : found) {
    const double least = variant_likeness(std::min(words.size(), forms_[form].size()));
    // No more is shared than the lighter one has.
    const double possible = 2 * std::min(weight, form_weights_[form]) / (weight + form_weights_[form]);
    if (possible < least || possible <= most) continue;
    const double like = likeness(words, forms_[form], weights_);
    if (like <= most || like < least) continue;
    best = form;
    most = like;
  }
  return best;
}

}  // namespace oimtm::tm

#include "tm/phrases/suffix_array.h"

#include <algorithm>

namespace oimtm::tm {

namespace {

using Numbers = std::vector<std::uint32_t>;

constexpr std::uint32_t kNone = 0xFFFFFFFF;

// One level of the induced sorting. A suffix is "small" if it comes before the one behind
// it; the leftmost of a run of small ones is a "valley". Valleys that are in order bring all
// others into order, by two passes.
class InducedSorting {
 public:
  InducedSorting(const Numbers& sequence, std::uint32_t alphabet)
      : sequence_(sequence), size_(static_cast<std::uint32_t>(sequence.size())), is_small_(sequence.size()) {
    for (std::uint32_t at = size_ - 1; at-- > 0;)
      is_small_[at] = sequence_[at] == sequence_[at + 1] ? is_small_[at + 1] : sequence_[at] < sequence_[at + 1];
    heads_.assign(alphabet + 1, 0);
    for (const std::uint32_t number : sequence_) ++heads_[number + 1];
    for (std::uint32_t number = 0; number < alphabet; ++number) heads_[number + 1] += heads_[number];
  }

  Numbers run() {
    Numbers valleys;
    for (std::uint32_t at = 1; at < size_; ++at)
      if (is_valley(at)) valleys.push_back(at);
    Numbers order = induce(valleys);
    if (valleys.size() > 1) order = induce(sort_valleys(valleys, order));
    return order;
  }

 private:
  bool is_valley(std::uint32_t at) const { return at > 0 && is_small_[at] && !is_small_[at - 1]; }

  // All places, in the order that follows from that of the valleys.
  Numbers induce(const Numbers& valleys) const {
    Numbers order(size_, kNone);
    Numbers next = heads_;
    for (auto valley = valleys.rbegin(); valley != valleys.rend(); ++valley)
      order[--next[sequence_[*valley] + 1]] = *valley;  // at the end of its number's stretch
    next = heads_;
    order[next[sequence_[size_ - 1]]++] = size_ - 1;
    for (std::uint32_t row = 0; row < size_; ++row) {
      const std::uint32_t at = order[row];
      if (at != kNone && at > 0 && !is_small_[at - 1]) order[next[sequence_[at - 1]]++] = at - 1;
    }
    next = heads_;
    for (std::uint32_t row = size_; row-- > 0;) {
      const std::uint32_t at = order[row];
      if (at != kNone && at > 0 && is_small_[at - 1]) order[--next[sequence_[at - 1] + 1]] = at - 1;
    }
    return order;
  }

  // Whether the stretches from two valleys to the next ones are the same.
  bool is_same(std::uint32_t a, std::uint32_t b) const {
    for (std::uint32_t length = 0;; ++length) {
      if (a + length >= size_ || b + length >= size_ || sequence_[a + length] != sequence_[b + length]) return false;
      const bool ends = length > 0 && is_valley(a + length);
      if (length > 0 && ends != is_valley(b + length)) return false;
      if (ends) return true;
    }
  }

  // The valleys by their suffixes: equal stretches get equal names, and the sequence of the
  // names is sorted in the same way.
  Numbers sort_valleys(const Numbers& valleys, const Numbers& order) const {
    Numbers name_at(size_, kNone);
    std::uint32_t names = 0;
    std::uint32_t last = kNone;
    for (const std::uint32_t at : order) {
      if (!is_valley(at)) continue;
      if (last != kNone && !is_same(last, at)) ++names;
      name_at[at] = names;
      last = at;
    }
    Numbers names_in_order;
    names_in_order.reserve(valleys.size());
    for (const std::uint32_t valley : valleys) names_in_order.push_back(name_at[valley]);
    Numbers().swap(name_at);
    Numbers sorted = suffix_array(names_in_order, names + 1);
    for (std::uint32_t& row : sorted) row = valleys[row];
    return sorted;
  }

  const Numbers& sequence_;
  std::uint32_t size_;
  std::vector<bool> is_small_;
  Numbers heads_;  // where the stretch of suffixes that begin with a number begins
};

}  // namespace

std::vector<std::uint32_t> suffix_array(const std::vector<std::uint32_t>& sequence, std::uint32_t alphabet) {
  if (sequence.empty()) return {};
  if (sequence.size() == 1) return {0};
  return InducedSorting(sequence, alphabet).run();
}

std::vector<std::uint32_t> common_prefixes(const std::vector<std::uint32_t>& sequence,
                                           const std::vector<std::uint32_t>& suffixes) {
  const std::size_t size = suffixes.size();
  if (size == 0) return {};
  Numbers by_place(size);  // first: the place that comes before it in the order
  by_place[suffixes[0]] = kNone;
  for (std::size_t row = 1; row < size; ++row) by_place[suffixes[row]] = suffixes[row - 1];
  std::uint32_t shared = 0;
  for (std::uint32_t at = 0; at < size; ++at) {
    const std::uint32_t before = by_place[at];
    if (before == kNone) {
      by_place[at] = shared = 0;
      continue;
    }
    while (at + shared < size && before + shared < size && sequence[at + shared] == sequence[before + shared]) ++shared;
    by_place[at] = shared;
    if (shared > 0) --shared;
  }
  Numbers prefixes(size);
  for (std::size_t row = 0; row < size; ++row) prefixes[row] = by_place[suffixes[row]];
  return prefixes;
}

}  // namespace oimtm::tm

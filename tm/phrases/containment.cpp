#include "tm/phrases/containment.h"

#include <algorithm>
#include <unordered_map>

#include "text/hash.h"

namespace oimtm::tm {

namespace {

using Lists = std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>;  // phrases by a triple of words

std::uint64_t triple(std::span<const WordId> words) {
  return text::hash64({reinterpret_cast<const char*>(words.data()), 3 * sizeof(WordId)});
}

Lists list_by_triples(std::span<const std::span<const WordId>> phrases) {
  Lists lists;
  for (std::uint32_t i = 0; i < phrases.size(); ++i)
    for (std::size_t at = 0; at + 3 <= phrases[i].size(); ++at) {
      std::vector<std::uint32_t>& list = lists[triple(phrases[i].subspan(at))];
      if (list.empty() || list.back() != i) list.push_back(i);
    }
  return lists;
}

}  // namespace

std::vector<Containment> find_contained(std::span<const std::span<const WordId>> phrases) {
  const Lists lists = list_by_triples(phrases);
  std::vector<Containment> pairs;
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    const std::span<const WordId> inner = phrases[i];
    const std::vector<std::uint32_t>* rarest = nullptr;
    for (std::size_t at = 0; at + 3 <= inner.size(); ++at) {
      const std::vector<std::uint32_t>& list = lists.at(triple(inner.subspan(at)));
      if (rarest == nullptr || list.size() < rarest->size()) rarest = &list;
    }
    if (rarest == nullptr) continue;
    for (const std::uint32_t other : *rarest) {
      const std::span<const WordId> outer = phrases[other];
      const bool is_part = outer.size() > inner.size() &&
                           std::search(outer.begin(), outer.end(), inner.begin(), inner.end()) != outer.end();
      if (is_part) pairs.push_back({i, other});
    }
  }
  return pairs;
}

}  // namespace oimtm::tm

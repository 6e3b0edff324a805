// What a look-up asks the index for. Private to tm/.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/tokens.h"
#include "tm/fuzzy_index/edit_distance.h"

namespace oimtm::tm {

// A segment as the index sees it: the folded forms of its tokens. A text without tokens has
// one of its own, which nothing but the same text has.
using FoldedTokens = std::vector<std::uint64_t>;
FoldedTokens fold_tokens(std::string_view text, const std::vector<text::Token>& tokens);

// How many tokens two segments must share, of which the longer has `longer`, to be alike by
// `least` percent (1 to 100).
constexpr std::size_t needed_tokens(std::size_t longer, int least) {
  return (static_cast<std::size_t>(least) * longer + 99) / 100;
}

// Raw likeness in percent.
constexpr int likeness(std::size_t distance, std::size_t longer) {
  return longer == 0 ? 0 : static_cast<int>(100 * (longer - distance) / longer);
}

// A query, made ready for comparing it with many segments.
class FuzzyQuery {
 public:
  explicit FuzzyQuery(FoldedTokens tokens);

  std::size_t size() const { return numbers_.size(); }

  // The different tokens; number k stands at k - 1.
  const FoldedTokens& distinct() const { return distinct_; }
  // How often the token of number k stands in the query.
  std::size_t count(std::size_t k) const { return counts_[k - 1]; }

  const EditDistance& distance() const { return distance_; }

 private:
  FoldedTokens distinct_;
  std::vector<std::size_t> counts_;
  std::vector<std::uint32_t> numbers_;  // the tokens in order
  EditDistance distance_;
};

}  // namespace oimtm::tm

#include "tm/fuzzy_index/query.h"

#include <algorithm>

#include "text/hash.h"

namespace oimtm::tm {

namespace {

constexpr std::uint64_t kNoTokens = 0x6E6F'746F'6B65'6E73;  // seed of what stands for a whole text

// Gives each different token a number from 1, by value.
std::vector<std::uint32_t> number(const FoldedTokens& tokens, const FoldedTokens& distinct) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(tokens.size());
  for (const std::uint64_t token : tokens)
    numbers.push_back(
        static_cast<std::uint32_t>(1 + (std::lower_bound(distinct.begin(), distinct.end(), token) - distinct.begin())));
  return numbers;
}

FoldedTokens distinct_of(FoldedTokens tokens) {
  std::sort(tokens.begin(), tokens.end());
  tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
  return tokens;
}

}  // namespace

FoldedTokens fold_tokens(std::string_view text, const std::vector<text::Token>& tokens) {
  if (tokens.empty()) return {text::hash64(text, kNoTokens)};
  FoldedTokens folded;
  folded.reserve(tokens.size());
  for (const text::Token& token : tokens) folded.push_back(token.folded);
  return folded;
}

FuzzyQuery::FuzzyQuery(FoldedTokens tokens)
    : distinct_(distinct_of(tokens)),
      counts_(distinct_.size()),
      numbers_(number(tokens, distinct_)),
      distance_(numbers_) {
  for (const std::uint32_t k : numbers_) ++counts_[k - 1];
}

}  // namespace oimtm::tm

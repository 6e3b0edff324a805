#include "tm/phrases/longest_runs.h"

#include <algorithm>
#include <optional>
#include <set>

#include "tm/concordance/needle.h"
#include "tm/concordance/search.h"
#include "tm/phrases/approved.h"

namespace oimtm::tm {

namespace {

constexpr std::size_t kMostTokens = 200;  // of a query that are looked for
// Bytes. Longer segments, which are pages that nobody has cut, are read again for each word of
// a query; no phrase is looked for in them.
constexpr std::size_t kLongestText = 10'000;

using Kind = text::Token::Kind;

bool is_counted(std::string_view text, const text::Token& token) {
  return token.kind != Kind::punctuation && !text.substr(token.where.begin, token.where.size()).ends_with('\'') &&
         !text.substr(token.where.begin, token.where.size()).ends_with("’");
}

// What tells documents apart; a unit of no document is one of its own.
std::string document_of(const Hit& hit) {
  const auto& origin = hit.stored.unit.variants[hit.variant].origin;
  return origin ? origin->document : "unit " + std::to_string(hit.stored.id);
}

// Not "the file" in "the files".
bool is_whole_words(const Hit& hit) {
  const text::Variant& variant = hit.stored.unit.variants[hit.variant];
  const text::ByteRange where = hit.where.front();
  const std::vector<text::Token> tokens = text::tokenize(variant.segment.text, variant.language);
  return std::none_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
    return (token.where.begin < where.begin && where.begin < token.where.end) ||
           (token.where.begin < where.end && where.end < token.where.end);
  });
}

}  // namespace

std::vector<text::Token> words_of(const Query& query) {
  std::vector<text::Token> words = text::tokenize(query.segment.text, query.source);
  std::erase_if(words, [](const text::Token& token) { return token.kind == Kind::punctuation; });
  if (words.size() > kMostTokens) words.resize(kMostTokens);
  return words;
}

std::size_t count_documents(const std::vector<Hit>& hits) {
  std::set<std::string> documents;
  for (const Hit& hit : hits) documents.insert(document_of(hit));
  return documents.size();
}

std::vector<text::ByteRange> keep_longest(std::vector<text::ByteRange> runs) {
  std::stable_sort(runs.begin(), runs.end(), [](text::ByteRange a, text::ByteRange b) { return a.size() > b.size(); });
  std::vector<text::ByteRange> kept;
  for (const text::ByteRange run : runs) {
    const bool is_told = std::any_of(kept.begin(), kept.end(), [&](text::ByteRange longer) {
      const std::size_t begin = std::max(run.begin, longer.begin);
      const std::size_t end = std::min(run.end, longer.end);
      return begin < end && 2 * (end - begin) > run.size();
    });
    if (!is_told) kept.push_back(run);
  }
  return kept;
}

LongestRuns::LongestRuns(const Store& store, const Query& query, const KnownPhraseOptions& options)
    : store_(store), query_(query), options_(options), text_(query.segment.text), tokens_(words_of(query)) {}

std::vector<text::ByteRange> LongestRuns::find() const {
  std::vector<text::ByteRange> runs;
  std::size_t reached = 0;  // what lies before it was part of a longer run
  for (std::size_t begin = 0; begin < tokens_.size(); ++begin) {
    const std::size_t shortest = shortest_from(begin);
    if (shortest == 0) break;
    std::optional<std::size_t> last;
    Asked asked;
    for (std::size_t end = std::max(reached + 1, shortest); end <= tokens_.size(); ++end) {
      if (!recurs(bytes(begin, end), asked)) break;
      last = end;
    }
    if (!last) continue;
    runs.push_back(bytes(begin, *last));
    reached = *last;
  }
  return keep_longest(std::move(runs));
}

std::vector<Hit> LongestRuns::hits(text::ByteRange where, std::size_t most, bool* is_all) const {
  ConcordanceQuery wanted;
  wanted.pattern = text_.substr(where.begin, where.size());
  wanted.language = query_.source;
  wanted.limit = most;
  wanted.longest = kLongestText;
  std::vector<Hit> found = search(store_, wanted);
  if (is_all != nullptr) *is_all = found.size() < most;
  std::erase_if(found, [](const Hit& hit) {
    const bool is_phrase_only = is_approved_phrase(hit.stored.unit) && !is_segment_too(hit.stored.unit);
    return is_phrase_only || !is_whole_words(hit);
  });
  return found;
}

std::size_t LongestRuns::shortest_from(std::size_t begin) const {
  std::size_t words = 0;
  for (std::size_t end = begin; end < tokens_.size(); ++end) {
    words += is_counted(text_, tokens_[end]) ? 1U : 0U;
    if (words >= options_.min_words) return end + 1;
  }
  return 0;
}

text::ByteRange LongestRuns::bytes(std::size_t begin, std::size_t end) const {
  return {tokens_[begin].where.begin, tokens_[end - 1].where.end};
}

bool LongestRuns::recurs(text::ByteRange where, Asked& asked) const {
  const Needle needle(text_.substr(where.begin, where.size()), ConcordanceQuery::Kind::phrase);
  std::erase_if(asked.hits, [&](Hit& hit) {
    hit.where = needle.find(hit.stored.unit.variants[hit.variant].segment.text);
    return hit.where.empty() || !is_whole_words(hit);
  });
  // One document may say it several times.
  for (const std::size_t most : {4 * options_.min_documents, options_.most_units}) {
    if (count_documents(asked.hits) >= options_.min_documents) return true;
    if (asked.is_all) return false;
    asked.hits = hits(where, most, &asked.is_all);
  }
  return count_documents(asked.hits) >= options_.min_documents;
}

}  // namespace oimtm::tm

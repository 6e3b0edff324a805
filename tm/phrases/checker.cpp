#include <algorithm>
#include <map>
#include <span>
#include <unordered_set>

#include "text/tokens.h"
#include "tm/phrases.h"
#include "tm/phrases/wordings.h"

namespace oimtm::tm {

namespace {

using Tokens = std::vector<text::Token>;
using Kind = text::Token::Kind;

constexpr std::size_t kMostCells = 4'000'000;  // of a table; longer texts are read window by window

Tokens words_of(std::string_view text, const text::LanguageTag& language) {
  Tokens tokens = text::tokenize(text, language);
  std::erase_if(tokens, [](const text::Token& token) { return token.kind == Kind::punctuation; });
  return tokens;
}

// How many of a phrase's words may differ.
std::size_t bearable(std::size_t words) { return words * 2 / 5; }

// A word that is put in and one that is missing cost more than one that is replaced, but a
// word that stands on both sides is worth a replacement. Words put in are cheap: else the
// phrase's last word would be missing where it follows a few of them.
constexpr std::uint32_t kReplaced = 3;
constexpr std::uint32_t kMissing = 3;
constexpr std::uint32_t kPutIn = 1;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Where a phrase is in a text: the first and last of the words, and for each word of the
// phrase the one of the text that stands for it.
struct Place {
  std::size_t begin = 0, end = 0;
  std::size_t distance = 0;
  std::vector<std::size_t> pairs;  // kNone: none
};

// The nearest run of the text's words, by Sellers, "The theory and computation of
// evolutionary distances" (1980): edit distance whose begin in the text is free.
Place nearest(std::span<const text::Token> phrase, std::span<const text::Token> text) {
  const std::size_t columns = text.size() + 1;
  std::vector<std::uint32_t> table((phrase.size() + 1) * columns, 0);
  const auto cell = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return table[i * columns + j]; };
  const auto replacing = [&](std::size_t i, std::size_t j) {
    return phrase[i - 1].folded == text[j - 1].folded ? 0 : kReplaced;
  };
  for (std::size_t i = 1; i <= phrase.size(); ++i) {
    cell(i, 0) = static_cast<std::uint32_t>(i) * kMissing;
    for (std::size_t j = 1; j <= text.size(); ++j) {
      cell(i, j) = std::min({cell(i - 1, j - 1) + replacing(i, j), cell(i - 1, j) + kMissing, cell(i, j - 1) + kPutIn});
    }
  }
  Place place;
  place.pairs.assign(phrase.size(), kNone);
  const auto last = table.end() - static_cast<std::ptrdiff_t>(columns);
  // Of several the last: it has the phrase's end in it.
  for (std::size_t j = 0; j < columns; ++j)
    if (last[static_cast<std::ptrdiff_t>(j)] <= last[static_cast<std::ptrdiff_t>(place.end)]) place.end = j;
  place.distance = cell(phrase.size(), place.end);
  std::size_t i = phrase.size();
  std::size_t j = place.end;
  while (i > 0) {
    const bool is_pair = j > 0 && cell(i, j) == cell(i - 1, j - 1) + replacing(i, j);
    if (is_pair) {
      if (phrase[i - 1].folded == text[j - 1].folded) place.pairs[i - 1] = j - 1;
      --i, --j;
    } else if (j > 0 && cell(i, j) == cell(i, j - 1) + kPutIn) {
      --j;
    } else {
      --i;
    }
  }
  place.begin = j;
  return place;
}

// The same in a text of any length: windows that overlap by more than a place can take. Of
// several places that are as near the last.
Place nearest_in_windows(const Tokens& phrase, const Tokens& text) {
  const std::size_t most_words = phrase.size() * (1 + kReplaced);  // as each word put in costs one
  const std::size_t window = std::max(kMostCells / phrase.size(), 4 * most_words);
  Place best;
  best.pairs.assign(phrase.size(), kNone);
  for (std::size_t begin = 0;; begin += window - most_words) {
    const std::size_t end = std::min(begin + window, text.size());
    Place place = nearest(phrase, std::span(text).subspan(begin, end - begin));
    place.begin += begin;
    place.end += begin;
    for (std::size_t& pair : place.pairs)
      if (pair != kNone) pair += begin;
    if (begin == 0 || place.distance <= best.distance) best = std::move(place);
    if (end == text.size()) return best;
  }
}

text::ByteRange bytes_of_words(const Tokens& tokens, std::size_t begin, std::size_t end) {
  if (begin < end) return {tokens[begin].where.begin, tokens[end - 1].where.end};
  const std::size_t at = begin > 0 ? tokens[begin - 1].where.end : tokens.empty() ? 0 : tokens.front().where.begin;
  return {at, at};
}

struct Side {
  std::string_view text;
  const Tokens& words;
};

// Runs of words that are not the same on both sides.
std::vector<Edit> edits_of(const Side& phrase_side, const Side& text_side, const Place& place) {
  const Tokens& phrase = phrase_side.words;
  const Tokens& text = text_side.words;
  // The case of the first letter is no difference.
  const auto says_the_same = [&](std::size_t i, std::size_t pair) {
    return phrase[i].surface == text[pair].surface ||
           (i == 0 && initial_folded(phrase_side.text, phrase[i]) == initial_folded(text_side.text, text[pair]));
  };
  std::vector<Edit> edits;
  std::size_t from = 0;          // of the phrase
  std::size_t at = place.begin;  // of the text
  for (std::size_t i = 0; i <= phrase.size(); ++i) {
    const std::size_t pair = i < phrase.size() ? place.pairs[i] : place.end;
    const bool is_same = i == phrase.size() || (pair != kNone && says_the_same(i, pair));
    if (!is_same) continue;
    if (from < i || at < pair) edits.push_back({bytes_of_words(text, at, pair), bytes_of_words(phrase, from, i)});
    from = i + 1;
    at = pair + 1;
  }
  return edits;
}

}  // namespace

struct PhraseChecker::Prepared {
  Tokens words;
  std::map<std::uint64_t, std::size_t> counts;  // of folded words
};

PhraseChecker::PhraseChecker(std::vector<ApprovedPhrase> phrases) : phrases_(std::move(phrases)) {
  for (const ApprovedPhrase& phrase : phrases_) {
    Prepared& prepared = prepared_.emplace_back();
    prepared.words = words_of(phrase.text, phrase.language);
    for (const text::Token& word : prepared.words) ++prepared.counts[word.folded];
  }
}
PhraseChecker::~PhraseChecker() = default;
PhraseChecker::PhraseChecker(PhraseChecker&&) noexcept = default;
PhraseChecker& PhraseChecker::operator=(PhraseChecker&&) noexcept = default;

const std::vector<ApprovedPhrase>& PhraseChecker::phrases() const { return phrases_; }

std::vector<PhraseUse> PhraseChecker::check(std::string_view text, const text::LanguageTag& language) const {
  const Tokens words = words_of(text, language);
  std::map<std::uint64_t, std::size_t> counts;
  for (const text::Token& word : words) ++counts[word.folded];
  struct Found {
    PhraseUse use;
    double distance;
  };
  std::vector<Found> found;
  for (std::size_t i = 0; i < phrases_.size(); ++i) {
    const Prepared& phrase = prepared_[i];
    if (phrase.words.empty() || !text::same_base(phrases_[i].language, language)) continue;
    std::size_t missing = 0;
    for (const auto& [word, count] : phrase.counts) {
      const auto here = counts.find(word);
      missing += count - std::min(count, here == counts.end() ? 0 : here->second);
    }
    if (missing > bearable(phrase.words.size())) continue;
    const Place place = nearest_in_windows(phrase.words, words);
    if (place.distance > kReplaced * bearable(phrase.words.size()) || place.begin >= place.end) continue;
    found.push_back({{i, bytes_of_words(words, place.begin, place.end),
                      edits_of({phrases_[i].text, phrase.words}, {text, words}, place)},
                     static_cast<double>(place.distance) / static_cast<double>(phrase.words.size())});
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::tuple(a.distance, a.use.edits.size()) < std::tuple(b.distance, b.use.edits.size());
  });
  std::vector<PhraseUse> uses;
  for (Found& candidate : found) {
    const text::ByteRange where = candidate.use.where;
    const bool is_covered = std::any_of(uses.begin(), uses.end(), [&](const PhraseUse& better) {
      const std::size_t begin = std::max(where.begin, better.where.begin);
      const std::size_t end = std::min(where.end, better.where.end);
      return begin < end && 2 * (end - begin) > where.size();
    });
    if (!is_covered) uses.push_back(std::move(candidate.use));
  }
  std::sort(uses.begin(), uses.end(),
            [](const PhraseUse& a, const PhraseUse& b) { return a.where.begin < b.where.begin; });
  return uses;
}

}  // namespace oimtm::tm

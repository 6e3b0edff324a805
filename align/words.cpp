#include "align/words.h"

#include <algorithm>

#include "text/characters.h"
#include "text/hash.h"
#include "text/tokens.h"

namespace oimtm::align {

namespace {

constexpr std::size_t kLeastLetters = 4;
constexpr std::size_t kLookLetters = 5;
constexpr std::size_t kFormLetters = 6;
constexpr std::size_t kMostWords = 1000;  // of a segment: a longer one is no sentence, and must not cost as one

bool is_acronym(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); ++letters)
    if (!text::is_upper(text::next_character(word, at))) return false;
  return letters >= 2;
}

// The hash of the first `most` letters; 0 if there are fewer than `least`.
std::uint64_t beginning(std::string_view word, std::size_t least, std::size_t most) {
  std::size_t at = 0;
  std::size_t letters = 0;
  for (; at < word.size() && letters < most; ++letters) text::next_character(word, at);
  return letters < least ? 0 : text::hash64(word.substr(0, at));
}

ReadWord read_word(std::string_view word, const text::Token& token) {
  if (token.kind != text::Token::Kind::word) return {token.plain, token.plain};
  // An acronym is another word than the same letters in small: UN and un.
  if (is_acronym(word)) return {token.surface, token.surface};
  return {beginning(text::fold_case(word), 0, kFormLetters),
          beginning(text::fold_accents(word), kLeastLetters, kLookLetters)};
}

}  // namespace

std::vector<ReadWord> read_words(std::string_view text, const text::LanguageTag& language) {
  std::vector<ReadWord> words;
  for (const text::Token& token : text::tokenize(text, language))
    if (token.kind != text::Token::Kind::punctuation)
      words.push_back(read_word(text.substr(token.where.begin, token.where.size()), token));
  return words;
}

ReadSegments read_segments(const text::SegmentedDocument& document) {
  ReadSegments read;
  for (const text::DocumentSegment& segment : document.segments) {
    const std::string& text = segment.segment.text;
    read.lengths.push_back(read.lengths.back() + static_cast<double>(text::count_characters(text)));
    read.edges.push_back(edges_of(text));
    std::vector<ReadWord> words = read_words(text, document.language);
    words.resize(std::min(words.size(), kMostWords));
    read.words.insert(read.words.end(), words.begin(), words.end());
    read.begin.push_back(static_cast<std::uint32_t>(read.words.size()));
  }
  return read;
}

WordId Vocabulary::add(const ReadWord& word) {
  const auto [found, is_new] = ids_.try_emplace(word.key, static_cast<WordId>(words_.size()));
  if (is_new) {
    words_.push_back(word);
    counts_.push_back(0);
  }
  ++counts_[found->second];
  ++total_;
  return found->second;
}

std::optional<WordId> Vocabulary::find(std::uint64_t key) const {
  const auto found = ids_.find(key);
  return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

Side::Side(ReadSegments&& read, Vocabulary& vocabulary)
    : begin_(std::move(read.begin)), lengths_(std::move(read.lengths)), edges_(std::move(read.edges)) {
  words_.reserve(read.words.size());
  for (const ReadWord& word : read.words) words_.push_back(vocabulary.add(word));
}

bool Side::has_blank(std::size_t begin, std::size_t count) const {
  for (std::size_t i = begin; i < begin + count; ++i)
    if (lengths_[i + 1] == lengths_[i]) return true;
  return false;
}

WordPlaces::WordPlaces(const Side& side, std::size_t vocabulary_size) : begin_(vocabulary_size + 1) {
  for (const WordId word : side.words(0, side.size())) ++begin_[word + 1];
  for (std::size_t word = 0; word < vocabulary_size; ++word) begin_[word + 1] += begin_[word];
  next_ = begin_;
  segments_.resize(begin_.back());
  for (std::size_t s = 0; s < side.size(); ++s)
    for (const WordId word : side.words(s)) segments_[next_[word]++] = static_cast<std::uint32_t>(s);
  next_ = begin_;
}

}  // namespace oimtm::align

// The words of the texts of a run, as numbers. Private to align/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "align/edges.h"
#include "text/document.h"
#include "text/language.h"

namespace oimtm::align {

using WordId = std::uint32_t;

// A word as the aligner sees it.
struct ReadWord {
  // Equal for forms of a word: its first six letters without the case; the value of a
  // number; the whole of an address or acronym.
  std::uint64_t key = 0;
  // Equal for words of two languages that look alike: as above, but for a word of four
  // letters or more its first five without accents; 0 for a shorter one.
  std::uint64_t look = 0;
};

// The words, numbers and addresses of a text, in order; punctuation is left out.
std::vector<ReadWord> read_words(std::string_view text, const text::LanguageTag& language);

// The segments of a document before their words are numbered.
struct ReadSegments {
  std::vector<std::uint32_t> begin{0};  // of each segment's words, and the end of all
  std::vector<ReadWord> words;          // of each segment the first thousand
  std::vector<double> lengths{0};       // characters before each segment, and of all
  std::vector<Edges> edges;
};
ReadSegments read_segments(const text::SegmentedDocument& document);

// The different words of one language in a run, by number from 0.
class Vocabulary {
 public:
  WordId add(const ReadWord& word);  // counts it
  std::size_t size() const { return words_.size(); }
  std::optional<WordId> find(std::uint64_t key) const;
  const ReadWord& word(WordId word) const { return words_[word]; }
  // How many words of the run are this one: their share.
  double share(WordId word) const { return counts_[word] / total_; }

 private:
  std::unordered_map<std::uint64_t, WordId> ids_;
  std::vector<ReadWord> words_;
  std::vector<double> counts_;
  double total_ = 0;
};

// The segments of one side of a text.
class Side {
 public:
  Side() = default;
  Side(ReadSegments&& read, Vocabulary& vocabulary);

  std::size_t size() const { return edges_.size(); }
  std::span<const WordId> words(std::size_t segment) const { return words(segment, 1); }
  std::span<const WordId> words(std::size_t begin, std::size_t count) const {
    return std::span(words_).subspan(begin_[begin], begin_[begin + count] - begin_[begin]);
  }
  // Characters of `count` segments from `begin` on.
  double length(std::size_t begin, std::size_t count) const { return lengths_[begin + count] - lengths_[begin]; }
  double length() const { return lengths_.back(); }
  Edges edges(std::size_t segment) const { return edges_[segment]; }
  bool has_blank(std::size_t begin, std::size_t count) const;

 private:
  std::vector<std::uint32_t> begin_{0};
  std::vector<WordId> words_;
  std::vector<double> lengths_{0};
  std::vector<Edges> edges_;
};

// Where the words of a side stand.
class WordPlaces {
 public:
  WordPlaces(const Side& side, std::size_t vocabulary_size);

  // The segments of a word, in order, once for each time that it stands there.
  std::span<const std::uint32_t> of(WordId word) const {
    return std::span(segments_).subspan(begin_[word], begin_[word + 1] - begin_[word]);
  }

  // Calls visit(segment) for each time that the word stands in segments begin to end. Looks
  // from where it stopped the last time: quick for a search that moves along.
  template <class Visit>
  void for_each(WordId word, std::size_t begin, std::size_t end, const Visit& visit) {
    std::uint32_t& at = next_[word];
    while (at > begin_[word] && segments_[at - 1] >= begin) --at;
    while (at < begin_[word + 1] && segments_[at] < begin) ++at;
    for (std::uint32_t i = at; i < begin_[word + 1] && segments_[i] < end; ++i) visit(segments_[i]);
  }

 private:
  std::vector<std::uint32_t> begin_;
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> segments_;
};

}  // namespace oimtm::align

// What is known of words says of one side of a text, given the other. Private to align/.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "align/aligner.h"
#include "align/translation_table.h"
#include "align/words.h"

namespace oimtm::align {

// For a segment and one to four segments of the other side: the logarithm of how much
// likelier its words are there than anywhere,
//
//   sum over its words w of log(1 - c + (0.8 / n) sum over words v there of P(w | v) / P(w))
//
// n is the number of words there; c, how much is known of w, is 0.8 of its most probable
// translation: a word of which nothing is known counts for nothing.
class Evidence {
 public:
  // All of them have to outlive this.
  Evidence(const Side& side, const Vocabulary& vocabulary, const TranslationTable& table, const Side& other,
           const Vocabulary& other_vocabulary);

  // Keeps what is known of segments begin to end given segments of other_begin to other_end,
  // and forgets the rest.
  void prepare(std::size_t begin, std::size_t end, std::size_t other_begin, std::size_t other_end);

  // Of a segment, given `count` segments of the other side from `other_begin` on; both as
  // they were prepared.
  double of(std::size_t segment, std::size_t other_begin, std::size_t count) const {
    const Row& row = rows_[segment];
    return row.values[other_begin - row.other_begin][count - 1];
  }

 private:
  // By how many segments of the other side, less one.
  using Values = std::array<float, kMostSegments>;
  struct Row {
    std::size_t other_begin = 0;
    std::size_t other_end = 0;
    std::vector<Values> values;  // by where the other side's segments begin

    std::size_t width() const { return other_end - other_begin; }
  };

  void fill(Row& row, std::size_t segment);
  void weigh_words(const Row& row);
  void multiply(Row& row, WordId word);
  void collect(Row& row);

  const Side& side_;
  const Vocabulary& vocabulary_;
  const TranslationTable& table_;
  const Side& other_;
  WordPlaces places_;
  std::vector<Row> rows_;
  std::size_t kept_begin_ = 0;
  std::size_t kept_end_ = 0;
  std::size_t last_other_begin_ = 0;
  // Of the row at hand:
  std::vector<float> sums_;                                  // of a word, by segment
  std::vector<std::array<float, kMostSegments>> shares_;     // of one word there
  std::vector<std::array<double, kMostSegments>> products_;  // of all words so far
};

}  // namespace oimtm::align

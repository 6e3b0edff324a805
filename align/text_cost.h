// The cost model for texts: lengths, words and edges. Private to align/.
#pragma once

#include <array>

#include "align/aligner.h"
#include "align/edges.h"
#include "align/evidence.h"
#include "align/translation_table.h"
#include "align/words.h"

namespace oimtm::align {

// What a run knows of a pair of languages.
struct TextModel {
  Vocabulary source_words;
  Vocabulary target_words;
  TranslationTable source;  // of source words, given target words
  TranslationTable target;
  EdgeOdds edges;
};

// cost = - log P(shape) - log P(lengths) - 0.9 * words - 0.5 * beginnings - 0.8 * ends
//
// P(shape): how often beads of each shape occur (Gale & Church 1993, Table 5, widened to
// beads of three and four). P(lengths): how much better the source's length predicts the
// target's than chance does: Gale & Church's normal model, in characters, with the ratio of
// the two texts' lengths, against an exponential one. Words: the Evidence of both sides.
// Beginnings and ends: the EdgeOdds of the first and the last segment. A segment without
// text belongs to nothing.
//
// All of it is weighed against chance, so that a bead with an empty side costs its shape
// alone.
class TextCost : public CostModel {
 public:
  // All of them have to outlive the cost.
  TextCost(const Side& source, const Side& target, const TextModel& model);

  std::size_t source_size() const override { return source_.size(); }
  std::size_t target_size() const override { return target_.size(); }
  double cost(const Bead& bead) const override;
  // What the words say of a bead with both sides: above 0 if they speak for it.
  double word_evidence(const Bead& bead) const;
  double run_discount() const override;
  void prepare(std::size_t source_begin, std::size_t source_end, std::size_t target_begin,
               std::size_t target_end) override;

 private:
  double length_cost(const Bead& bead) const;
  double edge_evidence(const Bead& bead) const;

  const Side& source_;
  const Side& target_;
  const TextModel& model_;
  Evidence source_evidence_;
  Evidence target_evidence_;
  double ratio_ = 1;                                         // of the target text's length to the source text's
  std::array<double, kMostSegments + 1> expected_length_{};  // of so many target segments, in characters
  std::array<double, kMostSegments + 1> log_expected_length_{};
};

}  // namespace oimtm::align

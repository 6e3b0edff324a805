// The cost model for texts in two languages without a dictionary: lengths, and words that
// look the same in both.
#pragma once

#include <span>
#include <vector>

#include "align/aligner.h"
#include "text/language.h"
#include "text/segment.h"

namespace oimtm::align {

// cost = - log P(shape) - log P(lengths) - sum over shared words of their weight
//
// P(shape): how often beads of each shape occur (Gale & Church 1993, Table 5, widened to
// beads of three and four). P(lengths): how much better the source's length predicts the
// target's than chance does: Gale & Church's normal model, in characters, with the ratio of
// the two texts' lengths, against an exponential one. Shared words are numbers of the same
// value, the same addresses, the same words, and cognates (the same first five letters
// without accents); their weight is 0.8 of the logarithm of how rare they are in these two
// texts. A segment without text belongs to nothing.
class TextCost : public CostModel {
 public:
  // The segments have to outlive the model only during construction.
  TextCost(std::span<const text::Segment> source, const text::LanguageTag& source_language,
           std::span<const text::Segment> target, const text::LanguageTag& target_language);

  std::size_t source_size() const override { return source_.words.size(); }
  std::size_t target_size() const override { return target_.words.size(); }
  double source_place(std::size_t segment) const override { return source_.place(segment); }
  double target_place(std::size_t segment) const override { return target_.place(segment); }
  double cost(const Bead& bead) const override;

 private:
  struct Side {
    std::vector<double> lengths;                  // characters before each segment, and of all
    std::vector<std::vector<std::size_t>> words;  // of each segment: sorted numbers of comparable words

    bool has_blank(std::size_t begin, std::size_t count) const {
      for (std::size_t i = begin; i < begin + count; ++i)
        if (lengths[i + 1] == lengths[i]) return true;
      return false;
    }
    double length(std::size_t begin, std::size_t count) const { return lengths[begin + count] - lengths[begin]; }
    double place(std::size_t segment) const { return lengths.back() > 0 ? lengths[segment] / lengths.back() : 0; }
  };

  double length_cost(const Bead& bead) const;
  double shared_weight(const Bead& bead) const;

  Side source_;
  Side target_;
  double ratio_ = 1;             // of the target text's length to the source text's
  double mean_length_ = 1;       // of target segments, in characters
  std::vector<double> weights_;  // of each comparable word
};

}  // namespace oimtm::align

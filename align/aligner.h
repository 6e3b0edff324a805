// Sentence alignment: which sentences of two texts say the same. This is the search; see
// align/bitext_aligner.h for texts, and docs/alignment.md.
#pragma once

#include <cstddef>
#include <vector>

#include "align/band.h"

namespace oimtm::align {

// Source and target segments, by number from 0, that belong together. Either side may be
// empty, not both.
struct Bead {
  std::size_t source_begin = 0;
  std::size_t source_count = 0;
  std::size_t target_begin = 0;
  std::size_t target_count = 0;
  double confidence = 0;  // 0 to 1: how sure the model is of just this bead

  bool is_null() const { return source_count == 0 || target_count == 0; }
  friend bool operator==(const Bead&, const Bead&) = default;
};

// Says how badly some target segments translate some source segments.
class CostModel {
 public:
  virtual ~CostModel() = default;

  virtual std::size_t source_size() const = 0;  // segments of the source text
  virtual std::size_t target_size() const = 0;

  // Minus the logarithm of how likely it is. Beads have at most kMostSegments segments a
  // side.
  virtual double cost(const Bead& bead) const = 0;

  // What is taken off the cost of a bead with an empty side that follows another one: what
  // is left out is often more than a sentence.
  virtual double run_discount() const { return 0; }

  // Says that until the next call only beads within these segments will be asked for, so
  // that a model can keep what they need and nothing else.
  virtual void prepare(std::size_t source_begin, std::size_t source_end, std::size_t target_begin,
                       std::size_t target_end) {
    (void)source_begin, (void)source_end, (void)target_begin, (void)target_end;
  }
};

constexpr std::size_t kMostSegments = 4;

// The cheapest way through the band to cover both texts: each segment is in exactly one
// bead, in order. Beads are 1-1, 1-0, 0-1, 1 to n, n to 1, and those of two or more a side
// that have at most six segments.
//
// Dynamic programming (Gale & Church 1993). Time: the cells of the band. Memory: two bytes
// for each of them. Beads have no confidence.
std::vector<Bead> find_beads(CostModel& model, const Band& band);

// The same; the confidence of a bead is its posterior probability among all alignments in
// the band (forward-backward). Memory: 18 bytes a cell.
std::vector<Bead> find_beads_with_confidence(CostModel& model, const Band& band);

}  // namespace oimtm::align

// Sentence alignment: which sentences of two texts say the same.
//
//   align::TextCost cost(source_segments, source_language, target_segments, target_language);
//   for (const align::Bead& bead : align::align(cost)) use(bead);
//
// The search is ours, the judgement is the model's: see docs/alignment.md.
#pragma once

#include <cstddef>
#include <vector>

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

  // Relative length of the text before each segment, 0 to 1, source and target: where the
  // search expects the counterpart.
  virtual double source_place(std::size_t segment) const = 0;
  virtual double target_place(std::size_t segment) const = 0;

  // Minus the logarithm of how likely it is; pure. Beads have at most kMostSegments
  // segments a side.
  virtual double cost(const Bead& bead) const = 0;
};

constexpr std::size_t kMostSegments = 4;

// The cheapest way to cover both texts: each segment is in exactly one bead, in order.
// Beads are 1-1, 1-0, 0-1, 1 to n, n to 1, 2-2, 3-2 and 2-3.
//
// Dynamic programming (Gale & Church 1993) within a band around the diagonal, which is a
// tenth of the longer text wide, and 200 segments at the least. The confidence of a bead
// is its posterior probability among all alignments in the band (forward-backward).
// Memory: 25 bytes for each cell of the band.
std::vector<Bead> align(const CostModel& model);

}  // namespace oimtm::align

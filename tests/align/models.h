// Cost models and coverings for tests of the aligner.
#pragma once

#include <catch2/catch.hpp>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "align/aligner.h"
#include "align/evaluate.h"

namespace oimtm::test {

// A model by a function: what a bead costs.
class Model : public align::CostModel {
 public:
  using Cost = std::function<double(const align::Bead&)>;

  Model(std::size_t source, std::size_t target, Cost cost, double run_discount = 0)
      : source_(source), target_(target), cost_(std::move(cost)), run_discount_(run_discount) {}

  std::size_t source_size() const override { return source_; }
  std::size_t target_size() const override { return target_; }
  double cost(const align::Bead& bead) const override { return cost_(bead); }
  double run_discount() const override { return run_discount_; }

 private:
  std::size_t source_;
  std::size_t target_;
  Cost cost_;
  double run_discount_;
};

// "1-1 2-1 0-1"
inline std::string shapes(const std::vector<align::Bead>& beads) {
  std::string list;
  for (const align::Bead& bead : beads)
    list += (list.empty() ? "" : " ") + std::to_string(bead.source_count) + "-" + std::to_string(bead.target_count);
  return list;
}

// Why the beads are no covering of both sides: each segment in one bead, in order, of a
// shape that there is. Empty if they are one.
inline std::string fault(const std::vector<align::Bead>& beads, std::size_t source, std::size_t target) {
  static const std::string kShapes = " 1-1 1-0 0-1 2-1 1-2 2-2 3-1 1-3 4-1 1-4 3-2 2-3 3-3 4-2 2-4 ";
  std::size_t i = 0;
  std::size_t j = 0;
  for (const align::Bead& bead : beads) {
    const std::string shape = shapes({bead});
    if (kShapes.find(" " + shape + " ") == std::string::npos) return "a bead of " + shape;
    if (bead.source_begin != i || bead.target_begin != j) return "a gap before " + align::to_string(bead);
    if (!(bead.confidence >= 0 && bead.confidence <= 1)) return "a confidence of " + std::to_string(bead.confidence);
    i += bead.source_count;
    j += bead.target_count;
  }
  return i == source && j == target ? "" : "it ends at " + std::to_string(i) + " and " + std::to_string(j);
}

inline double total(const align::CostModel& model, const std::vector<align::Bead>& beads) {
  double cost = 0;
  for (std::size_t i = 0; i < beads.size(); ++i) {
    cost += model.cost(beads[i]);
    if (i > 0 && beads[i].is_null() && beads[i - 1].is_null()) cost -= model.run_discount();
  }
  return cost;
}

}  // namespace oimtm::test

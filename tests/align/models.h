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

// A model by functions: how long each segment is, and what a bead costs.
class Model : public align::CostModel {
 public:
  using Cost = std::function<double(const align::Bead&)>;

  Model(const std::vector<double>& source, const std::vector<double>& target, Cost cost)
      : source_(places(source)), target_(places(target)), cost_(std::move(cost)) {}
  Model(std::size_t source, std::size_t target, Cost cost)
      : Model(std::vector<double>(source, 1), std::vector<double>(target, 1), std::move(cost)) {}

  std::size_t source_size() const override { return source_.size(); }
  std::size_t target_size() const override { return target_.size(); }
  double source_place(std::size_t segment) const override { return source_[segment]; }
  double target_place(std::size_t segment) const override { return target_[segment]; }
  double cost(const align::Bead& bead) const override { return cost_(bead); }

 private:
  static std::vector<double> places(const std::vector<double>& lengths) {
    double all = 0;
    for (const double length : lengths) all += length;
    std::vector<double> places;
    double done = 0;
    for (const double length : lengths) {
      places.push_back(all > 0 ? done / all : 0);
      done += length;
    }
    return places;
  }

  std::vector<double> source_;
  std::vector<double> target_;
  Cost cost_;
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
  static const std::string kShapes = " 1-1 1-0 0-1 2-1 1-2 2-2 3-1 1-3 4-1 1-4 3-2 2-3 ";
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
  for (const align::Bead& bead : beads) cost += model.cost(bead);
  return cost;
}

}  // namespace oimtm::test

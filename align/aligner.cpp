#include "align/aligner.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace oimtm::align {

namespace {

struct Shape {
  std::uint8_t source;
  std::uint8_t target;
};

constexpr std::array<Shape, 12> kShapes = {
    {{1, 1}, {1, 0}, {0, 1}, {2, 1}, {1, 2}, {2, 2}, {3, 1}, {1, 3}, {4, 1}, {1, 4}, {3, 2}, {2, 3}}};
constexpr double kImpossible = std::numeric_limits<double>::infinity();
constexpr std::size_t kLeastBand = 200;  // segments to each side of the diagonal

// A table over the cells (i, j) near the diagonal: i source and j target segments done.
template <class Value>
class Band {
 public:
  Band(const CostModel& model, Value empty) : empty_(empty) {
    const std::size_t rows = model.source_size() + 1;
    const std::size_t columns = model.target_size() + 1;
    const std::size_t half = std::max(kLeastBand, std::max(rows, columns) / 10);
    std::size_t column = 0;
    std::vector<std::size_t> last;
    for (std::size_t i = 0; i < rows; ++i) {
      const double place = i + 1 < rows ? model.source_place(i) : 1.0;
      while (column + 1 < columns && (i + 1 == rows || model.target_place(column) < place)) ++column;
      first_.push_back(i > 0 && column > half ? column - half : 0);  // every way begins at (0, 0)
      last.push_back(std::min(columns, column + half + 1));
    }
    std::size_t size = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      // One very long segment must not tear the band: each row reaches the next one's begin.
      if (i + 1 < rows) last[i] = std::max(last[i], std::min(columns, first_[i + 1] + 1));
      offset_.push_back(size);
      size += last[i] - first_[i];
    }
    offset_.push_back(size);
    values_.assign(size, empty);
  }

  std::size_t first(std::size_t i) const { return first_[i]; }
  std::size_t last(std::size_t i) const { return first_[i] + offset_[i + 1] - offset_[i]; }
  bool holds(std::size_t i, std::size_t j) const { return j >= first(i) && j < last(i); }
  Value get(std::size_t i, std::size_t j) const { return holds(i, j) ? values_[offset_[i] + j - first_[i]] : empty_; }
  Value& at(std::size_t i, std::size_t j) { return values_[offset_[i] + j - first_[i]]; }

 private:
  Value empty_;
  std::vector<std::size_t> first_;
  std::vector<std::size_t> offset_;
  std::vector<Value> values_;
};

// -log(exp(-a) + exp(-b))
double add_costs(double a, double b) {
  if (a == kImpossible) return b;
  if (b == kImpossible) return a;
  return std::min(a, b) - std::log1p(std::exp(-std::abs(a - b)));
}

class Search {
 public:
  explicit Search(const CostModel& model)
      : model_(model),
        best_(model, kImpossible),
        forward_(model, kImpossible),
        shape_(model, std::uint8_t{0}),
        rows_(model.source_size()),
        columns_(model.target_size()) {}

  std::vector<Bead> run() {
    fill();
    std::vector<Bead> beads = trace();
    add_confidence(beads);
    return beads;
  }

 private:
  Bead bead_ending_at(std::size_t i, std::size_t j, Shape shape) const {
    return {i - shape.source, shape.source, j - shape.target, shape.target, 0};
  }

  void fill() {
    best_.at(0, 0) = forward_.at(0, 0) = 0;
    for (std::size_t i = 0; i <= rows_; ++i)
      for (std::size_t j = best_.first(i); j < best_.last(i); ++j)
        if (i + j > 0) fill_cell(i, j);
  }

  void fill_cell(std::size_t i, std::size_t j) {
    for (std::size_t s = 0; s < kShapes.size(); ++s) {
      const Shape shape = kShapes[s];
      if (shape.source > i || shape.target > j) continue;
      const double before = best_.get(i - shape.source, j - shape.target);
      if (before == kImpossible) continue;
      const double cost = model_.cost(bead_ending_at(i, j, shape));
      forward_.at(i, j) = add_costs(forward_.get(i, j), forward_.get(i - shape.source, j - shape.target) + cost);
      if (before + cost >= best_.get(i, j)) continue;
      best_.at(i, j) = before + cost;
      shape_.at(i, j) = static_cast<std::uint8_t>(s);
    }
  }

  std::vector<Bead> trace() const {
    std::vector<Bead> beads;
    for (std::size_t i = rows_, j = columns_; i > 0 || j > 0;) {
      beads.push_back(bead_ending_at(i, j, kShapes[shape_.get(i, j)]));
      i = beads.back().source_begin;
      j = beads.back().target_begin;
    }
    std::reverse(beads.begin(), beads.end());
    return beads;
  }

  // The sum over all ways from each cell to the end, backwards; then each bead's share of
  // all ways through the table.
  void add_confidence(std::vector<Bead>& beads) {
    Band<double> backward(model_, kImpossible);
    backward.at(rows_, columns_) = 0;
    for (std::size_t i = rows_ + 1; i-- > 0;)
      for (std::size_t j = backward.last(i); j-- > backward.first(i);) spread_back(backward, i, j);
    const double all = forward_.get(rows_, columns_);
    for (Bead& bead : beads) {
      const double through = forward_.get(bead.source_begin, bead.target_begin) + model_.cost(bead) +
                             backward.get(bead.source_begin + bead.source_count, bead.target_begin + bead.target_count);
      // Four digits are more than it is worth, and print the same everywhere.
      bead.confidence = std::round(1e4 * std::clamp(std::exp(all - through), 0.0, 1.0)) / 1e4;
    }
  }

  void spread_back(Band<double>& backward, std::size_t i, std::size_t j) const {
    const double here = backward.get(i, j);
    if (here == kImpossible) return;
    for (const Shape shape : kShapes) {
      if (shape.source > i || shape.target > j) continue;
      const std::size_t from_i = i - shape.source;
      const std::size_t from_j = j - shape.target;
      if (best_.get(from_i, from_j) == kImpossible) continue;
      double& before = backward.at(from_i, from_j);
      before = add_costs(before, here + model_.cost(bead_ending_at(i, j, shape)));
    }
  }

  const CostModel& model_;
  Band<double> best_;
  Band<double> forward_;
  Band<std::uint8_t> shape_;
  std::size_t rows_;
  std::size_t columns_;
};

}  // namespace

std::vector<Bead> align(const CostModel& model) { return Search(model).run(); }

}  // namespace oimtm::align

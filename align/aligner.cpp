#include "align/aligner.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace oimtm::align {

namespace {

struct Shape {
  std::uint8_t source;
  std::uint8_t target;

  bool is_null() const { return source == 0 || target == 0; }
};

constexpr std::array<Shape, 15> kShapes = {{{1, 1},
                                            {1, 0},
                                            {0, 1},
                                            {2, 1},
                                            {1, 2},
                                            {2, 2},
                                            {3, 1},
                                            {1, 3},
                                            {4, 1},
                                            {1, 4},
                                            {3, 2},
                                            {2, 3},
                                            {3, 3},
                                            {4, 2},
                                            {2, 4}}};
constexpr double kImpossible = std::numeric_limits<double>::infinity();

// A way to a cell ends with a bead that has both sides, or with one that has not.
enum Ending : std::uint8_t { kFull = 0, kNull = 1 };
constexpr std::array<Ending, 2> kEndings = {kFull, kNull};
using Costs = std::array<double, 2>;

// Values of all cells of a band.
template <class Value>
class Table {
 public:
  Table(const Band& band, Value empty) : band_(band) {
    offset_.reserve(band.source_size() + 1);
    for (std::size_t row = 0; row <= band.source_size(); ++row) {
      offset_.push_back(size_ - band.first(row));
      size_ += band.last(row) - band.first(row);
    }
    values_.assign(size_, empty);
  }

  bool holds(std::size_t row, std::size_t column) const { return band_.holds(row, column); }
  Value& at(std::size_t row, std::size_t column) { return values_[offset_[row] + column]; }
  const Value& at(std::size_t row, std::size_t column) const { return values_[offset_[row] + column]; }

 private:
  const Band& band_;
  std::size_t size_ = 0;
  std::vector<std::size_t> offset_;
  std::vector<Value> values_;
};

// Values of the last rows of a band.
class LastRows {
 public:
  explicit LastRows(const Band& band) : band_(band) {}

  void begin(std::size_t row) {
    rows_[row % rows_.size()].assign(band_.last(row) - band_.first(row), Costs{kImpossible, kImpossible});
  }
  bool holds(std::size_t row, std::size_t column) const { return band_.holds(row, column); }
  Costs& at(std::size_t row, std::size_t column) { return rows_[row % rows_.size()][column - band_.first(row)]; }

 private:
  const Band& band_;
  std::array<std::vector<Costs>, kMostSegments + 1> rows_;
};

Bead bead_ending_at(std::size_t i, std::size_t j, Shape shape) {
  return {i - shape.source, shape.source, j - shape.target, shape.target, 0};
}

Bead bead_beginning_at(std::size_t i, std::size_t j, Shape shape) { return {i, shape.source, j, shape.target, 0}; }

// -log of the sum of exp(-cost) over some costs: one logarithm for all of them.
class CostSum {
 public:
  void add(double cost) {
    if (cost == kImpossible) return;
    costs_[size_++] = cost;
    least_ = std::min(least_, cost);
  }

  double get() const {
    if (size_ < 2) return least_;
    double sum = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      const double apart = costs_[i] - least_;
      if (apart < kNothingBeside) sum += apart == 0 ? 1 : std::exp(-apart);
    }
    return sum == 1 ? least_ : least_ - std::log(sum);
  }

 private:
  static constexpr double kNothingBeside = 40;  // more of a cost: its share is below the last bit of a double

  std::array<double, kShapes.size() * kEndings.size()> costs_;
  std::size_t size_ = 0;
  double least_ = kImpossible;
};

class Search {
 public:
  Search(CostModel& model, const Band& band) : model_(model), band_(band), step_(band, Steps{0, 0}) {}

  std::vector<Bead> best() {
    LastRows costs(band_);
    for (std::size_t i = 0; i <= band_.source_size(); ++i) {
      costs.begin(i);
      prepare(i - std::min(i, kMostSegments), i);
      for (std::size_t j = band_.first(i); j < band_.last(i); ++j) {
        if (i + j == 0)
          costs.at(0, 0)[kFull] = 0;
        else
          fill_cell(costs, i, j);
      }
    }
    const Costs& end = costs.at(band_.source_size(), band_.target_size());
    return trace(end[kFull] <= end[kNull] ? kFull : kNull);
  }

  // The sum over all ways to each cell, then over all ways from each cell to the end; then
  // each bead's share of all ways through the table.
  void add_confidence(std::vector<Bead>& beads) {
    if (beads.empty()) return;
    Table<Costs> forward(band_, Costs{kImpossible, kImpossible});
    sum_forward(forward);
    const Costs& end = forward.at(band_.source_size(), band_.target_size());
    CostSum all;
    for (const double cost : end) all.add(cost);
    sum_backward(forward, all.get(), beads);
  }

 private:
  // How the best way to a cell ends: shape and the ending before it, for both endings.
  using Steps = std::array<std::uint8_t, 2>;

  // For a search that is at beads between two rows.
  void prepare(std::size_t row_begin, std::size_t row_end) {
    const std::size_t column = band_.first(row_begin);
    model_.prepare(row_begin, row_end, column - std::min(column, kMostSegments), band_.last(row_end) - 1);
  }

  double step_cost(double cost, Shape shape, Ending before) const {
    return shape.is_null() && before == kNull ? cost - model_.run_discount() : cost;
  }

  void fill_cell(LastRows& costs, std::size_t i, std::size_t j) {
    Costs best = {kImpossible, kImpossible};
    Steps steps = {0, 0};
    for (std::size_t s = 0; s < kShapes.size(); ++s) {
      const Shape shape = kShapes[s];
      if (shape.source > i || shape.target > j || !costs.holds(i - shape.source, j - shape.target)) continue;
      const Costs& before = costs.at(i - shape.source, j - shape.target);
      if (before[kFull] == kImpossible && before[kNull] == kImpossible) continue;
      const double cost = model_.cost(bead_ending_at(i, j, shape));
      const Ending ending = shape.is_null() ? kNull : kFull;
      for (const Ending last : kEndings) {
        const double sum = before[last] + step_cost(cost, shape, last);
        if (sum >= best[ending]) continue;
        best[ending] = sum;
        steps[ending] = static_cast<std::uint8_t>(s * 2 + last);
      }
    }
    costs.at(i, j) = best;
    step_.at(i, j) = steps;
  }

  std::vector<Bead> trace(Ending ending) const {
    std::vector<Bead> beads;
    for (std::size_t i = band_.source_size(), j = band_.target_size(); i > 0 || j > 0;) {
      const std::uint8_t step = step_.at(i, j)[ending];
      beads.push_back(bead_ending_at(i, j, kShapes[step / 2]));
      ending = static_cast<Ending>(step % 2);
      i = beads.back().source_begin;
      j = beads.back().target_begin;
    }
    std::reverse(beads.begin(), beads.end());
    return beads;
  }

  void sum_forward(Table<Costs>& forward) {
    forward.at(0, 0)[kFull] = 0;
    for (std::size_t i = 0; i <= band_.source_size(); ++i) {
      prepare(i - std::min(i, kMostSegments), i);
      for (std::size_t j = band_.first(i); j < band_.last(i); ++j) {
        if (i + j > 0) forward.at(i, j) = sum_to(forward, i, j);
      }
    }
  }

  Costs sum_to(const Table<Costs>& forward, std::size_t i, std::size_t j) {
    std::array<CostSum, 2> sums;
    for (const Shape shape : kShapes) {
      if (shape.source > i || shape.target > j || !forward.holds(i - shape.source, j - shape.target)) continue;
      const Costs& before = forward.at(i - shape.source, j - shape.target);
      if (before[kFull] == kImpossible && before[kNull] == kImpossible) continue;
      const double cost = model_.cost(bead_ending_at(i, j, shape));
      CostSum& sum = sums[shape.is_null() ? kNull : kFull];
      for (const Ending last : kEndings) sum.add(before[last] + step_cost(cost, shape, last));
    }
    return {sums[kFull].get(), sums[kNull].get()};
  }

  void sum_backward(const Table<Costs>& forward, double all, std::vector<Bead>& beads) {
    LastRows backward(band_);
    auto bead = beads.rbegin();
    for (std::size_t i = band_.source_size() + 1; i-- > 0;) {
      backward.begin(i);
      prepare(i, std::min(band_.source_size(), i + kMostSegments));
      for (std::size_t j = band_.last(i); j-- > band_.first(i);) {
        backward.at(i, j) = sum_from(backward, i, j);
        if (bead == beads.rend() || bead->source_begin != i || bead->target_begin != j) continue;
        bead->confidence = share(forward.at(i, j), backward, *bead, all);
        ++bead;
      }
    }
  }

  Costs sum_from(LastRows& backward, std::size_t i, std::size_t j) {
    if (i == band_.source_size() && j == band_.target_size()) return {0, 0};
    std::array<CostSum, 2> sums;
    for (const Shape shape : kShapes) {
      const std::size_t to_i = i + shape.source;
      const std::size_t to_j = j + shape.target;
      if (to_i > band_.source_size() || !backward.holds(to_i, to_j)) continue;
      const double rest = backward.at(to_i, to_j)[shape.is_null() ? kNull : kFull];
      if (rest == kImpossible) continue;
      const double cost = model_.cost(bead_beginning_at(i, j, shape));
      for (const Ending last : kEndings) sums[last].add(step_cost(cost, shape, last) + rest);
    }
    return {sums[kFull].get(), sums[kNull].get()};
  }

  double share(const Costs& forward, LastRows& backward, const Bead& bead, double all) const {
    const Ending ending = bead.is_null() ? kNull : kFull;
    const double rest =
        backward.at(bead.source_begin + bead.source_count, bead.target_begin + bead.target_count)[ending];
    const double cost = model_.cost(bead);
    const Shape shape = {static_cast<std::uint8_t>(bead.source_count), static_cast<std::uint8_t>(bead.target_count)};
    CostSum through;
    for (const Ending last : kEndings) through.add(forward[last] + step_cost(cost, shape, last) + rest);
    return std::clamp(std::exp(all - through.get()), 0.0, 1.0);
  }

  CostModel& model_;
  const Band& band_;
  Table<Steps> step_;
};

}  // namespace

std::vector<Bead> find_beads(CostModel& model, const Band& band) { return Search(model, band).best(); }

std::vector<Bead> find_beads_with_confidence(CostModel& model, const Band& band) {
  Search search(model, band);
  std::vector<Bead> beads = search.best();
  search.add_confidence(beads);
  return beads;
}

}  // namespace oimtm::align

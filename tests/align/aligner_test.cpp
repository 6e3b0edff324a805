// The search for the cheapest beads: against a slow twin, and at the edges.
#include "align/aligner.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "tests/align/models.h"
#include "tests/support/generate.h"

namespace {

using namespace oimtm;
using align::Bead;

constexpr double kNothing = std::numeric_limits<double>::infinity();

// The cost of a bead: any number, the same for the same bead.
test::Model random_model(std::uint32_t seed, std::size_t source, std::size_t target, double scale) {
  return {source, target,
          [=](const Bead& bead) {
            const std::size_t number =
                ((bead.source_begin * 31 + bead.source_count) * 31 + bead.target_begin) * 31 + bead.target_count;
            test::Dice dice(seed + static_cast<std::uint32_t>(number));
            const double cost = static_cast<double>(dice.below(1000)) / 100 - 2;  // a good one may be below 0
            return scale * cost;
          },
          seed % 2 == 0 ? 0.0 : scale};
}

// All ways to cover what is behind segments i and j, one by one.
class SlowTwin {
 public:
  explicit SlowTwin(const align::CostModel& model) : model_(model) {}

  // The least cost of covering both sides from (i, j) on.
  double least(std::size_t i = 0, std::size_t j = 0, bool behind_null = false) {
    if (i == model_.source_size() && j == model_.target_size()) return 0;
    const auto [found, is_new] = least_.try_emplace({i, j, behind_null}, kNothing);
    if (!is_new) return found->second;
    double best = kNothing;
    for_each_bead(i, j, [&](const Bead& bead) {
      best =
          std::min(best, cost(bead, behind_null) + least(i + bead.source_count, j + bead.target_count, bead.is_null()));
    });
    return least_[{i, j, behind_null}] = best;
  }

  // The sum of exp(-cost) over all coverings, and over those that have `wanted`.
  struct Sums {
    double all = 0;
    double with = 0;
  };
  Sums sums(const Bead& wanted, std::size_t i = 0, std::size_t j = 0, double so_far = 1, bool has = false,
            bool behind_null = false) const {
    if (i == model_.source_size() && j == model_.target_size()) return {so_far, has ? so_far : 0};
    Sums result;
    for_each_bead(i, j, [&](const Bead& bead) {
      const bool is_it = bead.source_begin == wanted.source_begin && bead.source_count == wanted.source_count &&
                         bead.target_begin == wanted.target_begin && bead.target_count == wanted.target_count;
      const Sums rest = sums(wanted, i + bead.source_count, j + bead.target_count,
                             so_far * std::exp(-cost(bead, behind_null)), has || is_it, bead.is_null());
      result.all += rest.all;
      result.with += rest.with;
    });
    return result;
  }

 private:
  template <class Visit>
  void for_each_bead(std::size_t i, std::size_t j, const Visit& visit) const {
    for (std::size_t s = 0; s <= 4; ++s) {
      for (std::size_t t = 0; t <= 4; ++t) {
        const bool is_shape = s + t > 0 && (s < 2 || t < 2 ? (s > 0 && t > 0) || s + t == 1 : s + t <= 6);
        if (is_shape && i + s <= model_.source_size() && j + t <= model_.target_size()) visit(Bead{i, s, j, t, 0});
      }
    }
  }

  double cost(const Bead& bead, bool behind_null) const {
    return model_.cost(bead) - (behind_null && bead.is_null() ? model_.run_discount() : 0);
  }

  const align::CostModel& model_;
  std::map<std::tuple<std::size_t, std::size_t, bool>, double> least_;
};

// A model in which segments of the same number belong together, 1-1, and are easily told.
test::Model diagonal(std::size_t size) {
  return {size, size, [](const Bead& bead) {
            if (bead.is_null()) return 8.0;
            const bool is_one = bead.source_count == 1 && bead.target_count == 1;
            return is_one && bead.source_begin == bead.target_begin ? 0.1 : 5.0;
          }};
}

std::vector<Bead> align_all(test::Model model) {
  return align::find_beads_with_confidence(model, align::Band(model.source_size(), model.target_size()));
}

}  // namespace

TEST_CASE("beads cover both sides once, in order, at the least cost that there is") {
  test::Dice dice(10);
  for (int i = 0; i < 400; ++i) {
    const std::size_t source = dice.below(13);
    const std::size_t target = dice.below(13);
    const test::Model model = random_model(static_cast<std::uint32_t>(dice.below(1000000)), source, target, 1);
    const std::vector<Bead> beads = align_all(model);
    CAPTURE(i, source, target, test::shapes(beads));
    CHECK(test::fault(beads, source, target).empty());
    CHECK(test::total(model, beads) == Approx(SlowTwin(model).least()).margin(1e-9));
  }
}

TEST_CASE("a bead's confidence is its share of all alignments") {
  test::Dice dice(11);
  for (int i = 0; i < 60; ++i) {
    const std::size_t source = dice.below(5);
    const std::size_t target = dice.below(5);
    const test::Model model = random_model(static_cast<std::uint32_t>(dice.below(1000000)), source, target, 0.5);
    const SlowTwin twin(model);
    for (const Bead& bead : align_all(model)) {
      const auto [all, with] = twin.sums(bead);
      CAPTURE(i, source, target, align::to_string(bead));
      CHECK(bead.confidence == Approx(with / all).margin(0.0001));
    }
  }
}

TEST_CASE("what is alike on both sides is aligned one to one, and surely") {
  const std::size_t size = GENERATE(1, 2, 50, 450);
  const std::vector<Bead> beads = align_all(diagonal(size));
  REQUIRE(beads.size() == size);
  for (const Bead& bead : beads) {
    CHECK((bead.source_count == 1 && bead.target_count == 1));
    CHECK(bead.confidence > 0.9);
  }
}

TEST_CASE("what is known only as a whole is one bead of up to six segments") {
  for (const auto& [source, target] : {std::pair(3, 3), std::pair(4, 2), std::pair(2, 4), std::pair(3, 2)}) {
    const auto s = static_cast<std::size_t>(source);
    const auto t = static_cast<std::size_t>(target);
    const test::Model model(
        s, t, [&](const Bead& bead) { return bead.source_count == s && bead.target_count == t ? 1.0 : 20.0; });
    CHECK(test::shapes(align_all(model)) == std::to_string(s) + "-" + std::to_string(t));
  }
}

TEST_CASE("texts of all proportions are covered") {
  struct Row {
    const char* why;
    std::size_t source;
    std::size_t target;
  };
  const auto row = GENERATE(values<Row>({
      {"nothing at all", 0, 0},
      {"an empty source", 0, 3},
      {"an empty target", 3, 0},
      {"one and one", 1, 1},
      {"one against a thousand", 1, 1000},
      {"a thousand against one", 1000, 1},
      {"two against a thousand", 2, 1000},
      {"ten times the other", 60, 600},
      {"a tenth of the other", 600, 60},
  }));
  CAPTURE(row.why);
  // Cheap, so that the size of the table decides how long it takes.
  const test::Model model(row.source, row.target, [](const Bead& bead) {
    return bead.is_null() ? 4.0 : 1.0 + 0.1 * double(bead.source_count);
  });
  CHECK(test::fault(align_all(model), row.source, row.target).empty());
}

TEST_CASE("a band holds its ends and a way between them") {
  test::Dice dice(18);
  for (int round = 0; round < 300; ++round) {
    const std::size_t sources = dice.below(40);
    const std::size_t targets = dice.below(40);
    std::vector<align::Waypoint> way;
    for (std::size_t i = 0; i < 5; ++i)
      way.push_back({dice.below(sources + 1), dice.below(targets + 1), dice.below(4)});
    const align::Band band(sources, targets, way);
    CAPTURE(round, sources, targets);
    REQUIRE((band.holds(0, 0) && band.holds(sources, targets)));
    CHECK((band.source_size() == sources && band.target_size() == targets));
    for (const align::Waypoint& point : way) CHECK(band.holds(point.source, point.target));
    std::size_t cells = band.last(0) - band.first(0);
    for (std::size_t row = 1; row <= sources; ++row) {
      if (band.first(row) < band.first(row - 1) || band.last(row) < band.last(row - 1)) FAIL("not in order");
      if (band.first(row) >= band.last(row - 1)) FAIL("no way from one row to the next");
      cells += band.last(row) - band.first(row);
    }
    CHECK(band.cells() == cells);
  }
}

TEST_CASE("within a band the best of the ways inside is found") {
  test::Dice dice(19);
  for (int round = 0; round < 200; ++round) {
    const std::size_t size = 4 + dice.below(10);
    test::Model model = random_model(static_cast<std::uint32_t>(dice.below(1000000)), size, size, 1);
    std::vector<align::Waypoint> way;
    for (std::size_t i = 0; i < size; ++i) way.push_back({i, i, 1});
    const align::Band band(size, size, way);
    const double cost = model.run_discount();
    // The slow twin sees the same band: whatever leaves it is too dear.
    const test::Model inside(
        size, size,
        [&](const Bead& bead) {
          const bool stays = band.holds(bead.source_begin, bead.target_begin) &&
                             band.holds(bead.source_begin + bead.source_count, bead.target_begin + bead.target_count);
          return stays ? model.cost(bead) : 1e6;
        },
        cost);
    const std::vector<Bead> beads = align::find_beads(model, band);
    CAPTURE(round, size, test::shapes(beads));
    CHECK(test::fault(beads, size, size).empty());
    CHECK(test::total(model, beads) == Approx(SlowTwin(inside).least()).margin(1e-9));
  }
}

TEST_CASE("the same model gives the same beads") {
  const test::Model model = random_model(12, 40, 37, 1);
  CHECK(align_all(model) == align_all(model));
}

#include "tm/phrases/best_run.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace oimtm::tm {

namespace {

constexpr double kOtherLength = 0.8;  // for each logarithm of a run's length against the usual one
constexpr double kOtherPlace = 1.5;   // for being at the other end of the segment
constexpr double kRounding = 1e-9;    // that a bound is too low by at most
constexpr std::size_t kLeastBlock = 16;
constexpr double kNothing = -std::numeric_limits<double>::infinity();

class Search {
 public:
  Search(std::span<const double> sums, const ExpectedRun& expected)
      : sums_(sums),
        expected_(expected),
        words_(sums.size() - 1),
        longest_(std::min(static_cast<std::size_t>(2.5 * expected.length) + 2, words_)),
        block_(std::max(kLeastBlock, static_cast<std::size_t>(std::sqrt(static_cast<double>(longest_))))),
        highest_((sums.size() + block_ - 1) / block_, kNothing),
        highest_from_(sums.begin(), sums.end()) {
    for (std::size_t at = 0; at < sums.size(); ++at) highest_[at / block_] = std::max(highest_[at / block_], sums[at]);
    for (std::size_t at = words_; at-- > 0;) highest_from_[at] = std::max(highest_from_[at], highest_from_[at + 1]);
  }

  RunOfWords run() {
    for (std::size_t first = 0; first < words_; ++first) {
      if (highest_from_[first + 1] - sums_[first] + kRounding <= best_) continue;
      const std::size_t end = std::min(first + longest_, words_);
      for (std::size_t begin = first + 1; begin <= end;) {
        const std::size_t last = std::min(end, (begin / block_ + 1) * block_ - 1);
        if (bound(first, begin, last) + kRounding > best_) try_ends(first, begin, last);
        begin = last + 1;
      }
    }
    return run_;
  }

 private:
  double length_loss(std::size_t length) const {
    return kOtherLength * std::abs(std::log(static_cast<double>(length) / expected_.length));
  }
  double place_loss(std::size_t first, std::size_t last) const {
    const double middle = static_cast<double>(first + last) / 2 / static_cast<double>(words_);
    return kOtherPlace * std::abs(middle - expected_.place);
  }

  // No run from `first` to an end in [begin, last] has more. What is lost for the length has
  // one lowest point, so has what is lost for the place: between the ends it is taken for 0.
  double bound(std::size_t first, std::size_t begin, std::size_t last) const {
    const double shortest = static_cast<double>(begin - first);
    const double longest = static_cast<double>(last - first);
    const bool has_usual = shortest <= expected_.length && expected_.length <= longest;
    const double length = has_usual ? 0 : std::min(length_loss(begin - first), length_loss(last - first));
    const double wanted = 2 * expected_.place * static_cast<double>(words_);
    const bool has_place = static_cast<double>(first + begin) <= wanted && wanted <= static_cast<double>(first + last);
    const double place = has_place ? 0 : std::min(place_loss(first, begin), place_loss(first, last));
    return highest_[begin / block_] - sums_[first] - length - place;
  }

  void try_ends(std::size_t first, std::size_t begin, std::size_t end) {
    for (std::size_t last = begin; last <= end; ++last) {
      const double score = sums_[last] - sums_[first] - length_loss(last - first) - place_loss(first, last);
      if (score <= best_) continue;
      best_ = score;
      run_ = {first, last};
    }
  }

  std::span<const double> sums_;
  ExpectedRun expected_;
  std::size_t words_;
  std::size_t longest_;  // words of a run
  std::size_t block_;
  std::vector<double> highest_;       // sum in each block
  std::vector<double> highest_from_;  // sum from each place on
  double best_ = kNothing;
  RunOfWords run_;
};

}  // namespace

RunOfWords best_run(std::span<const double> sums, const ExpectedRun& expected) { return Search(sums, expected).run(); }

}  // namespace oimtm::tm

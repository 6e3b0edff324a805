#include "align/confidence.h"

#include <algorithm>
#include <cmath>

namespace oimtm::align {

namespace {

constexpr double kBase = 0.63;
constexpr double kSlope = 0.287;    // the search is surer than it should be: words of a sentence are not independent
constexpr double kMostOdds = 10;    // logarithm
constexpr double kSeveral = -0.81;  // more than one segment on a side
constexpr double kMany = -0.875;    // four or more in all
constexpr double kAlone = -1.03;    // one side is empty

}  // namespace

double calibrated(const Bead& bead) {
  const double odds = std::log(bead.confidence) - std::log1p(-bead.confidence);
  double value = kBase + kSlope * std::clamp(odds, -kMostOdds, kMostOdds);
  const std::size_t segments = bead.source_count + bead.target_count;
  if (bead.is_null())
    value += kAlone;
  else if (segments > 2)
    value += kSeveral + (segments >= 4 ? kMany : 0);
  return std::round(1e4 / (1 + std::exp(-value))) / 1e4;
}

}  // namespace oimtm::align

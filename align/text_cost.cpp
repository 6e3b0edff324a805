#include "align/text_cost.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace oimtm::align {

namespace {

constexpr double kNever = 1e-9;
// Rows: source segments of the bead; columns: target segments.
constexpr std::array<std::array<double, 5>, 5> kShapeProbability = {{
    {kNever, 0.008, kNever, kNever, kNever},
    {0.008, 0.86, 0.045, 0.006, 0.0015},
    {kNever, 0.045, 0.010, 0.0015, 0.001},
    {kNever, 0.006, 0.0015, 0.0007, kNever},
    {kNever, 0.0015, 0.001, kNever, kNever},
}};
constexpr double kVariance = 6.8;  // Gale & Church: of the length difference, a character
const double kLogVariance = std::log(2 * std::numbers::pi * kVariance);
constexpr double kBlankInBead = 1000;  // more than all other evidence
constexpr double kWordWeight = 0.9;    // words of a sentence do not come one by one, independently
constexpr double kBeginWeight = 0.5;
constexpr double kEndWeight = 0.8;
constexpr double kRunDiscount = 1.2;

std::array<std::array<double, 5>, 5> shape_costs() {
  std::array<std::array<double, 5>, 5> costs{};
  for (std::size_t s = 0; s < costs.size(); ++s)
    for (std::size_t t = 0; t < costs.size(); ++t) costs[s][t] = -std::log(kShapeProbability[s][t]);
  return costs;
}
const std::array<std::array<double, 5>, 5> kShapeCost = shape_costs();

// Logarithms of lengths by quarters of a character: the search spends much of its time on them.
constexpr std::size_t kQuarters = 8192;
std::vector<double> length_logs() {
  std::vector<double> logs(kQuarters);
  for (std::size_t quarters = 1; quarters < kQuarters; ++quarters)
    logs[quarters] = std::log(static_cast<double>(quarters) / 4);
  return logs;
}

double log_of_length(double length) {
  static const std::vector<double> logs = length_logs();
  const double quarters = std::round(4 * length);
  return quarters < kQuarters ? logs[static_cast<std::size_t>(quarters)] : std::log(length);
}

}  // namespace

TextCost::TextCost(const Side& source, const Side& target, const TextModel& model)
    : source_(source),
      target_(target),
      model_(model),
      source_evidence_(source, model.source_words, model.source, target, model.target_words),
      target_evidence_(target, model.target_words, model.target, source, model.source_words) {
  if (source.length() > 0 && target.length() > 0) ratio_ = target.length() / source.length();
  const double mean = std::max(1.0, target.length() / static_cast<double>(std::max<std::size_t>(1, target.size())));
  for (std::size_t n = 1; n < expected_length_.size(); ++n) {
    expected_length_[n] = static_cast<double>(n) * mean;
    log_expected_length_[n] = std::log(expected_length_[n]);
  }
}

void TextCost::prepare(std::size_t source_begin, std::size_t source_end, std::size_t target_begin,
                       std::size_t target_end) {
  source_evidence_.prepare(source_begin, source_end, target_begin, target_end);
  target_evidence_.prepare(target_begin, target_end, source_begin, source_end);
}

double TextCost::run_discount() const { return kRunDiscount; }

double TextCost::cost(const Bead& bead) const {
  const bool has_blank = source_.has_blank(bead.source_begin, bead.source_count) ||
                         target_.has_blank(bead.target_begin, bead.target_count);
  if (has_blank) return bead.source_count + bead.target_count == 1 ? 0 : kBlankInBead;
  const double shape = kShapeCost[bead.source_count][bead.target_count];
  if (bead.is_null()) return shape;
  return shape + length_cost(bead) - kWordWeight * word_evidence(bead) - edge_evidence(bead);
}

double TextCost::length_cost(const Bead& bead) const {
  const double source = source_.length(bead.source_begin, bead.source_count) * ratio_;
  const double target = target_.length(bead.target_begin, bead.target_count);
  const double length = std::max(1.0, (source + target) / 2);
  const double variance = kVariance * length;
  const double distance = target - source;
  // The source's length predicts the target's (normal), or so many segments are as long as
  // that anyway (exponential).
  const double expected = expected_length_[bead.target_count];
  return distance * distance / (2 * variance) - target / expected + (kLogVariance + log_of_length(length)) / 2 -
         log_expected_length_[bead.target_count];
}

double TextCost::word_evidence(const Bead& bead) const {
  double sum = 0;
  for (std::size_t s = bead.source_begin; s < bead.source_begin + bead.source_count; ++s)
    sum += source_evidence_.of(s, bead.target_begin, bead.target_count);
  for (std::size_t t = bead.target_begin; t < bead.target_begin + bead.target_count; ++t)
    sum += target_evidence_.of(t, bead.source_begin, bead.source_count);
  return sum;
}

double TextCost::edge_evidence(const Bead& bead) const {
  const Edges source_first = source_.edges(bead.source_begin);
  const Edges target_first = target_.edges(bead.target_begin);
  const Edges source_last = source_.edges(bead.source_begin + bead.source_count - 1);
  const Edges target_last = target_.edges(bead.target_begin + bead.target_count - 1);
  return kBeginWeight * model_.edges.begin(source_first, target_first) +
         kEndWeight * model_.edges.end(source_last, target_last);
}

}  // namespace oimtm::align

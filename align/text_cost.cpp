#include "align/text_cost.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <unordered_map>

#include "align/comparable.h"
#include "text/characters.h"

namespace oimtm::align {

namespace {

// Rows: source segments of the bead; columns: target segments.
constexpr double kNever = 1e-9;
constexpr std::array<std::array<double, 5>, 5> kShapeProbability = {{
    {kNever, 0.012, kNever, kNever, kNever},
    {0.012, 0.86, 0.045, 0.006, 0.0015},
    {kNever, 0.045, 0.010, 0.0015, kNever},
    {kNever, 0.006, 0.0015, kNever, kNever},
    {kNever, 0.0015, kNever, kNever, kNever},
}};
constexpr double kVariance = 6.8;      // Gale & Church: of the length difference, a character
constexpr double kBlankInBead = 1000;  // more than all other evidence
constexpr double kWordWeight = 0.8;

}  // namespace

TextCost::TextCost(std::span<const text::Segment> source, const text::LanguageTag& source_language,
                   std::span<const text::Segment> target, const text::LanguageTag& target_language) {
  std::unordered_map<std::uint64_t, std::size_t> numbers;
  std::vector<std::array<std::size_t, 2>> frequency;  // segments that have the word, on each side
  const auto read = [&](std::span<const text::Segment> segments, const text::LanguageTag& language,
                        std::size_t side_index) {
    Side side;
    side.lengths.push_back(0);
    for (const text::Segment& segment : segments) {
      side.lengths.push_back(side.lengths.back() + static_cast<double>(text::count_characters(segment.text)));
      std::vector<std::size_t> words;
      for (const std::uint64_t key : comparable_words(segment.text, language)) {
        const auto [found, is_new] = numbers.try_emplace(key, numbers.size());
        if (is_new) frequency.push_back({0, 0});
        words.push_back(found->second);
      }
      std::sort(words.begin(), words.end());
      words.erase(std::unique(words.begin(), words.end()), words.end());
      for (const std::size_t word : words) ++frequency[word][side_index];
      side.words.push_back(std::move(words));
    }
    return side;
  };
  source_ = read(source, source_language, 0);
  target_ = read(target, target_language, 1);
  ratio_ =
      source_.lengths.back() > 0 && target_.lengths.back() > 0 ? target_.lengths.back() / source_.lengths.back() : 1;
  mean_length_ = std::max(1.0, target_.lengths.back() / static_cast<double>(std::max<std::size_t>(1, target.size())));
  // A word that stands in f of n segments is shared by chance in f of n cases.
  for (const auto& [in_source, in_target] : frequency) {
    const auto rarest = static_cast<double>(std::max(in_source, in_target));
    const auto segments = static_cast<double>(std::max(source.size(), target.size()));
    weights_.push_back(in_source > 0 && in_target > 0 ? kWordWeight * std::log(1 + segments / rarest) : 0);
  }
}

double TextCost::cost(const Bead& bead) const {
  const bool has_blank = source_.has_blank(bead.source_begin, bead.source_count) ||
                         target_.has_blank(bead.target_begin, bead.target_count);
  if (has_blank) return bead.source_count + bead.target_count == 1 ? 0 : kBlankInBead;
  const double shape = kShapeProbability[bead.source_count][bead.target_count];
  return -std::log(shape) + length_cost(bead) - shared_weight(bead);
}

double TextCost::length_cost(const Bead& bead) const {
  if (bead.is_null()) return 0;
  const double source = source_.length(bead.source_begin, bead.source_count) * ratio_;
  const double target = target_.length(bead.target_begin, bead.target_count);
  const double variance = kVariance * std::max(1.0, (source + target) / 2);
  const double distance = target - source;
  const double expected = static_cast<double>(bead.target_count) * mean_length_;
  // Against what a target of this many segments is anyway (exponential): a length that the
  // source predicts speaks for the bead, one that it does not against it.
  const double given_source = distance * distance / (2 * variance) + std::log(2 * std::numbers::pi * variance) / 2;
  const double by_chance = std::log(expected) + target / expected;
  return given_source - by_chance;
}

double TextCost::shared_weight(const Bead& bead) const {
  if (bead.is_null()) return 0;
  std::array<std::size_t, 64> seen{};  // a word counts once a bead
  std::size_t seen_count = 0;
  double weight = 0;
  for (std::size_t i = bead.source_begin; i < bead.source_begin + bead.source_count; ++i) {
    for (std::size_t j = bead.target_begin; j < bead.target_begin + bead.target_count; ++j) {
      const auto& a = source_.words[i];
      const auto& b = target_.words[j];
      for (std::size_t x = 0, y = 0; x < a.size() && y < b.size();) {
        if (a[x] != b[y]) {
          ++(a[x] < b[y] ? x : y);
          continue;
        }
        const auto end = seen.begin() + static_cast<std::ptrdiff_t>(seen_count);
        if (std::find(seen.begin(), end, a[x]) == end) {
          weight += weights_[a[x]];
          if (seen_count < seen.size()) seen[seen_count++] = a[x];
        }
        ++x;
        ++y;
      }
    }
  }
  return weight;
}

}  // namespace oimtm::align

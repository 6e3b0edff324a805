#include "align/evidence.h"

#include <algorithm>
#include <cmath>

namespace oimtm::align {

namespace {

constexpr double kCoverage = 0.8;
constexpr double kMostLikely = 1e8;   // times likelier than anywhere: more is not believed
constexpr std::size_t kFactors = 30;  // of at most kMostLikely, before a product becomes too large

}  // namespace

Evidence::Evidence(const Side& side, const Vocabulary& vocabulary, const TranslationTable& table, const Side& other,
                   const Vocabulary& other_vocabulary)
    : side_(side),
      vocabulary_(vocabulary),
      table_(table),
      other_(other),
      places_(other, other_vocabulary.size()),
      rows_(side.size()) {}

void Evidence::prepare(std::size_t begin, std::size_t end, std::size_t other_begin, std::size_t other_end) {
  for (std::size_t s = kept_begin_; s < kept_end_; ++s)
    if (s < begin || s >= end) rows_[s] = {};
  kept_begin_ = begin;
  kept_end_ = end;
  // A segment is asked for while the search moves past it: as far again as there are
  // segments now, in the direction in which it goes.
  const std::size_t ahead = end - begin + kMostSegments;
  const bool goes_on = other_begin >= last_other_begin_;
  last_other_begin_ = other_begin;
  for (std::size_t s = begin; s < end; ++s) {
    Row& row = rows_[s];
    if (!row.values.empty() && row.other_begin <= other_begin && row.other_end >= other_end) continue;
    row.other_begin = goes_on ? other_begin : other_begin - std::min(other_begin, ahead);
    row.other_end = goes_on ? std::min(other_.size(), other_end + ahead) : other_end;
    fill(row, s);
  }
}

void Evidence::fill(Row& row, std::size_t segment) {
  row.values.assign(row.width() + 1, Values{});
  products_.assign(row.width(), {1, 1, 1, 1});
  sums_.assign(row.width() + kMostSegments, 0);
  weigh_words(row);
  double nothing_there = 0;
  double unlikely = 1;
  std::size_t factors = 0;
  for (const WordId word : side_.words(segment)) {
    if (table_.of(word).empty()) continue;
    unlikely *= 1 - kCoverage * static_cast<double>(table_.of(word).front().probability);
    multiply(row, word);
    if (++factors % kFactors != 0) continue;
    nothing_there += std::log(unlikely);
    unlikely = 1;
    collect(row);
  }
  nothing_there += std::log(unlikely);
  collect(row);
  for (std::size_t at = 0; at < row.width(); ++at)
    for (float& value : row.values[at]) value += static_cast<float>(nothing_there);
}

void Evidence::weigh_words(const Row& row) {
  shares_.assign(row.width(), {});
  for (std::size_t at = 0; at < row.width(); ++at)
    for (std::size_t n = 1; n <= kMostSegments && row.other_begin + at + n <= row.other_end; ++n)
      shares_[at][n - 1] =
          1.0F / static_cast<float>(std::max<std::size_t>(1, other_.words(row.other_begin + at, n).size()));
}

void Evidence::multiply(Row& row, WordId word) {
  std::size_t first = row.width();
  std::size_t last = 0;
  for (const Translation& translation : table_.of(word)) {
    places_.for_each(translation.given, row.other_begin, row.other_end, [&](std::size_t segment) {
      const std::size_t at = segment - row.other_begin;
      sums_[at] += translation.probability;
      first = std::min(first, at);
      last = std::max(last, at);
    });
  }
  if (first > last) return;
  const double known = kCoverage * static_cast<double>(table_.of(word).front().probability);
  const double factor = kCoverage / (vocabulary_.share(word) * (1 - known));
  for (std::size_t at = first - std::min(first, kMostSegments - 1); at <= last; ++at) {
    const std::size_t most = std::min(kMostSegments, row.width() - at);
    double sum = 0;
    for (std::size_t n = 0; n < most; ++n) {
      sum += static_cast<double>(sums_[at + n]);
      products_[at][n] *= std::min(kMostLikely, 1 + factor * sum * static_cast<double>(shares_[at][n]));
    }
  }
  std::fill(sums_.begin() + static_cast<std::ptrdiff_t>(first), sums_.begin() + static_cast<std::ptrdiff_t>(last) + 1,
            0);
}

void Evidence::collect(Row& row) {
  for (std::size_t at = 0; at < row.width(); ++at) {
    for (std::size_t n = 0; n < kMostSegments; ++n) {
      if (products_[at][n] == 1) continue;
      row.values[at][n] += static_cast<float>(std::log(products_[at][n]));
      products_[at][n] = 1;
    }
  }
}

}  // namespace oimtm::align

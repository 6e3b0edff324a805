#include "align/anchors.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace oimtm::align {

namespace {
constexpr std::size_t kMostPlaces = 4;     // of a word that is rare
constexpr float kLeastProbability = 0.2F;  // of a translation that makes an anchor
constexpr std::size_t kReach = 10;         // at an anchor
constexpr std::size_t kMostReach = 200;    // far from all anchors
constexpr std::size_t kMostCells = 2'000'000;
constexpr std::size_t kNear = 20;  // segments: anchors so near to each other speak for each other

// A pair of segments that share rare words.
struct Anchor {
  std::size_t source = 0;
  std::size_t target = 0;
  double weight = 0;
};

std::vector<Anchor> shared_words(const Side& source, const Side& target, const TextModel& model) {
  const WordPlaces source_places(source, model.source_words.size());
  const WordPlaces target_places(target, model.target_words.size());
  std::vector<Anchor> found;
  for (std::size_t s = 0; s < source.size(); ++s) {
    for (const WordId word : source.words(s)) {
      const std::size_t here = source_places.of(word).size();
      if (here > kMostPlaces) continue;
      for (const Translation& translation : model.source.of(word)) {
        const auto there = target_places.of(translation.given);
        if (translation.probability < kLeastProbability || there.size() > kMostPlaces) continue;
        for (const std::uint32_t t : there)
          found.push_back({s, t, translation.probability / static_cast<double>(here * there.size())});
      }
    }
  }
  return found;
}

// In order, each pair of segments once.
void merge(std::vector<Anchor>& anchors) {
  std::sort(anchors.begin(), anchors.end(), [](const Anchor& a, const Anchor& b) {
    return a.source != b.source ? a.source < b.source : a.target < b.target;
  });
  std::size_t kept = 0;
  for (const Anchor& anchor : anchors) {
    if (kept > 0 && anchors[kept - 1].source == anchor.source && anchors[kept - 1].target == anchor.target)
      anchors[kept - 1].weight += anchor.weight;
    else
      anchors[kept++] = anchor;
  }
  anchors.resize(kept);
}

// The heaviest anchors of which each is behind the one before on both sides.
class Chain {
 public:
  Chain(const std::vector<Anchor>& anchors, std::size_t target_size)
      : anchors_(anchors), best_(target_size + 1, kNone), weight_(anchors.size()), previous_(anchors.size(), kNone) {
    for (std::size_t begin = 0; begin < anchors.size();) {
      std::size_t end = begin;
      while (end < anchors.size() && anchors[end].source == anchors[begin].source) ++end;
      for (std::size_t a = begin; a < end; ++a) {
        previous_[a] = best_before(anchors[a].target);
        weight_[a] = anchors[a].weight + (previous_[a] == kNone ? 0 : weight_[previous_[a]]);
      }
      for (std::size_t a = begin; a < end; ++a) add(a);
      begin = end;
    }
  }

  std::vector<Anchor> heaviest() const {
    std::vector<Anchor> chain;
    for (std::uint32_t a = best_before(best_.size() - 1); a != kNone; a = previous_[a]) chain.push_back(anchors_[a]);
    std::reverse(chain.begin(), chain.end());
    return chain;
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;

  bool is_better(std::uint32_t a, std::uint32_t b) const {
    return a != kNone && (b == kNone || weight_[a] > weight_[b]);
  }

  // Of those that end before a target segment: a Fenwick tree of maxima.
  std::uint32_t best_before(std::size_t target) const {
    std::uint32_t best = kNone;
    for (std::size_t at = target; at > 0; at &= at - 1)
      if (is_better(best_[at], best)) best = best_[at];
    return best;
  }
  void add(std::size_t a) {
    for (std::size_t at = anchors_[a].target + 1; at < best_.size(); at += at & (~at + 1))
      if (is_better(static_cast<std::uint32_t>(a), best_[at])) best_[at] = static_cast<std::uint32_t>(a);
  }

  const std::vector<Anchor>& anchors_;
  std::vector<std::uint32_t> best_;
  std::vector<double> weight_;
  std::vector<std::uint32_t> previous_;
};

bool support_each_other(const Anchor& a, const Anchor& b) {
  const auto source = static_cast<double>(b.source - a.source);
  const auto target = static_cast<double>(b.target - a.target);
  return b.source - a.source <= kNear && std::abs(source - target) <= 3 + source / 3;
}

// Those that have another one nearby on the same diagonal.
std::vector<Anchor> supported(const std::vector<Anchor>& chain) {
  std::vector<Anchor> kept;
  for (std::size_t a = 0; a < chain.size(); ++a) {
    const bool before = a > 0 && support_each_other(chain[a - 1], chain[a]);
    const bool after = a + 1 < chain.size() && support_each_other(chain[a], chain[a + 1]);
    if (before || after) kept.push_back(chain[a]);
  }
  return kept;
}

// From one anchor to the next.
void add_way(std::vector<Waypoint>& way, const Anchor& from, const Anchor& to, std::size_t most_reach) {
  const std::size_t rows = to.source - from.source;
  const std::size_t columns = to.target - from.target;
  const std::size_t steps = std::max(rows, columns);
  const std::size_t reach = kReach + std::min(steps, most_reach);
  const std::size_t stride = std::max<std::size_t>(1, reach / 2);
  for (std::size_t step = 0; step < steps; step += stride)
    way.push_back({from.source + rows * step / steps, from.target + columns * step / steps, reach});
}

}  // namespace

std::vector<Waypoint> find_waypoints(const Side& source, const Side& target, const TextModel& model) {
  std::vector<Anchor> shared = shared_words(source, target, model);
  merge(shared);
  const std::size_t longer = std::max<std::size_t>(1, std::max(source.size(), target.size()));
  const std::size_t most_reach = std::clamp<std::size_t>(kMostCells / longer, kReach, kMostReach);
  std::vector<Waypoint> way;
  Anchor last;
  for (const Anchor& anchor : supported(Chain(shared, target.size()).heaviest())) {
    add_way(way, last, anchor, most_reach);
    last = anchor;
  }
  add_way(way, last, {source.size(), target.size(), 0}, most_reach);
  return way;
}

}  // namespace oimtm::align

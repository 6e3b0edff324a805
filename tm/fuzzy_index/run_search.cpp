#include "tm/fuzzy_index/run_search.h"

#include <algorithm>
#include <bit>

#include "tm/fuzzy_index/words.h"

namespace oimtm::tm {

namespace {

// After so many comparisons the sink may raise the least likeness.
constexpr std::size_t kBatch = 256;
// How far ahead memory is asked for.
constexpr std::size_t kAhead = 8;

// What two signatures say at most: tokens that only one of two segments has.
struct Bounds {
  std::uint64_t bits = 0;
  int only_query = 0;
  int only_unit = 0;
};

#define OIMTM_ALWAYS_INLINE inline __attribute__((always_inline))

OIMTM_ALWAYS_INLINE std::size_t pass_signatures(std::span<const std::uint32_t> units, const std::uint64_t* signatures,
                                                const Bounds& bounds, std::uint32_t* passed) {
  std::size_t count = 0;
  for (const std::uint32_t unit : units) {
    const std::uint64_t other = signatures[unit];
    passed[count] = unit;
    const bool passes = std::popcount(bounds.bits & ~other) <= bounds.only_query &&
                        std::popcount(other & ~bounds.bits) <= bounds.only_unit;
    count += passes ? 1 : 0;
  }
  return count;
}

std::size_t pass_portably(std::span<const std::uint32_t> units, const std::uint64_t* signatures, const Bounds& bounds,
                          std::uint32_t* passed) {
  return pass_signatures(units, signatures, bounds, passed);
}

#if defined(__x86_64__)
// The same with an instruction that every processor since 2008 has.
__attribute__((target("popcnt"))) std::size_t pass_by_popcnt(std::span<const std::uint32_t> units,
                                                             const std::uint64_t* signatures, const Bounds& bounds,
                                                             std::uint32_t* passed) {
  return pass_signatures(units, signatures, bounds, passed);
}
#endif

std::size_t pass(std::span<const std::uint32_t> units, const std::uint64_t* signatures, const Bounds& bounds,
                 std::uint32_t* passed) {
#if defined(__x86_64__)
  static const bool has_popcnt = __builtin_cpu_supports("popcnt") != 0;
  if (has_popcnt) return pass_by_popcnt(units, signatures, bounds, passed);
#endif
  return pass_portably(units, signatures, bounds, passed);
}

}  // namespace

LocalNumbers::LocalNumbers(std::size_t words) : slots_(std::bit_ceil(4 * words + 8)), mask_(slots_.size() - 1) {}

void LocalNumbers::add(std::uint32_t word, std::uint32_t number) {
  std::size_t at = slot(word);
  while (slots_[at].number != 0) at = (at + 1) & mask_;
  slots_[at] = {word, number};
}

RunSearch::RunSearch(const Run& run, const FuzzyQuery& query, int least, const CandidateSink& sink)
    : run_(run), query_(query), least_(least), sink_(sink), numbers_(query.distinct().size()) {
  make_probes();
}

RunSearch::~RunSearch() {
  for (const std::uint32_t unit : visited_) run_.seen_[unit / 64] = 0;
}

// Words that the run has not are the rarest of all: they are in no posting, but count.
void RunSearch::make_probes() {
  struct Known {
    std::uint32_t word;
    std::uint32_t number;
  };
  std::vector<Known> known;
  std::size_t before = query_.size();
  for (std::uint32_t number = 1; number <= query_.distinct().size(); ++number) {
    const auto word = run_.word(query_.distinct()[number - 1]);
    if (!word) continue;
    known.push_back({*word, number});
    numbers_.add(*word, number);
    before -= query_.count(number);
  }
  std::sort(known.begin(), known.end(), [](const Known& a, const Known& b) { return a.word > b.word; });
  for (const Known& one : known) {
    probes_.push_back({one.word, before});
    before += query_.count(one.number);
  }
}

int RunSearch::all() {
  for (const Probe& probe : probes_) {
    if (probe.before + needed_tokens(query_.size(), least_) > query_.size()) break;
    scan(probe);
    compare_survivors();
  }
  return least_;
}

void RunSearch::scan(const Probe& probe) {
  const std::size_t shortest = needed_tokens(query_.size(), least_);
  const std::size_t longest = 100 * (query_.size() - probe.before) / static_cast<std::size_t>(least_);
  const auto& lengths = run_.lengths_;
  const auto is_shorter = [](const LengthGroup& group, std::size_t length) { return group.length < length; };
  auto group = std::lower_bound(lengths.begin(), lengths.end() - 1, shortest, is_shorter);
  const auto last = std::lower_bound(group, lengths.end() - 1, longest + 1, is_shorter);
  const auto list = run_.postings(probe.word);
  auto at = std::lower_bound(list.begin(), list.end(), group->first);
  while (at != list.end() && *at < last->first) {
    while ((group + 1)->first <= *at) ++group;
    const auto end = std::lower_bound(at, list.end(), (group + 1)->first);
    scan_group({at, end}, group->length);
    at = end;
  }
}

void RunSearch::scan_group(std::span<const std::uint32_t> postings, std::size_t length) {
  const std::size_t needed = needed_tokens(std::max(query_.size(), length), least_);
  const Bounds bounds{query_.bits(), static_cast<int>(query_.size() - needed), static_cast<int>(length - needed)};
  if (postings.back() >= run_.size()) throw DamagedRun();
  run_.check_signatures(postings);
  const std::size_t before = survivors_.size();
  survivors_.resize(before + postings.size());
  survivors_.resize(before + pass(postings, run_.signatures_.data(), bounds, &survivors_[before]));
}

void RunSearch::compare_survivors() {
  for (std::size_t i = 0; i < survivors_.size(); ++i) {
    if (i + 2 * kAhead < survivors_.size()) __builtin_prefetch(&run_.starts_[survivors_[i + 2 * kAhead]]);
    if (i + kAhead < survivors_.size()) __builtin_prefetch(run_.tokens_.data() + run_.starts_[survivors_[i + kAhead]]);
    compare(survivors_[i]);
    if (found_.size() == kBatch) flush();
  }
  survivors_.clear();
  flush();
}

void RunSearch::compare(std::uint32_t unit) {
  std::uint64_t& seen = run_.seen_[unit / 64];
  const std::uint64_t bit = std::uint64_t{1} << (unit % 64);
  if ((seen & bit) != 0) return;
  seen |= bit;
  visited_.push_back(unit);
  other_.clear();
  std::size_t shared = 0;
  for_each_word(run_.tokens(unit), [&](std::uint32_t word) {
    other_.push_back(numbers_.of(word));
    shared += other_.back() != 0 ? 1 : 0;
  });
  const std::size_t longer = std::max(query_.size(), other_.size());
  const std::size_t needed = needed_tokens(longer, least_);
  if (shared < needed) return;
  const std::size_t distance = query_.distance().to(other_, longer - needed);
  if (distance <= longer - needed) found_.push_back({run_.segment(unit), likeness(distance, longer)});
}

void RunSearch::flush() {
  if (found_.empty()) return;
  least_ = std::max(least_, sink_(found_));
  found_.clear();
}

}  // namespace oimtm::tm

#include "tm/fuzzy_index/run_search.h"

#include <algorithm>
#include <bit>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "tm/fuzzy_index/words.h"

namespace oimtm::tm {

namespace {

// After so many comparisons the sink may raise the least likeness.
constexpr std::size_t kBatch = 256;
// How far ahead memory is asked for.
constexpr std::size_t kAhead = 8;

#define OIMTM_ALWAYS_INLINE inline __attribute__((always_inline))

// Two signatures, and what may differ at most: words that only one of two segments has.
struct Bounds {
  Signature query;
  Signature rest;  // of the words that may be shared
  int only_query = 0;
  int only_unit = 0;
};

// Postings side by side with halves of their signatures, and the other halves by unit.
struct Postings {
  std::span<const std::uint32_t> units;
  const std::uint32_t* near;
  const std::uint64_t* far;
};

// Both tests always: a branch costs more.
OIMTM_ALWAYS_INLINE std::size_t is_within(int only_query, int only_unit, const Bounds& bounds) {
  return static_cast<std::size_t>(only_query <= bounds.only_query) &
         static_cast<std::size_t>(only_unit <= bounds.only_unit);
}

// The postings from `from` on that their own halves do not rule out.
OIMTM_ALWAYS_INLINE std::size_t pass_near(const Postings& postings, const Bounds& bounds, std::uint32_t from,
                                          std::uint32_t* passed) {
  std::size_t count = 0;
  for (std::uint32_t i = from; i < postings.units.size(); ++i) {
    const std::uint32_t near = postings.near[i];
    passed[count] = i;
    count += is_within(std::popcount(bounds.rest.near & ~near), std::popcount(near & ~bounds.query.near), bounds);
  }
  return count;
}

// Of the first `half` postings that `passed` has, those that the other halves do not rule
// out; puts the units in their place.
OIMTM_ALWAYS_INLINE std::size_t pass_far(const Postings& postings, const Bounds& bounds, std::size_t half,
                                         std::uint32_t* passed) {
  std::size_t count = 0;
  for (const std::uint32_t i : std::span<const std::uint32_t>(passed, half)) {
    const std::uint32_t unit = postings.units[i];
    const std::uint32_t own = postings.near[i] & Signature::kOwnBits;
    const std::uint64_t far = postings.far[unit];
    passed[count] = unit;
    const int only_query =
        std::popcount(bounds.rest.near & Signature::kOwnBits & ~own) + std::popcount(bounds.rest.far & ~far);
    const int only_unit = std::popcount(own & ~bounds.query.near) + std::popcount(far & ~bounds.query.far);
    count += is_within(only_query, only_unit, bounds);
  }
  return count;
}

std::size_t pass_portably(const Postings& postings, const Bounds& bounds, std::uint32_t* passed) {
  return pass_far(postings, bounds, pass_near(postings, bounds, 0, passed), passed);
}

#if defined(__x86_64__)
// The same with an instruction that every processor since 2008 has.
__attribute__((target("popcnt"))) std::size_t pass_by_popcnt(const Postings& postings, const Bounds& bounds,
                                                             std::uint32_t* passed) {
  return pass_far(postings, bounds, pass_near(postings, bounds, 0, passed), passed);
}

// The same, sixteen postings at a time.
__attribute__((target("popcnt,avx512f,avx512vpopcntdq"))) std::size_t pass_by_avx512(const Postings& postings,
                                                                                     const Bounds& bounds,
                                                                                     std::uint32_t* passed) {
  constexpr std::uint32_t kLanes = 16;
  const __m512i rest = _mm512_set1_epi32(static_cast<int>(bounds.rest.near));
  const __m512i query = _mm512_set1_epi32(static_cast<int>(bounds.query.near));
  const __m512i only_query = _mm512_set1_epi32(bounds.only_query);
  const __m512i only_unit = _mm512_set1_epi32(bounds.only_unit);
  __m512i number = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  std::size_t count = 0;
  std::uint32_t at = 0;
  for (; at + kLanes <= postings.units.size(); at += kLanes) {
    const __m512i near = _mm512_loadu_si512(postings.near + at);
    const __mmask16 few = _mm512_cmple_epi32_mask(_mm512_popcnt_epi32(rest & ~near), only_query);
    const __mmask16 within = _mm512_mask_cmple_epi32_mask(few, _mm512_popcnt_epi32(near & ~query), only_unit);
    _mm512_mask_compressstoreu_epi32(passed + count, within, number);
    count += static_cast<std::size_t>(std::popcount(static_cast<std::uint32_t>(within)));
    number = _mm512_add_epi32(number, _mm512_set1_epi32(kLanes));
  }
  count += pass_near(postings, bounds, at, passed + count);
  return pass_far(postings, bounds, count, passed);
}
#endif

// Copies to `passed` the units that signatures do not rule out; returns how many.
std::size_t pass(const Postings& postings, const Bounds& bounds, std::uint32_t* passed) {
#if defined(__x86_64__)
  static const bool has_avx512 =
      __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vpopcntdq") != 0;
  static const bool has_popcnt = __builtin_cpu_supports("popcnt") != 0;
  if (has_avx512) return pass_by_avx512(postings, bounds, passed);
  if (has_popcnt) return pass_by_popcnt(postings, bounds, passed);
#endif
  return pass_portably(postings, bounds, passed);
}

// The first of `list` from `from` on that is `bound` or more: it is near.
std::size_t seek(std::span<const std::uint32_t> list, std::size_t from, std::uint32_t bound) {
  std::size_t step = 1;
  for (; step < list.size() - from && list[from + step] < bound; step *= 2) from += step;
  const auto near = list.subspan(from, std::min(step, list.size() - from));
  return from + static_cast<std::size_t>(std::lower_bound(near.begin(), near.end(), bound) - near.begin());
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
  for (std::uint32_t number = 1; number <= query_.distinct().size(); ++number) {
    const auto word = run_.word(query_.distinct()[number - 1]);
    if (!word) continue;
    known.push_back({*word, number});
    numbers_.add(*word, number);
  }
  std::sort(known.begin(), known.end(), [](const Known& a, const Known& b) { return a.word < b.word; });
  Probe probe;
  for (const Known& one : known) {
    probe.word = one.word;
    probe.rest += query_.count(one.number);
    probe.bits.add(one.word);
    probes_.push_back(probe);
  }
  bits_ = probe.bits;
  std::reverse(probes_.begin(), probes_.end());
}

int RunSearch::all() {
  for (const Probe& probe : probes_) {
    if (probe.rest < needed_tokens(query_.size(), least_)) break;
    for (std::size_t band = 0; band < kBands.size() && (band == 0 || least_ < kBands[band - 1]); ++band) {
      scan(probe, band);
      compare_survivors();
    }
  }
  return least_;
}

void RunSearch::scan(const Probe& probe, std::size_t band) {
  const std::size_t shortest = needed_tokens(query_.size(), least_);
  const std::size_t longest = 100 * probe.rest / static_cast<std::size_t>(least_);
  const auto& lengths = run_.lengths_;
  const auto is_shorter = [](const LengthGroup& group, std::size_t length) { return group.length < length; };
  auto group = std::lower_bound(lengths.begin(), lengths.end() - 1, shortest, is_shorter);
  const auto last = std::lower_bound(group, lengths.end() - 1, longest + 1, is_shorter);
  const auto [begin, end] = run_.postings(probe.word, band);
  const auto list = run_.postings_.subspan(begin, end - begin);
  run_.pages_.check(list.data(), list.size_bytes());
  auto at = static_cast<std::size_t>(std::lower_bound(list.begin(), list.end(), group->first) - list.begin());
  while (at < list.size() && list[at] < last->first) {
    while ((group + 1)->first <= list[at]) ++group;
    const std::size_t next = seek(list, at, (group + 1)->first);
    scan_group(probe, begin + at, next - at, group->length);
    at = next;
  }
}

// What has one of the rarer words of the query was found by that: a unit that is listed
// under a word is also under all its rarer ones. So only the rest can be shared here.
void RunSearch::scan_group(const Probe& probe, std::size_t first, std::size_t count, std::size_t length) {
  const std::size_t needed = needed_tokens(std::max(query_.size(), length), least_);
  const Bounds bounds{bits_, probe.bits, static_cast<int>(probe.rest) - static_cast<int>(needed),
                      static_cast<int>(length) - static_cast<int>(needed)};
  const auto units = run_.postings_.subspan(first, count);
  const auto near = run_.near_.subspan(first, count);
  run_.pages_.check(near.data(), near.size_bytes());
  run_.check_units(run_.far_, units);
  passed_.resize(count);
  passed_.resize(pass({units, near.data(), run_.far_.data()}, bounds, passed_.data()));
  for (const std::uint32_t unit : passed_) survivors_.push_back({unit, static_cast<std::uint32_t>(length)});
}

void RunSearch::compare_survivors() {
  for (std::size_t i = 0; i < survivors_.size(); ++i) {
    if (i + 2 * kAhead < survivors_.size()) __builtin_prefetch(&run_.starts_[survivors_[i + 2 * kAhead].unit]);
    if (i + kAhead < survivors_.size())
      __builtin_prefetch(run_.tokens_.data() + run_.starts_[survivors_[i + kAhead].unit]);
    compare(survivors_[i].unit, survivors_[i].length);
    if (found_.size() == kBatch) flush();
  }
  survivors_.clear();
  flush();
}

void RunSearch::compare(std::uint32_t unit, std::size_t length) {
  std::uint64_t& seen = run_.seen_[unit / 64];
  const std::uint64_t bit = std::uint64_t{1} << (unit % 64);
  if ((seen & bit) != 0) return;
  seen |= bit;
  visited_.push_back(unit);
  const std::size_t longer = std::max(query_.size(), length);
  const std::size_t needed = needed_tokens(longer, least_);
  if (length < needed) return;
  std::size_t spare = length - needed;  // so many tokens may be none of the query's
  other_.clear();
  const bool is_near = for_each_word(run_.tokens(unit), [&](std::uint32_t word) {
    other_.push_back(numbers_.of(word));
    return other_.back() != 0 || spare-- > 0;
  });
  if (!is_near) return;
  const std::size_t distance = query_.distance().to(other_, longer - needed);
  if (distance <= longer - needed)
    found_.push_back({run_.segment(unit), likeness(distance, longer), run_.at(run_.outlines_, unit)});
}

void RunSearch::flush() {
  if (found_.empty()) return;
  least_ = std::max(least_, sink_(found_));
  found_.clear();
}

}  // namespace oimtm::tm

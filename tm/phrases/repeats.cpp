#include "tm/phrases/repeats.h"

#include <algorithm>
#include <unordered_map>

#include "text/hash.h"
#include "tm/phrases/suffix_array.h"

namespace oimtm::tm {

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

// Words in a row that each stand in enough documents; others cannot be part of a repeat.
// Each run ends in a number that is nowhere else.
struct Runs {
  std::vector<std::uint32_t> sequence;
  std::vector<std::uint32_t> place;  // of each number, in the words of all forms
  std::vector<FormId> form;
  std::vector<std::uint32_t> left;  // words from here to the end of the run; 0: the run's end
  std::uint32_t alphabet = 0;
};

Runs make_runs(const Forms& forms, const RepeatOptions& options) {
  Runs runs;
  runs.alphabet = static_cast<std::uint32_t>(forms.vocabulary());
  for (FormId form = 0; form < forms.size(); ++form) {
    const std::span<const WordId> words = forms.words(form);
    for (std::size_t begin = 0; begin < words.size();) {
      std::size_t end = begin;
      while (end < words.size() && forms.documents_with(words[end]) >= options.min_documents) ++end;
      if (end - begin >= options.min_words) {
        for (std::size_t at = begin; at < end; ++at) {
          runs.sequence.push_back(words[at]);
          runs.place.push_back(forms.begin(form) + static_cast<std::uint32_t>(at));
          runs.form.push_back(form);
          runs.left.push_back(static_cast<std::uint32_t>(end - at));
        }
        runs.sequence.push_back(runs.alphabet++);
        runs.place.push_back(kNone);
        runs.form.push_back(form);
        runs.left.push_back(0);
      }
      begin = end + 1;
    }
  }
  return runs;
}

// Hashes of stretches of a sequence: a polynomial modulo the prime 2^61 - 1.
class StretchHashes {
 public:
  explicit StretchHashes(const std::vector<std::uint32_t>& sequence) {
    before_.reserve(sequence.size() + 1);
    powers_.reserve(sequence.size() + 1);
    before_.push_back(0);
    powers_.push_back(1);
    for (const std::uint32_t number : sequence) {
      before_.push_back((multiply(before_.back(), kBase) + number + 1) % kPrime);
      powers_.push_back(multiply(powers_.back(), kBase));
    }
  }
  std::uint64_t operator()(std::uint32_t begin, std::uint32_t length) const {
    const std::uint64_t taken = multiply(before_[begin], powers_[length]);
    return (before_[begin + length] + kPrime - taken) % kPrime;
  }

 private:
  static constexpr std::uint64_t kPrime = (std::uint64_t{1} << 61) - 1;
  static constexpr std::uint64_t kBase = 0x1A2B3C4D5E6F7183;
  static std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    const std::uint64_t sum = static_cast<std::uint64_t>(product & kPrime) + static_cast<std::uint64_t>(product >> 61);
    return sum >= kPrime ? sum - kPrime : sum;
  }

  std::vector<std::uint64_t> before_, powers_;
};

// A stretch that several suffixes, or one of a form that several documents have, begin with.
struct Interval {
  std::uint32_t length = 0;
  std::uint32_t first_row = 0, last_row = 0;
  std::uint32_t documents = 0;
  bool is_right_maximal = false;
};

// Walks the suffix array from top to bottom, with the intervals that are open on a stack.
class IntervalWalk {
 public:
  IntervalWalk(const Forms& forms, const Runs& runs, const std::vector<std::uint32_t>& suffixes,
               const std::vector<std::uint32_t>& prefixes, const RepeatOptions& options)
      : forms_(forms), runs_(runs), suffixes_(suffixes), prefixes_(prefixes), options_(options) {}

  std::vector<Interval> run() {
    std::uint32_t last_document = 0;
    for (FormId form = 0; form < forms_.size(); ++form)
      if (const auto documents = forms_.documents(form); !documents.empty())
        last_document = std::max(last_document, documents.back());
    last_row_.assign(last_document + 1, kNone);
    open_.push_back({});
    const auto rows = static_cast<std::uint32_t>(suffixes_.size());
    for (std::uint32_t row = 0; row < rows; ++row) {
      const std::uint32_t next = row + 1 < rows ? prefixes_[row + 1] : 0;
      if (next > open_.back().length) open_.push_back({next, row, 0, 0, 0});
      add_leaf(row);
      while (open_.back().length > next) close(row, next);
    }
    return std::move(intervals_);
  }

 private:
  struct Open {
    std::uint32_t length = 0, first_row = 0;
    std::uint64_t pairs = 0;        // of suffixes and documents below it
    std::uint64_t duplicates = 0;   // of them: the document was there already
    std::uint32_t best_longer = 0;  // documents of the longer stretch that has most
  };

  void add_leaf(std::uint32_t row) {
    const std::uint32_t at = suffixes_[row];
    const std::uint32_t left = runs_.left[at];
    if (left == 0) return;
    const std::span<const std::uint32_t> documents = forms_.documents(runs_.form[at]);
    const auto count = static_cast<std::uint32_t>(documents.size());
    Open& parent = open_.back();
    parent.pairs += count;
    if (left > parent.length) {
      parent.best_longer = std::max(parent.best_longer, count);
      if (count >= options_.min_documents && left >= options_.min_words)
        intervals_.push_back({left, row, row, count, true});
    }
    for (const std::uint32_t document : documents) {
      if (const std::uint32_t before = last_row_[document]; before != kNone) innermost(before).duplicates += 1;
      last_row_[document] = row;
    }
  }

  // The innermost open interval that a row above is in.
  Open& innermost(std::uint32_t row) {
    const auto behind = std::upper_bound(open_.begin(), open_.end(), row,
                                         [](std::uint32_t at, const Open& open) { return at < open.first_row; });
    return *(behind - 1);
  }

  // The last open interval ends with `row`; what goes on shares `next` words.
  void close(std::uint32_t row, std::uint32_t next) {
    const Open closed = open_.back();
    open_.pop_back();
    const auto documents = static_cast<std::uint32_t>(closed.pairs - closed.duplicates);
    if (documents >= options_.min_documents && closed.length >= options_.min_words)
      intervals_.push_back({closed.length, closed.first_row, row, documents, closed.best_longer < documents});
    if (open_.back().length < next) open_.push_back({next, closed.first_row, 0, 0, 0});
    Open& parent = open_.back();
    parent.pairs += closed.pairs;
    parent.duplicates += closed.duplicates;
    parent.best_longer = std::max(parent.best_longer, documents);
  }

  const Forms& forms_;
  const Runs& runs_;
  const std::vector<std::uint32_t>& suffixes_;
  const std::vector<std::uint32_t>& prefixes_;
  const RepeatOptions& options_;
  std::vector<Open> open_;
  std::vector<std::uint32_t> last_row_;  // where each document was met last
  std::vector<Interval> intervals_;
};

bool has_enough_words(const Forms& forms, std::uint32_t place, std::uint32_t length, std::uint32_t least) {
  std::uint32_t counted = 0;
  std::uint32_t lexical = 0;
  for (std::uint32_t at = place; at < place + length; ++at) {
    const WordId word = forms.word(at);
    counted += forms.is_counted(word) ? 1 : 0;
    lexical += forms.is_lexical(word) ? 1 : 0;
    if (counted >= least && lexical >= 2) return true;
  }
  return false;
}

// Takes out what is as frequent with a word before it. Such a longer stretch is an interval
// too: of each, the stretch without its first word is looked for among the others.
void drop_not_left_maximal(const Runs& runs, const std::vector<std::uint32_t>& suffixes,
                           std::vector<Interval>& intervals) {
  const StretchHashes hashes(runs.sequence);
  std::unordered_map<std::uint64_t, std::uint32_t> by_hash;
  by_hash.reserve(intervals.size());
  for (std::uint32_t i = 0; i < intervals.size(); ++i)
    if (intervals[i].is_right_maximal)
      by_hash.emplace(hashes(suffixes[intervals[i].first_row], intervals[i].length), i);
  std::vector<bool> is_dropped(intervals.size());
  for (const Interval& longer : intervals) {
    const auto found = by_hash.find(hashes(suffixes[longer.first_row] + 1, longer.length - 1));
    if (found != by_hash.end() && intervals[found->second].documents == longer.documents)
      is_dropped[found->second] = true;
  }
  std::size_t kept = 0;
  for (std::uint32_t i = 0; i < intervals.size(); ++i)
    if (intervals[i].is_right_maximal && !is_dropped[i]) intervals[kept++] = intervals[i];
  intervals.resize(kept);
}

}  // namespace

Repeats find_repeats(const Forms& forms, const RepeatOptions& options) {
  Repeats result;
  Runs runs = make_runs(forms, options);
  std::vector<std::uint32_t> suffixes = suffix_array(runs.sequence, runs.alphabet);
  std::vector<Interval> intervals;
  {
    const std::vector<std::uint32_t> prefixes = common_prefixes(runs.sequence, suffixes);
    intervals = IntervalWalk(forms, runs, suffixes, prefixes, options).run();
  }
  drop_not_left_maximal(runs, suffixes, intervals);
  for (const Interval& interval : intervals) {
    const std::uint32_t place = runs.place[suffixes[interval.first_row]];
    if (has_enough_words(forms, place, interval.length, options.min_words))
      result.repeats.push_back({place, interval.length, interval.documents, interval.first_row, interval.last_row});
  }
  for (std::uint32_t& row : suffixes) row = runs.place[row];
  result.places = std::move(suffixes);
  return result;
}

}  // namespace oimtm::tm

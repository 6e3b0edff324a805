// One automaton for many patterns at once. Private to text/.
//
// Runs from a place in a text in one direction, and tells which patterns match some text
// that begins (forwards) or ends (backwards) at that place: all in one pass, in time linear
// in what it reads, and it stops as soon as no pattern can go on. States are made when they
// are first reached (lazy subset construction; Thompson 1968, Aho, Sethi & Ullman 1986).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "text/alphabet.h"
#include "text/pattern.h"
#include "text/pattern_bits.h"
#include "text/work_budget.h"

namespace oimtm::text {

// A text made so much work that something must be wrong with a pattern.
struct TooMuchWork {
  std::size_t pattern = 0;
};

// Given the patterns that have matched from a place, those that are of no more interest there.
using Outranked = std::function<PatternBits(const PatternBits& matched)>;

// Where matches of some patterns reach to, apart from the place at which all of them begin.
struct Trace {
  struct End {
    std::size_t pattern = 0;
    std::size_t at = 0;  // byte
  };

  PatternBits patterns;   // that are of interest; they may not outrank themselves
  std::vector<End> ends;  // one for each place that one of their matches reaches to
};

class Automaton {
 public:
  enum class Direction { forwards, backwards };

  // `patterns` with their numbers as bits; sets of theirs are those of the alphabet, in the
  // order in which collect_sets() of the same patterns gave them, from `first_set` on.
  // `alphabet` and `budget` have to outlive it.
  Automaton(std::span<const Pattern> patterns, Outranked outranked, const Alphabet& alphabet, std::size_t first_set,
            Direction direction, WorkBudget& budget);
  ~Automaton();
  Automaton(Automaton&&) noexcept;
  Automaton& operator=(Automaton&&) noexcept;

  // Of each symbol, whether what a pattern matches may have it so many characters from the
  // place: all, if it may match no more than these.
  std::vector<bool> symbols_at(std::size_t distance, std::size_t pattern) const;

  // Another text comes next.
  void begin();

  // Sets a bit in `matched` (which has room for all) for each of the patterns `wanted` that
  // matches text on the one side of byte `at`, unless one that did outranks it; `matched` need
  // not be empty before. At most `reach` characters are read, but patterns of `unbounded` go
  // on to the text's end. Throws TooMuchWork when the budget is spent:
  // no rule can make a run endless. `trace`, if given, is added to. Threads: one at
  // a time.
  void run(std::string_view text, std::size_t at, const PatternBits& wanted, PatternBits& matched, std::size_t reach,
           const PatternBits& unbounded, Trace* trace = nullptr);

 private:
  class States;
  std::unique_ptr<States> states_;
};

}  // namespace oimtm::text

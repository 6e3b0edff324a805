// Patterns as the steps of a nondeterministic automaton. Private to text/.
//
// Source: Thompson, "Regular expression search algorithm" (1968).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "text/pattern.h"

namespace oimtm::text {

// One step of a nondeterministic automaton.
struct Step {
  enum class Kind : std::uint8_t { set, split, check, accept };

  Kind kind = Kind::accept;
  Pattern::Kind what = Pattern::Kind::nothing;  // of a check
  std::size_t number = 0;                       // of a set, or of the pattern that is accepted
  std::size_t next = 0;
  std::size_t other = 0;  // of a split
};

// Each pattern's steps are put together from its end: each part knows what comes behind it.
class Program {
 public:
  // The sets of the patterns have the numbers that their place in collect_sets() gives them,
  // from `first_set` on. Backwards, a sequence's last part is read first.
  Program(std::span<const Pattern> patterns, std::size_t first_set, bool is_backwards);

  const std::vector<Step>& steps() const { return steps_; }
  const std::vector<std::size_t>& starts() const { return starts_; }  // of each pattern

  // The steps that the next character is held against, or that accept without one; what is
  // asked of its sides is taken to hold.
  std::vector<std::size_t> steps_reading(std::vector<std::size_t> from) const;

  // The pattern that a step belongs to.
  std::size_t pattern_of(std::size_t step) const;

 private:
  std::size_t push(Step step);
  void number_sets(const Pattern& pattern);
  std::size_t add(const Pattern& pattern, std::size_t next);
  std::size_t add_sequence(const std::vector<Pattern>& parts, std::size_t next);
  std::size_t add_choice(const std::vector<Pattern>& parts, std::size_t next);
  std::size_t add_repeat(const Pattern& pattern, std::size_t next);

  bool is_backwards_;
  std::size_t next_set_;
  std::map<const Pattern*, std::size_t> set_numbers_;
  std::vector<Step> steps_;
  std::vector<std::size_t> starts_;
  std::vector<std::size_t> first_steps_;  // of each pattern
};

// The sets of patterns, in the order of a walk through them; they live as long as these.
void collect_sets(const Pattern& pattern, std::vector<const icu::UnicodeSet*>& sets);

}  // namespace oimtm::text

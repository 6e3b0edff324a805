#include "text/program.h"

#include <algorithm>

namespace oimtm::text {

Program::Program(std::span<const Pattern> patterns, std::size_t first_set, bool is_backwards)
    : is_backwards_(is_backwards), next_set_(first_set) {
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    number_sets(patterns[i]);
    first_steps_.push_back(steps_.size());
    starts_.push_back(add(patterns[i], push({Step::Kind::accept, {}, i, 0, 0})));
  }
}

std::size_t Program::pattern_of(std::size_t step) const {
  const auto behind = std::upper_bound(first_steps_.begin(), first_steps_.end(), step);
  return static_cast<std::size_t>(behind - first_steps_.begin()) - 1;
}

std::vector<std::size_t> Program::steps_reading(std::vector<std::size_t> from) const {
  std::vector<bool> seen(steps_.size());
  std::vector<std::size_t> found;
  while (!from.empty()) {
    const std::size_t at = from.back();
    from.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    const Step& step = steps_[at];
    if (step.kind == Step::Kind::set || step.kind == Step::Kind::accept) {
      found.push_back(at);
      continue;
    }
    from.push_back(step.next);
    if (step.kind == Step::Kind::split) from.push_back(step.other);
  }
  return found;
}

std::size_t Program::push(Step step) {
  steps_.push_back(step);
  return steps_.size() - 1;
}

void Program::number_sets(const Pattern& pattern) {
  if (pattern.kind == Pattern::Kind::set) set_numbers_[&pattern] = next_set_++;
  for (const Pattern& part : pattern.parts) number_sets(part);
}

// The first step of `pattern` when `next` follows it.
std::size_t Program::add(const Pattern& pattern, std::size_t next) {
  switch (pattern.kind) {
    case Pattern::Kind::nothing: return next;
    case Pattern::Kind::set: return push({Step::Kind::set, {}, set_numbers_.at(&pattern), next, 0});
    case Pattern::Kind::sequence: return add_sequence(pattern.parts, next);
    case Pattern::Kind::choice: return add_choice(pattern.parts, next);
    case Pattern::Kind::repeat: return add_repeat(pattern, next);
    default: return push({Step::Kind::check, pattern.kind, 0, next, 0});
  }
}

std::size_t Program::add_sequence(const std::vector<Pattern>& parts, std::size_t next) {
  // Read backwards, the last part comes first.
  for (std::size_t i = 0; i < parts.size(); ++i)
    next = add(is_backwards_ ? parts[i] : parts[parts.size() - 1 - i], next);
  return next;
}

std::size_t Program::add_choice(const std::vector<Pattern>& parts, std::size_t next) {
  std::size_t start = add(parts.back(), next);
  for (std::size_t i = parts.size() - 1; i-- > 0;) start = push({Step::Kind::split, {}, 0, add(parts[i], next), start});
  return start;
}

std::size_t Program::add_repeat(const Pattern& pattern, std::size_t next) {
  const Pattern& part = pattern.parts.front();
  std::size_t start = next;
  if (pattern.most) {
    for (int i = pattern.least; i < *pattern.most; ++i)
      start = push({Step::Kind::split, {}, 0, add(part, start), next});
  } else {
    start = push({Step::Kind::split, {}, 0, 0, next});
    const std::size_t body = add(part, start);
    steps_[start].next = body;
  }
  for (int i = 0; i < pattern.least; ++i) start = add(part, start);
  return start;
}

void collect_sets(const Pattern& pattern, std::vector<const icu::UnicodeSet*>& sets) {
  if (pattern.kind == Pattern::Kind::set) sets.push_back(pattern.set.get());
  for (const Pattern& part : pattern.parts) collect_sets(part, sets);
}

}  // namespace oimtm::text

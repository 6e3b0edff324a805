#include "text/rule_matcher.h"

#include <algorithm>
#include <bit>

#include "text/characters.h"
#include "text/pattern.h"
#include "text/program.h"

namespace oimtm::text {

namespace {

constexpr std::size_t kMostRules = 20'000;  // for one language

// Of all expressions together; one that is larger than what others have left is left to ICU.
constexpr std::size_t kMostSteps = std::size_t{1} << 18;

std::size_t count_steps(const Pattern& pattern) {
  std::size_t steps = 1;
  for (const Pattern& part : pattern.parts) steps += count_steps(part);
  const int times = pattern.kind == Pattern::Kind::repeat ? std::max(pattern.least, pattern.most.value_or(1)) : 1;
  const std::size_t all = std::min(steps, kMostSteps + 1) * static_cast<std::size_t>(std::max(1, times));
  return std::min(all, kMostSteps + 1);
}

std::size_t first_of(const PatternBits& bits) {
  for (std::size_t i = 0; i < bits.size(); ++i)
    if (bits[i] != 0) return i * 64 + static_cast<std::size_t>(std::countr_zero(bits[i]));
  return bits.size() * 64;
}

// Of the 64 numbers from `begin` on, a bit for each that is at least `least`.
std::uint64_t from(std::size_t least, std::size_t begin) {
  if (least >= begin + 64) return 0;
  return ~std::uint64_t{0} << (least <= begin ? 0 : least - begin);
}

std::unique_ptr<Alphabet> alphabet_of(const std::vector<const icu::UnicodeSet*>& sets, const std::string& file) try {
  return std::make_unique<Alphabet>(sets);
} catch (const TooManySets&) {
  throw InputError(msg("the rules name too many different characters and sets of them"), {file, 0, 0});
}

}  // namespace

// The first or second halves of all rules, as patterns.
struct RuleMatcher::Half {
  std::vector<Pattern> patterns;
  std::vector<bool> exact;
  PatternBits unbounded;

  void add(const std::string& expression, CharacterSets& known_sets, std::size_t& steps_left) {
    std::optional<ParsedPattern> parsed = parse_pattern(expression, known_sets);
    const std::size_t steps = parsed ? count_steps(parsed->pattern) : 0;
    if (steps > steps_left)
      parsed.reset();
    else
      steps_left -= steps;
    if (asks_for_ends(expression)) set(unbounded, patterns.size());
    exact.push_back(parsed && parsed->is_exact);
    patterns.push_back(parsed ? std::move(parsed->pattern) : any_text());
  }
};

RuleMatcher::RuleMatcher(const std::vector<SrxRule>& rules, const std::string& file)
    : file_(file), budget_(std::make_unique<WorkBudget>()) {
  if (rules.size() > kMostRules)
    throw InputError(msg("more than {1} rules for one language", kMostRules), {file, rules[kMostRules].line, 0});
  const std::size_t words = (rules.size() + 63) / 64;
  breaking_.resize(words);
  to_confirm_.patterns.resize(words);
  Half before{{}, {}, PatternBits(words)};
  Half after{{}, {}, PatternBits(words)};
  CharacterSets known_sets;
  std::size_t steps_left = kMostSteps;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    auto by_icu = std::make_unique<IcuRule>(rules[i], file, *budget_);  // also finds what cannot be compiled
    before.add(rules[i].before, known_sets, steps_left);
    after.add(rules[i].after, known_sets, steps_left);
    if (before.exact.back() && after.exact.back())
      by_icu.reset();
    else
      set(to_confirm_.patterns, i);
    confirming_.push_back(std::move(by_icu));
    if (rules[i].breaks) set(breaking_, i);
    lines_.push_back(rules[i].line);
  }
  std::vector<const icu::UnicodeSet*> sets;
  for (const Pattern& pattern : before.patterns) collect_sets(pattern, sets);
  const std::size_t first_after = sets.size();
  for (const Pattern& pattern : after.patterns) collect_sets(pattern, sets);
  alphabet_ = alphabet_of(sets, file);
  before_ = std::make_unique<Automaton>(before.patterns, outranked_rules(), *alphabet_, 0,
                                        Automaton::Direction::backwards, *budget_);
  const auto each_itself = [](const PatternBits& matched) { return matched; };
  after_ = std::make_unique<Automaton>(after.patterns, each_itself, *alphabet_, first_after,
                                       Automaton::Direction::forwards, *budget_);
  unbounded_before_ = before.unbounded;
  unbounded_after_ = after.unbounded;
  matched_.resize(words);
  matched_after_.resize(words);
  find_candidates();
}

// Among rules whose second halves match, one whose first half does too: behind a break, no
// later rule can decide; behind a hold, only a break matters, to know that there would be one.
Outranked RuleMatcher::outranked_rules() const {
  return [breaking = breaking_, to_confirm = to_confirm_.patterns](const PatternBits& matched) {
    PatternBits breaks(matched.size());
    PatternBits holds(matched.size());
    for (std::size_t i = 0; i < matched.size(); ++i) {
      const std::uint64_t sure = matched[i] & ~to_confirm[i];  // others may not match after all
      breaks[i] = sure & breaking[i];
      holds[i] = sure & ~breaking[i];
    }
    const std::size_t first_break = first_of(breaks);
    const std::size_t first_hold = first_of(holds);
    PatternBits outranked(matched.size());
    for (std::size_t i = 0; i < matched.size(); ++i)
      outranked[i] = from(first_break, i * 64) | (from(first_hold, i * 64) & ~breaking[i]);
    return outranked;
  };
}

void RuleMatcher::find_candidates() {
  candidates_ = std::make_unique<Candidates>(*alphabet_);
  may_follow_.assign(alphabet_->size(), PatternBits(breaking_.size()));
  for (std::size_t rule = 0; rule < lines_.size(); ++rule) {
    const std::vector<bool> last_symbols = before_->symbols_at(0, rule);
    for (std::size_t symbol = 0; symbol < last_symbols.size(); ++symbol)
      if (last_symbols[symbol]) set(may_follow_[symbol], rule);
    if (has(breaking_, rule))
      candidates_->add_rule(last_symbols, after_->symbols_at(0, rule), after_->symbols_at(1, rule));
  }
}

void RuleMatcher::for_each_decision(std::string_view text,
                                    const std::function<void(std::size_t, std::size_t)>& visit) try {
  utf16_.reset();
  budget_->begin_text(text.size());
  before_->begin();
  after_->begin();
  candidates_->for_each(text, [&](const Candidate& candidate) {
    if (const auto rule = decide(text, candidate)) visit(candidate.at, *rule);
  });
} catch (const TooMuchWork& work) {
  throw takes_too_long(file_, lines_[work.pattern]);
}

std::optional<std::size_t> RuleMatcher::decide(std::string_view text, const Candidate& candidate) {
  const std::size_t at = candidate.at;
  std::fill(matched_after_.begin(), matched_after_.end(), 0);
  after_->run(text, at, may_follow_[candidate.symbol_before], matched_after_, kAhead, unbounded_after_);
  bool may = false;
  for (std::size_t i = 0; i < breaking_.size(); ++i) may = may || (matched_after_[i] & breaking_[i]) != 0;
  if (!may) return std::nullopt;
  std::fill(matched_.begin(), matched_.end(), 0);
  to_confirm_.ends.clear();
  before_->run(text, at, matched_after_, matched_, kBack, unbounded_before_, &to_confirm_);
  std::optional<std::size_t> deciding;
  for (std::size_t i = 0; i < breaking_.size(); ++i) {
    for (std::uint64_t left = matched_[i]; left != 0; left &= left - 1) {
      const std::size_t rule = i * 64 + static_cast<std::size_t>(std::countr_zero(left));
      if (deciding && !has(breaking_, rule)) continue;
      if (!is_confirmed(rule, text, at)) continue;
      if (!deciding) deciding = rule;
      if (has(breaking_, rule)) return deciding;  // the first, if it holds the text, or this one
    }
  }
  return std::nullopt;  // none of those that apply breaks
}

bool RuleMatcher::is_confirmed(std::size_t rule, std::string_view text, std::size_t at) {
  if (confirming_[rule] == nullptr) return true;
  if (!utf16_) {
    utf16_ = std::make_unique<Utf16Text>(text);
    for (const auto& by_icu : confirming_)
      if (by_icu) by_icu->reset(*utf16_);
  }
  IcuRule& by_icu = *confirming_[rule];
  const std::int32_t place = utf16_->unit(at);
  return by_icu.begins_at(place) && std::any_of(to_confirm_.ends.begin(), to_confirm_.ends.end(), [&](const auto& end) {
           return end.pattern == rule && by_icu.spans(utf16_->unit(end.at), place);
         });
}

}  // namespace oimtm::text

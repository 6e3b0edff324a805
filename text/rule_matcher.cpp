#include "text/rule_matcher.h"

#include <algorithm>
#include <bit>

#include "text/characters.h"
#include "text/pattern.h"
#include "text/program.h"

namespace oimtm::text {

namespace {

constexpr std::size_t kMostSteps = 4000;  // of one expression; what is larger is left to ICU

bool is_set(const PatternBits& bits, std::size_t number) { return ((bits[number / 64] >> (number % 64)) & 1) != 0; }
void set(PatternBits& bits, std::size_t number) { bits[number / 64] |= std::uint64_t{1} << (number % 64); }

std::size_t count_steps(const Pattern& pattern) {
  std::size_t steps = 1;
  for (const Pattern& part : pattern.parts) steps += count_steps(part);
  const int times = pattern.kind == Pattern::Kind::repeat ? std::max(pattern.least, pattern.most.value_or(1)) : 1;
  const std::size_t all = std::min(steps, kMostSteps + 1) * static_cast<std::size_t>(std::max(1, times));
  return std::min(all, kMostSteps + 1);
}

// Patterns that matter no more once they have matched, and outrank no others.
std::vector<PatternBits> each_itself(std::size_t count) {
  std::vector<PatternBits> outranked(count, PatternBits((count + 63) / 64));
  for (std::size_t i = 0; i < count; ++i) set(outranked[i], i);
  return outranked;
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

  void add(const std::string& expression, CharacterSets& known_sets) {
    std::optional<ParsedPattern> parsed = parse_pattern(expression, known_sets);
    if (parsed && count_steps(parsed->pattern) > kMostSteps) parsed.reset();
    if (asks_for_ends(expression)) set(unbounded, patterns.size());
    exact.push_back(parsed && parsed->is_exact);
    patterns.push_back(parsed ? std::move(parsed->pattern) : any_text());
  }
};

RuleMatcher::RuleMatcher(const std::vector<SrxRule>& rules, const std::string& file) : file_(file) {
  const std::size_t words = (rules.size() + 63) / 64;
  breaking_.resize(words);
  to_confirm_.patterns.resize(words);
  Half before{{}, {}, PatternBits(words)};
  Half after{{}, {}, PatternBits(words)};
  CharacterSets known_sets;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    auto by_icu = std::make_unique<IcuRule>(rules[i], file);  // also finds what cannot be compiled
    before.add(rules[i].before, known_sets);
    after.add(rules[i].after, known_sets);
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
  before_ =
      std::make_unique<Automaton>(before.patterns, outranked_rules(), *alphabet_, 0, Automaton::Direction::backwards);
  after_ = std::make_unique<Automaton>(after.patterns, each_itself(rules.size()), *alphabet_, first_after,
                                       Automaton::Direction::forwards);
  unbounded_before_ = before.unbounded;
  unbounded_after_ = after.unbounded;
  matched_.resize(words);
  matched_after_.resize(words);
  find_candidates();
}

// Among rules whose second halves match, one whose first half does too: behind a break, no
// later rule can decide; behind a hold, only a break matters, to know that there would be one.
std::vector<PatternBits> RuleMatcher::outranked_rules() const {
  std::vector<PatternBits> outranked(lines_.size(), PatternBits(breaking_.size()));
  for (std::size_t rule = 0; rule < lines_.size(); ++rule) {
    if (confirming_[rule] != nullptr) continue;  // it may not match after all
    for (std::size_t other = rule; other < lines_.size(); ++other)
      if (other == rule || is_set(breaking_, rule) || !is_set(breaking_, other)) set(outranked[rule], other);
  }
  return outranked;
}

void RuleMatcher::find_candidates() {
  candidates_ = std::make_unique<Candidates>(*alphabet_);
  may_follow_.assign(alphabet_->size(), PatternBits(breaking_.size()));
  for (std::size_t rule = 0; rule < lines_.size(); ++rule) {
    const std::vector<bool> last_symbols = before_->symbols_at(0, rule);
    for (std::size_t symbol = 0; symbol < last_symbols.size(); ++symbol)
      if (last_symbols[symbol]) set(may_follow_[symbol], rule);
    if (is_set(breaking_, rule))
      candidates_->add_rule(last_symbols, after_->symbols_at(0, rule), after_->symbols_at(1, rule));
  }
}

void RuleMatcher::for_each_decision(std::string_view text,
                                    const std::function<void(std::size_t, std::size_t)>& visit) try {
  utf16_.reset();
  before_->begin(text.size());
  after_->begin(text.size());
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
      if (deciding && !is_set(breaking_, rule)) continue;
      if (!is_confirmed(rule, text, at)) continue;
      if (!deciding) deciding = rule;
      if (is_set(breaking_, rule)) return deciding;  // the first, if it holds the text, or this one
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

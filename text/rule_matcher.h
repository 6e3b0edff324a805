// Which rule decides at each place of a text. Private to text/.
//
// Places where a break rule may apply are found by the characters there; at those, one
// automaton says in one pass which rules match behind the place, and another which of these
// match before it. That is some hundred times as fast as one expression after the other.
// Rules that are more than an automaton can decide are confirmed by ICU.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/alphabet.h"
#include "text/automaton.h"
#include "text/candidates.h"
#include "text/icu_rule.h"
#include "text/pattern_bits.h"
#include "text/srx.h"
#include "text/work_budget.h"

namespace oimtm::text {

class RuleMatcher {
 public:
  // Throws InputError, with its line in `file`, for a rule that cannot be compiled, and
  // for rules that are too many.
  RuleMatcher(const std::vector<SrxRule>& rules, const std::string& file);

  // Calls `visit` with each byte where a rule would break the text, in order, and the number
  // of the rule that decides: the first that applies there. Throws InputError if a rule costs
  // unreasonably much.
  void for_each_decision(std::string_view text, const std::function<void(std::size_t, std::size_t)>& visit);

 private:
  struct Half;

  void find_candidates();
  Outranked outranked_rules() const;
  std::optional<std::size_t> decide(std::string_view text, const Candidate& candidate);
  bool is_confirmed(std::size_t rule, std::string_view text, std::size_t at);

  std::string file_;
  std::vector<std::size_t> lines_;  // of the rules, in the file
  std::unique_ptr<WorkBudget> budget_;
  std::unique_ptr<Alphabet> alphabet_;
  std::unique_ptr<Automaton> before_;
  std::unique_ptr<Automaton> after_;
  PatternBits breaking_;          // rules that break
  PatternBits unbounded_before_;  // rules that ask for the text's ends
  PatternBits unbounded_after_;
  std::vector<std::unique_ptr<IcuRule>> confirming_;  // of each rule; null if the automata are enough
  std::unique_ptr<Utf16Text> utf16_;                  // of the current text, if something had to be confirmed

  std::unique_ptr<Candidates> candidates_;
  std::vector<PatternBits> may_follow_;  // of each symbol: the rules that may have it before their place

  Trace to_confirm_;  // where the first halves of rules that ICU confirms may begin
  PatternBits matched_after_;
  PatternBits matched_;
};

}  // namespace oimtm::text

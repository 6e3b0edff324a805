// Which rule decides at each place of a text. Private to text/.
//
// Places where a break rule may apply are found by a scan for the bytes that end what such
// rules match before a break; there, two automata say in one pass each which rules match
// behind the place and before it (research: such sets are some hundred times as fast as one
// expression after the other). Rules that are more than an automaton can decide are
// confirmed by ICU.
#pragma once

#include <array>
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
#include "text/icu_rule.h"
#include "text/srx.h"

namespace oimtm::text {

class RuleMatcher {
 public:
  // Throws InputError, with its line in `file`, for a rule that cannot be compiled.
  RuleMatcher(const std::vector<SrxRule>& rules, const std::string& file);

  // Calls `visit` with each byte where a rule would break the text, in order, and the number
  // of the rule that decides: the first that applies there. Throws InputError if a rule costs
  // unreasonably much.
  void for_each_decision(std::string_view text, const std::function<void(std::size_t, std::size_t)>& visit);

 private:
  struct Half;

  void find_candidates();
  bool may_break(std::string_view text, std::size_t at) const;
  std::optional<std::size_t> decide(std::string_view text, std::size_t at);
  bool is_confirmed(std::size_t rule, std::string_view text, std::size_t at);

  std::string file_;
  std::vector<std::size_t> lines_;  // of the rules, in the file
  std::unique_ptr<Alphabet> alphabet_;
  std::unique_ptr<Automaton> before_;
  std::unique_ptr<Automaton> after_;
  PatternBits breaking_;          // rules that break
  PatternBits unbounded_before_;  // rules that ask for the text's ends
  PatternBits unbounded_after_;
  std::vector<std::unique_ptr<IcuRule>> confirming_;  // of each rule; null if the automata are enough
  std::unique_ptr<Utf16Text> utf16_;                  // of the current text, if something had to be confirmed

  std::array<bool, 256> ends_break_{};        // last bytes of what may stand before a break
  std::vector<std::uint64_t> last_symbols_;   // of each symbol: break rules whose first half may end with it
  std::vector<std::uint64_t> first_symbols_;  // and whose second half may begin with it

  Trace to_confirm_;  // where the first halves of rules that ICU confirms may begin
  PatternBits matched_before_;
  PatternBits matched_after_;
};

}  // namespace oimtm::text

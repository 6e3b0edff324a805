#include "text/automaton.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <utility>

#include "text/characters.h"
#include "text/program.h"

namespace oimtm::text {

namespace {

// The states made so far are dropped when they take some megabytes.
constexpr std::size_t kMostTransitions = 1 << 20;
constexpr std::size_t kMostCoreSteps = 1 << 20;

// What is known of the two sides of a place.
struct Sides {
  bool is_text_start = false;
  bool is_text_end = false;
  bool left_is_word = false;  // looking through marks
  WordClass right = WordClass::no_word;
};

bool holds(Pattern::Kind check, const Sides& sides) {
  if (check == Pattern::Kind::text_start) return sides.is_text_start;
  if (check == Pattern::Kind::text_end) return sides.is_text_end;
  const bool right_is_word = !sides.is_text_end && sides.right == WordClass::word;
  const bool no_boundary = !sides.is_text_end && sides.right == WordClass::looks_through;
  const bool is_boundary = !no_boundary && sides.left_is_word != right_is_word;
  return (check == Pattern::Kind::word_boundary) == is_boundary;
}

}  // namespace

class Automaton::States {
 public:
  States(std::span<const Pattern> patterns, Outranked outranked, const Alphabet& alphabet, std::size_t first_set,
         Direction direction, WorkBudget& budget)
      : program_(patterns, first_set, direction == Direction::backwards),
        outranked_(std::move(outranked)),
        alphabet_(alphabet),
        budget_(budget),
        is_backwards_(direction == Direction::backwards),
        words_((patterns.size() + 63) / 64),
        seen_(program_.steps().size()) {
    for (std::size_t symbol = 0; symbol < alphabet.size(); ++symbol) {
      columns_.push_back(column_count_);
      column_count_ += alphabet.word_class(symbol) == WordClass::looks_through ? 2 : 1;
      while (symbol_of_.size() < column_count_) symbol_of_.push_back(symbol);
    }
    edge_ = column_count_++;
    for (std::size_t c = 0; c < ascii_columns_.size(); ++c)
      ascii_columns_[c] = columns_[alphabet.symbol(static_cast<char32_t>(c))];
    for (std::uint32_t step = 0; step < program_.steps().size(); ++step) {
      const Pattern::Kind what = program_.steps()[step].what;
      if (what == Pattern::Kind::word_boundary || what == Pattern::Kind::no_word_boundary) word_checks_.push_back(step);
    }
    reset();
  }

  std::vector<bool> symbols_at(std::size_t distance, std::size_t pattern) const {
    std::vector<std::size_t> reading = program_.steps_reading({program_.starts()[pattern]});
    for (; distance > 0; --distance) {
      for (std::size_t& step : reading) step = is_accepting(step) ? step : program_.steps()[step].next;
      reading = program_.steps_reading(std::move(reading));
    }
    std::vector<bool> may_be(alphabet_.size());
    for (const std::size_t step : reading)
      for (std::size_t symbol = 0; symbol < may_be.size(); ++symbol)
        if (is_accepting(step) || alphabet_.contains(program_.steps()[step].number, symbol)) may_be[symbol] = true;
    return may_be;
  }

  void begin() { rests_.clear(); }

  void run(std::string_view text, std::size_t at, const PatternBits& wanted, PatternBits& matched, std::size_t reach,
           const PatternBits& unbounded, Trace* trace) {
    // What matches `reach` characters is known when the next one is seen.
    const std::uint32_t state = read(text, at, start(wanted, known_side(text, at)), reach + 1, matched, trace);
    if (state == kDead || is_empty(unbounded)) return;
    const Core core = only(unbounded, cores_[state]->first);
    if (core.empty()) return;
    const std::uint32_t far = state_of(core, cores_[state]->second);
    const bool is_traced = trace != nullptr && !only(trace->patterns, core).empty();
    if (!is_traced) return read_rest(text, at, far, matched);
    const std::size_t from = at;
    read(text, at, far, text.size() + 1, matched, trace);
    spend(std::max(from, at) - std::min(from, at), core);
  }

 private:
  static constexpr std::uint32_t kDead = 0;
  static constexpr std::uint32_t kUnknown = ~std::uint32_t{0};

  struct Transition {
    std::uint32_t next = kUnknown;
    std::uint32_t accepts = 0;  // which patterns end here, given what comes next; 0: none
  };

  // The sides of a place as far as they are known before the next character is read: in one
  // byte, the key of a state beside its steps.
  enum Known : std::uint8_t { kNoWord = 0, kWord = 1, kLooksThrough = 2, kEdge = 3 };

  // A state to begin in, of which there are as many as sets of patterns are wanted.
  struct Start {
    std::uint32_t state = kUnknown;
    Known known = kNoWord;
    PatternBits wanted;
  };
  // A byte of the text, and the state that was reached there.
  using Milestone = std::pair<std::size_t, std::uint32_t>;
  static constexpr std::size_t kSection = 4096;  // bytes between them

  static constexpr int kShiftToStarts = 64 - 8;

  using Core = std::vector<std::uint32_t>;  // steps that the next character is held against

  bool is_accepting(std::size_t step) const { return program_.steps()[step].kind == Step::Kind::accept; }

  // Moves on by at most `most` characters; returns the state that is reached.
  std::uint32_t read(std::string_view text, std::size_t& at, std::uint32_t state, std::size_t most,
                     PatternBits& matched, Trace* trace) {
    for (; most > 0 && state != kDead; --most) {
      const std::size_t here = at;
      const Transition transition = move(state, next_column(text, at));
      if (transition.accepts != 0) accept(accepts_[transition.accepts], here, matched, trace);
      state = transition.next;
    }
    return state;
  }

  // Moves on to the end. Many places of a text may ask for its ends: what the rest of it
  // brings is remembered at some of the places passed, so that not each reads all of it.
  void read_rest(std::string_view text, std::size_t at, std::uint32_t state, PatternBits& matched) {
    const std::size_t resets = resets_;
    std::vector<Milestone> passed;
    std::vector<PatternBits> found = {PatternBits(words_)};  // before the first, and behind each
    for (;;) {
      state = read_to_milestone(text, at, state, found.back());
      if (state == kDead) break;
      if (const auto known = rests_.find({at, state}); known != rests_.end()) {
        add(known->second, found.back());
        break;
      }
      passed.emplace_back(at, state);
      found.emplace_back(words_);
    }
    for (std::size_t i = passed.size(); i > 0; --i) {
      add(found[i], found[i - 1]);
      if (resets == resets_) rests_.emplace(passed[i - 1], std::move(found[i]));
    }
    add(found.front(), matched);
  }

  std::uint32_t read_to_milestone(std::string_view text, std::size_t& at, std::uint32_t state, PatternBits& matched) {
    const auto section = [&] { return (is_backwards_ ? at + kSection - 1 : at) / kSection; };
    const std::size_t from = at;
    for (const std::size_t first = section(); state != kDead && section() == first;)
      state = read(text, at, state, 1, matched, nullptr);
    spend(std::max(from, at) - std::min(from, at), cores_[state]->first);
    return state;
  }

  static void add(const PatternBits& some, PatternBits& all) {
    for (std::size_t i = 0; i < all.size(); ++i) all[i] |= some[i];
  }

  static void accept(const PatternBits& accepted, std::size_t at, PatternBits& matched, Trace* trace) {
    for (std::size_t i = 0; i < matched.size(); ++i) {
      matched[i] |= accepted[i];
      if (trace == nullptr) continue;
      for (std::uint64_t bits = accepted[i] & trace->patterns[i]; bits != 0; bits &= bits - 1)
        trace->ends.push_back({i * 64 + static_cast<std::size_t>(std::countr_zero(bits)), at});
    }
  }

  // Whether the last character before `at` that is looked at for \b is a word's.
  bool is_word_before(std::string_view text, std::size_t at) {
    if (word_checks_.empty()) return false;
    for (; at > 0; spend(1, word_checks_)) {
      const WordClass word_class = alphabet_.word_class(alphabet_.symbol(previous_character(text, at)));
      if (word_class != WordClass::looks_through) return word_class == WordClass::word;
    }
    return false;
  }

  Known known_side(std::string_view text, std::size_t at) {
    if (is_backwards_) {
      if (at == text.size()) return kEdge;
      return static_cast<Known>(alphabet_.word_class(alphabet_.symbol(next_character(text, at))));
    }
    if (at == 0) return kEdge;
    return is_word_before(text, at) ? kWord : kNoWord;
  }

  std::size_t next_column(std::string_view text, std::size_t& at) {
    if (at == (is_backwards_ ? 0 : text.size())) return edge_;
    const auto byte = static_cast<unsigned char>(text[is_backwards_ ? at - 1 : at]);
    if (byte < 0x80) {  // never looked through
      is_backwards_ ? --at : ++at;
      return ascii_columns_[byte];
    }
    const std::size_t symbol =
        alphabet_.symbol(is_backwards_ ? previous_character(text, at) : next_character(text, at));
    const bool looks_through = alphabet_.word_class(symbol) == WordClass::looks_through;
    return columns_[symbol] + (looks_through && is_backwards_ && is_word_before(text, at) ? 1 : 0);
  }

  // The state in which only `wanted` patterns begin. Few sets of them are wanted often.
  std::uint32_t start(const PatternBits& wanted, Known known) {
    std::uint64_t hash = known;
    for (const std::uint64_t word : wanted) hash = (hash ^ word) * 0x9E3779B97F4A7C15;
    Start& start = starts_[hash >> kShiftToStarts];
    if (start.state == kUnknown || start.known != known || start.wanted != wanted) {
      Core core;
      for (const std::size_t step : program_.starts()) core.push_back(static_cast<std::uint32_t>(step));
      start = {state_of(only(wanted, core), known), known, wanted};
    }
    return start.state;
  }

  Core only(const PatternBits& patterns, const Core& core) const {
    Core kept;
    for (const std::uint32_t step : core)
      if (has(patterns, program_.pattern_of(step))) kept.push_back(step);
    return kept;
  }

  void spend(std::size_t work, const Core& core) {
    if (!budget_.spend(work)) throw TooMuchWork{widest_pattern(core)};
  }

  // The pattern with the most steps: it makes the most work.
  std::size_t widest_pattern(const Core& core) const {
    std::map<std::size_t, std::size_t> counts;
    for (const std::uint32_t step : core) ++counts[program_.pattern_of(step)];
    const auto widest = std::max_element(counts.begin(), counts.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return widest == counts.end() ? 0 : widest->first;
  }

  Transition move(std::uint32_t& state, std::size_t column) {
    const Transition known = transitions_[state * column_count_ + column];
    if (known.next != kUnknown) return known;
    if (transitions_.size() >= kMostTransitions || core_steps_ >= kMostCoreSteps) {
      const auto [core, side] = *cores_[state];
      reset();
      state = state_of(core, side);
    }
    const Transition made = make(cores_[state]->first, cores_[state]->second, column);
    transitions_[state * column_count_ + column] = made;
    return made;
  }

  Transition make(const Core& core, Known known, std::size_t column) {
    PatternBits accepted(words_);
    const Core sets = closure(core, sides(known, column), accepted);
    spend(4 * (core.size() + sets.size()) + column_count_ / 8, core);
    const PatternBits outranked = outranked_(accepted);
    Core next;
    if (column != edge_)
      for (const std::uint32_t step : sets)
        if (alphabet_.contains(program_.steps()[step].number, symbol_of_[column]) &&
            !has(outranked, program_.pattern_of(step)))
          next.push_back(static_cast<std::uint32_t>(program_.steps()[step].next));
    const std::uint32_t accepts = accepts_of(std::move(accepted));
    return {next.empty() ? kDead : state_of(std::move(next), known_behind(known, column)), accepts};
  }

  Sides sides(Known known, std::size_t column) const {
    const bool is_edge = column == edge_;
    const WordClass read = is_edge ? WordClass::no_word : alphabet_.word_class(symbol_of_[column]);
    const bool base_is_word = !is_edge && column != columns_[symbol_of_[column]];
    if (is_backwards_)
      return {is_edge, known == kEdge, read == WordClass::word || base_is_word,
              known == kEdge ? WordClass::no_word : static_cast<WordClass>(known)};
    return {known == kEdge, is_edge, known == kWord, read};
  }

  // What the character that was read is to the place behind it.
  Known known_behind(Known known, std::size_t column) const {
    if (column == edge_) return kEdge;
    const auto read = static_cast<Known>(alphabet_.word_class(symbol_of_[column]));
    if (is_backwards_ || read != kLooksThrough) return read;
    return known == kWord ? kWord : kNoWord;
  }

  // The set steps that can be reached without reading; patterns that end are accepted.
  Core closure(const Core& core, const Sides& sides, PatternBits& accepted) {
    ++closures_;
    std::vector<std::size_t> open(core.begin(), core.end());
    Core sets;
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      if (std::exchange(seen_[at], closures_) == closures_) continue;
      const Step& step = program_.steps()[at];
      switch (step.kind) {
        case Step::Kind::set: sets.push_back(static_cast<std::uint32_t>(at)); break;
        case Step::Kind::accept: set(accepted, step.number); break;
        case Step::Kind::check:
          if (holds(step.what, sides)) open.push_back(step.next);
          break;
        case Step::Kind::split:
          open.push_back(step.next);
          open.push_back(step.other);
          break;
      }
    }
    return sets;
  }

  std::uint32_t state_of(Core core, Known known) {
    std::sort(core.begin(), core.end());
    core.erase(std::unique(core.begin(), core.end()), core.end());
    const auto [found, is_new] =
        numbers_.try_emplace({std::move(core), known}, static_cast<std::uint32_t>(cores_.size()));
    if (is_new) {
      cores_.push_back(&found->first);
      core_steps_ += found->first.first.size();
      transitions_.resize(cores_.size() * column_count_);
    }
    return found->second;
  }

  std::uint32_t accepts_of(PatternBits bits) {
    const auto [found, is_new] = accept_numbers_.try_emplace(bits, static_cast<std::uint32_t>(accepts_.size()));
    if (is_new) accepts_.push_back(std::move(bits));
    return found->second;
  }

  void reset() {
    numbers_.clear();
    cores_.clear();
    core_steps_ = 0;
    transitions_.clear();
    accept_numbers_.clear();
    accepts_.clear();
    starts_.fill({});
    rests_.clear();
    ++resets_;
    state_of({}, kNoWord);            // kDead
    accepts_of(PatternBits(words_));  // none
  }

  Program program_;
  Outranked outranked_;
  const Alphabet& alphabet_;
  WorkBudget& budget_;
  bool is_backwards_;
  Core word_checks_;  // steps of \b and \B
  std::size_t words_;
  std::vector<std::uint64_t> seen_;  // of each step: the last closure that reached it
  std::uint64_t closures_ = 0;
  std::size_t column_count_ = 0;
  std::size_t edge_ = 0;              // the column of the text's end (or start)
  std::vector<std::size_t> columns_;  // the first of each symbol
  std::array<std::size_t, 0x80> ascii_columns_{};
  std::vector<std::size_t> symbol_of_;  // of each column
  std::map<std::pair<Core, Known>, std::uint32_t> numbers_;
  std::vector<const std::pair<Core, Known>*> cores_;
  std::size_t core_steps_ = 0;  // of all states together
  std::vector<Transition> transitions_;
  std::map<PatternBits, std::uint32_t> accept_numbers_;
  std::vector<PatternBits> accepts_;
  std::array<Start, 256> starts_;
  std::map<Milestone, PatternBits> rests_;  // of the text: which patterns match from there on
  std::size_t resets_ = 0;                  // how often states lost their numbers
};

Automaton::Automaton(std::span<const Pattern> patterns, Outranked outranked, const Alphabet& alphabet,
                     std::size_t first_set, Direction direction, WorkBudget& budget)
    : states_(std::make_unique<States>(patterns, std::move(outranked), alphabet, first_set, direction, budget)) {}
Automaton::~Automaton() = default;
Automaton::Automaton(Automaton&&) noexcept = default;
Automaton& Automaton::operator=(Automaton&&) noexcept = default;

std::vector<bool> Automaton::symbols_at(std::size_t distance, std::size_t pattern) const {
  return states_->symbols_at(distance, pattern);
}

void Automaton::begin() { states_->begin(); }

void Automaton::run(std::string_view text, std::size_t at, const PatternBits& wanted, PatternBits& matched,
                    std::size_t reach, const PatternBits& unbounded, Trace* trace) {
  states_->run(text, at, wanted, matched, reach, unbounded, trace);
}

}  // namespace oimtm::text

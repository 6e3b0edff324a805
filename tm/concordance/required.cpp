#include "tm/concordance/required.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "text/characters.h"
#include "tm/concordance/grams.h"

namespace oimtm::tm {

namespace {

constexpr std::size_t kMostTexts = 2000;  // in a clause
constexpr std::size_t kMostMembers = 16;  // of a class that is followed
constexpr std::size_t kMostRepeats = 8;   // more say no more
constexpr std::size_t kWindow = 3;        // characters: the longest gram

// What may stand at one place: one of `members`, or one of `others`, which are many and
// rare. Nothing in it: anything.
struct Place {
  std::vector<std::string> members;
  const std::vector<std::string>* others = nullptr;
};

// Decimal digits beyond ASCII, as \d finds them too.
const std::vector<std::string>& other_digits() {
  static const std::vector<std::string> digits = [] {
    std::vector<std::string> found;
    for (char32_t c = 0x80; c < 0x20000; ++c) {
      if (!text::is_digit(c)) continue;
      text::append_utf8(found.emplace_back(), c);
    }
    return found;
  }();
  return digits;
}

// The clause that some places in a row make; nothing if it says nothing.
std::optional<Clause> clause_of(const Place* first, std::size_t count) {
  Clause texts{""};
  for (const Place* place = first; place != first + count; ++place) {
    if (texts.size() * place->members.size() > kMostTexts) return std::nullopt;
    Clause longer;
    for (const std::string& text : texts)
      for (const std::string& member : place->members) longer.push_back(text + member);
    texts = std::move(longer);
  }
  const std::vector<std::string>* taken = nullptr;
  for (const Place* place = first; place != first + count; ++place) {
    if (place->others == nullptr || place->others == taken) continue;
    taken = place->others;
    texts.insert(texts.end(), taken->begin(), taken->end());
  }
  for (std::string& text : texts) {
    text = fold_for_grams(text);
    if (text.empty()) return std::nullopt;
  }
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts.size() <= kMostTexts ? std::optional(texts) : std::nullopt;
}

class Reader {
 public:
  explicit Reader(std::string_view expression)
      : expression_(expression), ignores_case_(expression.starts_with("(?i)")) {
    if (ignores_case_) at_ = 4;
  }

  std::vector<Clause> read() {
    std::vector<Clause> clauses = take_alternatives();
    if (is_beyond_ || at_ < expression_.size()) return {};
    std::vector<Clause> distinct;
    for (Clause& clause : clauses)
      if (std::find(distinct.begin(), distinct.end(), clause) == distinct.end()) distinct.push_back(std::move(clause));
    return distinct;
  }

 private:
  // How often what stands before must be there, and whether it may be there more often.
  struct Count {
    std::size_t least = 1;
    bool is_exact = true;
  };

  // Places in a row, and the clauses of what came before them.
  struct Sequence {
    std::vector<Place> run;
    std::vector<Clause> clauses;

    void add(const Place& place) {
      if (place.members.empty())
        end_run();
      else
        run.push_back(place);
    }

    void end_run() {
      add_literals();
      add_windows();
      run.clear();
    }

    // Stretches in which every place has one member.
    void add_literals() {
      for (std::size_t begin = 0; begin < run.size();) {
        std::size_t end = begin;
        while (end < run.size() && is_literal(run[end])) ++end;
        if (end > begin) add_clause(begin, end - begin);
        begin = end + 1;
      }
    }

    void add_windows() {
      const std::size_t size = std::min(kWindow, run.size());
      for (std::size_t begin = 0; size > 0 && begin + size <= run.size(); ++begin) {
        const auto first = run.begin() + static_cast<std::ptrdiff_t>(begin);
        if (!std::all_of(first, first + static_cast<std::ptrdiff_t>(size), is_literal)) add_clause(begin, size);
      }
    }

    void add_clause(std::size_t begin, std::size_t count) {
      if (auto clause = clause_of(&run[begin], count)) clauses.push_back(std::move(*clause));
    }

    static bool is_literal(const Place& place) { return place.members.size() == 1 && place.others == nullptr; }
  };

  char peek(std::size_t ahead = 0) const { return at_ + ahead < expression_.size() ? expression_[at_ + ahead] : '\0'; }
  bool is_at_end() const { return is_beyond_ || at_ >= expression_.size(); }
  void give_up() { is_beyond_ = true; }

  // Up to the end, or to the ")" of the group.
  std::vector<Clause> take_alternatives() {
    if (++depth_ > 50) give_up();
    std::vector<std::vector<Clause>> alternatives{take_sequence()};
    while (!is_at_end() && peek() == '|') {
      ++at_;
      alternatives.push_back(take_sequence());
    }
    --depth_;
    if (alternatives.size() == 1) return std::move(alternatives.front());
    // Of each alternative what says most: the fewest texts, then the longest.
    Clause any;
    for (const std::vector<Clause>& clauses : alternatives) {
      const auto best = std::min_element(clauses.begin(), clauses.end(), [](const Clause& a, const Clause& b) {
        return std::pair(a.size(), b.front().size()) < std::pair(b.size(), a.front().size());
      });
      if (best == clauses.end()) return {};
      any.insert(any.end(), best->begin(), best->end());
    }
    if (any.size() > kMostTexts) return {};
    return std::vector<Clause>(1, any);
  }

  std::vector<Clause> take_sequence() {
    Sequence sequence;
    while (!is_at_end() && peek() != '|' && peek() != ')') {
      if (peek() == '(') {
        sequence.end_run();
        take_group(sequence);
      } else {
        const Place place = take_place();
        repeat(sequence, place, take_count());
      }
    }
    sequence.end_run();
    return std::move(sequence.clauses);
  }

  static void repeat(Sequence& sequence, const Place& place, const Count& count) {
    const std::size_t times = std::min(count.least, kMostRepeats);
    for (std::size_t i = 0; i < times; ++i) sequence.add(place);
    if (!count.is_exact || times < count.least) sequence.end_run();
  }

  void take_group(Sequence& sequence) {
    ++at_;
    bool counts = true;
    if (peek() == '?') {
      const char kind = peek(1);
      if (kind != ':' && kind != '=' && kind != '!' && kind != '<' && kind != '>') return give_up();
      // What is looked for ahead or behind is no part of the match; a name is not read.
      counts = kind == ':' || kind == '>';
      at_ += 2;
    }
    std::vector<Clause> clauses = take_alternatives();
    if (is_at_end() || peek() != ')') return give_up();
    ++at_;
    if (take_count().least > 0 && counts)
      for (Clause& clause : clauses) sequence.clauses.push_back(std::move(clause));
  }

  Place take_place() {
    const char c = peek();
    if (c == '\\') return take_escape();
    if (c == '[') return take_class();
    if (std::string_view(".^$").find(c) != std::string_view::npos) {
      ++at_;
      return {};
    }
    const std::size_t begin = at_;
    text::next_character(expression_, at_);
    return one_of({std::string(expression_.substr(begin, at_ - begin))});
  }

  // Without case, "ss" is found in "ß" and "αι" in "ᾳ", whose iota folds away as an accent: what
  // has one of these letters says nothing.
  Place one_of(std::vector<std::string> members) const {
    const bool may_be_hidden = std::any_of(members.begin(), members.end(), [](const std::string& member) {
      const std::string folded = fold_for_grams(member);
      return folded.find('s') != std::string::npos || folded.find("ι") != std::string::npos;
    });
    if (ignores_case_ && may_be_hidden) return {};
    return {std::move(members), nullptr};
  }

  Place take_escape() {
    const char c = peek(1);
    at_ += 2;
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (c == 'd') return {{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, &other_digits()};
    const bool is_known = std::string_view("DwWsSbBAZzGhHvVRXtnrfea").find(c) != std::string_view::npos;
    if (is_letter ? !is_known : static_cast<signed char>(c) <= 0) give_up();
    return is_letter || is_beyond_ ? Place() : one_of({std::string(1, c)});
  }

  // "[...]", which may hold others.
  Place take_class() {
    const std::size_t begin = at_ + 1;
    int depth = 0;
    for (; at_ < expression_.size(); ++at_) {
      const char c = expression_[at_];
      if (c == '\\') {
        if (peek(1) == 'Q') break;
        ++at_;
      } else if (c == '[') {
        ++depth;
      } else if (c == ']' && --depth == 0) {
        const std::string_view inside = expression_.substr(begin, at_ - begin);
        ++at_;
        if (inside.empty()) break;
        return members_of(inside);
      }
    }
    give_up();
    return {};
  }

  // Of plain characters and ranges of ASCII.
  Place members_of(std::string_view inside) const {
    if (inside.find_first_of("\\[&^{$: \t") != std::string_view::npos) return {};
    std::vector<std::string> members;
    for (std::size_t at = 0; at < inside.size() && members.size() <= kMostMembers;) {
      const std::size_t begin = at;
      const char32_t first = text::next_character(inside, at);
      if (first == '-') return {};
      if (at < inside.size() && inside[at] == '-') {
        if (at + 1 >= inside.size()) return {};
        const char32_t last = text::next_character(inside, ++at);
        if (last >= 0x80 || last < first || last - first > kMostMembers) return {};
        for (char32_t c = first; c <= last; ++c) members.emplace_back(1, static_cast<char>(c));
      } else {
        members.emplace_back(inside.substr(begin, at - begin));
      }
    }
    return members.size() <= kMostMembers ? one_of(std::move(members)) : Place();
  }

  // "*", "?", "+", "{2,5}", each with "?" or "+" behind it, or none.
  Count take_count() {
    Count count;
    switch (peek()) {
      case '*':
      case '?': count = {0, false}; break;
      case '+': count = {1, false}; break;
      case '{': return take_braces();
      default: return count;
    }
    ++at_;
    skip_manner();
    return count;
  }

  Count take_braces() {
    const std::size_t end = expression_.find('}', at_);
    const std::string_view inside = expression_.substr(at_ + 1, end == std::string_view::npos ? 0 : end - at_ - 1);
    Count count{0, false};
    const auto [rest, fault] = std::from_chars(inside.data(), inside.data() + inside.size(), count.least);
    if (fault != std::errc()) {
      give_up();
      return count;
    }
    count.is_exact = rest == inside.data() + inside.size();
    at_ = end + 1;
    skip_manner();
    return count;
  }

  void skip_manner() {
    if (peek() == '?' || peek() == '+') ++at_;
  }

  std::string_view expression_;
  bool ignores_case_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool is_beyond_ = false;
};

}  // namespace

std::vector<Clause> required_texts(std::string_view expression) { return Reader(expression).read(); }

}  // namespace oimtm::tm

#include "text/pattern.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "text/characters.h"
#include "text/foldings.h"
#include "text/set_syntax.h"

namespace oimtm::text {

namespace {

constexpr int kMostRepeats = 1000;

using Kind = Pattern::Kind;

Pattern make_set(CharacterSet set) { return {Kind::set, std::move(set), {}, 0, {}}; }
Pattern make(Kind kind) { return {kind, {}, {}, 0, {}}; }

Pattern make_repeat(Pattern part, int least, std::optional<int> most) {
  Pattern repeat{Kind::repeat, {}, {}, least, most};
  repeat.parts.push_back(std::move(part));
  return repeat;
}

CharacterSet all_characters() {
  static const auto all = std::make_shared<const icu::UnicodeSet>(0, 0x10FFFF);
  return all;
}

const Folding* folding_of(char32_t c) {
  const auto found = std::find_if(foldings().begin(), foldings().end(),
                                  [&](const Folding& folding) { return folding.whole == static_cast<UChar32>(c); });
  return found == foldings().end() ? nullptr : &*found;
}

bool begins_with(std::span<const Pattern> parts, const Folding& folding) {
  if (parts.size() < folding.characters.size()) return false;
  for (std::size_t i = 0; i < folding.characters.size(); ++i)
    if (parts[i].kind != Kind::set || !parts[i].set->contains(folding.characters[i])) return false;
  return true;
}

class Parser {
 public:
  Parser(std::string_view expression, CharacterSets& sets) : text_(expression), sets_(sets) {}

  ParsedPattern run() {
    ParsedPattern result;
    result.pattern = choice();
    result.is_exact = is_exact_;
    return result;
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char32_t peek() const {
    std::size_t next = at_;
    return at_end() ? 0 : next_character(text_, next);
  }
  char32_t take() { return next_character(text_, at_); }
  bool take(std::string_view literal) {
    if (!text_.substr(at_).starts_with(literal)) return false;
    at_ += literal.size();
    return true;
  }

  Pattern choice() {
    std::vector<Pattern> options;
    const bool was_ignoring_case = ignores_case_;
    const bool dot_was_all = dot_is_all_;
    do options.push_back(sequence());
    while (take("|"));
    ignores_case_ = was_ignoring_case;
    dot_is_all_ = dot_was_all;
    if (options.size() == 1) return std::move(options.front());
    return {Kind::choice, {}, std::move(options), 0, {}};
  }

  Pattern sequence() {
    Pattern result = make(Kind::sequence);
    bool ignores_case = ignores_case_;
    while (!at_end() && peek() != U'|' && peek() != U')') {
      if (skip_comment()) continue;  // letters on both sides of it may fold together
      Pattern part = take("\\Q") ? quoted(result.parts) : atom();
      const bool is_quantified = std::u32string_view(U"*+?{").find(peek()) != std::u32string_view::npos;
      if (is_quantified)
        result.parts.push_back(quantified(std::move(part)));
      else
        add(std::move(part), result.parts);
      ignores_case = ignores_case || ignores_case_;
    }
    if (ignores_case) allow_foldings(result.parts);
    return result;
  }

  bool skip_comment() {
    if (!take("(?#")) return false;
    at_ = std::min(text_.find(')', at_), text_.size() - 1) + 1;
    return true;
  }

  // The atom that was read last. ß among other letters is ss: sß may match ßs.
  void add(Pattern atom, std::vector<Pattern>& parts) const {
    if (folding_ == nullptr) return parts.push_back(std::move(atom));
    for (Pattern& letter : letters_of(*folding_).parts) parts.push_back(std::move(letter));
  }

  // Where the parts may be the letters of a folding, one character may stand for them all:
  // it takes the first part's place, and the others can be left out. More than that matches
  // too, and is to be confirmed.
  void allow_foldings(std::vector<Pattern>& parts) {
    std::vector<bool> optional(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
      icu::UnicodeSet wholes;
      for (const Folding& folding : foldings()) {
        if (!begins_with(std::span(parts).subspan(i), folding)) continue;
        wholes.add(folding.whole);
        for (std::size_t k = 1; k < folding.characters.size(); ++k) optional[i + k] = true;
      }
      if (wholes.isEmpty()) continue;
      is_exact_ = false;
      parts[i].set = sets_.shared(wholes.addAll(*parts[i].set));
    }
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (optional[i]) parts[i] = make_repeat(std::move(parts[i]), 0, 1);
  }

  Pattern quantified(Pattern part) {
    for (;;) {
      int least = 0;
      std::optional<int> most;
      if (take("*")) {
      } else if (take("+")) {
        least = 1;
      } else if (take("?")) {
        most = 1;
      } else if (!take_bounds(least, most)) {
        return part;
      }
      if (!take("?") && take("+")) is_exact_ = false;  // possessive: matches less
      if (least > kMostRepeats || most.value_or(0) > kMostRepeats) throw LeftToIcu();
      part = make_repeat(std::move(part), least, most);
    }
  }

  bool take_bounds(int& least, std::optional<int>& most) {
    if (peek() != U'{') return false;
    ++at_;
    least = number();
    most = least;
    if (take(",")) most = peek() == U'}' ? std::optional<int>() : number();
    take("}");
    return true;
  }

  int number() {
    int value = 0;
    while (!at_end() && text_[at_] >= '0' && text_[at_] <= '9' && value < 1'000'000)
      value = value * 10 + (text_[at_++] - '0');
    return value;
  }

  Pattern atom() {
    folding_ = nullptr;
    if (text_.substr(at_).starts_with("(")) return group();
    if (peek() == U'[') return bracketed();
    const char32_t c = take();
    if (c == U'.') return dot_is_all_ ? character_or_line_end() : make_set(escape_set('V'));
    if (c == U'^') return make(Kind::text_start);
    if (c == U'$') return guess();
    if (c == U'\\') return escaped();
    return literal(c);
  }

  Pattern literal(char32_t c) {
    folding_ = ignores_case_ ? folding_of(c) : nullptr;
    return with_cases(sets_.shared(icu::UnicodeSet(static_cast<UChar32>(c), static_cast<UChar32>(c))));
  }

  // ICU takes CR LF together, and never the CR of it alone: that is to be confirmed.
  Pattern character_or_line_end() {
    is_exact_ = false;
    std::vector<Pattern> line_end;
    for (const UChar32 c : {0x0D, 0x0A}) line_end.push_back(make_set(sets_.shared(icu::UnicodeSet(c, c))));
    std::vector<Pattern> options = {{Kind::sequence, {}, std::move(line_end), 0, {}}, make_set(all_characters())};
    return {Kind::choice, {}, std::move(options), 0, {}};
  }

  Pattern letters_of(const Folding& folding) const {
    Pattern letters = make(Kind::sequence);
    for (const UChar32 letter : folding.characters) {
      icu::UnicodeSet cases(letter, letter);
      cases.closeOver(USET_CASE_INSENSITIVE).removeAllStrings();
      letters.parts.push_back(make_set(sets_.shared(cases)));
    }
    return letters;
  }

  // ICU folds whole strings: ß is ss. A set alone is left to it there.
  Pattern with_cases(const CharacterSet& characters) {
    if (!ignores_case_) return make_set(characters);
    icu::UnicodeSet set = *characters;
    set.closeOver(USET_CASE_INSENSITIVE);
    if (!set.hasStrings()) return make_set(sets_.shared(set));
    is_exact_ = false;
    std::vector<Pattern> options;
    for (const Folding& folding : foldings())
      if (set.contains(folding.whole)) options.push_back(letters_of(folding));
    set.removeAllStrings();
    options.push_back(make_set(sets_.shared(set)));
    return {Kind::choice, {}, std::move(options), 0, {}};
  }

  CharacterSet set_of(const std::string& definition) {
    CharacterSet set = sets_.find(definition);
    if (set == nullptr) throw LeftToIcu();
    return set;
  }

  CharacterSet escape_set(char letter) { return set_of(escape_definition(letter)); }

  // Something that an automaton cannot decide: taken to be true.
  Pattern guess() {
    is_exact_ = false;
    return make(Kind::nothing);
  }

  Pattern any_character() {
    is_exact_ = false;
    return make_set(all_characters());
  }

  Pattern group() {
    ++at_;
    const bool was_ignoring_case = ignores_case_;
    const bool dot_was_all = dot_is_all_;
    bool is_looking = false;
    if (take("?")) {
      if (take("=") || take("!") || take("<=") || take("<!")) {
        is_looking = true;
      } else if (take(">")) {
        is_exact_ = false;
      } else if (take("<")) {
        at_ = std::min(text_.find('>', at_), text_.size() - 1) + 1;  // a name
      } else if (flags()) {
        return make(Kind::nothing);  // they hold to the end of the group around
      }
    }
    Pattern inner = choice();
    take(")");
    ignores_case_ = was_ignoring_case;
    dot_is_all_ = dot_was_all;
    folding_ = nullptr;
    return is_looking ? guess() : inner;
  }

  // "i", "-i", "x-i" before a : or ). True if it was the whole group.
  bool flags() {
    bool on = true;
    while (!at_end()) {
      const char32_t c = take();
      if (c == U':') return false;
      if (c == U')') return true;
      if (c == U'-') on = false;
      if (c == U'i') ignores_case_ = on;
      if (c == U's') dot_is_all_ = on;
      if (c == U'm' || c == U'x' || c == U'w' || c == U'd') throw LeftToIcu();  // rare: not worth it
    }
    return true;
  }

  Pattern bracketed() {
    static constexpr std::array<std::string_view, 5> kOperators = {"^", "&&", "--", "-[", "\\P"};
    const std::size_t begin = at_;
    const CharacterSet set = set_of(SetSyntax(text_, at_).whole());
    // ICU takes both cases of each set before it combines them.
    const std::string_view source = text_.substr(begin, at_ - begin);
    const bool is_combined = std::any_of(kOperators.begin(), kOperators.end(), [&](std::string_view sign) {
      return source.find(sign) != std::string_view::npos;
    });
    return ignores_case_ && is_combined ? any_character() : with_cases(set);
  }

  Pattern escaped() {
    const std::size_t begin = at_ - 1;
    const char32_t c = take();
    switch (c) {
      case U'd':
      case U'D':
      case U'w':
      case U'W':
      case U's':
      case U'S':
      case U'h':
      case U'H':
      case U'v':
      case U'V': return make_set(escape_set(static_cast<char>(c)));
      case U'b': return make(Kind::word_boundary);
      case U'B': return make(Kind::no_word_boundary);
      case U'A': return make(Kind::text_start);
      case U'z': return make(Kind::text_end);
      case U'Z':
      case U'G': return guess();
      case U'X':
      case U'R':
      case U'k': throw LeftToIcu();
      case U'p':
      case U'P': return property(begin);
      case U'N':
      case U'0': throw LeftToIcu();
      default: break;
    }
    if (c >= U'1' && c <= U'9') {
      is_exact_ = false;
      return any_text();  // a back reference
    }
    at_ = begin + 1;
    return literal(unescaped(text_, at_));
  }

  // The characters up to \E: the last one, which alone a quantifier repeats; the others go
  // to `before`.
  Pattern quoted(std::vector<Pattern>& before) {
    const std::size_t end = std::min(text_.find("\\E", at_), text_.size());
    if (at_ == end) throw LeftToIcu();
    Pattern last = literal(take());
    while (at_ < end) {
      add(std::move(last), before);
      last = literal(take());
    }
    take("\\E");
    return last;
  }

  Pattern property(std::size_t begin) {
    const std::size_t end = peek() == U'{' ? std::min(text_.find('}', at_), text_.size() - 1) + 1 : at_ + 1;
    at_ = end;
    const CharacterSet set = set_of("[" + std::string(text_.substr(begin, end - begin)) + "]");
    return ignores_case_ && text_[begin + 1] == 'P' ? any_character() : with_cases(set);
  }

  std::string_view text_;
  CharacterSets& sets_;
  std::size_t at_ = 0;
  const Folding* folding_ = nullptr;  // of the last atom, if it is a letter that has one
  bool ignores_case_ = false;
  bool dot_is_all_ = false;
  bool is_exact_ = true;
};

}  // namespace

Pattern any_text() { return make_repeat(make_set(all_characters()), 0, {}); }

std::optional<ParsedPattern> parse_pattern(std::string_view expression, CharacterSets& sets) {
  try {
    return Parser(expression, sets).run();
  } catch (const LeftToIcu&) {
    return std::nullopt;
  }
}

}  // namespace oimtm::text

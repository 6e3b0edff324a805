// Regular expressions of SRX rules, taken apart. Private to text/.
//
// What an automaton can decide is a tree of sets, sequences, choices and repeats. What it
// cannot (look-around, back references, possessive groups) is left out of the tree in a way
// that makes it match more: then the tree is a filter, and another engine has to confirm.
#pragma once

#include <unicode/uniset.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/icu_syntax.h"

namespace oimtm::text {

struct Pattern {
  enum class Kind { nothing, set, sequence, choice, repeat, text_start, text_end, word_boundary, no_word_boundary };

  Kind kind = Kind::nothing;
  CharacterSet set;            // of a set
  std::vector<Pattern> parts;  // of a sequence and a choice; the one of a repeat
  int least = 0;               // of a repeat
  std::optional<int> most;     // of a repeat; nothing: any number
};

struct ParsedPattern {
  Pattern pattern;
  // The tree matches just what the expression does; otherwise more.
  bool is_exact = true;
};

// What matches any text, and none.
Pattern any_text();

// Takes an expression in ICU's syntax apart; it has to be one that ICU compiles. Nothing for
// what is too large or too rare to be worth an automaton: \X, \R, \N, \k, octal escapes, the
// flags m, x, w and d, sets that SetSyntax or ICU's UnicodeSet does not know. `sets` may be shared by many
// expressions, of one thread.
std::optional<ParsedPattern> parse_pattern(std::string_view expression, CharacterSets& sets);

}  // namespace oimtm::text

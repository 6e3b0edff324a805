// What ICU's regular expressions call their characters. Private to text/.
#pragma once

#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>

namespace oimtm::text {

icu::UnicodeString utf16(std::string_view text);

// Thrown where an expression is more than this code can read: ICU has to decide it.
struct LeftToIcu {};

// \t, \u00E9, \x{2026}, \. : the character, by ICU. `at`, behind the backslash, moves behind
// the escape. Throws LeftToIcu if it is none.
char32_t unescaped(std::string_view text, std::size_t& at);

// What \d, \w, \s, \h and \v stand for, and \D, \W, \S, \H and \V: a set in square brackets.
std::string escape_definition(char letter);

// Shared, because ICU copies a set whole, also where it is moved.
using CharacterSet = std::shared_ptr<const icu::UnicodeSet>;

// Sets by how they are written, each made once: ICU works out those of a property
// character by character.
class CharacterSets {
 public:
  // In the syntax of icu::UnicodeSet; null if that does not know it.
  CharacterSet find(const std::string& definition);

  // One that was given before, if it is the same.
  CharacterSet shared(const icu::UnicodeSet& set);

 private:
  struct Hash {
    std::size_t operator()(const CharacterSet& set) const { return static_cast<std::size_t>(set->hashCode()); }
  };
  struct Same {
    bool operator()(const CharacterSet& a, const CharacterSet& b) const { return *a == *b; }
  };

  std::map<std::string, CharacterSet> known_;
  std::unordered_set<CharacterSet, Hash, Same> shared_;
};

}  // namespace oimtm::text

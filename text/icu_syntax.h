// What ICU's regular expressions call their characters. Private to text/.
#pragma once

#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace oimtm::text {

icu::UnicodeString utf16(std::string_view text);

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

 private:
  std::map<std::string, CharacterSet> known_;
};

}  // namespace oimtm::text

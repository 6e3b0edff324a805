// Sets in square brackets, from the syntax of ICU's expressions to that of its sets.
// Private to text/.
//
// Expressions have && and -- between any items, sets have & and - between sets; \w, \s and
// a leading ] are not the same either. Read is only what is clear: characters, their ranges
// and escapes, classes, properties, sets in sets, and && and -- before a set or a class.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace oimtm::text {

class SetSyntax {
 public:
  // The set begins at byte `at` of `text`; `at` moves behind it.
  SetSyntax(std::string_view text, std::size_t& at) : text_(text), at_(at) {}

  // Throws LeftToIcu for any other set.
  std::string whole();

 private:
  bool at_class() const;
  std::string item(bool is_first);
  std::string range();
  std::string posix();
  std::string character_class();
  char32_t character();
  bool take(std::string_view literal);

  std::string_view text_;
  std::size_t& at_;
};

}  // namespace oimtm::text

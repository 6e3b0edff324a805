#include "text/set_syntax.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/characters.h"
#include "text/icu_syntax.h"

namespace oimtm::text {

namespace {

std::string escape_of(char letter) {
  switch (letter) {
    case 'd':
    case 'D':
    case 'w':
    case 'W':
    case 's':
    case 'S':
    case 'h':
    case 'H':
    case 'v':
    case 'V': return escape_definition(letter);
    case 'b': return "\\u0008";
    default: return std::string("\\") + letter;
  }
}

}  // namespace

std::string SetSyntax::whole() {
  ++at_;
  const std::string begin = take("^") ? "[^" : "[";
  std::string left;  // what stands before the last operator, with the operator
  std::string items;
  if (take("]")) items = "\\]";
  while (at_ < text_.size() && text_[at_] != ']') {
    if (take("&&") || take("--")) {
      left = "[" + left + "[" + items + "]]" + text_[at_ - 1];
      items.clear();
    } else {
      items += item();
    }
  }
  take("]");
  return begin + (left.empty() ? items : left + "[" + items + "]") + "]";
}

std::string SetSyntax::item() {
  const std::size_t begin = at_;
  if (text_.substr(at_).starts_with("[:")) {
    at_ = std::min(text_.find(":]", at_), text_.size() - 2) + 2;
    return std::string(text_.substr(begin, at_ - begin));
  }
  if (text_[at_] == '[') return whole();
  if (take("\\")) return escape();
  const char32_t c = next_character(text_, at_);
  // Sets skip white space, and read these in their own way.
  const bool means_else = c == U':' || c == U'{' || c == U'}' || c == U'$' || c == U'&' ||
                          u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_PATTERN_WHITE_SPACE);
  return (means_else ? "\\" : "") + std::string(text_.substr(begin, at_ - begin));
}

// An escape behind its backslash, with what stands in braces behind it.
std::string SetSyntax::escape() {
  if (at_ == text_.size()) return "\\\\";
  const char letter = text_[at_++];
  std::string item = escape_of(letter);
  if (text_.substr(at_).starts_with("{") && std::string_view("pPxN").find(letter) != std::string_view::npos) {
    const std::size_t end = std::min(text_.find('}', at_), text_.size() - 1) + 1;
    item += text_.substr(at_, end - at_);
    at_ = end;
  }
  return item;
}

bool SetSyntax::take(std::string_view literal) {
  if (!text_.substr(at_).starts_with(literal)) return false;
  at_ += literal.size();
  return true;
}

}  // namespace oimtm::text

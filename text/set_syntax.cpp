#include "text/set_syntax.h"

#include <algorithm>
#include <cctype>

#include "text/characters.h"
#include "text/icu_syntax.h"

namespace oimtm::text {

namespace {

constexpr std::string_view kClasses = "dDwWsShHvV";

bool is_name_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Sets skip white space, and read many signs in their own way.
std::string written(char32_t character) {
  const bool is_plain = character < 0x80 && std::isalnum(static_cast<int>(character)) != 0;
  std::string text = is_plain ? "" : "\\";
  append_utf8(text, character);
  return text;
}

}  // namespace

std::string SetSyntax::whole() {
  if (text_.substr(at_).starts_with("[:") && text_.find(":]", at_) != std::string_view::npos) return posix();
  ++at_;
  const std::string begin = take("^") ? "[^" : "[";
  std::string left;  // what stands before the last operator, with the operator
  std::string items;
  bool is_first = true;
  for (; !text_.substr(at_).starts_with("]") || is_first; is_first = false) {
    if (at_ >= text_.size()) throw LeftToIcu();
    if (take("&&") || take("--")) {
      left = "[" + left + "[" + items + "]]" + (text_[at_ - 1] == '&' ? "&" : "-");
      items.clear();
      if (is_first || !at_class()) throw LeftToIcu();
    } else {
      items += item(is_first);
    }
  }
  take("]");
  return begin + (left.empty() ? items : left + "[" + items + "]") + "]";
}

// Whether a set in brackets or a class begins here.
bool SetSyntax::at_class() const {
  const std::string_view rest = text_.substr(at_, 2);
  if (rest.starts_with("[")) return true;
  return rest.size() == 2 && rest[0] == '\\' &&
         (rest[1] == 'p' || rest[1] == 'P' || kClasses.find(rest[1]) != std::string_view::npos);
}

std::string SetSyntax::item(bool is_first) {
  if (text_.substr(at_).starts_with("[")) return whole();
  if (at_class()) return character_class();
  const std::string_view two = text_.substr(at_, 2);
  if (two == "&[" || two == "&-") throw LeftToIcu();
  if (two.starts_with("-")) {  // a character at the ends of the set only
    if (!is_first && two != "-]") throw LeftToIcu();
    ++at_;
    return written(U'-');
  }
  return range();
}

// A character, or two with a - between them.
std::string SetSyntax::range() {
  const char32_t first = character();
  const std::string_view rest = text_.substr(at_);
  if (!rest.starts_with("-") || rest.starts_with("--") || rest.starts_with("-]")) return written(first);
  ++at_;
  if (rest.starts_with("-[") || at_class()) throw LeftToIcu();
  return written(first) + "-" + written(character());
}

// [:alpha:]
std::string SetSyntax::posix() {
  const std::size_t begin = at_;
  at_ = text_.find(":]", begin) + 2;
  const std::string_view name = text_.substr(begin + 2, at_ - begin - 4);
  if (name.empty() || !std::all_of(name.begin(), name.end(), is_name_letter)) throw LeftToIcu();
  return std::string(text_.substr(begin, at_ - begin));
}

std::string SetSyntax::character_class() {
  const std::size_t begin = at_;
  at_ += 2;
  const char letter = text_[begin + 1];
  if (letter != 'p' && letter != 'P') return escape_definition(letter);
  const std::size_t end = text_.find('}', at_);
  if (!text_.substr(at_).starts_with("{") || end == std::string_view::npos) throw LeftToIcu();
  at_ = end + 1;
  return std::string(text_.substr(begin, at_ - begin));
}

char32_t SetSyntax::character() {
  if (at_ >= text_.size()) throw LeftToIcu();
  if (!take("\\")) return next_character(text_, at_);
  static constexpr std::string_view kEscapes = "aefnrtuUx";
  const char letter = at_ < text_.size() ? text_[at_] : '0';
  if (kEscapes.find(letter) == std::string_view::npos && std::ispunct(static_cast<unsigned char>(letter)) == 0)
    throw LeftToIcu();
  return unescaped(text_, at_);
}

bool SetSyntax::take(std::string_view literal) {
  if (!text_.substr(at_).starts_with(literal)) return false;
  at_ += literal.size();
  return true;
}

}  // namespace oimtm::text

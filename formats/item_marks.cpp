#include "formats/item_marks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "formats/lines.h"

namespace oimtm::formats {

namespace {

constexpr std::size_t kFar = 12;  // lines: an item may be wrapped, and blank lines stand between

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

// A mark as it is written, and what it may count: "i" is a ninth letter or a first number.
struct Mark {
  bool is_bracketed = false;
  char close = 0;
  bool is_upper = false;
  std::string_view prefix;  // "4.2." of "4.2.6."
  int number = 0;           // 0: is none
  int letter = 0;
  int roman = 0;
};

// Up to 39; 0 if it is none.
int roman_number(std::string_view text) {
  constexpr auto kOnes = std::to_array<std::string_view>({"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"});
  std::string plain;
  for (const char c : text) plain += lower(c);
  const std::size_t tens = std::min(plain.find_first_not_of('x'), plain.size());
  for (std::size_t ten = 0; ten <= std::min<std::size_t>(tens, 3); ++ten) {
    const auto* const one = std::find(kOnes.begin(), kOnes.end(), std::string_view(plain).substr(ten));
    if (one != kOnes.end()) return static_cast<int>(10 * ten) + static_cast<int>(one - kOnes.begin());
  }
  return 0;
}

// "12", or "4.26" of chapters and their parts.
bool read_number(std::string_view text, Mark& mark) {
  const std::size_t last = text.rfind('.') + 1;  // 0 if there is none
  const auto is_part = [](char c) { return is_digit(c) || c == '.'; };
  if (text.size() == last || text.size() - last > 2 || !std::all_of(text.begin(), text.end(), is_part)) return false;
  mark.prefix = text.substr(0, last);
  for (const char digit : text.substr(last)) mark.number = mark.number * 10 + (digit - '0');
  return mark.number > 0;
}

// What stands before the full stop or the bracket.
bool read_count(std::string_view text, Mark& mark) {
  constexpr std::size_t kLongest = 8;  // "xxxviii", "10.12.3"
  if (text.empty() || text.size() > kLongest) return false;
  if (is_digit(text.front())) return read_number(text, mark);
  mark.is_upper = is_upper(text.front());
  if (!std::all_of(text.begin(), text.end(), mark.is_upper ? is_upper : is_lower)) return false;
  if (text.size() == 1) mark.letter = lower(text.front()) - 'a' + 1;
  mark.roman = roman_number(text);
  return mark.letter > 0 || mark.roman > 0;
}

// "A. Lee" is a name: capitals count only before a bracket.
std::optional<Mark> mark_of(std::string_view line) {
  Mark mark;
  mark.is_bracketed = line.starts_with('(');
  if (mark.is_bracketed) line.remove_prefix(1);
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || space < 2 || space + 1 == line.size()) return std::nullopt;
  const std::size_t end = space - 1;
  if (line[end] != '.' && line[end] != ')') return std::nullopt;
  mark.close = line[end];
  if (!read_count(line.substr(0, end), mark)) return std::nullopt;
  if (mark.close == '.' && (mark.is_bracketed || mark.is_upper)) return std::nullopt;
  return mark;
}

bool follows(const Mark& mark, const Mark& before) {
  const auto counts_on = [](int one, int next) { return one > 0 && next == one + 1; };
  return mark.is_bracketed == before.is_bracketed && mark.close == before.close && mark.is_upper == before.is_upper &&
         mark.prefix == before.prefix &&
         (counts_on(before.number, mark.number) || counts_on(before.letter, mark.letter) ||
          counts_on(before.roman, mark.roman));
}

}  // namespace

std::vector<bool> item_heads(std::span<const Line> lines) {
  std::vector<bool> heads(lines.size());
  std::vector<std::pair<std::size_t, Mark>> last;  // marks of the last lines
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (bullet_length(lines[i].text) > 0) heads[i] = true;
    const auto mark = mark_of(lines[i].text);
    if (!mark) continue;
    std::erase_if(last, [&](const auto& place) { return place.first + kFar < i; });
    for (const auto& [line, before] : last)
      if (follows(*mark, before)) heads[i] = heads[line] = true;
    last.emplace_back(i, *mark);
  }
  return heads;
}

}  // namespace oimtm::formats

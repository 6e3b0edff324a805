#include "text/placeable_forms.h"

#include <unicode/dtfmtsym.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "text/characters.h"

namespace oimtm::text {

namespace {

constexpr std::size_t kMostFigures = 15;  // of a phone number: ITU-T E.164

bool is_figure(char c) { return c >= '0' && c <= '9'; }
bool is_any_of(char c, std::string_view characters) { return characters.find(c) != std::string_view::npos; }

char at_or_nothing(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

// The names of months in a language, wide and short, as it writes them.
class Months {
 public:
  explicit Months(const std::string& base) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(base.c_str()), status);
    if (U_FAILURE(status) != 0) return;
    using Symbols = icu::DateFormatSymbols;
    for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE})
      for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
        std::int32_t count = 0;
        const icu::UnicodeString* const names = symbols.getMonths(count, context, width);
        for (std::int32_t i = 0; i < count; ++i) add(names[i]);
      }
  }

  bool has(std::string_view word) const {
    const auto found = capital_.find(fold_case(word));
    if (found == capital_.end()) return false;
    std::size_t at = 0;
    return !found->second || !is_lower(next_character(word, at));
  }

 private:
  void add(const icu::UnicodeString& name) {
    std::string text;
    name.toUTF8String(text);
    while (text.ends_with('.')) text.pop_back();
    std::size_t at = 0;
    const char32_t first = text.empty() ? 0 : next_character(text, at);
    if (is_letter(first)) capital_.emplace(fold_case(text), is_upper(first));
  }
  std::map<std::string, bool, std::less<>> capital_;  // whether it begins with one
};

const Months& months_of(std::string_view base) {
  thread_local std::map<std::string, Months, std::less<>> known;
  auto found = known.find(base);
  if (found == known.end()) found = known.emplace(std::string(base), Months(std::string(base))).first;
  return found->second;
}

// Groups of figures, one behind the other.
struct Groups {
  std::size_t figures = 0;
  std::size_t groups = 0;
  std::size_t end = 0;  // of the last one
};

// The figures at `at`, which brackets may enclose; their end, or `at` if there are none.
std::size_t group_end(std::string_view text, std::size_t at) {
  const bool in_brackets = at_or_nothing(text, at) == '(';
  const std::size_t begin = at + (in_brackets ? 1 : 0);
  std::size_t end = begin;
  while (is_figure(at_or_nothing(text, end)) && end - begin <= kMostFigures) ++end;
  if (end == begin || (in_brackets && at_or_nothing(text, end) != ')')) return at;
  return end + (in_brackets ? 1 : 0);
}

Groups read_groups(std::string_view text, std::size_t at) {
  Groups read{0, 0, at};
  while (read.figures <= kMostFigures) {
    const std::size_t end = group_end(text, at);
    if (end == at) break;
    read.figures += static_cast<std::size_t>(std::count_if(text.begin() + static_cast<std::ptrdiff_t>(at),
                                                           text.begin() + static_cast<std::ptrdiff_t>(end), is_figure));
    ++read.groups;
    read.end = at = end;
    if (at >= text.size()) break;
    std::size_t behind = at;
    const char32_t separator = next_character(text, behind);
    const bool separates = separator == U'-' || separator == U'.' || plain_form(separator) == U' ';
    if (separates) at = behind;
  }
  return read;
}

// A day and a month, in any order.
bool is_day_and_month(std::size_t a, std::size_t b) {
  return a > 0 && b > 0 && std::min(a, b) <= 12 && std::max(a, b) <= 31;
}

}  // namespace

bool is_month(std::string_view word, const LanguageTag& language) { return months_of(language.base()).has(word); }

std::size_t phone_end(std::string_view text, std::size_t at) {
  const char first = text[at];
  const Groups read = read_groups(text, first == '+' ? at + 1 : at);
  if (read.groups < 2 || read.figures > kMostFigures) return at;
  const bool is_phone = first == '+'   ? read.figures >= 8
                        : first == '(' ? read.figures == 10 && read.groups == 3
                                       : first == '0' && read.figures >= 9 && read.groups >= 3;
  return is_phone ? read.end : at;
}

std::size_t date_end(std::string_view text, std::size_t at) {
  std::array<std::size_t, 3> parts{};
  std::array<std::size_t, 3> lengths{};
  std::size_t next = at;
  const auto read = [&](std::size_t part) {
    const std::size_t begin = next;
    for (; is_figure(at_or_nothing(text, next)) && next - begin < 5; ++next)
      parts[part] = 10 * parts[part] + static_cast<std::size_t>(text[next] - '0');
    lengths[part] = next - begin;
  };
  read(0);
  const char separator = at_or_nothing(text, next);
  if (separator == '\0' || !is_any_of(separator, "/.-")) return at;
  ++next;
  read(1);
  if (at_or_nothing(text, next++) != separator) return at;
  read(2);
  const auto is_short = [&](std::size_t part) { return lengths[part] == 1 || lengths[part] == 2; };
  const bool year_first = lengths[0] == 4 && is_short(1) && is_short(2) && is_day_and_month(parts[1], parts[2]);
  const bool has_year = lengths[2] == 4 || (lengths[2] == 2 && separator == '/');
  const bool year_last = has_year && is_short(0) && is_short(1) && is_day_and_month(parts[0], parts[1]);
  return year_first || year_last ? next : at;
}

}  // namespace oimtm::text

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <vector>

#include "text/characters.h"
#include "text/date.h"
#include "text/tokens.h"
#include "tm/phrases.h"

namespace oimtm::tm {

namespace {

constexpr std::size_t kNearBeginning = 80;  // bytes of a segment in which a date is its document's
constexpr std::size_t kOpeningSegments = 4;
constexpr std::ptrdiff_t kFewestSpaces = 3;  // of a segment that is counted: a menu's lines are short

// Month names as French and English abbreviate and write them, without accents.
constexpr std::array<std::array<std::string_view, 4>, 12> kMonths = {{{"janvier", "january", "janv", "jan"},
                                                                      {"fevrier", "february", "fevr", "feb"},
                                                                      {"mars", "march", "mar", ""},
                                                                      {"avril", "april", "avr", "apr"},
                                                                      {"mai", "may", "", ""},
                                                                      {"juin", "june", "jun", ""},
                                                                      {"juillet", "july", "juil", "jul"},
                                                                      {"aout", "august", "aug", ""},
                                                                      {"septembre", "september", "sept", "sep"},
                                                                      {"octobre", "october", "oct", ""},
                                                                      {"novembre", "november", "nov", ""},
                                                                      {"decembre", "december", "dec", ""}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::string two(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

// As far as it is a date; empty if not even the year is.
std::string iso(int year, int month, int day) {
  if (year < 1900 || year > 2100) return {};
  std::string date = std::to_string(year);
  if (month < 1 || month > 12) return date;
  date += "-" + two(month);
  return day >= 1 && day <= 31 ? date + "-" + two(day) : date;
}

struct Digits {
  std::string_view text;
  std::size_t begin = 0;
};

std::vector<Digits> digit_runs(std::string_view text) {
  std::vector<Digits> runs;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end > at) runs.push_back({text.substr(at, end - at), at});
    at = end + 1;
  }
  return runs;
}

// Whether four digits of a name may be a year: not "agenda2030", nothing in the future.
bool may_be_year(std::string_view name, const Digits& run) {
  const auto is_letter = [&](std::size_t at) {
    const auto c = static_cast<unsigned char>(name[at]);
    return c >= 0x80 || std::isalpha(c) != 0;
  };
  const std::size_t end = run.begin + run.text.size();
  if ((run.begin > 0 && is_letter(run.begin - 1)) || (end < name.size() && is_letter(end))) return false;
  return number(run.text) <= number(std::string_view(text::now()).substr(0, 4)) + 1;
}

// The most exact date in a file name or an address; of several the first, but a year in the
// file's name before one in a folder's.
std::string date_in_name(std::string_view name) {
  std::string best;
  std::size_t best_at = 0;
  const auto take = [&](const std::string& date, std::size_t at) {
    const bool is_nearer =
        date.size() == 4 && best.size() == 4 && name.substr(best_at, at - best_at).find('/') != std::string_view::npos;
    if (date.size() <= best.size() && !is_nearer) return;
    best = date;
    best_at = at;
  };
  const std::vector<Digits> runs = digit_runs(name);
  const auto follows = [&](std::size_t i) {
    return i + 1 < runs.size() && runs[i + 1].begin == runs[i].begin + runs[i].text.size() + 1 &&
           std::string_view("-_/.").find(name[runs[i + 1].begin - 1]) != std::string_view::npos &&
           runs[i + 1].text.size() <= 2;
  };
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::string_view run = runs[i].text;
    if (run.size() == 8) {
      const std::string date = iso(number(run.substr(0, 4)), number(run.substr(4, 2)), number(run.substr(6)));
      if (date.size() == 10) take(date, runs[i].begin);
    }
    if (run.size() != 4 || !may_be_year(name, runs[i])) continue;
    const int month = follows(i) ? number(runs[i + 1].text) : 0;
    take(iso(number(run), month, month > 0 && follows(i + 1) ? number(runs[i + 2].text) : 0), runs[i].begin);
  }
  return best;
}

int month_number(std::string_view word) {
  const std::string folded = text::fold_accents(word);
  for (std::size_t month = 0; month < kMonths.size(); ++month)
    for (const std::string_view name : kMonths[month])
      if (!name.empty() && folded == name) return static_cast<int>(month) + 1;
  return 0;
}

// The number that a token begins with: 1 of "1er", 3 of "3rd".
int leading_number(std::string_view token) {
  std::size_t end = 0;
  while (end < token.size() && is_digit(token[end])) ++end;
  return end == 0 || end > 4 ? 0 : number(token.substr(0, end));
}

// "1er mars 2016", "March 1, 2016", "2016-03-01" near the beginning of a segment.
std::string date_in_text(std::string_view segment) {
  std::vector<std::string_view> words;
  std::size_t cut = std::min(segment.size(), 2 * kNearBeginning);
  while (cut < segment.size() && (static_cast<unsigned char>(segment[cut]) & 0xC0U) == 0x80) --cut;
  for (const text::Token& token : text::tokenize(segment.substr(0, cut), {})) {
    if (token.where.begin > kNearBeginning) break;
    const std::string_view word = segment.substr(token.where.begin, token.where.size());
    if (token.kind == text::Token::Kind::address) {
      if (const std::string date = date_in_name(word); date.size() > 4) return date;
    }
    if (token.kind != text::Token::Kind::punctuation) words.push_back(word);
  }
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    const bool month_first = month_number(words[i]) > 0;
    const int month = month_number(words[month_first ? i : i + 1]);
    const int day = leading_number(words[month_first ? i + 1 : i]);
    const int year = leading_number(words[i + 2]);
    if (month == 0 || day == 0) continue;
    if (const std::string date = iso(year, month, day); date.size() == 10) return date;
  }
  return {};
}

}  // namespace

std::string document_date(std::string_view name, std::string_view opening) {
  std::string best = date_in_name(name);
  std::size_t segments = 0;
  for (std::size_t begin = 0; begin < opening.size() && best.size() < 10 && segments < kOpeningSegments;) {
    const std::size_t end = std::min(opening.find('\n', begin), opening.size());
    const std::string_view line = opening.substr(begin, end - begin);
    const std::string told = date_in_text(line);
    if (std::count(line.begin(), line.end(), ' ') >= kFewestSpaces) ++segments;
    // A name that says less, but something else, is no date of this document.
    if (told.size() > best.size() && told.starts_with(best)) best = told;
    begin = end + 1;
  }
  return best;
}

}  // namespace oimtm::tm

#include "text/placeables.h"

#include <algorithm>

#include "text/characters.h"
#include "text/hash.h"
#include "text/placeable_forms.h"

namespace oimtm::text {

namespace {

constexpr std::uint64_t kDateClass = 4;  // tokens.cpp has those before
constexpr std::uint64_t kPhoneClass = 5;
constexpr std::uint64_t kCodeClass = 6;

constexpr std::size_t kNone = 0;  // a token count: nothing begins here

bool is_figure(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

// Finds placeables among tokens. Each function gives the number of tokens that make one of
// its kind, from token `at` on.
class Finder {
 public:
  Finder(std::string_view text, const LanguageTag& language, const std::vector<Token>& tokens)
      : text_(text), language_(language), tokens_(tokens) {}

  struct Found {  // nothing if it has no tokens
    Token::Kind kind = Token::Kind::word;
    std::size_t tokens = kNone;
  };
  Found at(std::size_t index) const {
    const Token& token = tokens_[index];
    const char first = text_[token.where.begin];
    switch (token.kind) {
      case Token::Kind::punctuation:
        if (first == '+' || first == '(') return {Token::Kind::phone, phone(index)};
        return {};
      case Token::Kind::number:
      case Token::Kind::word:
        if (const std::size_t count = date(index); count != kNone) return {Token::Kind::date, count};
        if (first == '0')
          if (const std::size_t count = phone(index); count != kNone) return {Token::Kind::phone, count};
        return {Token::Kind::code, is_figure(first) || is_capital(first) ? code(index) : kNone};
      default: return {};
    }
  }

 private:
  std::string_view raw(std::size_t index) const {
    return index < tokens_.size() ? text_.substr(tokens_[index].where.begin, tokens_[index].where.size())
                                  : std::string_view();
  }
  char first_of(std::size_t index) const { return index < tokens_.size() ? raw(index)[0] : '\0'; }
  bool is_kind(std::size_t index, Token::Kind kind) const {
    return index < tokens_.size() && tokens_[index].kind == kind;
  }
  bool follows(std::size_t index) const {
    return index > 0 && index < tokens_.size() && tokens_[index].where.begin == tokens_[index - 1].where.end;
  }
  bool is_one_of(std::size_t index, std::string_view marks) const {
    return raw(index).size() == 1 && marks.find(raw(index)[0]) != std::string_view::npos;
  }
  // A whole number of at most so many figures.
  bool is_short_number(std::size_t index, std::size_t figures) const {
    const std::string_view number = raw(index);
    return is_kind(index, Token::Kind::number) && number.size() <= figures &&
           std::all_of(number.begin(), number.end(), is_figure);
  }
  bool is_year(std::size_t index) const { return raw(index).size() == 4 && is_short_number(index, 4); }
  // 5, 1er, 3rd.
  bool is_day(std::size_t index) const {
    const std::string_view day = raw(index);
    const std::size_t figures = std::min(day.find_first_not_of("0123456789"), day.size());
    return figures >= 1 && figures <= 2 && day.size() <= figures + 2 &&
           std::all_of(day.begin() + static_cast<std::ptrdiff_t>(figures), day.end(), is_small);
  }
  bool is_month_name(std::size_t index) const {
    return is_kind(index, Token::Kind::word) && raw(index).size() >= 3 && is_month(raw(index), language_);
  }
  bool is_of(std::size_t index) const {
    const std::string_view word = raw(index);
    return word == "de" || word == "of" || word == "d'" || word == "del";
  }

  // The tokens up to a byte, if a token ends there.
  std::size_t until(std::size_t index, std::size_t end) const {
    std::size_t next = index;
    while (next < tokens_.size() && tokens_[next].where.end < end) ++next;
    return next < tokens_.size() && tokens_[next].where.end == end ? next + 1 - index : kNone;
  }
  std::size_t phone(std::size_t index) const { return until(index, phone_end(text_, tokens_[index].where.begin)); }

  std::size_t date(std::size_t index) const {
    if (is_figure(raw(index)[0])) {
      if (const std::size_t count = until(index, date_end(text_, tokens_[index].where.begin)); count != kNone)
        return count;
      if (const std::size_t count = day_first(index); count != kNone) return count;
      return year_first(index);
    }
    const bool may_be_month =
        is_figure(first_of(index + 1)) || (is_one_of(index + 1, ".,") && is_figure(first_of(index + 2)));
    return may_be_month ? month_first(index) : kNone;
  }

  // 12 May 2013, 1er mai, 12. März 2013, 12 de mayo de 2013.
  std::size_t day_first(std::size_t index) const {
    std::size_t next = index + 1;
    if (!is_day(index)) return kNone;
    if (is_one_of(next, ".") && follows(next)) ++next;
    if (is_of(next)) ++next;
    if (!is_month_name(next)) return kNone;
    return year_behind(next + 1) - index;
  }
  // May 12, 2013; May 2013.
  std::size_t month_first(std::size_t index) const {
    if (!is_month_name(index)) return kNone;
    std::size_t next = index + 1;
    if (is_one_of(next, ".") && follows(next)) ++next;
    if (is_year(next)) return next + 1 - index;
    if (!is_day(next)) return is_year(year_behind(next) - 1) ? year_behind(next) - index : kNone;
    return year_behind(next + 1) - index;
  }
  // The end of a year that follows a day and month, or `next` if none does.
  std::size_t year_behind(std::size_t next) const {
    std::size_t at = next;
    if (is_one_of(at, ".") && follows(at) && is_year(at + 1)) ++at;
    if (is_one_of(at, ",") || is_of(at)) ++at;
    return is_year(at) ? at + 1 : next;
  }
  // 2013年5月12日, 5月12日.
  std::size_t year_first(std::size_t index) const {
    std::size_t next = index;
    if (is_year(next) && raw(next + 1) == "年") next += 2;
    if (!is_short_number(next, 2) || raw(next + 1) != "月") return kNone;
    next += 2;
    if (is_short_number(next, 2) && raw(next + 1) == "日") next += 2;
    return next - index;
  }

  // Whether a code can begin right behind a token: an elision, or a mark that joins no words.
  bool can_part(std::size_t index) const {
    if (is_kind(index, Token::Kind::punctuation)) return !is_one_of(index, "-_/.:");
    return raw(index).ends_with('\'') || raw(index).ends_with("’");
  }

  // Capitals and figures, both.
  std::size_t code(std::size_t index) const {
    if (follows(index) && !can_part(index - 1)) return kNone;
    std::size_t next = index + 1;
    while (follows(next) && follows(next + 1) && is_one_of(next, "-_/.:") &&
           !is_kind(next + 1, Token::Kind::punctuation))
      next += 2;
    if (follows(next) && (!is_kind(next, Token::Kind::punctuation) || is_one_of(next, "-_/'"))) return kNone;
    const std::string_view run =
        text_.substr(tokens_[index].where.begin, tokens_[next - 1].where.end - tokens_[index].where.begin);
    const bool is_plain = std::all_of(run.begin(), run.end(), [](char c) {
      return is_figure(c) || is_capital(c) || std::string_view("-_/.:").find(c) != std::string_view::npos;
    });
    const bool has_both =
        std::any_of(run.begin(), run.end(), is_figure) && std::any_of(run.begin(), run.end(), is_capital);
    return is_plain && has_both ? next - index : kNone;
  }

  std::string_view text_;
  const LanguageTag& language_;
  const std::vector<Token>& tokens_;
};

Token join(std::string_view text, const Token& first, const Token& last, Token::Kind kind) {
  Token token{kind, {first.where.begin, last.where.end}, 0, 0, 0};
  const std::string_view raw = text.substr(token.where.begin, token.where.size());
  token.surface = hash64(fold_typography(raw));
  token.plain = hash64(fold_case(raw));
  token.folded = kind == Token::Kind::date ? kDateClass : kind == Token::Kind::phone ? kPhoneClass : kCodeClass;
  return token;
}

}  // namespace

std::vector<Token> match_tokens(std::string_view text, const LanguageTag& language) {
  std::vector<Token> tokens = tokenize(text, language);
  const Finder finder(text, language, tokens);
  std::vector<Token> joined;
  std::size_t copied = 0;  // tokens that are in `joined`, by themselves or as a part
  for (std::size_t i = 0; i < tokens.size();) {
    const auto found = finder.at(i);
    if (found.tokens == kNone) {
      ++i;
      continue;
    }
    if (joined.empty()) joined.reserve(tokens.size());
    joined.insert(joined.end(), tokens.begin() + static_cast<std::ptrdiff_t>(copied),
                  tokens.begin() + static_cast<std::ptrdiff_t>(i));
    joined.push_back(join(text, tokens[i], tokens[i + found.tokens - 1], found.kind));
    copied = i += found.tokens;
  }
  if (joined.empty()) return tokens;
  joined.insert(joined.end(), tokens.begin() + static_cast<std::ptrdiff_t>(copied), tokens.end());
  return joined;
}

}  // namespace oimtm::text

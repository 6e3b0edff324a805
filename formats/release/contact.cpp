#include "formats/release/contact.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/characters.h"
#include "text/tokens.h"

namespace oimtm::formats {

namespace {

// How contact blocks of press releases begin, folded: agencies of the United Nations and
// of the European Union, in their English, French and Spanish editions.
constexpr auto kOpenings = std::to_array<std::string_view>({
    "for more information",
    "for further information",
    "for additional information",
    "for more details",
    "for interviews",
    "for media enquiries",
    "for media inquiries",
    "for press enquiries",
    "for press inquiries",
    "media contact",
    "press contact",
    "please contact",
    "pour plus d'information",
    "pour plus de renseignements",
    "pour tout renseignement",
    "pour toute information",
    "pour en savoir plus",
    "pour de plus amples",
    "contact presse",
    "contacts presse",
    "contact média",
    "contacts média",
    "para más información",
    "para mayor información",
});

// Headings of such blocks, before a colon.
constexpr auto kHeadings = std::to_array<std::string_view>({
    "further information",
    "additional information",
    "more information",
    "informations complémentaires",
    "information complémentaire",
    "renseignements",
    "renseignements complémentaires",
    "información adicional",
    "más información",
});

std::string folded(std::string_view line) {
  return text::fold_case(line.substr(0, std::min<std::size_t>(line.size(), 200)));
}

// Whether a line may begin so, at a glance.
bool may_open_contact(std::string_view line) {
  constexpr std::string_view kFirst = "afimpcrAFIMPCR";
  return !line.empty() && kFirst.find(line.front()) != std::string_view::npos;
}

// Words before a telephone number that is not written with its country's code.
constexpr auto kLabels =
    std::to_array<std::string_view>({"tel", "tél", "telephone", "téléphone", "phone", "mob", "mobile", "fax", "cell",
                                     "cellphone", "télécopie", "whatsapp", "gsm"});

// Words for one that are mostly something else: the number stands directly behind these.
constexpr auto kNarrowLabels = std::to_array<std::string_view>({"portable", "port.:", "port. :", "port :", "port:"});

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// How many digits a run of digits, and of the signs that people put between them, holds;
// `at` moves behind it.
std::size_t count_digits(std::string_view line, std::size_t& at) {
  std::size_t digits = 0;
  for (; at < line.size(); ++at) {
    if (is_ascii_digit(line[at]))
      ++digits;
    else if (std::string_view("+ ()-./").find(line[at]) == std::string_view::npos)
      break;
  }
  return digits;
}

// A + or 00 and at least eight digits. 00 within a number, such as 1 000 000 000, begins none.
bool has_telephone(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const bool is_double_zero = line.substr(at).starts_with("00");
    const std::string_view before = line.substr(0, at);
    const std::size_t last = is_double_zero ? before.find_last_not_of(' ') : before.size() - 1;
    const bool goes_on = last < before.size() && is_ascii_digit(before[last]);
    if ((line[at] != '+' && !is_double_zero) || goes_on)
      ++at;
    else if (count_digits(line, at) >= 8)
      return true;
  }
  return false;
}

// A word for telephone, and behind it at least six digits.
bool has_labelled_number(std::string_view line) {
  if (std::count_if(line.begin(), line.end(), is_ascii_digit) < 6) return false;
  constexpr std::string_view kBetween = "abcdefghijklmnopqrstuvwxyzé.:/( ";
  const std::string plain = folded(line);
  const auto is_in_word = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
  for (auto word = plain.begin(); word != plain.end();) {
    word = std::find_if(word, plain.end(), is_in_word);
    const auto end = std::find_if_not(word, plain.end(), is_in_word);
    const std::string_view label(word, end);
    word = end;
    if (std::find(kLabels.begin(), kLabels.end(), label) == kLabels.end()) continue;
    std::size_t at = plain.find_first_not_of(kBetween, static_cast<std::size_t>(end - plain.begin()));
    if (at != std::string::npos && (plain[at] == '+' || is_ascii_digit(plain[at])) && count_digits(plain, at) >= 6)
      return true;
  }
  return false;
}

bool has_narrow_label(std::string_view line) {
  const std::string plain = folded(line);
  return std::any_of(kNarrowLabels.begin(), kNarrowLabels.end(), [&](std::string_view label) {
    const std::size_t found = plain.find(label);
    if (found == std::string::npos || (found > 0 && plain[found - 1] != ' ' && plain[found - 1] != '/')) return false;
    std::size_t at = plain.find_first_not_of(".:/( ", found + label.size());
    return at != std::string::npos && is_ascii_digit(plain[at]) && count_digits(plain, at) >= 6;
  });
}

bool is_mail(std::string_view word) {
  const auto tokens = text::tokenize(word, {});
  return std::any_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
    return token.kind == text::Token::Kind::address &&
           word.substr(token.where.begin, token.where.size()).find('@') != std::string_view::npos;
  });
}

// Looks only at words with an @: a line may be of megabytes.
bool has_mail(std::string_view line) {
  constexpr std::string_view kSpaces = " \t";
  for (std::size_t sign = line.find('@'); sign < line.size();) {
    const std::size_t begin = line.find_last_of(kSpaces, sign) + 1;  // 0 if there is none
    const std::size_t end = std::min(line.find_first_of(kSpaces, sign), line.size());
    if (is_mail(line.substr(begin, end - begin))) return true;
    sign = line.find('@', end);
  }
  return false;
}

// "Further information:", and behind the colon nothing, or whom to ask.
bool is_heading(std::string_view plain) {
  return std::any_of(kHeadings.begin(), kHeadings.end(), [&](std::string_view heading) {
    if (!plain.starts_with(heading)) return false;
    const std::string_view rest = text::trim(plain.substr(heading.size()));
    return rest == ":" ||
           (rest.starts_with(':') && (has_contact_details(rest) || rest.find("contact") != std::string_view::npos));
  });
}

}  // namespace

bool has_contact_details(std::string_view line) {
  return has_mail(line) || has_telephone(line) || has_labelled_number(line) || has_narrow_label(line);
}

bool opens_contact(std::string_view line) {
  if (!may_open_contact(line)) return false;
  const std::string plain = folded(line);
  const bool opens = std::any_of(kOpenings.begin(), kOpenings.end(),
                                 [&](std::string_view opening) { return plain.starts_with(opening); });
  if (is_heading(plain)) return true;
  return opens && (plain.find("contact") != std::string::npos || plain.ends_with(':') || has_contact_details(line));
}

bool is_contact_line(std::string_view line) { return opens_contact(line) || has_contact_details(line); }

}  // namespace oimtm::formats

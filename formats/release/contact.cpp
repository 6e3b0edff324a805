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
constexpr std::array<std::string_view, 16> kOpenings = {
    "for more information",
    "for further information",
    "for additional information",
    "for more details",
    "for interviews",
    "for media enquiries",
    "for media inquiries",
    "media contact",
    "press contact",
    "pour plus d'information",
    "pour plus de renseignements",
    "pour tout renseignement",
    "pour de plus amples",
    "contact presse",
    "contacts presse",
    "para más información",
};

std::string folded(std::string_view line) {
  return text::fold_case(line.substr(0, std::min<std::size_t>(line.size(), 200)));
}

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// A run of digits with the signs that people put between them: at least eight digits, and
// a + or 00 at its head or a word for telephone before it.
bool has_telephone(std::string_view line) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] != '+' && !(line[at] == '0' && at + 1 < line.size() && line[at + 1] == '0')) continue;
    std::size_t digits = 0;
    std::size_t end = at;
    while (end < line.size() &&
           (is_ascii_digit(line[end]) || std::string_view("+ ()-./").find(line[end]) != std::string_view::npos))
      digits += is_ascii_digit(line[end++]) ? 1 : 0;
    const bool starts_number = at == 0 || !is_ascii_digit(line[at - 1]);
    if (digits >= 8 && starts_number) return true;
    at = end;
  }
  return false;
}

bool has_labelled_number(std::string_view line) {
  const std::string plain = folded(line);
  for (const std::string_view label : {"tel", "tél", "phone", "mob", "fax", "gsm", "cell", "whatsapp"}) {
    std::size_t at = plain.find(label);
    if (at == std::string::npos || (at > 0 && std::isalpha(static_cast<unsigned char>(plain[at - 1])) != 0)) continue;
    at = plain.find_first_not_of("abcdefghijklmnopqrstuvwxyzé.:( ", at);
    if (at != std::string::npos && (plain[at] == '+' || is_ascii_digit(plain[at]))) return true;
  }
  return false;
}

bool has_mail(std::string_view line) {
  if (line.find('@') == std::string_view::npos) return false;
  const auto tokens = text::tokenize(line, {});
  return std::any_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
    return token.kind == text::Token::Kind::address &&
           line.substr(token.where.begin, token.where.size()).find('@') != std::string_view::npos;
  });
}

}  // namespace

bool has_contact_details(std::string_view line) {
  return has_mail(line) || has_telephone(line) || has_labelled_number(line);
}

bool opens_contact(std::string_view line) {
  const std::string plain = folded(line);
  const bool opens = std::any_of(kOpenings.begin(), kOpenings.end(),
                                 [&](std::string_view opening) { return plain.starts_with(opening); });
  return opens && (plain.find("contact") != std::string::npos || plain.ends_with(':') || has_contact_details(line));
}

bool is_contact_line(std::string_view line) { return opens_contact(line) || has_contact_details(line); }

}  // namespace oimtm::formats

#include "formats/tmx/dates.h"

#include <cctype>

namespace oimtm::formats {

namespace {

// Whether `text` has digits where `form` has 0, and otherwise the same characters.
bool has_form(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_digit = std::isdigit(static_cast<unsigned char>(text[i])) != 0;
    if (form[i] == '0' ? !is_digit : text[i] != form[i]) return false;
  }
  return true;
}

}  // namespace

std::string from_tmx_date(std::string_view date) {
  std::string result(date);
  if (!has_form(date, "00000000T000000Z")) return result;
  for (const std::size_t at : {13u, 11u}) result.insert(at, ":");
  for (const std::size_t at : {6u, 4u}) result.insert(at, "-");
  return result;
}

std::string to_tmx_date(std::string_view date) {
  if (!has_form(date, "0000-00-00T00:00:00Z")) return std::string(date);
  std::string result;
  for (const char c : date)
    if (c != '-' && c != ':') result += c;
  return result;
}

}  // namespace oimtm::formats

#include <algorithm>
#include <array>
#include <charconv>

#include "formats/xliff/schema.h"
#include "text/characters.h"

namespace oimtm::formats::xliff {

namespace {

using Names = std::span<const std::string_view>;

bool is_among(std::string_view value, Names names) {
  return std::find(names.begin(), names.end(), value) != names.end();
}

constexpr std::array<std::string_view, 2> kYesNo = {"yes", "no"};
constexpr std::array<std::string_view, 3> kYesNoFirstNo = {"yes", "no", "firstNo"};
constexpr std::array<std::string_view, 3> kDirections = {"ltr", "rtl", "auto"};
constexpr std::array<std::string_view, 3> kAppliesTo = {"source", "target", "ignorable"};
constexpr std::array<std::string_view, 6> kCodeTypes = {"fmt", "ui", "quote", "link", "image", "other"};
constexpr std::array<std::string_view, 3> kMarkTypes = {"generic", "comment", "term"};
constexpr std::array<std::string_view, 4> kStates = {"initial", "translated", "reviewed", "final"};
constexpr std::array<std::string_view, 7> kMatchTypes = {"am", "mt", "icm", "idm", "tb", "tm", "other"};
constexpr std::array<std::string_view, 3> kNormalizations = {"none", "nfc", "nfd"};
constexpr std::array<std::string_view, 2> kFilterTypes = {"include", "exclude"};
constexpr std::array<std::string_view, 2> kXmlSpaces = {"default", "preserve"};
constexpr std::array<std::string_view, 58> kFormatStyles = {
    "a",     "b",        "bdo",   "big",  "blockquote", "body",  "br",   "button", "caption", "center", "cite", "code",
    "col",   "colgroup", "dd",    "del",  "div",        "dl",    "dt",   "em",     "h1",      "h2",     "h3",   "h4",
    "h5",    "h6",       "head",  "hr",   "html",       "i",     "img",  "label",  "legend",  "li",     "ol",   "p",
    "pre",   "q",        "s",     "samp", "select",     "small", "span", "strike", "strong",  "sub",    "sup",  "table",
    "tbody", "td",       "tfoot", "th",   "thead",      "title", "tr",   "tt",     "u",       "ul"};
constexpr std::array<std::string_view, 27> kIssueTypes = {"terminology",
                                                          "mistranslation",
                                                          "omission",
                                                          "untranslated",
                                                          "addition",
                                                          "duplication",
                                                          "inconsistency",
                                                          "grammar",
                                                          "legal",
                                                          "register",
                                                          "locale-specific-content",
                                                          "locale-violation",
                                                          "style",
                                                          "characters",
                                                          "misspelling",
                                                          "typographical",
                                                          "formatting",
                                                          "inconsistent-entities",
                                                          "numbers",
                                                          "markup",
                                                          "pattern-problem",
                                                          "whitespace",
                                                          "internationalization",
                                                          "length",
                                                          "non-conformance",
                                                          "uncategorized",
                                                          "other"};

// White space around a value does not count for the types of XML Schema that are no texts.
std::string_view collapsed(std::string_view value) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = value.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return value.substr(begin, value.find_last_not_of(kSpace) - begin + 1);
}

bool is_name_character(char32_t c) {
  if (c < 0x80)
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' ||
           c == '_' || c == ':';
  constexpr std::array<std::pair<char32_t, char32_t>, 15> kRanges = {{{0xB7, 0xB7},
                                                                      {0xC0, 0xD6},
                                                                      {0xD8, 0xF6},
                                                                      {0xF8, 0x2FF},
                                                                      {0x300, 0x37D},
                                                                      {0x37F, 0x1FFF},
                                                                      {0x200C, 0x200D},
                                                                      {0x203F, 0x2040},
                                                                      {0x2070, 0x218F},
                                                                      {0x2C00, 0x2FEF},
                                                                      {0x3001, 0xD7FF},
                                                                      {0xF900, 0xFDCF},
                                                                      {0xFDF0, 0xFFFD},
                                                                      {0x10000, 0xEFFFF},
                                                                      {0xEFFFF, 0xEFFFF}}};
  return std::any_of(kRanges.begin(), kRanges.end(),
                     [&](const auto& range) { return c >= range.first && c <= range.second; });
}

bool is_token(std::string_view value) {
  if (value.empty()) return false;
  for (std::size_t at = 0; at < value.size();)
    if (!is_name_character(text::next_character(value, at))) return false;
  return true;
}

bool are_tokens(std::string_view value) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < value.size(); ++count) {
    const std::size_t end = std::min(value.find_first_of(" \t\r\n", at), value.size());
    if (end > at && !is_token(value.substr(at, end - at))) return false;
    if (end == at) --count;
    at = end + 1;
  }
  return count > 0;
}

bool is_user_defined(std::string_view value) {
  const std::size_t colon = value.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < value.size() &&
         value.find(':', colon + 1) == std::string_view::npos &&
         value.find_first_of(" \t\r\n") == std::string_view::npos;
}

// BCP 47, as far as its form goes: the language, or x- for private use, and further subtags.
bool is_language(std::string_view value) {
  bool is_first = true;
  bool is_private = false;
  while (true) {
    const std::size_t end = std::min(value.find('-'), value.size());
    const std::string_view subtag = value.substr(0, end);
    const bool is_alphanumeric = std::all_of(subtag.begin(), subtag.end(), [&](char c) {
      const bool is_digit = c >= '0' && c <= '9';
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (is_digit && !is_first);
    });
    if (subtag.empty() || subtag.size() > 8 || !is_alphanumeric) return false;
    is_private = is_private || subtag == "x" || subtag == "X";
    const bool is_grandfathered = subtag == "i" || subtag == "I";
    if (is_first && subtag.size() == 1 && !is_private && !is_grandfathered) return false;
    is_first = false;
    // A single letter introduces something.
    if (end == value.size()) return subtag.size() > 1 || is_private;
    value.remove_prefix(end + 1);
  }
}

bool is_integer(std::string_view value) {
  if (value.starts_with('+') || value.starts_with('-')) value.remove_prefix(1);
  return !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_positive(std::string_view value) {
  if (value.starts_with('+')) value.remove_prefix(1);
  return is_integer(value) && !value.starts_with('-') && value.find_first_not_of('0') != std::string_view::npos;
}

// A decimal number from 0 to `most`; with an exponent only where XML Schema's double is asked for.
bool is_number(std::string_view value, double most, bool may_have_exponent) {
  if (value.starts_with('+')) value.remove_prefix(1);
  const std::string_view allowed = may_have_exponent ? "0123456789.-eE+" : "0123456789.-";
  if (value.empty() || value.find_first_not_of(allowed) != std::string_view::npos) return false;
  double number = 0;
  const std::string padded = value.starts_with('.') ? "0" + std::string(value) : std::string(value);
  const auto [end, error] = std::from_chars(padded.data(), padded.data() + padded.size(), number);
  return error == std::errc() && end == padded.data() + padded.size() && number >= 0 && number <= most;
}

bool is_uri(std::string_view value) {
  const std::size_t hash = value.find('#');
  const bool has_two = hash != std::string_view::npos && value.find('#', hash + 1) != std::string_view::npos;
  return !has_two && value.find_first_of("<>\"{}|\\^`") == std::string_view::npos;
}

bool is_hex(std::string_view value) {
  return value.size() >= 2 && value.size() % 2 == 0 &&
         value.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool is_priority(std::string_view value) {
  return is_positive(value) && value.size() <= 2 && (value.size() == 1 || value == "10" || value.starts_with('0'));
}

}  // namespace

bool is_nmtoken(std::string_view value) { return is_token(value); }

bool is_of(ValueType type, std::string_view value) {
  const std::string_view plain = collapsed(value);
  switch (type) {
    case ValueType::text: return true;
    case ValueType::yes_no: return is_among(value, kYesNo);
    case ValueType::yes_no_first_no: return is_among(value, kYesNoFirstNo);
    case ValueType::direction: return is_among(value, kDirections);
    case ValueType::applies_to: return value == "source" || value == "target";
    case ValueType::meta_applies_to: return is_among(value, kAppliesTo);
    case ValueType::user_defined: return is_user_defined(value);
    case ValueType::code_type: return is_among(value, kCodeTypes);
    case ValueType::mark_type: return is_among(plain, kMarkTypes) || is_user_defined(value);
    case ValueType::priority: return is_priority(plain);
    case ValueType::state: return is_among(value, kStates);
    case ValueType::match_type: return is_among(value, kMatchTypes);
    case ValueType::normalization: return is_among(value, kNormalizations);
    case ValueType::format_style: return is_among(value, kFormatStyles);
    case ValueType::nmtoken: return is_token(plain);
    case ValueType::nmtokens: return are_tokens(plain);
    case ValueType::positive: return is_positive(plain);
    case ValueType::integer: return is_integer(plain);
    case ValueType::language: return is_language(plain);
    case ValueType::uri: return is_uri(plain);
    case ValueType::hex: return is_hex(plain);
    case ValueType::percent: return is_number(plain, 100, false);
    case ValueType::fraction: return is_number(plain, 1, true);
    case ValueType::filter_type: return is_among(value, kFilterTypes);
    case ValueType::issue_type: return is_among(value, kIssueTypes);
    case ValueType::its_version: return value == "2.0";
    case ValueType::xml_space: return is_among(plain, kXmlSpaces);
  }
  return false;
}

std::string_view describe(ValueType type) {
  switch (type) {
    case ValueType::text: return "text";
    case ValueType::yes_no: return "yes, no";
    case ValueType::yes_no_first_no: return "yes, no, firstNo";
    case ValueType::direction: return "ltr, rtl, auto";
    case ValueType::applies_to: return "source, target";
    case ValueType::meta_applies_to: return "source, target, ignorable";
    case ValueType::user_defined: return "PREFIX:VALUE";
    case ValueType::code_type: return "fmt, ui, quote, link, image, other";
    case ValueType::mark_type: return "generic, comment, term, PREFIX:VALUE";
    case ValueType::priority: return "1 .. 10";
    case ValueType::state: return "initial, translated, reviewed, final";
    case ValueType::match_type: return "am, mt, icm, idm, tb, tm, other";
    case ValueType::normalization: return "none, nfc, nfd";
    case ValueType::format_style: return "HTML: a, b, p, span ...";
    case ValueType::nmtoken: return "NMTOKEN: A-Z a-z 0-9 . - _ :";
    case ValueType::nmtokens: return "NMTOKENS: A-Z a-z 0-9 . - _ :";
    case ValueType::positive: return "1, 2, 3 ...";
    case ValueType::integer: return "..., -1, 0, 1 ...";
    case ValueType::language: return "BCP 47: fr, en-US";
    case ValueType::uri: return "IRI";
    case ValueType::hex: return "0000 .. 10FFFF";
    case ValueType::percent: return "0.0 .. 100.0";
    case ValueType::fraction: return "0 .. 1";
    case ValueType::filter_type: return "include, exclude";
    case ValueType::issue_type: return "ITS 2.0: grammar, omission, style ...";
    case ValueType::its_version: return "2.0";
    case ValueType::xml_space: return "default, preserve";
  }
  return {};
}

}  // namespace oimtm::formats::xliff

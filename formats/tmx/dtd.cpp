#include "formats/tmx/dtd.h"

#include <array>

namespace oimtm::formats {

namespace {

constexpr std::array<TmxRule, 17> kRules = {{
    {Element::tmx, "tmx", "header body", false, "version", ""},
    {Element::header, "header", "note prop ude", false,
     "creationtool creationtoolversion segtype o-tmf adminlang srclang datatype",
     "o-encoding creationdate creationid changedate changeid"},
    {Element::body, "body", "tu", false, "", ""},
    {Element::note, "note", "", true, "", "o-encoding xml:lang lang"},
    {Element::prop, "prop", "", true, "type", "xml:lang o-encoding lang"},
    {Element::ude, "ude", "map", false, "name", "base"},
    {Element::map, "map", "", false, "unicode", "code ent subst"},
    {Element::tu, "tu", "note prop tuv", false, "",
     "tuid o-encoding datatype usagecount lastusagedate creationtool creationtoolversion creationdate creationid "
     "changedate segtype changeid o-tmf srclang"},
    {Element::tuv, "tuv", "note prop seg", false, "",
     "xml:lang lang o-encoding datatype usagecount lastusagedate creationtool creationtoolversion creationdate "
     "creationid changedate o-tmf changeid"},
    {Element::seg, "seg", "bpt ept ph it hi ut", true, "", ""},
    {Element::bpt, "bpt", "sub", true, "i", "x type"},
    {Element::ept, "ept", "sub", true, "i", ""},
    {Element::sub, "sub", "bpt ept it ph hi ut", true, "", "datatype type"},
    {Element::it, "it", "sub", true, "pos", "x type"},
    {Element::ph, "ph", "sub", true, "", "x assoc type"},
    {Element::hi, "hi", "bpt ept it ph hi ut", true, "", "x type"},
    {Element::ut, "ut", "sub", true, "", "x"},
}};

}  // namespace

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = 0; (at = words.find(word, at)) != std::string_view::npos; at += word.size()) {
    const std::size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

const TmxRule* tmx_rule(Element element) {
  for (const TmxRule& rule : kRules)
    if (rule.element == element) return &rule;
  return nullptr;
}

bool is_tmx_date(std::string_view date) {
  constexpr std::string_view kForm = "00000000T000000Z";
  if (date.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < date.size(); ++i)
    if (kForm[i] == '0' ? date[i] < '0' || date[i] > '9' : date[i] != kForm[i]) return false;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (const char digit : date.substr(at, size)) value = value * 10 + (digit - '0');
    return value;
  };
  const int year = number(0, 4);
  const int month = number(4, 2);
  constexpr std::array<int, 13> kDays = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return false;
  const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  const int days = kDays[static_cast<std::size_t>(month)] + (is_leap && month == 2 ? 1 : 0);
  const int day = number(6, 2);
  return day >= 1 && day <= days && number(9, 2) < 24 && number(11, 2) < 60 && number(13, 2) < 61;
}

}  // namespace oimtm::formats

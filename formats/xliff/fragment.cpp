#include "formats/xliff/fragment.h"

#include <algorithm>

#include "formats/xliff/schema.h"

namespace oimtm::formats::xliff {

namespace {

struct Selector {
  std::string_view prefix;
  std::string_view id;
  bool has_prefix = false;
};

Message take(Fragment& fragment, const Selector& selector) {
  if (!fragment.id.empty()) return msg("nothing may follow {1} in a fragment identifier", fragment.id);
  const std::string id(selector.id);
  if (!selector.has_prefix) {
    fragment.id = id;
    return {};
  }
  const std::string prefix(selector.prefix);
  const bool is_holder = prefix == "f" || prefix == "g" || prefix == "u";
  std::string& place = prefix == "f" ? fragment.file : prefix == "g" ? fragment.group : fragment.unit;
  if (is_holder && !place.empty()) return msg("{1}= stands twice in a fragment identifier", prefix);
  if ((prefix == "f" && (!fragment.group.empty() || !fragment.unit.empty())) ||
      (prefix == "g" && !fragment.unit.empty()))
    return msg("{1}= stands in the wrong place of a fragment identifier: the order is f, g, u", prefix);
  if (is_holder) {
    place = id;
    return {};
  }
  const bool is_leaf = prefix == "n" || prefix == "d" || prefix == "t";
  if (!is_leaf && prefix.size() < 2) return msg("a prefix of one letter that XLIFF does not have: {1}=", prefix);
  if (!is_leaf && !is_fragment_prefix(prefix)) return msg("a prefix that is not registered: {1}=", prefix);
  fragment.prefix = prefix;
  fragment.id = id;
  return {};
}

}  // namespace

ParsedFragment parse_fragment(std::string_view text) {
  ParsedFragment parsed;
  Fragment& fragment = parsed.fragment;
  if (text.starts_with('/')) {
    fragment.is_absolute = true;
    text.remove_prefix(1);
  }
  while (true) {
    const std::size_t end = std::min(text.find('/'), text.size());
    const std::string_view part = text.substr(0, end);
    const std::size_t equals = part.find('=');
    Selector selector{{}, part, equals != std::string_view::npos};
    if (selector.has_prefix) {
      selector.prefix = part.substr(0, equals);
      selector.id = part.substr(equals + 1);
    }
    if (!is_nmtoken(selector.id) || (selector.has_prefix && !is_nmtoken(selector.prefix)))
      parsed.error = msg("no fragment identifier: {1}", part);
    else
      parsed.error = take(fragment, selector);
    if (!parsed.error.empty() || end == text.size()) break;
    text.remove_prefix(end + 1);
  }
  if (parsed.error.empty() && fragment.is_absolute && fragment.file.empty())
    parsed.error = msg("a fragment identifier that begins with / has to name the file first");
  return parsed;
}

std::string key_of(const Fragment& fragment, const FragmentScope& scope) {
  std::string key = "f=" + (fragment.file.empty() ? scope.file : fragment.file);
  // An explicit file leaves the group and the unit behind.
  const bool is_elsewhere = fragment.has_holder();
  const std::string& unit = is_elsewhere ? fragment.unit : scope.unit;
  const std::string& group = is_elsewhere ? fragment.group : scope.group;
  if (!unit.empty())
    key += "/u=" + unit;
  else if (!group.empty())
    key += "/g=" + group;
  if (!fragment.id.empty()) key += "/" + (fragment.prefix.empty() ? "" : fragment.prefix + "=") + fragment.id;
  return key;
}

bool is_of_unit(const Fragment& fragment, const FragmentScope& scope) {
  return key_of({fragment.is_absolute, fragment.file, fragment.group, fragment.unit, {}, {}}, scope) ==
         key_of({}, scope);
}

}  // namespace oimtm::formats::xliff

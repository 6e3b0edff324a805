#include "formats/inline_code.h"

#include <algorithm>
#include <array>
#include <map>

#include "text/characters.h"

namespace oimtm::formats {

namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

struct Element {
  std::string name;
  Attributes attributes;
  std::optional<std::string_view> inner;  // none: a tag alone
};

std::string unescaped(std::string_view xml) {
  constexpr std::array<std::pair<std::string_view, char>, 6> kEntities = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&#13;", '\r'}}};
  std::string text;
  while (!xml.empty()) {
    const auto entity =
        std::find_if(kEntities.begin(), kEntities.end(), [&](const auto& each) { return xml.starts_with(each.first); });
    const bool is_entity = entity != kEntities.end();
    text += is_entity ? entity->second : xml.front();
    xml.remove_prefix(is_entity ? entity->first.size() : 1);
  }
  return text;
}

// The attributes in front of `tag`, which moves behind them; false if it is no start tag.
bool take_attributes(std::string_view& tag, Attributes& attributes) {
  while (tag.starts_with(' ')) {
    tag.remove_prefix(1);
    const std::size_t equals = tag.find("=\"");
    if (equals == std::string_view::npos) return false;
    const std::size_t quote = tag.find('"', equals + 2);
    if (quote == std::string_view::npos) return false;
    attributes.emplace_back(tag.substr(0, equals), unescaped(tag.substr(equals + 2, quote - equals - 2)));
    tag.remove_prefix(quote + 1);
  }
  return true;
}

std::optional<Element> parse(std::string_view markup) {
  if (!markup.starts_with('<')) return std::nullopt;
  Element element;
  const std::size_t name_end = std::min(markup.find_first_of(" />", 1), markup.size());
  element.name = markup.substr(1, name_end - 1);
  if (element.name.empty() && markup.starts_with("</") && markup.ends_with('>')) {
    element.name = markup.substr(1, markup.size() - 2);
    return element;
  }
  std::string_view rest = markup.substr(name_end);
  if (!take_attributes(rest, element.attributes)) return std::nullopt;
  if (rest == ">" || rest == "/>") return element;
  const std::string end = "</" + element.name + ">";
  if (!rest.starts_with('>') || !rest.ends_with(end) || rest.size() < 1 + end.size()) return std::nullopt;
  element.inner = rest.substr(1, rest.size() - 1 - end.size());
  return element;
}

// What stands in an element: all of its text, and the part that is outside of <sub>.
void take_inner(std::string_view xml, CodeContent& content) {
  std::size_t depth = 0;
  for (;;) {
    const std::size_t tag = std::min(xml.find('<'), xml.size());
    const std::string text = unescaped(xml.substr(0, tag));
    content.data += text;
    if (depth == 0) content.shape += text;
    const std::size_t end = xml.find('>', tag);
    if (end == std::string_view::npos) return;
    const bool closes = xml.substr(tag).starts_with("</");
    if (closes && depth > 0) --depth;
    if (!closes && xml[end - 1] != '/') ++depth;
    xml.remove_prefix(end + 1);
  }
}

constexpr std::array<std::string_view, 7> kTypes = {"bold", "italic", "underlined", "link", "image", "lb", "pb"};

bool is_known_type(std::string_view type) { return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end(); }

std::string canonical_type(std::string type) {
  if (type.starts_with("x-") && is_known_type(std::string_view(type).substr(2))) type.erase(0, 2);
  if (type == "ulined" || type == "x-ulined") return "underlined";
  const bool is_plain = is_known_type(type) || type.starts_with("x-");
  if (!is_plain && !type.empty()) type.insert(0, "x-");
  return type.find_first_of(" \t\r\n") == std::string::npos ? type : std::string();
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kSubTypes = {
    {{"bold", "xlf:b"}, {"italic", "xlf:i"}, {"underlined", "xlf:u"}, {"lb", "xlf:lb"}, {"pb", "xlf:pb"}}};

constexpr std::string_view kOtherSubType = "ctype:";

std::string from_xliff2(const std::string& type, const std::string& sub_type) {
  for (const auto& [canonical, name] : kSubTypes)
    if (sub_type == name) return std::string(canonical);
  if (sub_type.starts_with(kOtherSubType)) return canonical_type(sub_type.substr(kOtherSubType.size()));
  return type == "fmt" || type == "other" ? std::string() : canonical_type(type);
}

std::string value(const Attributes& attributes, std::string_view name) {
  for (const auto& [each, text] : attributes)
    if (each == name) return text;
  return {};
}

// Elements that hold the document's own markup, or are nothing but a number.
bool holds_data(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNames = {"bpt", "ept", "ph", "it", "ut", "sc", "ec"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// Elements that stand for themselves.
bool is_code_tag(std::string_view name) {
  constexpr std::array<std::string_view, 10> kNames = {"g", "x", "bx", "ex", "hi", "mrk", "pc", "sm", "em", "sub"};
  if (name.starts_with('/')) name.remove_prefix(1);
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// What an element says only to tie it to others.
bool only_ties(const Attributes& attributes) {
  constexpr std::array<std::string_view, 9> kTies = {"id",       "i",        "x",    "rid",    "pos",
                                                     "startRef", "isolated", "type", "subType"};
  return std::all_of(attributes.begin(), attributes.end(), [&](const auto& each) {
    return std::find(kTies.begin(), kTies.end(), each.first) != kTies.end() || each.first == "ctype";
  });
}

}  // namespace

CodeContent content_of(const text::InlineCode& code) {
  const std::optional<Element> element = parse(code.markup);
  if (!element || (!holds_data(element->name) && !is_code_tag(element->name))) return {code.markup, {}, code.markup};
  CodeContent content;
  const std::string ctype = value(element->attributes, "ctype");
  const std::string sub_type = value(element->attributes, "subType");
  const std::string type = value(element->attributes, "type");
  const bool is_xliff2 = element->name == "sc" || element->name == "ec" || !sub_type.empty();
  content.type = !ctype.empty() ? canonical_type(ctype)
                 : is_xliff2    ? from_xliff2(type, sub_type)
                                : canonical_type(type);
  if (element->inner && !element->inner->empty())
    take_inner(*element->inner, content);
  else if (!holds_data(element->name) || !only_ties(element->attributes))
    content.data = content.shape = code.markup;
  return content;
}

bool is_xliff_element(const text::InlineCode& code) {
  const std::optional<Element> element = parse(code.markup);
  if (!element || !holds_data(element->name)) return false;
  return !value(element->attributes, "id").empty() || !value(element->attributes, "startRef").empty();
}

std::string tmx_type(const std::string& type) { return type == "underlined" ? "ulined" : type; }

std::pair<std::string, std::string> xliff2_type(const std::string& type) {
  if (type.empty()) return {};
  for (const auto& [canonical, name] : kSubTypes)
    if (type == canonical) return {"fmt", std::string(name)};
  if (type == "link" || type == "image") return {type, {}};
  const bool is_name = type.find(':') == std::string::npos;
  return {"other", is_name ? std::string(kOtherSubType) + type : std::string()};
}

std::vector<std::size_t> partners(const std::vector<text::InlineCode>& codes) {
  using Kind = text::InlineCode::Kind;
  std::vector<std::size_t> found(codes.size());
  std::map<std::string, std::size_t> open;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    found[i] = i;
    if (codes[i].kind == Kind::opens && !codes[i].id.empty()) open[codes[i].id] = i;
    const auto opened = open.find(codes[i].id);
    if (codes[i].kind != Kind::closes || opened == open.end()) continue;
    found[i] = opened->second;
    found[opened->second] = i;
    open.erase(opened);
  }
  return found;
}

}  // namespace oimtm::formats

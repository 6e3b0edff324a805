#include "formats/tmx/markup.h"

#include <algorithm>
#include <vector>

#include "formats/tmx/elements.h"
#include "formats/xml_bytes.h"
#include "formats/xml_entities.h"
#include "formats/xml_writer.h"

namespace oimtm::formats {

namespace {

using Kind = text::InlineCode::Kind;

constexpr std::string_view kWrapped = "x-markup";

// Behind the reference at `from`; 0 if it is none that means something everywhere.
std::size_t reference_end(std::string_view markup, std::size_t from) {
  const std::size_t end = markup.find(';', from);
  if (end == std::string_view::npos) return 0;
  const std::string_view name = markup.substr(from + 1, end - from - 1);
  return predefined_entity(name) != 0 || is_xml_character(referred_number(name)) ? end + 1 : 0;
}

// Behind a text, up to one of `ends`; 0 if it is not escaped as XML wants it.
std::size_t text_end(std::string_view markup, std::size_t from, std::string_view ends) {
  while (from < markup.size() && ends.find(markup[from]) == std::string_view::npos) {
    const xml::Kind kind = xml::kind_of(markup[from]);
    if (kind == xml::Kind::ampersand) {
      from = reference_end(markup, from);
      if (from == 0) return 0;
    } else if (kind == xml::Kind::no_character || kind == xml::Kind::carriage_return || markup[from] == '>') {
      return 0;
    } else {
      ++from;
    }
  }
  return from;
}

struct Tag {
  std::string_view name;
  std::size_t end = 0;  // behind it; 0 if it is none that TMX has
};

// The start tag at `from`, as append_start_tag() writes it. An attribute `id` is XLIFF's,
// whose elements have the same names; the type that wraps would be taken off again.
Tag start_tag(std::string_view markup, std::size_t from) {
  Tag tag;
  std::size_t at = std::min(markup.find_first_of(" >", from), markup.size());
  tag.name = markup.substr(from + 1, at - from - 1);
  if (!is_inline(element_of(tag.name))) return tag;
  while (at < markup.size() && markup[at] == ' ') {
    const std::size_t equals = markup.find("=\"", at);
    if (equals == std::string_view::npos) return tag;
    const std::string_view name = markup.substr(at + 1, equals - at - 1);
    const bool is_name = std::all_of(name.begin(), name.end(), xml::is_name) && xml::is_sound_name(name);
    if (!is_name || name == "id") return tag;
    at = text_end(markup, equals + 2, "\"<");
    if (at == 0 || at >= markup.size() || markup[at] != '"') return tag;
    if (name == "type" && is_wrapping(markup.substr(equals + 2, at - equals - 2))) return tag;
    ++at;
  }
  if (at < markup.size() && markup[at] == '>') tag.end = at + 1;
  return tag;
}

}  // namespace

std::string wrapping_type(std::string_view id) {
  std::string type(kWrapped);
  if (!id.empty() && !is_number(id)) type.append("-").append(id);
  return type;
}

bool is_wrapping(std::string_view type) {
  if (!type.starts_with(kWrapped)) return false;
  const std::string_view id = type.substr(kWrapped.size());
  return id.empty() || (id.size() > 1 && id[0] == '-');
}

std::string_view wrapped_id(std::string_view type, std::string_view number) {
  return type.size() > kWrapped.size() ? type.substr(kWrapped.size() + 1) : number;
}

bool is_number(std::string_view id) { return !id.empty() && id.find_first_not_of("0123456789") == std::string::npos; }

bool is_whole_element(std::string_view markup) {
  if (!markup.starts_with('<') || markup.starts_with("<hi") || markup.starts_with("<sub")) return false;
  std::vector<std::string_view> open;
  for (std::size_t at = 0; at < markup.size();) {
    if (markup[at] != '<') {
      at = text_end(markup, at, "<");
      if (at == 0) return false;
    } else if (markup.substr(at, 2) == "</") {
      if (open.empty()) return false;
      if (markup.substr(at + 2, open.back().size()) != open.back()) return false;
      at += open.back().size() + 2;
      if (at >= markup.size() || markup[at++] != '>') return false;
      open.pop_back();
      if (open.empty()) return at == markup.size();
    } else {
      const Tag tag = start_tag(markup, at);
      if (tag.end == 0) return false;
      open.push_back(tag.name);
      at = tag.end;
    }
  }
  return false;
}

bool opens_highlight(const text::InlineCode& code) {
  if (code.kind != Kind::opens || !code.markup.starts_with("<hi")) return false;
  const Tag tag = start_tag(code.markup, 0);
  return tag.name == "hi" && tag.end == code.markup.size();
}

bool closes_highlight(const text::InlineCode& code) { return code.kind == Kind::closes && code.markup == "</hi>"; }

}  // namespace oimtm::formats

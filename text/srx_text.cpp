#include "text/srx_text.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/characters.h"
#include "text/encoding.h"
#include "text/error.h"

namespace oimtm::text {

namespace {

using namespace std::string_view_literals;

// What the XML declaration says; empty if it says nothing.
std::string declared_encoding(std::string_view xml) {
  if (!xml.starts_with("<?xml")) return {};
  const std::string_view declaration = xml.substr(0, xml.find("?>"));
  const std::size_t name = declaration.find("encoding");
  const std::size_t open = declaration.find_first_of("'\"", name);
  if (name == std::string_view::npos || open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  return close == std::string_view::npos ? std::string() : std::string(declaration.substr(open + 1, close - open - 1));
}

// The encoding, and the bytes without a mark. What is declared in single bytes is not in
// units of two, whatever it says.
std::string take_encoding(std::string_view& bytes) {
  struct Start {
    std::string_view bytes;
    std::size_t mark;
    const char* encoding;
  };
  constexpr auto kStarts = std::to_array<Start>({{"\xEF\xBB\xBF"sv, 3, "UTF-8"},
                                                 {"\xFF\xFE"sv, 2, "UTF-16LE"},
                                                 {"\xFE\xFF"sv, 2, "UTF-16BE"},
                                                 {"<\0"sv, 0, "UTF-16LE"},
                                                 {"\0<"sv, 0, "UTF-16BE"}});
  for (const Start& start : kStarts) {
    if (!bytes.starts_with(start.bytes)) continue;
    bytes.remove_prefix(start.mark);
    return start.encoding;
  }
  const std::string declared = declared_encoding(bytes);
  std::string name = declared;
  for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  constexpr auto kWide = std::to_array<std::string_view>({"UTF-16", "UTF16", "UTF-32", "UTF32", "UCS-", "ISO-10646"});
  const bool is_wide =
      std::any_of(kWide.begin(), kWide.end(), [&](std::string_view wide) { return name.starts_with(wide); });
  return declared.empty() || is_wide ? "UTF-8" : declared;
}

// Behind `close`, which is looked for from `at` on; the end of the text if it is not there.
std::size_t behind(std::string_view xml, std::string_view close, std::size_t at) {
  const std::size_t end = xml.find(close, at);
  return end == std::string_view::npos ? xml.size() : end + close.size();
}

// The end of the DOCTYPE at `at`: its subset has quotes, comments and instructions of its own.
std::size_t behind_doctype(std::string_view xml, std::size_t at) {
  bool is_in_subset = false;
  while ((at = xml.find_first_of("'\"[]<>", at)) != std::string_view::npos) {
    const char c = xml[at];
    if (c == '>' && !is_in_subset) return at + 1;
    if (c == '[' || c == ']') is_in_subset = c == '[';
    if (c == '"' || c == '\'')
      at = behind(xml, xml.substr(at, 1), at + 1);
    else if (xml.substr(at).starts_with("<!--"))
      at = behind(xml, "-->", at);
    else if (xml.substr(at).starts_with("<?"))
      at = behind(xml, "?>", at);
    else
      ++at;
  }
  return xml.size();
}

// Where what begins at `at` ends, if no reference counts in it; `at` otherwise.
std::size_t behind_literal(std::string_view xml, std::size_t at) {
  struct Literal {
    std::string_view open;
    std::string_view close;
  };
  constexpr auto kLiterals = std::to_array<Literal>({{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}});
  for (const auto& [open, close] : kLiterals) {
    if (!xml.substr(at).starts_with(open)) continue;
    return behind(xml, close, at + open.size());
  }
  constexpr std::string_view kDoctype = "<!DOCTYPE";
  return xml.substr(at).starts_with(kDoctype) ? behind_doctype(xml, at + kDoctype.size()) : at;
}

// The name of an entity, for "&name;" at the head of `xml`; empty for references to characters
// and to what XML has of its own, and for what is none.
std::string_view own_entity(std::string_view xml) {
  constexpr auto kOfXml = std::to_array<std::string_view>({"amp", "lt", "gt", "quot", "apos"});
  const std::size_t end = xml.find_first_of("; \t\r\n<&", 1);
  if (end == std::string_view::npos || xml[end] != ';' || end == 1 || xml[1] == '#') return {};
  const std::string_view name = xml.substr(1, end - 1);
  return std::find(kOfXml.begin(), kOfXml.end(), name) == kOfXml.end() ? name : std::string_view();
}

void refuse_own_entities(std::string_view xml, const std::string& file) {
  for (std::size_t at = 0; (at = xml.find_first_of("<&", at)) != std::string_view::npos;) {
    const std::string_view name = xml[at] == '&' ? own_entity(xml.substr(at)) : std::string_view();
    if (!name.empty())
      throw InputError(msg("the entity {1} is not expanded", name), locate(xml, at, file),
                       msg("write what it stands for, or the number of a character: &#x2019;"));
    at = std::max(at + 1, behind_literal(xml, at));
  }
}

}  // namespace

std::string srx_text(std::string_view bytes, const std::string& file) {
  const std::string encoding = take_encoding(bytes);
  const bool is_utf8 = same_encoding(encoding, "UTF-8");
  if (!is_utf8 && !Transcoder::knows(encoding)) throw InputError(msg("unknown encoding {1}", encoding), {file, 1, 0});
  std::string text;
  if (is_utf8)
    text = bytes;
  else
    Transcoder(encoding).decode(bytes, true, text);
  if (const auto bad = find_invalid_utf8(text))
    throw InputError(is_utf8 ? msg("not UTF-8: byte {1}", *bad) : msg("not text in {1}", encoding),
                     locate(text, *bad, file));
  refuse_own_entities(text, file);
  return text;
}

}  // namespace oimtm::text

#include "formats/xliff/line_ends.h"

#include <algorithm>

#include "formats/line_ends.h"
#include "formats/xliff/xml_tree.h"
#include "text/characters.h"

namespace oimtm::formats::xliff {

namespace {

constexpr std::string_view kLineEnds = "\r\n";

constexpr std::string_view kLittle = "\xFF\xFE";
constexpr std::string_view kBig = "\xFE\xFF";

// The line end at `at`; empty if there is none.
std::string_view line_end_at(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with(kLineEnds)) return kLineEnds;
  if (text[at] == '\n') return "\n";
  return text[at] == '\r' ? "\r" : std::string_view();
}

// What is ASCII in a document, and something else for each other character.
std::string narrowed(std::string_view document, std::string_view mark) {
  if (mark.empty()) return std::string(document);
  const std::size_t low = mark == kLittle ? 0 : 1;
  std::string text;
  for (std::size_t at = 0; at + 1 < document.size(); at += 2)
    text += document[at + 1 - low] == '\0' ? document[at + low] : '?';
  return text;
}

// Scripts without spaces have none at the end of a line.
bool are_joined(std::string_view before, std::string_view behind) {
  std::size_t at = 0;
  return text::is_spaceless(last_character(before)) && text::is_spaceless(text::next_character(behind, at));
}

std::string in_one_line(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = std::min(text.find_first_of(kSpace, at), text.size());
    const std::size_t end = std::min(text.find_first_not_of(kSpace, begin), text.size());
    line += text.substr(at, begin - at);
    const std::string_view space = text.substr(begin, end - begin);
    if (space.find_first_of(kLineEnds) == std::string_view::npos)
      line += space;
    else if (begin > 0 && end < text.size() && !are_joined(line, text.substr(end)))
      line += ' ';
    at = end;
  }
  return line;
}

}  // namespace

LineEnds::LineEnds(const std::string& document) {
  if (document.starts_with(kLittle)) mark_ = kLittle;
  if (document.starts_with(kBig)) mark_ = kBig;
  const std::string text = narrowed(document, mark_);
  for (std::size_t at = 0; (at = text.find_first_of(kLineEnds, at)) != std::string::npos;) {
    const std::string_view kind = line_end_at(text, at);
    if (std::find(kinds_.begin(), kinds_.end(), kind) == kinds_.end()) kinds_.push_back(kind);
    at += kind.size();
  }
}

std::string LineEnds::encoded(std::string_view target, std::string_view source) const {
  const bool has_lines = source.find_first_of(kLineEnds) != std::string_view::npos;
  return encode(has_lines ? with_line_ends(target) : in_one_line(target));
}

std::string LineEnds::encode(const std::string& text) const {
  if (mark_.empty()) return text;
  return XmlEncoding{mark_ == kLittle ? XmlEncoding::Kind::utf16_le : XmlEncoding::Kind::utf16_be}.encode(text);
}

std::string LineEnds::with_line_ends(std::string_view text) const {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view kind = line_end_at(text, at);
    const bool is_known = kinds_.empty() || std::find(kinds_.begin(), kinds_.end(), kind) != kinds_.end();
    if (kind.empty())
      result += text[at];
    else
      result += is_known ? kind : kinds_.front();
    at += std::max<std::size_t>(kind.size(), 1);
  }
  return result;
}

}  // namespace oimtm::formats::xliff

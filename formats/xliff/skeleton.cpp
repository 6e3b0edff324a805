#include "formats/xliff/skeleton.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "formats/xliff/base64.h"
#include "formats/xliff/names.h"
#include "formats/xml_writer.h"
#include "text/error.h"

namespace oimtm::formats::xliff {

namespace {

template <class Number>
bool take_number(std::string_view& text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// FNV-1a, in hexadecimal: against accidents, not against people.
std::string fingerprint(std::string_view bytes, std::size_t digits) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (; text.size() < digits; hash >>= 4) text += kHex[hash & 0xF];
  return text;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; (at = text.find_first_not_of(" \n", at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

// "0-10 12-30": in order, not overlapping, in the original.
bool read_ranges(std::string_view text, Skeleton& skeleton) {
  std::size_t at = 0;
  while (!text.empty()) {
    if (take(text, ' ') || take(text, '\n')) continue;
    text::ByteRange range;
    if (!take_number(text, range.begin) || !take(text, '-') || !take_number(text, range.end)) return false;
    if (range.begin < at || range.end < range.begin || range.end > skeleton.original.size()) return false;
    at = range.end;
    skeleton.ranges.push_back(range);
  }
  return true;
}

}  // namespace

std::string source_fingerprint(std::string_view text) {
  std::string plain;
  for (const char c : text)
    if (static_cast<unsigned char>(c) > ' ') plain += c;
  return fingerprint(plain, 8);
}

InputError damaged_skeleton(Location where) {
  return InputError(msg("the skeleton, which holds the original, is damaged"), std::move(where));
}

std::string segment_id(std::size_t number) { return "s" + std::to_string(number); }

std::optional<std::size_t> segment_number(std::string_view id) {
  std::size_t number = 0;
  if (!take(id, 's') || !take_number(id, number) || !id.empty()) return std::nullopt;
  return number;
}

std::string file_head(std::size_t number, const std::string& name, const Skeleton& skeleton) {
  std::string xml = "  <file";
  append_attribute(xml, "id", "f" + std::to_string(number));
  append_attribute(xml, "original", name);
  // A segment has its place in the original: it may not be split or joined.
  append_attribute(xml, "canResegment", "no");
  xml += ">\n    <skeleton>\n      <oimtm:original";
  append_attribute(xml, "xmlns:oimtm", kOimtm);
  append_attribute(xml, "format", skeleton.format);
  append_attribute(xml, "check", fingerprint(skeleton.original, 16));
  xml += ">" + to_base64(skeleton.original) + "</oimtm:original>\n";
  if (!skeleton.ranges.empty()) {
    xml += "      <oimtm:ranges";
    append_attribute(xml, "xmlns:oimtm", kOimtm);
    xml += '>';
    for (const text::ByteRange& range : skeleton.ranges)
      xml += (xml.ends_with('>') ? "" : " ") + std::to_string(range.begin) + "-" + std::to_string(range.end);
    xml += "</oimtm:ranges>\n      <oimtm:sources";
    append_attribute(xml, "xmlns:oimtm", kOimtm);
    xml += '>';
    for (const std::string& source : skeleton.sources) xml += (xml.ends_with('>') ? "" : " ") + source;
    xml += "</oimtm:sources>\n";
  }
  return xml + "    </skeleton>\n";
}

std::optional<Skeleton> read_skeleton(const XmlNode& element, const std::string& path) {
  if (!is_version2(element.space) || element.local() != "skeleton") return std::nullopt;
  const XmlNode* original = element.child(kOimtm, "original");
  if (original == nullptr) return std::nullopt;
  Skeleton skeleton{std::string(original->value("format")), {}, {}, {}};
  const auto bytes = from_base64(text_of(*original));
  if (bytes) skeleton.original = *bytes;
  const XmlNode* ranges = element.child(kOimtm, "ranges");
  const bool is_known = skeleton.format == "text" || skeleton.format == "xliff";
  if (const XmlNode* sources = element.child(kOimtm, "sources")) skeleton.sources = words_of(text_of(*sources));
  const std::string* check = original->find("check");
  const bool is_whole = (check == nullptr || *check == fingerprint(skeleton.original, 16));
  if (!bytes || !is_whole || !is_known || (ranges != nullptr && !read_ranges(text_of(*ranges), skeleton)))
    throw damaged_skeleton({path, element.place.line, element.place.column});
  if (!skeleton.sources.empty() && skeleton.sources.size() != skeleton.ranges.size())
    throw damaged_skeleton({path, element.place.line, element.place.column});
  return skeleton;
}

}  // namespace oimtm::formats::xliff

#include "formats/xliff/skeleton.h"

#include <charconv>

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
  xml += ">" + to_base64(skeleton.original) + "</oimtm:original>\n";
  if (!skeleton.ranges.empty()) {
    xml += "      <oimtm:ranges";
    append_attribute(xml, "xmlns:oimtm", kOimtm);
    xml += '>';
    for (const text::ByteRange& range : skeleton.ranges)
      xml += (xml.ends_with('>') ? "" : " ") + std::to_string(range.begin) + "-" + std::to_string(range.end);
    xml += "</oimtm:ranges>\n";
  }
  return xml + "    </skeleton>\n";
}

std::optional<Skeleton> read_skeleton(const XmlNode& element, const std::string& path) {
  if (!is_version2(element.space) || element.local() != "skeleton") return std::nullopt;
  const XmlNode* original = element.child(kOimtm, "original");
  if (original == nullptr) return std::nullopt;
  Skeleton skeleton{std::string(original->value("format")), {}, {}};
  const auto bytes = from_base64(text_of(*original));
  if (bytes) skeleton.original = *bytes;
  const XmlNode* ranges = element.child(kOimtm, "ranges");
  const bool is_known = skeleton.format == "text" || skeleton.format == "xliff";
  if (!bytes || !is_known || (ranges != nullptr && !read_ranges(text_of(*ranges), skeleton)))
    throw InputError(msg("the skeleton, which holds the original, is damaged"),
                     {path, element.place.line, element.place.column});
  return skeleton;
}

}  // namespace oimtm::formats::xliff

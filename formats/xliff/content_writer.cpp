#include <algorithm>
#include <array>

#include "formats/xliff/content.h"
#include "formats/xml_writer.h"
#include "text/characters.h"

namespace oimtm::formats::xliff {

using Kind = text::InlineCode::Kind;

std::vector<std::size_t> CodeNumbers::number(const std::vector<text::InlineCode>& codes,
                                             const std::vector<CodeContent>& contents) {
  std::vector<std::size_t> numbers;
  std::multimap<std::pair<Kind, std::string>, std::size_t> fresh;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const std::pair key(codes[i].kind, contents[i].shape);
    const auto same = named_.lower_bound(key);
    const bool is_named = same != named_.end() && same->first == key;
    numbers.push_back(is_named ? same->second : ++count_);
    if (is_named)
      named_.erase(same);
    else
      fresh.emplace(key, count_);
  }
  named_ = std::move(fresh);
  return numbers;
}

std::string ContentWriter::write(const text::Segment& segment) {
  std::vector<CodeContent> contents;
  contents.reserve(segment.codes.size());
  for (const text::InlineCode& code : segment.codes) contents.push_back(content_of(code));
  const std::vector<std::size_t> numbers = numbers_.number(segment.codes, contents);
  const std::vector<std::size_t> pairs = partners(segment.codes);
  std::string xml;
  std::size_t at = 0;
  for (std::size_t i = 0; i < segment.codes.size(); ++i) {
    const text::InlineCode& code = segment.codes[i];
    append_text(xml, std::string_view(segment.text).substr(at, code.offset - at));
    at = code.offset;
    append_code(xml, {code.kind, std::move(contents[i]), numbers[i], numbers[pairs[i]]});
  }
  append_text(xml, std::string_view(segment.text).substr(at));
  return xml;
}

void ContentWriter2::append_text(std::string& xml, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = text::next_character(text, at);
    if (is_xml_character(c)) {
      append_escaped(xml, text.substr(here, at - here), false);
      continue;
    }
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string digits;
    for (int shift = 12; shift >= 0; shift -= 4) digits += kHex[(c >> shift) & 0xF];
    xml += "<" + prefix_ + "cp hex=\"" + digits + "\"/>";
  }
}

void ContentWriter2::append_code(std::string& xml, const Code& code) {
  const auto id = [](std::size_t of) { return "c" + std::to_string(of); };
  const bool is_closing = code.kind == Kind::closes;
  xml += "<" + prefix_ + (is_closing ? "ec" : code.kind == Kind::opens ? "sc" : "ph");
  if (is_closing && code.partner != code.number) {
    append_attribute(xml, "startRef", id(code.partner));
  } else {
    append_attribute(xml, "id", id(code.number));
    if (code.kind != Kind::stands_alone && code.partner == code.number) append_attribute(xml, "isolated", "yes");
  }
  const auto [type, sub_type] = xliff2_type(code.content.type);
  if (!type.empty()) append_attribute(xml, "type", type);
  if (!sub_type.empty()) append_attribute(xml, "subType", sub_type);
  if (!code.content.data.empty()) append_attribute(xml, "dataRef", add_data(code.content.data));
  xml += "/>";
}

std::string ContentWriter2::add_data(std::string_view data) {
  std::string xml;
  append_text(xml, data);
  const auto same = std::find(data_.begin(), data_.end(), xml);
  const auto place = static_cast<std::size_t>(same - data_.begin());
  if (same == data_.end()) data_.push_back(std::move(xml));
  return "d" + std::to_string(place + 1);
}

std::string ContentWriter2::original_data(std::string_view indent) const {
  if (data_.empty()) return {};
  const auto tag = [&](std::string_view name) { return "<" + prefix_ + std::string(name); };
  std::string xml = std::string(indent) + tag("originalData") + ">\n";
  for (std::size_t i = 0; i < data_.size(); ++i) {
    xml += std::string(indent) + "  " + tag("data");
    append_attribute(xml, "id", "d" + std::to_string(i + 1));
    xml += ">" + data_[i] + "</" + prefix_ + "data>\n";
  }
  return xml + std::string(indent) + "</" + prefix_ + "originalData>\n";
}

void ContentWriter1::append_text(std::string& xml, std::string_view text) {
  replaced_ += append_escaped(xml, text, false);
}

namespace {

// Each element of XLIFF 1.2 knows some types; the others begin with "x-".
std::string ctype(std::string_view element, const std::string& type) {
  constexpr std::array<std::string_view, 3> kPlaceholders = {"image", "lb", "pb"};
  if (type.empty() || type.starts_with("x-")) return type;
  const bool is_placeholder = std::find(kPlaceholders.begin(), kPlaceholders.end(), type) != kPlaceholders.end();
  return is_placeholder == (element == "ph") ? type : "x-" + type;
}

}  // namespace

void ContentWriter1::append_code(std::string& xml, const Code& code) {
  const bool is_paired = code.partner != code.number;
  std::string name = "ph";
  if (code.kind != Kind::stands_alone) name = !is_paired ? "it" : code.kind == Kind::opens ? "bpt" : "ept";
  // A pair has one number: the opening code's.
  const std::size_t number = code.kind == Kind::closes ? code.partner : code.number;
  xml += "<" + prefix_ + name;
  append_attribute(xml, "id", std::to_string(number));
  if (is_paired) append_attribute(xml, "rid", std::to_string(number));
  if (name == "it") append_attribute(xml, "pos", code.kind == Kind::opens ? "open" : "close");
  // <ept> has no type of its own in the schema.
  const std::string type = name == "ept" ? std::string() : ctype(name, code.content.type);
  if (!type.empty()) append_attribute(xml, "ctype", type);
  xml += '>';
  replaced_ += append_escaped(xml, code.content.data, false);
  xml += "</" + prefix_ + name + ">";
}

}  // namespace oimtm::formats::xliff

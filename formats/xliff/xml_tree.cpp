#include "formats/xliff/xml_tree.h"

#include <algorithm>

#include "formats/xml_writer.h"
#include "text/characters.h"

namespace oimtm::formats::xliff {

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view name_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

const std::string* XmlNode::find(std::string_view attribute) const {
  for (const XmlAttribute& each : attributes)
    if (each.name == attribute) return &each.value;
  return nullptr;
}

std::string_view XmlNode::value(std::string_view attribute, std::string_view otherwise) const {
  const std::string* found = find(attribute);
  return found != nullptr ? std::string_view(*found) : otherwise;
}

const XmlNode* XmlNode::child(std::string_view its_space, std::string_view its_local) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const XmlNode& node) { return node.is(its_space, its_local); });
  return found != children.end() ? &*found : nullptr;
}

namespace {

void append_text(std::string& text, const XmlNode& node) {
  if (node.is_text()) text += node.text;
  for (const XmlNode& child : node.children) append_text(text, child);
}

}  // namespace

std::string text_of(const XmlNode& element) {
  std::string text;
  append_text(text, element);
  return text;
}

std::string start_tag(const XmlNode& element, bool is_empty) {
  std::string tag = "<" + element.name;
  for (const XmlAttribute& each : element.attributes) append_attribute(tag, each.name, each.value);
  return tag += is_empty ? "/>" : ">";
}

std::string XmlEncoding::encode(std::string_view xml) const {
  if (kind == Kind::utf8) return std::string(xml);
  std::string bytes;
  const auto append_unit = [&](char32_t unit) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += kind == Kind::utf16_be ? high : low;
    bytes += kind == Kind::utf16_be ? low : high;
  };
  for (std::size_t at = 0; at < xml.size();) {
    const char32_t c = text::next_character(xml, at);
    if (kind == Kind::other) {
      bytes += c < 0x80 ? std::string(1, static_cast<char>(c)) : "&#" + std::to_string(static_cast<unsigned>(c)) + ";";
    } else if (c >= 0x10000) {
      append_unit(0xD800 + ((c - 0x10000) >> 10));
      append_unit(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      append_unit(c);
    }
  }
  return bytes;
}

}  // namespace oimtm::formats::xliff

#include <algorithm>
#include <array>
#include <charconv>

#include "formats/xliff/names.h"
#include "formats/xliff/unit.h"
#include "formats/xml_writer.h"
#include "text/characters.h"

namespace oimtm::formats::xliff {

namespace {

using text::InlineCode;
using Kind = InlineCode::Kind;

bool is_any(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void append_xml(std::string& xml, const XmlNode& node) {
  if (node.is_text()) {
    append_escaped(xml, node.text, false);
    return;
  }
  xml += start_tag(node, node.children.empty());
  for (const XmlNode& child : node.children) append_xml(xml, child);
  if (!node.children.empty()) xml += "</" + node.name + ">";
}

std::string pair_id(const XmlNode& node) {
  const std::string_view rid = node.value("rid");
  return std::string(rid.empty() ? node.value("id") : rid);
}

Kind kind1(const XmlNode& node) {
  const std::string_view name = node.local();
  const std::string_view pos = node.value("pos");
  if (is_any(name, {"bx", "bpt"}) || (name == "it" && pos == "open")) return Kind::opens;
  if (is_any(name, {"ex", "ept"}) || (name == "it" && pos == "close")) return Kind::closes;
  return Kind::stands_alone;
}

void read1(text::Segment& segment, const XmlNode& element) {
  for (const XmlNode& node : element.children) {
    if (node.is_text()) {
      segment.text += node.text;
    } else if (is_version1(node.space) && is_any(node.local(), {"g", "mrk"})) {
      const std::string_view mid = node.value("mid");
      const std::string id(node.local() == "g" || mid.empty() ? node.value("id") : mid);
      segment.codes.push_back({Kind::opens, segment.text.size(), id, start_tag(node, false)});
      read1(segment, node);
      segment.codes.push_back({Kind::closes, segment.text.size(), id, "</" + node.name + ">"});
    } else {
      segment.codes.push_back({kind1(node), segment.text.size(), pair_id(node), xml_of(node)});
    }
  }
}

// The character of a <cp>; nothing if its number is none.
std::string code_point(const XmlNode& node) {
  const std::string_view hex = node.value("hex");
  unsigned code = 0;
  const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
  std::string character;
  const bool is_one = error == std::errc() && end == hex.data() + hex.size() && code > 0 && code < 0x110000;
  text::append_utf8(character, is_one && (code < 0xD800 || code > 0xDFFF) ? static_cast<char32_t>(code) : 0xFFFD);
  return character;
}

class Reader2 {
 public:
  explicit Reader2(const OriginalData& data) : data_(data) {}

  void read(text::Segment& segment, const XmlNode& element) {
    for (const XmlNode& node : element.children) {
      const std::string_view name = is_version2(node.space) ? node.local() : std::string_view();
      if (node.is_text()) {
        segment.text += node.text;
      } else if (name == "cp") {
        segment.text += code_point(node);
      } else if (name == "pc") {
        add(segment, Kind::opens, node, "Start");
        read(segment, node);
        add(segment, Kind::closes, node, "End");
      } else if (name == "mrk") {
        const std::string id(node.value("id"));
        segment.codes.push_back({Kind::opens, segment.text.size(), id, start_tag(node, false)});
        read(segment, node);
        segment.codes.push_back({Kind::closes, segment.text.size(), id, "</" + node.name + ">"});
      } else if (is_any(name, {"sm", "em"})) {
        const std::string id(node.value(name == "sm" ? "id" : "startRef"));
        segment.codes.push_back({name == "sm" ? Kind::opens : Kind::closes, segment.text.size(), id, xml_of(node)});
      } else if (is_any(name, {"sc", "ec", "ph"})) {
        add(segment, name == "sc" ? Kind::opens : name == "ec" ? Kind::closes : Kind::stands_alone, node, "");
      } else {
        segment.codes.push_back({Kind::stands_alone, segment.text.size(), std::string(node.value("id")), xml_of(node)});
      }
    }
  }

 private:
  // A code with its original data as content; the data alone if nothing else is said of it.
  // <pc> is an <sc> and an <ec>: `side` is the end of the names of their attributes.
  void add(text::Segment& segment, Kind kind, const XmlNode& node, std::string_view side) {
    const bool is_pair = !side.empty();
    const std::string_view start_ref = node.value("startRef");
    const std::string id(kind == Kind::closes && !start_ref.empty() ? start_ref : node.value("id"));
    const auto data = data_.find(std::string(node.value("dataRef" + std::string(side))));
    std::string markup = kind == Kind::opens ? "<sc" : kind == Kind::closes ? "<ec" : "<ph";
    append_attribute(markup,
                     is_pair && kind == Kind::closes              ? "startRef"
                     : kind == Kind::closes && !start_ref.empty() ? "startRef"
                                                                  : "id",
                     id);
    bool says_more = false;
    for (const XmlAttribute& each : node.attributes) {
      std::string name = each.name;
      if (is_any(name, {"id", "startRef", "isolated", "dataRef", "dataRefStart", "dataRefEnd"})) continue;
      if (is_pair && (name.ends_with("Start") || name.ends_with("End"))) {
        if (!name.ends_with(side)) continue;
        name.resize(name.size() - side.size());
      }
      append_attribute(markup, name, each.value);
      says_more = true;
    }
    if (data == data_.end() || data->second.empty()) {
      markup += "/>";
    } else if (says_more) {
      markup += '>';
      append_escaped(markup, data->second, false);
      markup += kind == Kind::opens ? "</sc>" : kind == Kind::closes ? "</ec>" : "</ph>";
    } else {
      markup = data->second;
    }
    segment.codes.push_back({kind, segment.text.size(), id, std::move(markup)});
  }

  const OriginalData& data_;
};

}  // namespace

std::string xml_of(const XmlNode& node) {
  std::string xml;
  append_xml(xml, node);
  return xml;
}

std::string inner_xml(const XmlNode& node) {
  std::string xml;
  for (const XmlNode& child : node.children) append_xml(xml, child);
  return xml;
}

std::vector<CodeElement> code_elements(const XmlNode& element, bool of_version2) {
  std::vector<CodeElement> found;
  for (const XmlNode& node : element.children) {
    const bool is_core = of_version2 ? is_version2(node.space) : is_version1(node.space);
    if (node.is_text() || (of_version2 && is_core && node.local() == "cp")) continue;
    const bool holds_text = is_core && (node.local() == "mrk" || node.local() == (of_version2 ? "pc" : "g"));
    if (!holds_text) {
      found.push_back({&node, CodeElement::Part::whole});
      continue;
    }
    found.push_back({&node, CodeElement::Part::start});
    for (const CodeElement& inner : code_elements(node, of_version2)) found.push_back(inner);
    found.push_back({&node, CodeElement::Part::end});
  }
  return found;
}

text::Segment content1(const XmlNode& element) {
  text::Segment segment;
  read1(segment, element);
  return segment;
}

OriginalData original_data(const XmlNode& holder) {
  OriginalData all;
  for (const XmlNode& child : holder.children) {
    if (!is_version2(child.space) || child.local() != "originalData") continue;
    for (const XmlNode& data : child.children) {
      if (data.is_text()) continue;
      std::string& text = all[std::string(data.value("id"))];
      text.clear();
      for (const XmlNode& node : data.children) text += node.is_text() ? node.text : code_point(node);
    }
  }
  return all;
}

text::Segment content2(const XmlNode& element, const OriginalData& data) {
  text::Segment segment;
  Reader2(data).read(segment, element);
  return segment;
}

void collapse_space(text::Segment& segment) {
  const std::string text = std::move(segment.text);
  segment.text.clear();
  auto code = segment.codes.begin();
  constexpr std::string_view kSpace = " \t\r\n";
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_not_of(kSpace, at), text.size());
    const std::string_view run = std::string_view(text).substr(at, end - at);
    const bool is_broken = run.find_first_of("\r\n") != std::string_view::npos;
    const bool is_edge = segment.text.empty() || end == text.size();
    const std::size_t before = segment.text.size();
    if (is_broken)
      segment.text += is_edge ? "" : " ";
    else
      segment.text += run;
    // Codes in the run stay on their side of it.
    for (; code != segment.codes.end() && code->offset < end; ++code)
      code->offset = is_broken ? (code->offset == at ? before : segment.text.size()) : before + (code->offset - at);
    const std::size_t next = std::min(text.find_first_of(kSpace, end), text.size());
    const std::size_t word = segment.text.size();
    segment.text += text.substr(end, next - end);
    for (; code != segment.codes.end() && code->offset < next; ++code) code->offset = word + (code->offset - end);
    if (end == text.size()) break;
    at = next;
  }
  for (; code != segment.codes.end(); ++code) code->offset = segment.text.size();
}

}  // namespace oimtm::formats::xliff

#include "formats/xliff/target.h"

#include <algorithm>
#include <unordered_map>

#include "formats/xliff/candidates.h"
#include "formats/xliff/free_ids.h"
#include "formats/xliff/names.h"
#include "formats/xml_writer.h"
#include "text/characters.h"

namespace oimtm::formats::xliff {

namespace {

std::string prefixed(const XmlNode& like, std::string_view name) {
  const std::string_view prefix = name_prefix(like.name);
  return prefix.empty() ? std::string(name) : std::string(prefix) + ":" + std::string(name);
}

// A line end and the indentation of `node`, if it stands in a line of its own under `parent`.
std::string indent_of(const XmlNode& node, const XmlNode& parent) {
  if (node.place.line == parent.place.line || node.place.column == 0) return {};
  return "\n" + std::string(std::min<std::size_t>(node.place.column - 1, 100), ' ');
}

void append_text(std::string& xml, std::string_view text, bool is_version2, const std::string& cp) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = text::next_character(text, at);
    if (is_version2 && !is_xml_character(c)) {
      constexpr std::string_view kHex = "0123456789ABCDEF";
      xml += "<" + cp + " hex=\"";
      for (int shift = 12; shift >= 0; shift -= 4) xml += kHex[(c >> shift) & 0xF];
      xml += "\"/>";
    } else {
      append_escaped(xml, text.substr(here, at - here), false);
    }
  }
}

// A state by which the element still waits for its translation becomes the one after it.
// Returns whether there was such a one.
bool end_waiting(XmlNode& tag) {
  const auto waits = [](const XmlAttribute& each) { return each.name == "state" && is_untranslated(each.value); };
  const auto state = std::find_if(tag.attributes.begin(), tag.attributes.end(), waits);
  if (state == tag.attributes.end()) return false;
  state->value = "translated";
  std::erase_if(tag.attributes, [](const XmlAttribute& each) { return each.name == "subState"; });
  return true;
}

std::string with_mark(const XmlNode& target, const SegmentChange& change) {
  XmlNode marked = target;
  const bool waited = end_waiting(marked);
  if (change.marks_state && (waited || marked.find("state") == nullptr)) {
    if (!waited) marked.attributes.push_back({"state", {}, "translated"});
    if (marked.find("state-qualifier") == nullptr) marked.attributes.push_back({"state-qualifier", {}, "exact-match"});
  }
  return start_tag(marked, false);
}

// A copy of <seg-source> for the target: each <mrk> with its translation, the one that the
// file has, or nothing.
using SegmentPlaces = std::unordered_map<const XmlNode*, std::size_t>;  // by their sources

std::string segmented_target(const XmlNode& element, const Unit& unit, const SegmentPlaces& places,
                             const Changes& changes) {
  std::string xml;
  for (const XmlNode& child : element.children) {
    const auto place = places.find(&child);
    if (place == places.end()) {
      if (child.is_text()) {
        append_escaped(xml, child.text, false);
      } else if (child.children.empty()) {
        xml += start_tag(child, true);
      } else {
        xml += start_tag(child, false) + segmented_target(child, unit, places, changes) + "</" + child.name + ">";
      }
      continue;
    }
    const Segment& segment = unit.segments[place->second];
    const auto& target = changes[place->second].target;
    const auto content = target ? target_xml(child, false, *target) : std::nullopt;
    xml += start_tag(child, false);
    xml += content ? *content : segment.target_node != nullptr ? inner_xml(*segment.target_node) : std::string();
    xml += "</" + child.name + ">";
  }
  return xml;
}

const XmlNode* target_of(const XmlNode& node) {
  for (const XmlNode& child : node.children)
    if (!child.is_text() && is_core(child.space) && child.local() == "target") return &child;
  return nullptr;
}

void put_target(std::vector<Edit>& edits, const XmlNode& parent, const XmlNode& behind, const XmlNode* target,
                const std::string& content, const std::string& tag) {
  if (target != nullptr) {
    if (target->is_empty_tag())
      edits.push_back({target->begin, target->end, tag + content + "</" + target->name + ">"});
    else if (tag != start_tag(*target, false))
      edits.push_back({target->begin, target->close, tag + content});
    else
      edits.push_back(replace_content(*target, content));
    return;
  }
  edits.push_back(
      {behind.end, behind.end, indent_of(behind, parent) + tag + content + "</" + prefixed(behind, "target") + ">"});
}

// What a <target> that is not there yet begins with.
XmlNode new_target(const XmlNode& source) {
  XmlNode target;
  target.name = prefixed(source, "target");
  if (const std::string* space = source.find("xml:space")) target.attributes.push_back({"xml:space", {}, *space});
  return target;
}

bool wants_target(const SegmentChange& change) { return change.target.has_value(); }

void edit_targets1(std::vector<Edit>& edits, const Unit& unit, const Changes& changes) {
  const XmlNode* target = target_of(*unit.node);
  if (unit.seg_source == nullptr) {
    if (unit.segments.empty() || !changes[0].target) return;
    const XmlNode& source = *unit.segments[0].source_node;
    const auto content = target_xml(source, false, *changes[0].target);
    if (!content) return;
    XmlNode fresh;
    fresh.name = prefixed(source, "target");
    put_target(edits, *unit.node, source, target, *content, with_mark(target != nullptr ? *target : fresh, changes[0]));
    return;
  }
  bool all_there = target != nullptr;
  for (std::size_t i = 0; i < changes.size(); ++i)
    all_there = all_there && (!changes[i].target || unit.segments[i].target_node != nullptr);
  if (!all_there) {
    if (std::none_of(changes.begin(), changes.end(), wants_target)) return;
    XmlNode fresh;
    fresh.name = prefixed(*unit.seg_source, "target");
    XmlNode tag = target != nullptr ? *target : fresh;
    end_waiting(tag);
    SegmentPlaces places;
    for (std::size_t i = 0; i < unit.segments.size(); ++i) places.emplace(unit.segments[i].source_node, i);
    put_target(edits, *unit.node, *unit.seg_source, target, segmented_target(*unit.seg_source, unit, places, changes),
               start_tag(tag, false));
    return;
  }
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (!changes[i].target) continue;
    if (const auto content = target_xml(*unit.segments[i].source_node, false, *changes[i].target))
      edits.push_back(replace_content(*unit.segments[i].target_node, *content));
  }
}

void edit_segment2(std::vector<Edit>& edits, const Segment& segment, const SegmentChange& change,
                   const std::string& id) {
  const auto content = change.target ? target_xml(*segment.source_node, true, *change.target) : std::nullopt;
  XmlNode tag = *segment.node;
  tag.children.clear();
  if (segment.id.empty() && !id.empty()) tag.attributes.push_back({"id", {}, id});
  if (content) {
    end_waiting(tag);
    if (change.marks_state && tag.find("state") == nullptr) tag.attributes.push_back({"state", {}, "translated"});
  }
  if (start_tag(tag, false) != start_tag(*segment.node, false))
    edits.push_back({segment.node->begin, segment.node->content, start_tag(tag, false)});
  if (!content) return;
  const XmlNode* target = segment.target_node;
  const XmlNode fresh = new_target(*segment.source_node);
  put_target(edits, *segment.node, *segment.source_node, target, *content,
             start_tag(target != nullptr ? *target : fresh, false));
}

void edit_unit2(std::vector<Edit>& edits, const Unit& unit, const Changes& changes) {
  FreeIds segment_ids("s");
  segment_ids.take(*unit.node);
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const bool is_wanted = !changes[i].candidates.empty() && unit.segments[i].id.empty();
    ids.push_back(is_wanted ? segment_ids.next() : unit.segments[i].id);
    edit_segment2(edits, unit.segments[i], changes[i], ids.back());
  }
  edit_matches2(edits, unit, changes, ids);
}

}  // namespace

Edit replace_content(const XmlNode& element, const std::string& content) {
  if (!element.is_empty_tag()) return {element.content, element.close, content};
  return {element.begin, element.end, start_tag(element, false) + content + "</" + element.name + ">"};
}

std::optional<std::string> target_xml(const XmlNode& source, bool of_version2, const TiedTarget& target) {
  const std::vector<CodeElement> elements = code_elements(source, of_version2);
  std::vector<const XmlNode*> open;
  std::string xml;
  std::size_t at = 0;
  const std::string_view text = target.segment.text;
  const std::string cp = prefixed(source, "cp");
  for (std::size_t i = 0; i < target.segment.codes.size(); ++i) {
    const std::size_t offset = target.segment.codes[i].offset;
    append_text(xml, text.substr(at, offset - at), of_version2, cp);
    at = offset;
    if (target.ties[i] >= elements.size()) return std::nullopt;
    const CodeElement& element = elements[target.ties[i]];
    if (element.part == CodeElement::Part::whole) {
      xml += xml_of(*element.node);
    } else if (element.part == CodeElement::Part::start) {
      xml += start_tag(*element.node, false);
      open.push_back(element.node);
    } else {
      if (open.empty() || open.back() != element.node) return std::nullopt;
      xml += "</" + element.node->name + ">";
      open.pop_back();
    }
  }
  if (!open.empty()) return std::nullopt;
  append_text(xml, text.substr(at), of_version2, cp);
  return xml;
}

std::vector<Edit> unit_edits(const Unit& unit, const Changes& changes) {
  std::vector<Edit> edits;
  if (unit.is_version2) {
    edit_unit2(edits, unit, changes);
  } else {
    edit_targets1(edits, unit, changes);
    edit_candidates1(edits, unit, changes);
  }
  return edits;
}

}  // namespace oimtm::formats::xliff

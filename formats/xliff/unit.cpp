#include "formats/xliff/unit.h"

#include <algorithm>
#include <unordered_map>

#include "formats/xliff/names.h"

namespace oimtm::formats::xliff {

namespace {

std::string set_or(const XmlNode& tag, std::string_view attribute, const std::string& otherwise) {
  const std::string* found = tag.find(attribute);
  return found != nullptr ? *found : otherwise;
}

const XmlNode* core_child(const XmlNode& node, std::string_view name) {
  for (const XmlNode& child : node.children)
    if (!child.is_text() && is_core(child.space) && child.local() == name) return &child;
  return nullptr;
}

// The <mrk mtype="seg">s of an element, however deep, in order.
void collect_segments(const XmlNode& element, std::vector<const XmlNode*>& found) {
  for (const XmlNode& child : element.children) {
    const bool is_segment = child.local() == "mrk" && is_version1(child.space) && child.value("mtype") == "seg";
    if (is_segment)
      found.push_back(&child);
    else
      collect_segments(child, found);
  }
}

bool preserves(const XmlNode& node, bool otherwise) {
  const std::string* space = node.find("xml:space");
  return space != nullptr ? *space == "preserve" : otherwise;
}

void add_notes(const XmlNode& node, std::vector<std::string>& notes) {
  for (const XmlNode& child : node.children) {
    if (child.is_text() || !is_core(child.space)) continue;
    if (child.local() == "note") notes.push_back(text_of(child));
    if (child.local() == "notes") add_notes(child, notes);
  }
}

void read_segments1(Unit& unit) {
  const XmlNode& node = *unit.node;
  const XmlNode* source = core_child(node, "source");
  if (source == nullptr) return;
  const XmlNode* target = core_child(node, "target");
  const XmlNode* seg_source = core_child(node, "seg-source");
  std::vector<const XmlNode*> marks;
  std::vector<const XmlNode*> translations;
  if (seg_source != nullptr) collect_segments(*seg_source, marks);
  if (target != nullptr) collect_segments(*target, translations);
  Segment whole;
  whole.node = &node;
  whole.is_translatable = unit.scope.is_translatable;
  if (target != nullptr) whole.state = target->value("state");
  if (marks.empty()) {
    whole.source = content1(*source);
    whole.source_node = source;
    whole.target_node = target;
    if (target != nullptr) whole.target = content1(*target);
    unit.segments.push_back(std::move(whole));
    return;
  }
  unit.seg_source = seg_source;
  std::unordered_map<std::string_view, const XmlNode*> by_id;
  for (const XmlNode* translation : translations) by_id.emplace(translation->value("mid"), translation);
  for (const XmlNode* mark : marks) {
    Segment segment = whole;
    segment.id = mark->value("mid");
    segment.source_node = mark;
    segment.source = content1(*mark);
    if (const auto translation = by_id.find(segment.id); translation != by_id.end()) {
      segment.target_node = translation->second;
      segment.target = content1(*translation->second);
    }
    unit.segments.push_back(std::move(segment));
  }
}

void read_segments2(Unit& unit) {
  const OriginalData data = original_data(*unit.node);
  for (const XmlNode& child : unit.node->children) {
    if (!is_version2(child.space) || child.local() != "segment") continue;
    Segment segment;
    segment.node = &child;
    segment.id = child.value("id");
    segment.state = child.value("state");
    segment.is_translatable = unit.scope.is_translatable;
    segment.source_node = core_child(child, "source");
    segment.target_node = core_child(child, "target");
    if (segment.source_node == nullptr) continue;
    segment.source = content2(*segment.source_node, data);
    if (segment.target_node != nullptr) segment.target = content2(*segment.target_node, data);
    unit.segments.push_back(std::move(segment));
  }
}

}  // namespace

bool is_untranslated(std::string_view state) {
  return state == "new" || state == "needs-translation" || state == "initial";
}

bool is_unit(const XmlNode& tag) {
  return (is_version1(tag.space) && tag.local() == "trans-unit") || (is_version2(tag.space) && tag.local() == "unit");
}

Scope within(const Scope& scope, const XmlNode& tag) {
  Scope inner = scope;
  inner.preserves_space = preserves(tag, scope.preserves_space);
  if (const std::string* translate = tag.find("translate")) inner.is_translatable = *translate != "no";
  if (!is_core(tag.space)) return inner;
  if (tag.local() == "xliff") {
    inner.source_language = set_or(tag, "srcLang", scope.source_language);
    inner.target_language = set_or(tag, "trgLang", scope.target_language);
  }
  if (tag.local() == "file") {
    inner.original = tag.value("original");
    inner.source_language = set_or(tag, "source-language", inner.source_language);
    inner.target_language = set_or(tag, "target-language", inner.target_language);
  }
  return inner;
}

void add_scope_notes(const XmlNode& element, Scope& scope) {
  if (!is_core(element.space)) return;
  if (element.local() == "note") scope.notes.push_back(text_of(element));
  if (element.local() == "notes" || element.local() == "header") add_notes(element, scope.notes);
}

Unit read_unit(const XmlNode& node, const Scope& scope) {
  Unit unit;
  unit.node = &node;
  unit.id = node.value("id");
  unit.scope = within(scope, node);
  unit.is_version2 = is_version2(node.space);
  unit.is_version2 ? read_segments2(unit) : read_segments1(unit);
  unit.notes = unit.scope.notes;
  add_notes(node, unit.notes);
  return unit;
}

}  // namespace oimtm::formats::xliff

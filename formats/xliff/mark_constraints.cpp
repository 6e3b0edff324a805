#include "formats/xliff/mark_constraints.h"

#include <algorithm>
#include <unordered_map>

#include "formats/xliff/names.h"

namespace oimtm::formats::xliff {

MarkCheck::MarkCheck(const XmlNode& holder, const Surroundings& around, Registry& registry, const Findings& findings)
    : around_(around), registry_(registry), findings_(findings), is_unit_(is_version2(holder.space)) {
  for (const XmlNode& child : holder.children)
    if (!child.is_text() && is_version2(child.space) && child.local() == "notes")
      for (const XmlNode& note : child.children) notes_.insert(std::string(note.value("id")));
}

void MarkCheck::check(const Side& side, bool is_complete) {
  for (const Code& code : side.codes)
    if (is_mark(*code.node)) check_mark(*code.node);
  check_pairs(side, is_complete);
}

void MarkCheck::check_pairs(const Side& side, bool is_complete) {
  using Places = std::unordered_map<std::string_view, std::size_t>;
  Places starts;  // the first <sm> of each id
  Places ends;    // the last <em>
  for (const Code& code : side.codes) {
    if (code.node->local() == "sm") starts.emplace(code.node->value("id"), code.position);
    if (code.node->local() == "em") ends[code.node->value("startRef")] = code.position;
  }
  for (const Code& code : side.codes) {
    const std::string_view name = code.node->local();
    if (name != "sm" && name != "em") continue;
    const std::string_view id = code.node->value(name == "sm" ? "id" : "startRef");
    const Places& others = name == "sm" ? ends : starts;
    const auto other = others.find(id);
    const bool has_partner = other != others.end() && (other->second > code.position) == (name == "sm");
    if (has_partner || (name == "sm" && !is_complete)) continue;
    error(*code.node, name == "sm" ? msg("<sm id=\"{1}\"> has no <em> in the unit", id)
                                   : msg("<em startRef=\"{1}\">: no <sm> stands before it", id));
  }
}

void MarkCheck::check_mark(const XmlNode& node) {
  const std::string_view type = node.value("type", "generic");
  if (type.starts_with("xlf:")) error(node, msg("the prefix xlf is the standard's own: {1}", type));
  if (type == "comment") {
    check_comment(node);
  } else if (type == "mtc:match") {
    if (node.find("ref") != nullptr) error(node, msg("an annotation of a match has no ref"));
  } else if (type == "generic" && node.find("translate") == nullptr) {
    const bool says_more = std::any_of(node.attributes.begin(), node.attributes.end(), [](const XmlAttribute& each) {
      return !each.space.empty() && each.space != "xmlns";
    });
    if (!says_more)
      findings_.warn(node.place, "xliff-annotation", msg("an annotation of the type generic has to have translate"));
  }
  if (!is_unit_) return;
  check_reference(node, "ref", around_, registry_, findings_);
  for (const XmlAttribute& each : node.attributes)
    if (each.space == kIts && each.name.ends_with("sRef") && each.value.starts_with("#its="))
      registry_.refer({key_of({}, around_.scope) + "/its=" + each.value.substr(5), node.place, each.value, true});
}

void MarkCheck::check_comment(const XmlNode& node) {
  const std::string* reference = node.find("ref");
  if ((reference != nullptr) == (node.find("value") != nullptr))
    return error(node, msg("a comment has either a value or a ref"));
  if (reference == nullptr || !is_unit_) return;
  const ParsedFragment parsed =
      parse_fragment(reference->starts_with('#') ? std::string_view(*reference).substr(1) : std::string_view());
  const Fragment& fragment = parsed.fragment;
  if (!parsed.error.empty() || fragment.prefix != "n" || !is_of_unit(fragment, around_.scope) ||
      notes_.count(fragment.id) == 0)
    error(node, msg("the ref of a comment has to be a note of the same unit: {1}", *reference));
}

}  // namespace oimtm::formats::xliff

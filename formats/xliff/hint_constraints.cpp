#include "formats/xliff/hint_constraints.h"

#include <algorithm>
#include <map>
#include <string>

#include "formats/xliff/names.h"

namespace oimtm::formats::xliff {

namespace {

// Whether a segment has a target.
bool has_translation(const XmlNode& segment) {
  return std::any_of(segment.children.begin(), segment.children.end(),
                     [](const XmlNode& child) { return is_version2(child.space) && child.local() == "target"; });
}

}  // namespace

void check_hints(const XmlNode& start, const XmlNode& end, const Findings& findings) {
  for (const std::string_view name : {"canCopy", "canDelete", "canOverlap"})
    if (start.value(name, "yes") != end.value(name, "yes"))
      findings.error(end, "xliff-editing-hints", msg("{1} is not the same on <sc> and <ec>", name));
  const std::string_view reorder = start.value("canReorder", "yes");
  const std::string_view expected = reorder == "firstNo" ? "no" : reorder;
  if (end.value("canReorder", "yes") != expected)
    findings.error(end, "xliff-editing-hints", msg("canReorder has to be {1} on <ec>, as on its <sc>", expected));
}

void check_sequences(const Side& side, const Findings& findings) {
  bool has_first = false;
  for (const Code& code : side.codes) {
    if (!is_code(*code.node)) continue;
    has_first = has_first || code.node->value("canReorder") == "firstNo";
    if (code.node->value("canReorder") != "no" || (code.node->local() == "ec" && !is_isolated(*code.node))) continue;
    const bool is_broken = code.before != nullptr && code.before->value("canReorder", "yes") == "yes";
    if (!has_first || is_broken)
      findings.error(*code.node, "xliff-editing-hints",
                     msg("canReorder=\"no\", but the code before it does not begin or continue a sequence"));
  }
}

void check_kept(const Side& source, const Side& target, const Findings& findings) {
  std::map<std::string, const Code*> of_targets;
  for (const Code& code : target.codes)
    if (is_code(*code.node)) of_targets.emplace(std::string(code.node->local()) + " " + id_of(*code.node), &code);
  for (const Code& code : source.codes) {
    const XmlNode& node = *code.node;
    const bool has_target = code.segment == nullptr || has_translation(*code.segment);
    if (!is_code(node) || !has_target) continue;
    const auto kept = of_targets.find(std::string(node.local()) + " " + id_of(node));
    if (kept == of_targets.end()) {
      if (node.value("canDelete") == "no")
        findings.error(node, "xliff-editing-hints",
                       msg("the code {1} may not be deleted, and is not in the target", id_of(node)));
      continue;
    }
    if (node.value("canReorder") != "no" || code.before == nullptr) continue;
    const XmlNode* before = kept->second->before;
    const bool is_same = before != nullptr && kept->second->is_first == code.is_first &&
                         before->local() == code.before->local() && id_of(*before) == id_of(*code.before);
    if (!is_same)
      findings.error(*kept->second->node, "xliff-editing-hints",
                     msg("the code {1} may not be moved, and stands elsewhere than in the source", id_of(node)));
  }
}

}  // namespace oimtm::formats::xliff

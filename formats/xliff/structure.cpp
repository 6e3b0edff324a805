#include "formats/xliff/structure.h"

#include <algorithm>

#include "formats/xliff/names.h"

namespace oimtm::formats::xliff {

namespace {

// What the tables call an element.
std::string slot_name(const XmlNode& node) {
  if (is_version2(node.space)) return std::string(node.local());
  return std::string(fragment_prefix(node.space)) + ":" + std::string(node.local());
}

bool fits(const Slot& slot, const XmlNode& parent, const XmlNode& child) {
  const std::string name = slot_name(child);
  for (const std::string_view each : slot.names)
    if (each == "*" ? !is_version2(child.space) && child.space != parent.space : each == name) return true;
  return false;
}

std::string names_of(const Slot& slot) {
  std::string names;
  for (const std::string_view each : slot.names) names += (names.empty() ? "<" : ", <") + std::string(each) + ">";
  return names;
}

void check_value(const XmlNode& element, const XmlAttribute& attribute, ValueType type, const Findings& findings) {
  if (!is_of(type, attribute.value))
    findings.error(
        element, "xliff-value",
        msg("{1}=\"{2}\" on <{3}>: allowed: {4}", attribute.name, attribute.value, element.name, describe(type)));
}

void check_module_attribute(const XmlNode& element, const XmlAttribute& attribute, const Findings& findings) {
  const ModuleAttribute* known = find_module_attribute(attribute.space, local_name(attribute.name));
  if (known == nullptr) {
    findings.error(element, "xliff-attribute", msg("the module of {1} has no such attribute", attribute.name));
    return;
  }
  const bool is_host = std::find(known->hosts.begin(), known->hosts.end(), element.local()) != known->hosts.end();
  if (is_version2(element.space) && !is_host)
    findings.error(element, "xliff-attribute", msg("{1} may not stand on <{2}>", attribute.name, element.name));
  check_value(element, attribute, known->type, findings);
}

void check_attribute(const XmlNode& element, const ElementRule& rule, const XmlAttribute& attribute,
                     const Findings& findings) {
  if (attribute.space == "xmlns") return;
  const auto known = std::find_if(rule.attributes.begin(), rule.attributes.end(),
                                  [&](const AttributeRule& each) { return each.name == attribute.name; });
  if (known != rule.attributes.end()) return check_value(element, attribute, known->type, findings);
  const bool is_foreign = !attribute.space.empty();
  const bool is_module = has_module_attributes(attribute.space);
  const bool may_stand =
      is_foreign && (rule.foreign == Foreign::any || (rule.foreign == Foreign::modules && is_module));
  if (!may_stand) {
    findings.error(element, "xliff-attribute", msg("{1} may not stand on <{2}>", attribute.name, element.name));
  } else if (attribute.name == "xml:lang" || attribute.name == "xml:space") {
    const bool is_space = attribute.name == "xml:space";
    check_value(element, attribute, is_space ? ValueType::xml_space : ValueType::language, findings);
  } else if (is_module) {
    check_module_attribute(element, attribute, findings);
  } else if (is_standard_space(attribute.space)) {
    findings.error(element, "xliff-attribute", msg("the module of {1} has no such attribute", attribute.name));
  }
}

}  // namespace

void ContentState::take(const XmlNode& parent, const XmlNode& child, const Findings& findings) {
  if (rule_ == nullptr) return;
  const std::vector<Slot>& slots = rule_->content;
  const auto wrong = [&](Message message) { findings.error(child, "xliff-element", std::move(message)); };
  std::size_t at = slot_;
  while (at < slots.size() && !fits(slots[at], parent, child)) ++at;
  if (at == slots.size()) {
    const bool was_before =
        std::any_of(slots.begin(), slots.end(), [&](const Slot& slot) { return fits(slot, parent, child); });
    wrong(was_before ? msg("<{1}> stands in the wrong place of <{2}>", child.name, parent.name)
                     : msg("<{1}> may not stand in <{2}>", child.name, parent.name));
    return;
  }
  if (at == slot_ && is_filled_ && !slots[at].repeats) wrong(msg("a second <{1}> in <{2}>", child.name, parent.name));
  for (std::size_t i = slot_; i < at; ++i)
    if (slots[i].is_required && !(i == slot_ && is_filled_))
      wrong(msg("<{1}> stands before {2} in <{3}>", child.name, names_of(slots[i]), parent.name));
  slot_ = at;
  is_filled_ = true;
}

void ContentState::finish(const XmlNode& parent, const Findings& findings) const {
  if (rule_ == nullptr) return;
  for (std::size_t i = slot_; i < rule_->content.size(); ++i)
    if (rule_->content[i].is_required && !(i == slot_ && is_filled_))
      findings.error(parent, "xliff-element", msg("<{1}> lacks {2}", parent.name, names_of(rule_->content[i])));
}

void check_tag(const XmlNode& element, const XmlNode* parent, const Findings& findings) {
  if (element.has_unknown_prefix)
    findings.error(element, "xliff-namespace", msg("<{1}> has a prefix that is not declared", element.name));
  const ElementRule* rule = find_rule(element);
  if (rule == nullptr) {
    if (is_standard_space(element.space))
      findings.error(element, "xliff-element", msg("the standard has no element <{1}>", element.name));
    for (const XmlAttribute& attribute : element.attributes) {
      if (attribute.name == "xml:space") check_value(element, attribute, ValueType::xml_space, findings);
      if (attribute.name == "xml:lang") check_value(element, attribute, ValueType::language, findings);
    }
    return;
  }
  // A module is held to the elements that it is for; in the elements of extensions all is free.
  const bool is_misplaced =
      parent != nullptr && !rule->parents.empty() && is_standard_space(parent->space) &&
      std::find(rule->parents.begin(), rule->parents.end(), parent->local()) == rule->parents.end();
  if (is_misplaced && !is_version2(element.space))
    findings.error(element, "xliff-element", msg("<{1}> may not stand in <{2}>", element.name, parent->name));
  for (const XmlAttribute& attribute : element.attributes) check_attribute(element, *rule, attribute, findings);
  for (const AttributeRule& each : rule->attributes)
    if (each.is_required && element.find(each.name) == nullptr)
      findings.error(element, "xliff-attribute", msg("<{1}> lacks {2}", element.name, each.name));
}

void check_text(const XmlNode& parent, XmlPlace place, const Findings& findings) {
  const ElementRule* rule = find_rule(parent);
  if (rule != nullptr && !rule->has_text)
    findings.error(place, "xliff-element", msg("text may not stand in <{1}>", parent.name));
}

void check_structure(const XmlNode& element, const XmlNode* parent, const Findings& findings) {
  check_tag(element, parent, findings);
  if (find_rule(element) == nullptr && is_standard_space(element.space)) return;
  ContentState content(element);
  for (const XmlNode& child : element.children) {
    if (child.is_text()) {
      if (child.text.find_first_not_of(" \t\r\n") != std::string::npos) check_text(element, child.place, findings);
      continue;
    }
    content.take(element, child, findings);
    check_structure(child, &element, findings);
  }
  content.finish(element, findings);
}

}  // namespace oimtm::formats::xliff

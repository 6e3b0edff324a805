#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <unordered_map>

#include "formats/xliff/constraints.h"
#include "formats/xliff/names.h"
#include "formats/xliff/schema.h"

namespace oimtm::formats::xliff {

namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

bool is_core(const XmlNode& node, std::string_view name) {
  return !node.is_text() && is_version2(node.space) && node.local() == name;
}

const XmlNode* core_child(const XmlNode& node, std::string_view name) {
  const auto found = std::find_if(node.children.begin(), node.children.end(),
                                  [&](const XmlNode& child) { return is_core(child, name); });
  return found != node.children.end() ? &*found : nullptr;
}

class UnitCheck {
 public:
  UnitCheck(const XmlNode& unit, const Surroundings& around, Registry& registry, const Findings& findings)
      : unit_(unit), around_(around), registry_(registry), findings_(findings) {
    if (const std::string* space = unit.find("xml:space")) around_.preserves_space = *space == "preserve";
    if (const std::string* language = unit.find("xml:lang")) around_.inherited_language = *language;
    around_.scope.unit = unit.value("id");
  }

  void run() {
    ExtensionIds ids;
    for (const XmlNode& child : unit_.children) {
      if (child.is_text()) continue;
      if (is_core(child, "notes")) check_notes(child, around_, registry_, findings_);
      if (is_core(child, "originalData")) check_data(child);
      if (is_core(child, "segment") || is_core(child, "ignorable")) take_part(child);
      if (!is_version2(child.space)) {
        check_module(child, unit_, around_, registry_, findings_);
        ids.take(child, around_, registry_, findings_);
      }
    }
    check_module_attributes(unit_, around_, findings_);
    check_its_ids(unit_, findings_);
    if (!parts_.empty() &&
        std::none_of(parts_.begin(), parts_.end(), [](const XmlNode* part) { return part->local() == "segment"; }))
      findings_.error(unit_, "xliff-element", msg("a <unit> has to have a <segment>"));
    check_order();
    check_codes(unit_, sources_, targets_, around_, registry_, findings_);
  }

 private:
  void check_data(const XmlNode& original_data) {
    std::set<std::string_view> seen;
    for (const XmlNode& data : original_data.children) {
      if (!is_core(data, "data")) continue;
      const std::string_view id = data.value("id");
      if (!seen.insert(id).second) findings_.error(data, "xliff-id", msg("the id {1} is used twice", id));
      registry_.define(key("d=" + std::string(id)));
      if (data.value("xml:space", "preserve") != "preserve")
        findings_.error(data, "xliff-value", msg("xml:space of <data> has to be preserve"));
    }
  }

  void take_part(const XmlNode& part) {
    parts_.push_back(&part);
    check_state(part);
    const XmlNode* source = core_child(part, "source");
    const XmlNode* target = core_child(part, "target");
    if (source != nullptr) {
      sources_.push_back({source, &part, parts_.size()});
      check_language(*source, around_.source_language);
    }
    if (target == nullptr) return;
    targets_.push_back({target, &part, parts_.size()});
    if (around_.has_target_language)
      check_language(*target, around_.target_language);
    else
      findings_.error(*target, "xliff-language", msg("there is a <target>, but <xliff> has no trgLang"));
    if (source != nullptr && preserves(*source) != preserves(*target))
      findings_.error(*target, "xliff-space", msg("xml:space is not the same for <source> and <target>"));
  }

  bool preserves(const XmlNode& text) const {
    const std::string* space = text.find("xml:space");
    return space != nullptr ? *space == "preserve" : around_.preserves_space;
  }

  void check_state(const XmlNode& part) {
    const std::string* state = part.find("state");
    const std::string* sub_state = part.find("subState");
    if (sub_state != nullptr && state == nullptr)
      findings_.error(part, "xliff-state", msg("subState wants state to be said too"));
    if (sub_state != nullptr && sub_state->starts_with("xlf:"))
      findings_.error(part, "xliff-state", msg("the prefix xlf is the standard's own: {1}", *sub_state));
    if (state != nullptr && *state != "initial" && core_child(part, "target") == nullptr)
      findings_.error(part, "xliff-state", msg("state=\"{1}\" without a <target>", *state));
  }

  void check_language(const XmlNode& text, const std::string& expected) {
    const std::string* own = text.find("xml:lang");
    const std::string& language = own != nullptr ? *own : around_.inherited_language;
    if (!language.empty() && lower(language) != lower(expected))
      findings_.error(text, "xliff-language",
                      msg("xml:lang of <{1}> is {2}, and that of the file {3}", text.name, language, expected));
  }

  // Each place is taken once, by the targets with an order and by those without, which stay
  // where their source is.
  void check_order() {
    std::map<std::size_t, const XmlNode*> places;
    for (TextElement& target : targets_) {
      const std::string* order = target.element->find("order");
      if (order == nullptr) continue;
      std::size_t place = 0;
      std::from_chars(order->data(), order->data() + order->size(), place);
      if (place > parts_.size())
        findings_.error(*target.element, "xliff-order",
                        msg("order=\"{1}\", but the unit has only {2} segments and ignorables", *order, parts_.size()));
      target.order = place;
    }
    for (const TextElement& target : targets_) {
      if (!places.emplace(target.order, target.element).second)
        findings_.error(*target.element, "xliff-order", msg("two targets are the {1}. of the unit", target.order));
    }
    check_moved(places);
  }

  // Where a target with an order stood, another one has to stand.
  void check_moved(const std::map<std::size_t, const XmlNode*>& taken) {
    std::unordered_map<const XmlNode*, std::size_t> places;
    for (std::size_t i = 0; i < parts_.size(); ++i) places.emplace(parts_[i], i + 1);
    for (const TextElement& target : targets_) {
      if (target.element->find("order") == nullptr) continue;
      const std::size_t own = places.at(target.segment);
      if (taken.count(own) == 0)
        findings_.error(*target.element, "xliff-order", msg("no target has the order {1}, which this one left", own));
    }
  }

  std::string key(const std::string& leaf) const { return key_of({}, around_.scope) + "/" + leaf; }

  const XmlNode& unit_;
  Surroundings around_;
  Registry& registry_;
  const Findings& findings_;
  std::vector<const XmlNode*> parts_;
  std::vector<TextElement> sources_;
  std::vector<TextElement> targets_;
};

}  // namespace

void check_unit(const XmlNode& unit, const Surroundings& around, Registry& registry, const Findings& findings) {
  UnitCheck(unit, around, registry, findings).run();
}

void check_notes(const XmlNode& notes, const Surroundings& around, Registry& registry, const Findings& findings) {
  std::set<std::string_view> seen;
  for (const XmlNode& note : notes.children) {
    if (!is_core(note, "note")) continue;
    check_module_attributes(note, around, findings);
    if (note.find("ref") != nullptr) {
      if (note.space == kXliff20)
        findings.error(note, "xliff-attribute", msg("{1} may not stand on <{2}>", "ref", note.name));
      check_reference(note, "ref", around, registry, findings);
    }
    const std::string* id = note.find("id");
    if (id == nullptr) continue;
    if (!seen.insert(*id).second) findings.error(note, "xliff-id", msg("the id {1} is used twice", *id));
    registry.define(key_of({}, around.scope) + "/n=" + *id);
  }
}

namespace {

void collect_ids(const XmlNode& element, std::vector<std::pair<std::string, const XmlNode*>>& found) {
  for (const XmlAttribute& attribute : element.attributes)
    if (attribute.name == "id" || attribute.name == "xml:id")
      found.emplace_back(element.space + " " + attribute.value, &element);
  for (const XmlNode& child : element.children)
    if (!child.is_text()) collect_ids(child, found);
}

}  // namespace

// Modules have rules of their own; this is for extensions.
void ExtensionIds::take(const XmlNode& element, const Surroundings& around, Registry& registry,
                        const Findings& findings) {
  std::vector<std::pair<std::string, const XmlNode*>> ids;
  collect_ids(element, ids);
  const bool is_module = is_standard_space(element.space);
  for (const auto& [id, node] : ids) {
    const std::string_view prefix = fragment_prefix(node->space);
    const std::string value = id.substr(id.find(' ') + 1);
    if (!prefix.empty()) registry.define(key_of({}, around.scope) + "/" + std::string(prefix) + "=" + value);
    if (is_module) continue;
    if (!seen_.insert(id).second)
      findings.error(*node, "xliff-id", msg("the id {1} is used twice in the elements of an extension", value));
  }
}

void check_reference(const XmlNode& element, std::string_view attribute, const Surroundings& around, Registry& registry,
                     const Findings& findings) {
  const std::string* reference = element.find(attribute);
  if (reference == nullptr || !reference->starts_with('#')) return;
  const ParsedFragment parsed = parse_fragment(std::string_view(*reference).substr(1));
  if (!parsed.error.empty()) {
    findings.error(element, "xliff-fragment", parsed.error);
    return;
  }
  registry.refer({key_of(parsed.fragment, around.scope), element.place, *reference, false});
}

}  // namespace oimtm::formats::xliff

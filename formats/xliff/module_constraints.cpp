#include <algorithm>
#include <array>
#include <set>

#include "formats/xliff/constraints.h"
#include "formats/xliff/names.h"
#include "formats/xliff/schema.h"

namespace oimtm::formats::xliff {

namespace {

// An attribute of a module on an element, by namespace.
const std::string* find(const XmlNode& element, std::string_view space, std::string_view name) {
  for (const XmlAttribute& each : element.attributes)
    if (each.space == space && local_name(each.name) == name) return &each.value;
  return nullptr;
}

class ModuleCheck {
 public:
  ModuleCheck(const Surroundings& around, Registry& registry, const Findings& findings)
      : around_(around), registry_(registry), findings_(findings) {}

  void check(const XmlNode& element, const XmlNode& parent) {
    for (const XmlNode& part : parent.children)
      if (is_version2(part.space) && (part.local() == "segment" || part.local() == "ignorable")) take_ids(part);
    const std::string_view space = element.space;
    if (space == kMatches && element.local() == "matches") check_matches(element);
    if (space == kGlossary && element.local() == "glossary") check_glossary(element);
    if (space == kMetadata && element.local() == "metadata") check_ids(element, kMetadata, {"metaGroup"});
    if (space == kResourceData && element.local() == "resourceData") check_resources(element);
    if (space == kValidation && element.local() == "validation") check_rules(element, parent);
  }

 private:
  void error(const XmlNode& node, Message message) const { findings_.error(node, "xliff-module", std::move(message)); }

  void take_ids(const XmlNode& node) {
    if (const std::string* id = node.find("id")) ids_of_texts_.insert(*id);
    for (const XmlNode& child : node.children) take_ids(child);
  }

  // Ids of some elements of a module, which are unique in `element`.
  void check_ids(const XmlNode& element, std::string_view space, std::initializer_list<std::string_view> names) {
    std::set<std::string> seen;
    if (const std::string* id = element.find("id")) seen.insert(*id);
    collect(element, space, names, seen);
  }

  void collect(const XmlNode& element, std::string_view space, std::initializer_list<std::string_view> names,
               std::set<std::string>& seen) {
    for (const XmlNode& child : element.children) {
      if (child.is_text()) continue;
      const bool is_named = child.space == space && std::find(names.begin(), names.end(), child.local()) != names.end();
      const std::string* id = child.find("id");
      if (is_named && id != nullptr && !seen.insert(*id).second) error(child, msg("the id {1} is used twice", *id));
      collect(child, space, names, seen);
    }
  }

  void check_matches(const XmlNode& matches) {
    check_ids(matches, kMatches, {"match"});
    for (const XmlNode& match : matches.children) {
      if (!match.is(kMatches, "match")) continue;
      check_span(match);
      if (match.find("subType") != nullptr && match.find("type") == nullptr)
        error(match, msg("subType wants type to be said too"));
      if (match.value("subType").starts_with("xlf:"))
        error(match, msg("the prefix xlf is the standard's own: {1}", match.value("subType")));
      std::vector<TextElement> sources;
      std::vector<TextElement> targets;
      std::set<std::string> data;
      for (const XmlNode& child : match.children) {
        if (child.is_text()) continue;
        const bool is_core = is_version2(child.space);
        if (is_core && child.local() == "source") sources.push_back({&child, nullptr, 1});
        if (is_core && child.local() == "target") targets.push_back({&child, nullptr, 1});
        if (is_core && child.local() == "source") expect_language(child, around_.source_language);
        if (is_core && child.local() == "target" && match.value("reference", "no") == "no")
          expect_language(child, around_.target_language);
        if (is_core && child.local() == "originalData")
          for (const XmlNode& each : child.children)
            if (!each.is_text() && !data.insert(std::string(each.value("id"))).second)
              error(each, msg("the id {1} is used twice", each.value("id")));
        if (!is_core) check(child, match);
      }
      check_codes(match, sources, targets, around_, registry_, findings_);
    }
  }

  // A proposal is in the languages of the file, unless it is for reference.
  void expect_language(const XmlNode& text, const std::string& expected) const {
    const std::string* language = text.find("xml:lang");
    if (language != nullptr && !is_same(*language, expected))
      findings_.warn(text.place, "xliff-language",
                     msg("xml:lang of <{1}> is {2}, and that of the file {3}", text.name, *language, expected));
  }

  // The reference to the text that a match or a term is about.
  void check_span(const XmlNode& element) {
    const std::string* reference = element.find("ref");
    if (reference == nullptr) return;
    // Some write what is no fragment identifier; what counts then is the id.
    if (!reference->starts_with('#')) {
      findings_.warn(element.place, "xliff-fragment", msg("ref=\"{1}\" does not begin with #", *reference));
      const std::string id = reference->substr(reference->find('#') + 1);
      if (ids_of_texts_.count(id) == 0) error(element, msg("ref=\"{1}\" is no text of the unit", *reference));
      return;
    }
    const ParsedFragment parsed = parse_fragment(std::string_view(*reference).substr(1));
    if (!parsed.error.empty()) return findings_.error(element, "xliff-fragment", parsed.error);
    const Fragment& fragment = parsed.fragment;
    const bool is_text = !fragment.id.empty() && (fragment.prefix.empty() || fragment.prefix == "t") &&
                         is_of_unit(fragment, around_.scope);
    if (!is_text) return error(element, msg("ref=\"{1}\" is no text of the unit", *reference));
    registry_.refer({key_of(fragment, around_.scope), element.place, *reference, true});
  }

  void check_glossary(const XmlNode& glossary) {
    check_ids(glossary, kGlossary, {"glossEntry", "translation"});
    for (const XmlNode& entry : glossary.children) {
      if (!entry.is(kGlossary, "glossEntry")) continue;
      if (entry.child(kGlossary, "translation") == nullptr && entry.child(kGlossary, "definition") == nullptr)
        error(entry, msg("a glossary entry has to have a translation or a definition"));
      check_span(entry);
      for (const XmlNode& translation : entry.children)
        if (translation.is(kGlossary, "translation")) check_span(translation);
    }
  }

  void check_resources(const XmlNode& resources) {
    check_ids(resources, kResourceData, {"resourceItem", "resourceItemRef"});
    for (const XmlNode& item : resources.children) {
      if (item.is(kResourceData, "resourceItemRef"))
        registry_.refer({"f=" + around_.scope.file + "/res=" + std::string(item.value("ref")), item.place,
                         std::string(item.value("ref")), true});
      if (!item.is(kResourceData, "resourceItem")) continue;
      const XmlNode* source = item.child(kResourceData, "source");
      const XmlNode* target = item.child(kResourceData, "target");
      const bool holds_both = source != nullptr && target != nullptr && has_content(*source) && has_content(*target);
      if (item.find("mimeType") == nullptr && !holds_both)
        error(item, msg("a resource without mimeType has to hold its source and its target"));
      for (const XmlNode& side : item.children) {
        if (!side.is(kResourceData, "source") && !side.is(kResourceData, "target")) continue;
        if (has_content(side) == (side.find("href") != nullptr))
          error(side, msg("<{1}> has either an href or a content", side.name));
        check_language(side, side.local() == "source" ? around_.source_language : around_.target_language);
      }
    }
  }

  static bool is_same(const std::string& language, const std::string& other) {
    return std::equal(language.begin(), language.end(), other.begin(), other.end(),
                      [](char a, char b) { return (a | 0x20) == (b | 0x20); });
  }

  void check_language(const XmlNode& node, const std::string& expected) {
    const std::string* language = node.find("xml:lang");
    if (language != nullptr && !is_same(*language, expected))
      error(node, msg("xml:lang of <{1}> is {2}, and that of the file {3}", node.name, *language, expected));
  }

  static bool has_content(const XmlNode& node) { return !node.children.empty(); }

  void check_rules(const XmlNode& validation, const XmlNode& parent) {
    for (const XmlNode& rule : validation.children) {
      if (!rule.is(kValidation, "rule")) continue;
      constexpr std::array<std::string_view, 4> kRules = {"isPresent", "isNotPresent", "startsWith", "endsWith"};
      const auto count = std::count_if(kRules.begin(), kRules.end(),
                                       [&](std::string_view name) { return rule.find(name) != nullptr; });
      const bool has_own = std::any_of(rule.attributes.begin(), rule.attributes.end(), [](const XmlAttribute& each) {
        return !each.space.empty() && each.space != "xmlns";
      });
      if (count > 1 || (count == 0 && !has_own))
        error(rule, msg("a rule has one of isPresent, isNotPresent, startsWith and endsWith"));
      if (rule.find("occurs") != nullptr && rule.find("isPresent") == nullptr)
        error(rule, msg("occurs goes with isPresent alone"));
      if (rule.value("existsInSource") == "yes" && (count == 0 || rule.find("isNotPresent") != nullptr))
        error(rule, msg("existsInSource goes with isPresent, startsWith or endsWith"));
      if (rule.value("disabled") == "yes" && parent.local() == "file")
        error(rule, msg("a rule of a file cannot be disabled there: there is none above it"));
    }
  }

  const Surroundings& around_;
  Registry& registry_;
  const Findings& findings_;
  std::set<std::string> ids_of_texts_;  // of the unit's segments and what is in them
};

// "[minimum,]maximum", which may be "*": what the standard's own profiles restrict sizes to.
bool is_size(std::string_view value) {
  const std::size_t comma = value.find(',');
  const std::string_view most = comma != std::string_view::npos ? value.substr(comma + 1) : value;
  const auto is_whole = [](std::string_view number) { return is_of(ValueType::integer, number); };
  return (most == "*" || is_whole(most)) && (comma == std::string_view::npos || is_whole(value.substr(0, comma)));
}

void check_sizes(const XmlNode& element, const Surroundings& around, const Findings& findings) {
  const auto check = [&](std::string_view name, const std::string& profile) {
    const std::string* value = find(element, kSizeRestriction, name);
    if (value != nullptr && profile.starts_with("xliff:") && !is_size(*value))
      findings.error(element, "xliff-module",
                     msg("slr:{1}=\"{2}\" is no size as the profile {3} has it: 255 or 10,255", name, *value, profile));
  };
  check("sizeRestriction", around.general_profile);
  check("storageRestriction", around.storage_profile);
}

}  // namespace

void check_module(const XmlNode& element, const XmlNode& parent, const Surroundings& around, Registry& registry,
                  const Findings& findings) {
  ModuleCheck(around, registry, findings).check(element, parent);
}

void check_module_attributes(const XmlNode& element, const Surroundings& around, const Findings& findings) {
  const auto wrong = [&](Message message) { findings.error(element, "xliff-module", std::move(message)); };
  const bool has_style = find(element, kFormatStyle, "fs") != nullptr;
  const bool has_sub_style = find(element, kFormatStyle, "subFs") != nullptr;
  if (has_sub_style && !has_style) wrong(msg("fs:subFs wants fs:fs"));
  const bool has_size = find(element, kSizeRestriction, "sizeInfo") != nullptr;
  const bool has_size_ref = find(element, kSizeRestriction, "sizeInfoRef") != nullptr;
  if (has_size && has_size_ref) wrong(msg("slr:sizeInfo and slr:sizeInfoRef may not stand together"));
  const bool has_storage = find(element, kSizeRestriction, "equivStorage") != nullptr;
  check_sizes(element, around, findings);
  const bool is_end = is_version2(element.space) && element.local() == "ec";
  if (is_end && element.value("isolated", "no") != "yes" &&
      (has_style || has_sub_style || has_size || has_size_ref || has_storage))
    wrong(msg("on an <ec> that is not isolated there are no attributes of modules: they stand on its <sc>"));
}

}  // namespace oimtm::formats::xliff

#include <algorithm>
#include <memory>
#include <set>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "formats/xliff/constraints.h"
#include "formats/xliff/names.h"
#include "formats/xliff/structure.h"
#include "formats/xliff/xliff.h"

namespace oimtm::formats {

namespace {

using namespace xliff;

// An element that was entered: its children come one by one.
struct Container {
  XmlNode tag;
  ContentState content;
  Surroundings around;
  std::unique_ptr<ExtensionIds> extension_ids = std::make_unique<ExtensionIds>();
  std::set<std::string> modules;  // of a kind that may stand there once
};

// Findings are told in the file's order, but for references: they are known at its end.
class Validator2 : public XmlVisitor, public Registry {
 public:
  Validator2(std::string path, const FindingSink& find)
      : find_(find),
        collect_([this](const Finding& finding) { found_.push_back(finding); }),
        findings_(std::move(path), collect_) {}

  std::size_t units = 0;

  bool enter(const XmlNode& tag) override {
    const bool is_root = containers_.empty();
    if (is_root && !check_root(tag)) {
      tell();
      return false;
    }
    const bool is_container =
        is_version2(tag.space) && (tag.local() == "xliff" || tag.local() == "file" || tag.local() == "group");
    if (!is_container) return false;
    XmlNode kept = tag;
    check_tag(tag, is_root ? nullptr : &containers_.back().tag, findings_);
    if (!is_root) containers_.back().content.take(containers_.back().tag, tag, findings_);
    Surroundings around = is_root ? Surroundings() : containers_.back().around;
    check_its(tag, around.its, findings_);
    around.its.enter(tag);
    enter_scope(tag, around);
    containers_.push_back(
        {std::move(kept), ContentState(tag), std::move(around), std::make_unique<ExtensionIds>(), {}});
    check_module_attributes(tag, containers_.back().around, findings_);
    return true;
  }

  void leave(const XmlNode& tag) override {
    containers_.back().content.finish(tag, findings_);
    const bool is_file = tag.local() == "file";
    containers_.pop_back();
    if (is_file) {
      group_ids_.clear();
      unit_ids_.clear();
    }
    if (containers_.empty()) check_references();
    tell();
  }

  void whole(XmlNode element) override {
    if (containers_.empty()) return;  // the root was none of XLIFF 2, and that is told
    Container& here = containers_.back();
    here.content.take(here.tag, element, findings_);
    check_structure(element, &here.tag, findings_);
    check_its(element, here.around.its, findings_);
    if (is_version2(element.space)) {
      check_core(element, here);
    } else {
      check_once(element, here.modules);
      if (element.is(kSizeRestriction, "profiles")) {
        here.around.general_profile = element.value("generalProfile");
        here.around.storage_profile = element.value("storageProfile");
      }
      check_module(element, here.tag, here.around, *this, findings_);
      here.extension_ids->take(element, here.around, *this, findings_);
    }
    tell();
  }

  void text(XmlPlace place) override {
    if (!containers_.empty()) check_text(containers_.back().tag, place, findings_);
  }

  void define(const std::string& key) override { defined_.insert(std::hash<std::string>()(key)); }
  void refer(Reference reference) override { references_.push_back(std::move(reference)); }

 private:
  bool check_root(const XmlNode& tag) {
    if (tag.local() != "xliff" || !is_version2(tag.space)) {
      if (is_version1(tag.space) && tag.local() == "xliff")
        findings_.warn(tag.place, "xliff-root",
                       msg("XLIFF 1 is only held to be well-formed: its rules are not checked"));
      else
        findings_.error(tag, "xliff-root", msg("not XLIFF: its root is <{1}>", tag.name));
      return false;
    }
    const std::string_view version = tag.value("version");
    const bool is_known = version == "2.0" || version == "2.1" || (version == "2.2" && tag.space == kXliff22);
    if (!version.empty() && !is_known)
      findings_.error(tag, "xliff-value",
                      msg("version=\"{1}\" does not go with the namespace {2}", version, tag.space));
    return true;
  }

  void enter_scope(const XmlNode& tag, Surroundings& around) {
    if (const std::string* language = tag.find("xml:lang")) around.inherited_language = *language;
    if (const std::string* space = tag.find("xml:space")) around.preserves_space = *space == "preserve";
    const std::string id(tag.value("id"));
    if (tag.local() == "xliff") {
      around.source_language = tag.value("srcLang");
      around.target_language = tag.value("trgLang");
      around.has_target_language = tag.find("trgLang") != nullptr;
    } else if (tag.local() == "file") {
      around.scope = {id, {}, {}};
      claim(file_ids_, id, tag);
      define("f=" + id);
    } else {
      around.scope.group = id;
      claim(group_ids_, id, tag);
      define("f=" + around.scope.file + "/g=" + id);
      check_own_type(tag);
    }
  }

  void claim(std::set<std::string>& ids, const std::string& id, const XmlNode& node) {
    if (!id.empty() && !ids.insert(id).second) findings_.error(node, "xliff-id", msg("the id {1} is used twice", id));
  }

  void check_own_type(const XmlNode& node) {
    if (node.value("type").starts_with("xlf:"))
      findings_.error(node, "xliff-value", msg("the prefix xlf is the standard's own: {1}", node.value("type")));
  }

  void check_core(const XmlNode& element, Container& here) {
    if (element.local() == "unit") return take_unit(element, here);
    if (element.local() == "notes") {
      if (here.tag.local() == "xliff" && element.space == kXliff20)
        findings_.error(element, "xliff-element", msg("<{1}> may not stand in <{2}>", element.name, here.tag.name));
      check_notes(element, here.around, *this, findings_);
    }
    if (element.local() == "skeleton" && element.children.empty() == (element.find("href") == nullptr))
      findings_.error(element, "xliff-element", msg("<skeleton> has either an href or a content"));
  }

  void take_unit(const XmlNode& unit, const Container& here) {
    ++units;
    const std::string id(unit.value("id"));
    claim(unit_ids_, id, unit);
    define("f=" + here.around.scope.file + "/u=" + id);
    check_own_type(unit);
    std::set<std::string> modules;
    for (const XmlNode& child : unit.children)
      if (!child.is_text() && !is_version2(child.space)) check_once(child, modules);
    check_unit(unit, here.around, *this, findings_);
  }

  // Of a module, a file, group or unit has one element; but data of size restriction has profiles.
  void check_once(const XmlNode& element, std::set<std::string>& modules) {
    const bool may_repeat = !is_standard_space(element.space) || element.is(kSizeRestriction, "data") ||
                            element.space == kIts || element.space == kChangeTracking20;
    if (may_repeat) return;
    if (!modules.insert(element.space + " " + std::string(element.local())).second)
      findings_.error(element, "xliff-element", msg("a second <{1}> in the same place", element.name));
  }

  // What was found in an element, in the file's order.
  void tell() {
    std::stable_sort(found_.begin(), found_.end(), [](const Finding& a, const Finding& b) {
      return std::tie(a.where.line, a.where.column) < std::tie(b.where.line, b.where.column);
    });
    for (const Finding& finding : found_) find_(finding);
    found_.clear();
  }

  void check_references() {
    for (const Reference& each : references_) {
      if (defined_.count(std::hash<std::string>()(each.key)) != 0) continue;
      if (each.is_required)
        findings_.error(each.place, "xliff-reference", msg("{1} is not in the file", each.text));
      else
        findings_.warn(each.place, "xliff-reference", msg("{1} is not in the file", each.text));
    }
  }

  const FindingSink& find_;
  FindingSink collect_;
  std::vector<Finding> found_;
  Findings findings_;
  std::vector<Container> containers_;
  std::set<std::string> file_ids_;
  std::set<std::string> group_ids_;
  std::set<std::string> unit_ids_;
  std::unordered_set<std::size_t> defined_;
  std::vector<Reference> references_;
};

}  // namespace

std::size_t validate_xliff(ByteSource& source, const ValidateOptions& options, const FindingSink& find) {
  Validator2 validator(source.path(), find);
  XmlLimits limits;
  limits.depth = options.limits.depth;
  limits.attributes = options.limits.attributes;
  ExchangeText text(source, {{}, true, false, options.limits});
  XmlReader(text, limits).read(validator);
  return validator.units;
}

}  // namespace oimtm::formats

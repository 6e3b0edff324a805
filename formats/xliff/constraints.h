// What the standard says in words of units and modules, beyond its schema. Private to
// formats/xliff.
#pragma once

#include <functional>
#include <string>
#include <unordered_set>
#include <vector>

#include "formats/xliff/findings.h"
#include "formats/xliff/fragment.h"

namespace oimtm::formats::xliff {

// What ITS wants around its attributes: it is inherited.
struct ItsScope {
  bool has_version = false;
  bool has_score = false;
  bool has_vote = false;

  void enter(const XmlNode& element);
};

// What the elements around a unit say, and what is asked of the whole file.
struct Surroundings {
  std::string source_language;
  std::string target_language;
  bool has_target_language = false;
  std::string inherited_language;  // xml:lang; empty if none is inherited
  bool preserves_space = false;
  FragmentScope scope;
  ItsScope its;
  std::string general_profile;  // of size restriction, as the file says
  std::string storage_profile;
};

// Something that has to be there by the end of the file (sub-flows) or ought to be.
struct Reference {
  std::string key;
  XmlPlace place;
  std::string text;          // as the file says it
  bool is_required = false;  // an error if it is not there; else a warning
};

class Registry {
 public:
  virtual ~Registry() = default;
  virtual void define(const std::string& key) = 0;
  virtual void refer(Reference reference) = 0;
};

// A <unit>: ids, languages, white space, order, data, codes, annotations.
void check_unit(const XmlNode& unit, const Surroundings& around, Registry& registry, const Findings& findings);

// Codes and annotations of the sources and targets of a unit or a match.
struct TextElement {
  const XmlNode* element = nullptr;  // <source> or <target>
  const XmlNode* segment = nullptr;  // that it stands in; null in a match
  std::size_t order = 0;             // of a target, from 1
};
void check_codes(const XmlNode& holder, const std::vector<TextElement>& sources,
                 const std::vector<TextElement>& targets, const Surroundings& around, Registry& registry,
                 const Findings& findings);

// A module's or an extension's element in a file, group or unit (or in a match): what it
// says in words.
void check_module(const XmlNode& element, const XmlNode& parent, const Surroundings& around, Registry& registry,
                  const Findings& findings);

// Attributes of modules on an element of the core.
void check_module_attributes(const XmlNode& element, const Surroundings& around, const Findings& findings);

// What ITS says in words of an element and all in it; `scope` is that around it.
void check_its(const XmlNode& element, ItsScope scope, const Findings& findings);

// The ids of ITS's stand-off elements in a file, group or unit.
void check_its_ids(const XmlNode& holder, const Findings& findings);

// <notes>: their ids; and the ids of extensions' elements, once in each file, group and unit.
void check_notes(const XmlNode& notes, const Surroundings& around, Registry& registry, const Findings& findings);

class ExtensionIds {
 public:
  void take(const XmlNode& element, const Surroundings& around, Registry& registry, const Findings& findings);

 private:
  std::unordered_set<std::string> seen_;
};

// The reference that an attribute makes: of its form, and defined somewhere.
void check_reference(const XmlNode& element, std::string_view attribute, const Surroundings& around, Registry& registry,
                     const Findings& findings);

}  // namespace oimtm::formats::xliff

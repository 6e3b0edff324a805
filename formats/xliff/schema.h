// What XLIFF 2 and its modules are made of: elements, attributes, types, as tables. Private
// to formats/xliff.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/xliff/xml_tree.h"

namespace oimtm::formats::xliff {

enum class ValueType {
  text,
  yes_no,
  yes_no_first_no,
  direction,
  applies_to,
  meta_applies_to,
  user_defined,
  code_type,
  mark_type,
  priority,
  state,
  match_type,
  normalization,
  format_style,
  nmtoken,
  nmtokens,
  positive,
  integer,
  language,
  uri,
  hex,
  percent,
  fraction,
  filter_type,
  issue_type,
  its_version,
  xml_space,
};

// Whether a value is of a type; and what the type allows, in words for the message.
bool is_of(ValueType type, std::string_view value);
std::string_view describe(ValueType type);

bool is_nmtoken(std::string_view value);

struct AttributeRule {
  std::string_view name;
  ValueType type = ValueType::text;
  bool is_required = false;
};

// Which attributes of other namespaces an element takes.
enum class Foreign { none, modules, any };

// One part of a content model: any of the names, as often as it says, at its place in the
// sequence. "*" is an element of another namespace.
struct Slot {
  std::vector<std::string_view> names;
  bool is_required = false;
  bool repeats = false;
};

struct ElementRule {
  std::string_view space;  // "" stands for the core's, whichever version
  std::string_view name;
  std::vector<AttributeRule> attributes;
  std::vector<Slot> content;
  bool has_text = false;
  Foreign foreign = Foreign::none;
  std::vector<std::string_view> parents;  // of modules: where it may stand; empty: in its own module's
};

// The rule of an element; null if the standard has no such element in that namespace.
const ElementRule* find_rule(const XmlNode& element);

// A namespace of the core or of a module: in it, there are only the elements of the tables.
bool is_standard_space(std::string_view space);

// An attribute of a module on an element of the core; null if the module has no such one.
struct ModuleAttribute {
  std::string_view space;
  std::string_view name;
  ValueType type;
  std::vector<std::string_view> hosts;  // elements of the core that may have it
};
const ModuleAttribute* find_module_attribute(std::string_view space, std::string_view name);
bool has_module_attributes(std::string_view space);

// The prefix that fragment identifiers have for a namespace, and back; empty for one that
// nobody registered.
std::string_view fragment_prefix(std::string_view space);
bool is_fragment_prefix(std::string_view prefix);

}  // namespace oimtm::formats::xliff

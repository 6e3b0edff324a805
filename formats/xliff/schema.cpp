#include "formats/xliff/schema.h"

#include <algorithm>
#include <array>

#include "formats/xliff/names.h"
#include "formats/xliff/schema_tables.h"

namespace oimtm::formats::xliff {

namespace {

struct Prefix {
  std::string_view prefix;
  std::string_view space;
};

// Those that the technical committee registered.
constexpr std::array<Prefix, 12> kPrefixes = {{{"mtc", kMatches},
                                               {"gls", kGlossary},
                                               {"fs", kFormatStyle},
                                               {"mda", kMetadata},
                                               {"res", kResourceData},
                                               {"ctr", kChangeTracking20},
                                               {"slr", kSizeRestriction},
                                               {"val", kValidation},
                                               {"its", kIts},
                                               {"itsm", kItsm},
                                               {"pgs", kPgs},
                                               {"tbx", kTbx}}};

}  // namespace

const ElementRule* find_rule(const XmlNode& element) {
  const bool is_of_core = is_version2(element.space);
  for (const ElementRule& rule : is_of_core ? core_elements() : module_elements())
    if (rule.name == element.local() && (is_of_core || rule.space == element.space)) return &rule;
  return nullptr;
}

bool is_standard_space(std::string_view space) {
  if (is_version2(space)) return true;
  return std::any_of(module_elements().begin(), module_elements().end(),
                     [&](const ElementRule& rule) { return rule.space == space; }) ||
         space == kFormatStyle || space == kItsm || space == kPgs;
}

const ModuleAttribute* find_module_attribute(std::string_view space, std::string_view name) {
  for (const ModuleAttribute& each : module_attributes())
    if (each.space == space && each.name == name) return &each;
  return nullptr;
}

bool has_module_attributes(std::string_view space) {
  return space == kFormatStyle || space == kSizeRestriction || space == kPgs || space == kItsm || space == kIts;
}

std::string_view fragment_prefix(std::string_view space) {
  for (const Prefix& each : kPrefixes)
    if (each.space == space) return each.prefix;
  return space == kChangeTracking21 ? "ctr" : std::string_view();
}

bool is_fragment_prefix(std::string_view prefix) {
  return std::any_of(kPrefixes.begin(), kPrefixes.end(), [&](const Prefix& each) { return each.prefix == prefix; });
}

}  // namespace oimtm::formats::xliff

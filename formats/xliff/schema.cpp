#include "formats/xliff/schema.h"

#include <algorithm>
#include <array>

#include "formats/xliff/names.h"

namespace oimtm::formats::xliff {

namespace {

using T = ValueType;

const std::vector<std::string_view> kInline = {"cp", "ph", "pc", "sc", "ec", "mrk", "sm", "em"};
const std::vector<std::string_view> kHolders = {"file", "group", "unit"};

std::vector<AttributeRule> with(std::vector<AttributeRule> some, const std::vector<AttributeRule>& more) {
  some.insert(some.end(), more.begin(), more.end());
  return some;
}

const std::vector<AttributeRule> kHints = {
    {"canCopy", T::yes_no}, {"canDelete", T::yes_no},     {"canReorder", T::yes_no_first_no},
    {"copyOf", T::nmtoken}, {"subType", T::user_defined}, {"type", T::code_type}};
const std::vector<AttributeRule> kCode =
    with(kHints, {{"disp"}, {"equiv"}, {"dataRef", T::nmtoken}, {"subFlows", T::nmtokens}});
const std::vector<AttributeRule> kMark = {
    {"id", T::nmtoken, true}, {"translate", T::yes_no}, {"type", T::mark_type}, {"ref", T::uri}, {"value"}};
const std::vector<AttributeRule> kTree = {{"id", T::nmtoken, true}, {"canResegment", T::yes_no},
                                          {"translate", T::yes_no}, {"srcDir", T::direction},
                                          {"trgDir", T::direction}, {"xml:space", T::xml_space}};
const std::vector<AttributeRule> kText = {{"xml:lang", T::language}, {"xml:space", T::xml_space}};
const Slot kOthers = {{"*"}, false, true};

const std::vector<ElementRule>& core() {
  static const std::vector<ElementRule> rules = {
      {"",
       "xliff",
       {{"version", T::text, true},
        {"srcLang", T::language, true},
        {"trgLang", T::language},
        {"xml:space", T::xml_space}},
       {{{"notes"}}, {{"mda:metadata"}}, {{"file"}, true, true}},
       false,
       Foreign::any,
       {}},
      {"",
       "file",
       with(kTree, {{"original"}}),
       {{{"skeleton"}}, kOthers, {{"notes"}}, {{"unit", "group"}, true, true}},
       false,
       Foreign::any,
       {"xliff"}},
      {"", "skeleton", {{"href", T::uri}}, {kOthers}, true, Foreign::none, {"file"}},
      {"",
       "group",
       with(kTree, {{"name"}, {"type", T::user_defined}}),
       {kOthers, {{"notes"}}, {{"unit", "group"}, false, true}},
       false,
       Foreign::any,
       {}},
      {"",
       "unit",
       with(kTree, {{"name"}, {"type", T::user_defined}}),
       {kOthers, {{"notes"}}, {{"originalData"}}, {{"segment", "ignorable"}, true, true}},
       false,
       Foreign::any,
       {}},
      {"",
       "segment",
       {{"id", T::nmtoken}, {"canResegment", T::yes_no}, {"state", T::state}, {"subState", T::user_defined}},
       {{{"source"}, true}, {{"target"}}},
       false,
       Foreign::none,
       {}},
      {"", "ignorable", {{"id", T::nmtoken}}, {{{"source"}, true}, {{"target"}}}, false, Foreign::none, {}},
      {"", "notes", {}, {{{"note"}, true, true}}, false, Foreign::none, {}},
      {"",
       "note",
       {{"id", T::nmtoken}, {"appliesTo", T::applies_to}, {"category"}, {"priority", T::priority}, {"ref", T::uri}},
       {},
       true,
       Foreign::any,
       {}},
      {"", "originalData", {}, {{{"data"}, true, true}}, false, Foreign::none, {}},
      {"",
       "data",
       {{"id", T::nmtoken, true}, {"dir", T::direction}, {"xml:space", T::xml_space}},
       {{{"cp"}, false, true}},
       true,
       Foreign::none,
       {}},
      {"", "source", kText, {{kInline, false, true}}, true, Foreign::none, {}},
      {"", "target", with(kText, {{"order", T::positive}}), {{kInline, false, true}}, true, Foreign::none, {}},
      {"", "cp", {{"hex", T::hex, true}}, {}, false, Foreign::none, {}},
      {"", "ph", with(kCode, {{"id", T::nmtoken, true}}), {}, false, Foreign::modules, {}},
      {"",
       "pc",
       with(kHints, {{"id", T::nmtoken, true},
                     {"canOverlap", T::yes_no},
                     {"dir", T::direction},
                     {"dispStart"},
                     {"dispEnd"},
                     {"equivStart"},
                     {"equivEnd"},
                     {"dataRefStart", T::nmtoken},
                     {"dataRefEnd", T::nmtoken},
                     {"subFlowsStart", T::nmtokens},
                     {"subFlowsEnd", T::nmtokens}}),
       {{kInline, false, true}},
       true,
       Foreign::modules,
       {}},
      {"",
       "sc",
       with(kCode,
            {{"id", T::nmtoken, true}, {"canOverlap", T::yes_no}, {"dir", T::direction}, {"isolated", T::yes_no}}),
       {},
       false,
       Foreign::modules,
       {}},
      {"",
       "ec",
       with(kCode, {{"id", T::nmtoken},
                    {"canOverlap", T::yes_no},
                    {"dir", T::direction},
                    {"isolated", T::yes_no},
                    {"startRef", T::nmtoken}}),
       {},
       false,
       Foreign::modules,
       {}},
      {"", "mrk", kMark, {{kInline, false, true}}, true, Foreign::any, {}},
      {"", "sm", kMark, {}, false, Foreign::any, {}},
      {"", "em", {{"startRef", T::nmtoken, true}}, {}, false, Foreign::none, {}},
  };
  return rules;
}

const std::vector<ElementRule>& modules() {
  static const std::vector<ElementRule> rules = {
      {kMatches, "matches", {}, {{{"mtc:match"}, true, true}}, false, Foreign::none, {"unit"}},
      {kMatches,
       "match",
       {{"id", T::nmtoken},
        {"matchQuality", T::percent},
        {"matchSuitability", T::percent},
        {"origin"},
        {"ref", T::uri, true},
        {"reference", T::yes_no},
        {"similarity", T::percent},
        {"subType", T::user_defined},
        {"type", T::match_type}},
       {{{"mda:metadata"}}, {{"originalData"}}, {{"source"}, true}, {{"target"}, true}, kOthers},
       false,
       Foreign::any,
       {}},
      {kGlossary, "glossary", {}, {{{"gls:glossEntry"}, true, true}}, false, Foreign::none, {"unit"}},
      {kGlossary,
       "glossEntry",
       {{"id", T::nmtoken}, {"ref", T::uri}},
       {{{"gls:term"}, true}, {{"gls:translation"}, false, true}, {{"gls:definition"}}, kOthers},
       false,
       Foreign::any,
       {}},
      {kGlossary, "term", {{"source"}}, {}, true, Foreign::any, {}},
      {kGlossary, "translation", {{"id", T::nmtoken}, {"ref", T::uri}, {"source"}}, {}, true, Foreign::any, {}},
      {kGlossary, "definition", {{"source"}}, {}, true, Foreign::any, {}},
      {kMetadata,
       "metadata",
       {{"id", T::nmtoken}},
       {{{"mda:metaGroup"}, true, true}},
       false,
       Foreign::none,
       {"xliff", "file", "group", "unit", "match"}},
      {kMetadata,
       "metaGroup",
       {{"id", T::nmtoken}, {"category"}, {"appliesTo", T::meta_applies_to}},
       {{{"mda:metaGroup", "mda:meta"}, true, true}},
       false,
       Foreign::none,
       {}},
      {kMetadata, "meta", {{"type", T::text, true}}, {}, true, Foreign::none, {}},
      {kResourceData,
       "resourceData",
       {},
       {{{"notes"}}, {{"res:resourceItemRef"}, false, true}, {{"res:resourceItem"}, false, true}},
       false,
       Foreign::none,
       {"file", "unit"}},
      {kResourceData, "resourceItemRef", {{"id", T::nmtoken}, {"ref", T::nmtoken, true}}, {}, false, Foreign::any, {}},
      {kResourceData,
       "resourceItem",
       {{"mimeType"}, {"id", T::nmtoken}, {"context", T::yes_no}},
       {{{"res:source"}}, {{"res:target"}}, {{"res:reference"}, false, true}},
       false,
       Foreign::any,
       {}},
      {kResourceData, "source", {{"href"}, {"xml:lang", T::language}}, {kOthers}, false, Foreign::any, {}},
      {kResourceData, "target", {{"href"}, {"xml:lang", T::language}}, {kOthers}, false, Foreign::any, {}},
      {kResourceData, "reference", {{"href", T::text, true}, {"xml:lang", T::language}}, {}, false, Foreign::any, {}},
      {kSizeRestriction,
       "profiles",
       {{"generalProfile"}, {"storageProfile"}},
       {{{"slr:normalization"}}, kOthers},
       false,
       Foreign::none,
       {"file"}},
      {kSizeRestriction,
       "normalization",
       {{"general", T::normalization}, {"storage", T::normalization}},
       {},
       false,
       Foreign::none,
       {}},
      {kSizeRestriction, "data", {{"profile", T::text, true}}, {kOthers}, false, Foreign::any, kHolders},
      {kValidation, "validation", {}, {{{"val:rule"}, true, true}}, false, Foreign::any, kHolders},
      {kValidation,
       "rule",
       {{"isPresent"},
        {"occurs", T::positive},
        {"isNotPresent"},
        {"startsWith"},
        {"endsWith"},
        {"existsInSource", T::yes_no},
        {"caseSensitive", T::yes_no},
        {"normalization", T::normalization},
        {"disabled", T::yes_no}},
       {},
       false,
       Foreign::any,
       {}},
      {kChangeTracking20, "changeTrack", {}, {{{"ctr:revisions"}, true, true}}, false, Foreign::none, kHolders},
      {kChangeTracking20,
       "revisions",
       {{"appliesTo", T::nmtoken, true}, {"ref", T::nmtoken}, {"currentVersion", T::nmtoken}},
       {{{"ctr:revision"}, true, true}},
       false,
       Foreign::any,
       {}},
      {kChangeTracking20,
       "revision",
       {{"author"}, {"datetime"}, {"version", T::nmtoken}},
       {{{"ctr:item"}, true, true}},
       false,
       Foreign::any,
       {}},
      {kChangeTracking20, "item", {{"property", T::text, true}}, {}, true, Foreign::any, {}},
      {kIts,
       "locQualityIssues",
       {{"xml:id", T::nmtoken, true}, {"version"}},
       {{{"its:locQualityIssue"}, true, true}},
       false,
       Foreign::none,
       {"file", "group", "unit", "match"}},
      {kIts,
       "locQualityIssue",
       {{"version"},
        {"locQualityIssueType"},
        {"locQualityIssueComment"},
        {"locQualityIssueSeverity"},
        {"locQualityIssueProfileRef"},
        {"locQualityIssueEnabled"}},
       {},
       false,
       Foreign::none,
       {}},
      {kIts,
       "provenanceRecords",
       {{"xml:id", T::nmtoken, true}, {"version"}},
       {{{"its:provenanceRecord"}, true, true}},
       false,
       Foreign::none,
       {"file", "group", "unit", "match"}},
      {kIts,
       "provenanceRecord",
       {{"version"},
        {"org"},
        {"orgRef"},
        {"person"},
        {"personRef"},
        {"revOrg"},
        {"revOrgRef"},
        {"revPerson"},
        {"revPersonRef"},
        {"revTool"},
        {"revToolRef"},
        {"tool"},
        {"toolRef"}},
       {},
       false,
       Foreign::none,
       {}},
  };
  return rules;
}

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

const std::vector<ModuleAttribute>& module_attributes() {
  static const std::vector<std::string_view> styled = {"file", "group", "unit", "note", "sc",     "ec",
                                                       "ph",   "pc",    "mrk",  "sm",   "source", "target"};
  static const std::vector<std::string_view> restricted = {"file", "group", "unit", "mrk", "sm"};
  static const std::vector<std::string_view> stored = {"sc", "ec", "ph", "pc"};
  static const std::vector<std::string_view> sized = {"file", "group", "unit", "sc", "ec", "ph", "pc"};
  static const std::vector<std::string_view> annotated = {"xliff", "file", "group", "unit",
                                                          "note",  "mrk",  "sm",    "match"};
  static const std::vector<std::string_view> switched = {"group", "unit"};
  static const std::vector<ModuleAttribute> table = {
      {kFormatStyle, "fs", T::format_style, styled},
      {kFormatStyle, "subFs", T::text, styled},
      {kSizeRestriction, "storageRestriction", T::text, restricted},
      {kSizeRestriction, "sizeRestriction", T::text, restricted},
      {kSizeRestriction, "equivStorage", T::text, stored},
      {kSizeRestriction, "sizeInfo", T::text, sized},
      {kSizeRestriction, "sizeInfoRef", T::nmtoken, sized},
      {kPgs, "switch", T::text, switched},
      {kPgs, "case", T::text, switched},
      {kItsm, "domains", T::text, annotated},
      {kItsm, "lang", T::language, annotated},
      {kIts, "version", T::its_version, annotated},
      {kIts, "allowedCharacters", T::text, annotated},
      {kIts, "annotatorsRef", T::text, annotated},
      {kIts, "localeFilterList", T::text, annotated},
      {kIts, "localeFilterType", T::filter_type, annotated},
      {kIts, "locQualityIssueComment", T::text, annotated},
      {kIts, "locQualityIssueEnabled", T::yes_no, annotated},
      {kIts, "locQualityIssueProfileRef", T::uri, annotated},
      {kIts, "locQualityIssuesRef", T::uri, annotated},
      {kIts, "locQualityIssueSeverity", T::percent, annotated},
      {kIts, "locQualityIssueType", T::issue_type, annotated},
      {kIts, "locQualityRatingProfileRef", T::uri, annotated},
      {kIts, "locQualityRatingScore", T::percent, annotated},
      {kIts, "locQualityRatingScoreThreshold", T::percent, annotated},
      {kIts, "locQualityRatingVote", T::integer, annotated},
      {kIts, "locQualityRatingVoteThreshold", T::integer, annotated},
      {kIts, "mtConfidence", T::fraction, annotated},
      {kIts, "org", T::text, annotated},
      {kIts, "orgRef", T::uri, annotated},
      {kIts, "person", T::text, annotated},
      {kIts, "personRef", T::uri, annotated},
      {kIts, "provenanceRecordsRef", T::uri, annotated},
      {kIts, "revOrg", T::text, annotated},
      {kIts, "revOrgRef", T::uri, annotated},
      {kIts, "revPerson", T::text, annotated},
      {kIts, "revPersonRef", T::uri, annotated},
      {kIts, "revTool", T::text, annotated},
      {kIts, "revToolRef", T::uri, annotated},
      {kIts, "taClassRef", T::uri, annotated},
      {kIts, "taConfidence", T::fraction, annotated},
      {kIts, "taIdent", T::text, annotated},
      {kIts, "taIdentRef", T::uri, annotated},
      {kIts, "taSource", T::text, annotated},
      {kIts, "termConfidence", T::fraction, annotated},
      {kIts, "tool", T::text, annotated},
      {kIts, "toolRef", T::uri, annotated},
  };
  return table;
}

}  // namespace

const ElementRule* find_rule(const XmlNode& element) {
  const bool is_of_core = is_version2(element.space);
  for (const ElementRule& rule : is_of_core ? core() : modules())
    if (rule.name == element.local() && (is_of_core || rule.space == element.space)) return &rule;
  return nullptr;
}

bool is_standard_space(std::string_view space) {
  if (is_version2(space)) return true;
  return std::any_of(modules().begin(), modules().end(),
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

#include "formats/xliff/names.h"
#include "formats/xliff/schema_tables.h"

namespace oimtm::formats::xliff {

namespace {

using T = ValueType;

const std::vector<std::string_view> kInline = {"cp", "ph", "pc", "sc", "ec", "mrk", "sm", "em"};
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
}  // namespace

const std::vector<ElementRule>& core_elements() {
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

}  // namespace oimtm::formats::xliff

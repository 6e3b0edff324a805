#include <algorithm>
#include <array>
#include <set>

#include "formats/xliff/constraints.h"
#include "formats/xliff/names.h"
#include "formats/xliff/side.h"

namespace oimtm::formats::xliff {

namespace {

using Names = std::initializer_list<std::string_view>;

const std::string* find(const XmlNode& element, std::string_view name, std::string_view space = kIts) {
  for (const XmlAttribute& each : element.attributes)
    if (each.space == space && local_name(each.name) == name) return &each.value;
  return nullptr;
}

bool has_any(const XmlNode& element, Names names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return find(element, name) != nullptr; });
}

void wrong(const XmlNode& element, const Findings& findings, Message message) {
  findings.error(element, "xliff-module", std::move(message));
}

// Attributes that stand for others, or want them.
void check_combinations(const XmlNode& element, const Findings& findings) {
  const auto has = [&](std::string_view name) { return find(element, name) != nullptr; };
  if (has("locQualityIssuesRef") &&
      has_any(element, {"locQualityIssueType", "locQualityIssueComment", "locQualityIssueSeverity",
                        "locQualityIssueProfileRef", "locQualityIssueEnabled"}))
    wrong(element, findings, msg("its:locQualityIssuesRef stands in place of the other attributes of an issue"));
  if (has("provenanceRecordsRef") &&
      has_any(element, {"org", "orgRef", "person", "personRef", "revOrg", "revOrgRef", "revPerson", "revPersonRef",
                        "revTool", "revToolRef", "tool", "toolRef"}))
    wrong(element, findings, msg("its:provenanceRecordsRef stands in place of the other attributes of provenance"));
  if (has("locQualityRatingScore") && has("locQualityRatingVote"))
    wrong(element, findings, msg("its:locQualityRatingScore and its:locQualityRatingVote may not stand together"));
  if (has("taIdentRef") && (has("taSource") || has("taIdent")))
    wrong(element, findings, msg("its:taIdentRef stands in place of its:taSource and its:taIdent"));
  if (has("taSource") != has("taIdent"))
    wrong(element, findings, msg("{1} and {2} have to stand together", "its:taSource", "its:taIdent"));
}

// Annotations of ITS that have no type of their own.
void check_type(const XmlNode& mark, const Findings& findings) {
  const std::string_view type = mark.value("type", "its:generic");
  if (type == "its:generic") return;
  const bool is_its = has_any(mark, {"locQualityIssuesRef", "locQualityRatingScore", "locQualityRatingVote",
                                     "taIdentRef", "taSource", "taIdent", "taClassRef", "mtConfidence",
                                     "provenanceRecordsRef", "allowedCharacters", "localeFilterList"}) ||
                      find(mark, "domains", kItsm) != nullptr || find(mark, "lang", kItsm) != nullptr;
  const bool is_tools = find(mark, "annotatorsRef") != nullptr && type != "term" && !type.starts_with("its:");
  if (is_its || is_tools) wrong(mark, findings, msg("an annotation of ITS has the type its:generic, not {1}", type));
}

// "terminology|http://a mt-confidence|http://b": each data category once.
void check_annotators(const XmlNode& element, const Findings& findings) {
  constexpr std::array<std::string_view, 19> kCategories = {"allowed-characters",
                                                            "directionality",
                                                            "domain",
                                                            "elements-within-text",
                                                            "external-resource",
                                                            "id-value",
                                                            "language-information",
                                                            "locale-filter",
                                                            "localization-note",
                                                            "localization-quality-issue",
                                                            "localization-quality-rating",
                                                            "mt-confidence",
                                                            "preserve-space",
                                                            "provenance",
                                                            "storage-size",
                                                            "target-pointer",
                                                            "terminology",
                                                            "text-analysis",
                                                            "translate"};
  const std::string* references = find(element, "annotatorsRef");
  if (references == nullptr) return;
  std::set<std::string_view> seen;
  std::string_view rest = *references;
  while (!rest.empty()) {
    const std::string_view reference = rest.substr(0, rest.find_first_of(" \t\r\n"));
    rest.remove_prefix(std::min(reference.size() + 1, rest.size()));
    if (reference.empty()) continue;
    const std::string_view category = reference.substr(0, reference.find('|'));
    const bool is_known = std::find(kCategories.begin(), kCategories.end(), category) != kCategories.end();
    if (!is_known || category.size() + 1 >= reference.size())
      wrong(element, findings, msg("its:annotatorsRef: {1} is no data category, | and IRI", reference));
    else if (!seen.insert(category).second)
      wrong(element, findings, msg("its:annotatorsRef names {1} twice", category));
  }
}

}  // namespace

void ItsScope::enter(const XmlNode& element) {
  const bool is_its = element.space == kIts;
  has_version = has_version || find(element, "version") != nullptr || (is_its && element.find("version") != nullptr);
  has_score = has_score || find(element, "locQualityRatingScore") != nullptr;
  has_vote = has_vote || find(element, "locQualityRatingVote") != nullptr;
}

void check_its(const XmlNode& element, ItsScope scope, const Findings& findings) {
  scope.enter(element);
  const bool has_its = std::any_of(element.attributes.begin(), element.attributes.end(),
                                   [](const XmlAttribute& each) { return each.space == kIts || each.space == kItsm; });
  if (has_its && !scope.has_version)
    wrong(element, findings, msg("there are attributes of ITS, but no its:version here or around"));
  if (find(element, "locQualityRatingScoreThreshold") != nullptr && !scope.has_score)
    wrong(element, findings, msg("{1} wants {2}", "its:locQualityRatingScoreThreshold", "its:locQualityRatingScore"));
  if (find(element, "locQualityRatingVoteThreshold") != nullptr && !scope.has_vote)
    wrong(element, findings, msg("{1} wants {2}", "its:locQualityRatingVoteThreshold", "its:locQualityRatingVote"));
  if (has_its) check_combinations(element, findings);
  if (has_its) check_annotators(element, findings);
  if (has_its && is_version2(element.space) && is_mark(element)) check_type(element, findings);
  if (element.is(kIts, "locQualityIssue") && element.find("locQualityIssueType") == nullptr &&
      element.find("locQualityIssueComment") == nullptr)
    wrong(element, findings, msg("an issue of quality has to have a type or a comment"));
  const bool says_who = std::any_of(element.attributes.begin(), element.attributes.end(), [](const XmlAttribute& each) {
    return each.name != "version" && each.space.empty();
  });
  if (element.is(kIts, "provenanceRecord") && !says_who)
    wrong(element, findings, msg("a record of provenance has to name a person, an organisation or a tool"));
  for (const XmlNode& child : element.children)
    if (!child.is_text()) check_its(child, scope, findings);
}

void check_its_ids(const XmlNode& holder, const Findings& findings) {
  std::set<std::string_view> seen;
  for (const XmlNode& child : holder.children) {
    const bool has_id = child.is(kIts, "locQualityIssues") || child.is(kIts, "provenanceRecords");
    if (has_id && !seen.insert(child.value("xml:id")).second)
      findings.error(child, "xliff-id", msg("the id {1} is used twice", child.value("xml:id")));
  }
}

}  // namespace oimtm::formats::xliff

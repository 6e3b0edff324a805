#include "formats/xliff/candidates.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "formats/xliff/content.h"
#include "formats/xliff/free_ids.h"
#include "formats/xliff/names.h"
#include "formats/xml_writer.h"

namespace oimtm::formats::xliff {

namespace {

// Whether a line end alone is between two bytes of the file, as beside candidates of ours.
bool is_line_end(std::size_t end, std::size_t begin) { return begin > end && begin - end <= 2; }

bool is_replaced(const XmlNode& candidate, const SegmentChange& change) {
  const std::string* const origin = candidate.find("origin");
  return origin != nullptr && !candidate.is_from_entity &&
         std::find(change.origins.begin(), change.origins.end(), *origin) != change.origins.end();
}

// Suitability is from 0 to 100, and has to tell a match in context from one that is only
// the same: 102 percent are its 100.
std::string suitability(int score) {
  const int tenths = std::min(score, 102) * 1000 / 102;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string match2(const Candidate& candidate, const std::string& id, const std::string& ref, const std::string& prefix,
                   const std::string& mtc) {
  ContentWriter2 content(prefix);
  const std::string source = content.write(candidate.source);
  const std::string target = content.write(candidate.target);
  std::string xml = "<" + mtc + "match";
  append_attribute(xml, "id", id);
  append_attribute(xml, "ref", "#" + ref);
  append_attribute(xml, "type", candidate.score > 100 ? "icm" : "tm");
  if (candidate.score > 100)
    append_attribute(xml, "subType", candidate.score > 101 ? "oimtm:both-neighbours" : "oimtm:one-neighbour");
  append_attribute(xml, "similarity", std::to_string(std::min(candidate.score, 100)) + ".0");
  append_attribute(xml, "matchSuitability", suitability(candidate.score));
  append_attribute(xml, "origin", candidate.origin);
  const auto element = [&](std::string_view name, const std::string& inner) {
    const std::string full = prefix + std::string(name);
    return "<" + full + " xml:space=\"preserve\">" + inner + "</" + full + ">";
  };
  xml += ">\n" + content.original_data("  ");
  return xml + element("source", source) + "\n" + element("target", target) + "\n</" + mtc + "match>\n";
}

struct OldMatches {
  std::vector<Edit> removals;
  bool some_stay = false;
};

// Takes away the matches that are replaced, each with the line end behind it; the ids of the
// others are `taken`.
OldMatches old_matches2(const XmlNode& matches, const Changes& changes, const std::vector<std::string>& ids,
                        FreeIds& taken) {
  std::unordered_map<std::string, std::size_t> by_ref;
  for (std::size_t c = 0; c < changes.size(); ++c) by_ref.emplace("#" + ids[c], c);
  OldMatches old;
  for (std::size_t i = 0; i < matches.children.size(); ++i) {
    const XmlNode& match = matches.children[i];
    if (match.is_text()) continue;
    const auto change = by_ref.find(std::string(match.value("ref")));
    if (change == by_ref.end() || !is_replaced(match, changes[change->second])) {
      taken.take(match);
      old.some_stay = true;
      continue;
    }
    const bool has_text = i + 1 < matches.children.size() && matches.children[i + 1].is_text();
    const std::size_t behind = i + 2 < matches.children.size() ? matches.children[i + 2].begin : matches.close;
    old.removals.push_back({match.begin, has_text && is_line_end(match.end, behind) ? behind : match.end, ""});
  }
  return old;
}

// Takes away the candidates that are replaced, each with the line end before it.
void remove_candidates1(std::vector<Edit>& edits, const Unit& unit, const Changes& changes) {
  const XmlNode* before = nullptr;
  for (const XmlNode& child : unit.node->children) {
    if (child.is_text()) continue;
    const XmlNode* const previous = std::exchange(before, &child);
    if (!is_core(child.space) || child.local() != "alt-trans") continue;
    bool goes = false;
    for (std::size_t i = 0; i < changes.size(); ++i)
      goes = goes || (child.value("mid") == unit.segments[i].id && is_replaced(child, changes[i]));
    if (!goes) continue;
    const bool has_line_end = previous != nullptr && is_line_end(previous->end, child.begin);
    edits.push_back({has_line_end ? previous->end : child.begin, child.end, ""});
  }
}

}  // namespace

void edit_matches2(std::vector<Edit>& edits, const Unit& unit, const Changes& changes,
                   const std::vector<std::string>& ids) {
  const XmlNode& node = *unit.node;
  const XmlNode* matches = node.child(kMatches, "matches");
  FreeIds match_ids("tm");
  OldMatches old;
  if (matches != nullptr) old = old_matches2(*matches, changes, ids, match_ids);
  const std::string prefix(node.name.substr(0, node.name.size() - node.local().size()));
  const std::string mtc = matches != nullptr
                              ? std::string(matches->name.substr(0, matches->name.size() - matches->local().size()))
                              : std::string("mtc:");
  // In matches that are the default namespace, the core has to have a prefix of its own.
  const bool hides_core = mtc.empty() && prefix.empty();
  const std::string core = hides_core ? "xlf:" : prefix;
  std::string xml;
  for (std::size_t i = 0; i < changes.size(); ++i)
    for (const Candidate& candidate : changes[i].candidates)
      xml += match2(candidate, match_ids.next(), ids[i], core, mtc);
  if (xml.empty() && !old.removals.empty() && !old.some_stay) {  // an element without a match is none
    edits.push_back({matches->begin, matches->end, ""});
    return;
  }
  edits.insert(edits.end(), old.removals.begin(), old.removals.end());
  if (xml.empty()) return;
  if (hides_core) {
    const std::string declaration = "<match xmlns:xlf=\"" + node.space + "\"";
    for (std::size_t at = xml.find("<match "); at != std::string::npos; at = xml.find("<match ", at + 1))
      xml.replace(at, 6, declaration);
  }
  if (matches == nullptr) {
    xml = "\n<mtc:matches xmlns:mtc=\"" + std::string(kMatches) + "\">\n" + xml + "</mtc:matches>";
    edits.push_back({node.content, node.content, xml});
  } else if (matches->is_empty_tag()) {
    edits.push_back(replace_content(*matches, "\n" + xml));
  } else {
    edits.push_back({matches->close, matches->close, xml});
  }
}

void edit_candidates1(std::vector<Edit>& edits, const Unit& unit, const Changes& changes) {
  std::string xml;
  const std::string prefix(unit.node->name.substr(0, unit.node->name.size() - unit.node->local().size()));
  for (std::size_t i = 0; i < changes.size(); ++i) {
    for (const Candidate& candidate : changes[i].candidates) {
      ContentWriter1 content(prefix);
      xml += "\n<" + prefix + "alt-trans";
      if (!unit.segments[i].id.empty()) append_attribute(xml, "mid", unit.segments[i].id);
      append_attribute(xml, "match-quality", std::to_string(candidate.score) + "%");
      append_attribute(xml, "origin", candidate.origin);
      append_attribute(xml, "xml:space", "preserve");
      xml += ">\n<" + prefix + "source>" + content.write(candidate.source) + "</" + prefix + "source>\n";
      xml += "<" + prefix + "target>" + content.write(candidate.target) + "</" + prefix + "target>\n";
      xml += "</" + prefix + "alt-trans>";
    }
  }
  remove_candidates1(edits, unit, changes);
  if (xml.empty()) return;
  const XmlNode* last = nullptr;
  for (const XmlNode& child : unit.node->children)
    if (!child.is_text() && is_core(child.space) &&
        (child.local() == "source" || child.local() == "seg-source" || child.local() == "target"))
      last = &child;
  if (last != nullptr) edits.push_back({last->end, last->end, xml});
}

}  // namespace oimtm::formats::xliff

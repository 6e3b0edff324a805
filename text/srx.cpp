#include "text/srx.h"

#include <unicode/regex.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <pugixml.hpp>
#include <set>
#include <utility>

#include "text/characters.h"
#include "text/icu_fault.h"
#include "text/icu_syntax.h"
#include "text/rules.h"
#include "text/srx_text.h"

namespace oimtm::text {

namespace {

// Names of elements without their namespace prefix: real files have all kinds.
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view prefix(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name.substr(0, name.size() - local_name(node).size());
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
  for (const pugi::xml_node& node : parent.children())
    if (local_name(node) == name) return node;
  return {};
}

// All the text of an element, comments and CDATA sections in it or not.
std::string content(const pugi::xml_node& element) {
  std::string text;
  for (const pugi::xml_node& node : element.children())
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) text += node.value();
  return text;
}

class Reader {
 public:
  Reader(std::string_view xml, const std::string& file) : xml_(xml), file_(file) {}

  pugi::xml_node root() {
    // White space alone may be an expression: a space.
    constexpr unsigned kOptions = pugi::parse_default | pugi::parse_ws_pcdata;
    const auto result = document_.load_buffer(xml_.data(), xml_.size(), kOptions, pugi::encoding_utf8);
    if (!result) {
      const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
      throw InputError(msg("not well-formed XML: {1}", result.description()), locate(xml_, offset, file_));
    }
    const pugi::xml_node srx = document_.document_element();
    if (local_name(srx) != "srx") throw InputError(msg("not an SRX file: its root is <{1}>", srx.name()), at(srx));
    return srx;
  }

  Location at(const pugi::xml_node& node) const { return locate(xml_, offset(node), file_); }

  // Of many nodes in the file's order: each part of the file is read once.
  std::size_t line(const pugi::xml_node& node) {
    const std::size_t end = offset(node);
    if (end < counted_) counted_ = 0, line_ = 1;
    line_ += static_cast<std::size_t>(std::count(xml_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                                 xml_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
    counted_ = end;
    return line_;
  }

 private:
  std::size_t offset(const pugi::xml_node& node) const {
    return std::min(xml_.size(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0)));
  }

  std::string_view xml_;
  std::size_t counted_ = 0;  // bytes
  std::size_t line_ = 1;     // of the byte behind these
  const std::string& file_;
  pugi::xml_document document_;
};

constexpr std::int32_t kTimeLimit = 100;  // ICU's steps for one languagepattern, about milliseconds

// Whether `pattern` matches the whole of `tag`, in any case: files write FR.* and fr.*.
bool matches(const std::string& pattern, const std::string& tag, const Location& where) {
  UErrorCode status = U_ZERO_ERROR;
  icu::RegexMatcher matcher(utf16(pattern), UREGEX_CASE_INSENSITIVE, status);
  if (U_FAILURE(status))
    throw InputError(msg("languagepattern {1} is not a regular expression: {2}", pattern, icu_fault(status)), where);
  const icu::UnicodeString subject = utf16(tag);
  matcher.reset(subject);
  matcher.setTimeLimit(kTimeLimit, status);
  const bool matches = matcher.matches(status);
  if (U_FAILURE(status)) throw InputError(msg("languagepattern {1} takes too long on {2}", pattern, tag), where);
  return matches;
}

// include="yes": the code is of the segment before the break.
CodeSides read_code_sides(const pugi::xml_node& header) {
  CodeSides sides;
  for (const pugi::xml_node& node : header.children()) {
    if (local_name(node) != "formathandle") continue;
    const bool is_before = std::string_view(node.attribute("include").value()) == "yes";
    const std::string_view type = node.attribute("type").value();
    CodeSide& side = type == "start" ? sides.opening : type == "end" ? sides.closing : sides.alone;
    side = is_before ? CodeSide::earlier : CodeSide::later;
  }
  return sides;
}

bool read_break(const pugi::xml_node& rule, const Reader& reader) {
  const pugi::xml_attribute attribute = rule.attribute("break");
  const std::string_view value = attribute ? attribute.value() : "yes";
  if (value != "yes" && value != "no")
    throw InputError(msg("break is \"yes\" or \"no\", not \"{1}\"", value), reader.at(rule));
  return value == "yes";
}

std::vector<SrxRule> read_rules(const pugi::xml_node& groups, Reader& reader) {
  std::vector<SrxRule> rules;
  for (const pugi::xml_node& group : groups.children()) {
    if (local_name(group) != "languagerule") continue;
    for (const pugi::xml_node& rule : group.children()) {
      if (rule.type() != pugi::node_element || prefix(rule) != prefix(group)) continue;
      // A misspelt rule would quietly be none.
      if (local_name(rule) != "rule")
        throw InputError(msg("<{1}> where <rule> is wanted", rule.name()), reader.at(rule));
      rules.push_back({read_break(rule, reader), content(child(rule, "beforebreak")),
                       content(child(rule, "afterbreak")), group.attribute("languagerulename").value(),
                       reader.line(rule)});
    }
  }
  return rules;
}

// Each languagemap of <maprules>; in version 1.0 they stand in <maprule>.
std::vector<pugi::xml_node> language_maps(const pugi::xml_node& map_rules) {
  std::vector<pugi::xml_node> maps;
  for (const pugi::xml_node& node : map_rules.children()) {
    if (local_name(node) == "languagemap") maps.push_back(node);
    for (const pugi::xml_node& inner : node.children())
      if (local_name(inner) == "languagemap") maps.push_back(inner);
  }
  return maps;
}

}  // namespace

SrxRules SrxRules::parse(std::string_view xml, const std::string& file, const DiagnosticSink& report) {
  const std::string text = srx_text(xml, file);
  Reader reader(text, file);
  const pugi::xml_node srx = reader.root();
  SrxRules result;
  result.file_ = file;
  const pugi::xml_node header = child(srx, "header");
  result.cascades_ = std::string_view(header.attribute("cascade").value()) == "yes";
  result.code_sides_ = read_code_sides(header);
  if (std::string_view(srx.attribute("version").value()) != "2.0")
    report({msg("SRX version {1} is read as 2.0", srx.attribute("version").value()), reader.at(srx)});
  const pugi::xml_node body = child(srx, "body");
  result.rules_ = read_rules(child(body, "languagerules"), reader);
  for (const pugi::xml_node& map : language_maps(child(body, "maprules")))
    result.maps_.push_back(
        {map.attribute("languagepattern").value(), map.attribute("languagerulename").value(), reader.line(map)});
  if (result.rules_.empty() || result.maps_.empty())
    throw InputError(msg("an SRX file without rules, or without a languagemap that names them"), reader.at(srx));
  result.report_what_never_applies(report);
  return result;
}

void SrxRules::report_what_never_applies(const DiagnosticSink& report) const {
  std::set<std::string_view> groups;
  std::set<std::string_view> mapped;
  for (const SrxRule& rule : rules_) groups.insert(rule.group);
  for (const LanguageMap& map : maps_) {
    mapped.insert(map.group);
    if (!groups.contains(map.group))
      report({msg("the languagemap {1} names {2}, which has no rules", map.pattern, map.group), {file_, map.line, 0}});
  }
  for (const SrxRule& rule : rules_)
    if (!mapped.contains(rule.group) && mapped.insert(rule.group).second)
      report({msg("no languagemap names {1}: its rules are not used", rule.group), {file_, rule.line, 0}});
}

std::vector<SrxRule> SrxRules::rules_for(const LanguageTag& language) const {
  std::map<std::string_view, std::vector<const SrxRule*>> groups;
  for (const SrxRule& rule : rules_) groups[rule.group].push_back(&rule);
  std::vector<SrxRule> chosen;
  for (const LanguageMap& map : maps_) {
    if (!matches(map.pattern, language.str(), {file_, map.line, 0})) continue;
    // Once only: behind the first, a group's rules can decide nothing any more.
    for (const SrxRule* rule : std::exchange(groups[map.group], {})) chosen.push_back(*rule);
    if (!cascades_) break;
  }
  return chosen;
}

bool SrxRules::has_built_in(const LanguageTag& language) { return rules_file(language.base()).has_value(); }

std::string_view SrxRules::built_in_file(const LanguageTag& language) {
  const auto file = rules_file(language.base());
  return file ? *file : *rules_file("default");
}

const SrxRules& SrxRules::built_in(const LanguageTag& language) {
  static std::mutex mutex;
  static std::map<std::string, SrxRules, std::less<>> parsed;
  const std::string name(has_built_in(language) ? language.base() : "default");
  const std::lock_guard lock(mutex);
  auto found = parsed.find(name);
  if (found == parsed.end())
    found = parsed.emplace(name, parse(*rules_file(name), name + ".srx", [](const Diagnostic&) {})).first;
  return found->second;
}

}  // namespace oimtm::text

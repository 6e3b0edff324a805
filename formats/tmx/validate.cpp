#include <algorithm>
#include <array>
#include <unordered_set>

#include "formats/tmx/dtd.h"
#include "formats/tmx/elements.h"
#include "formats/tmx/markup.h"
#include "formats/tmx/pairs.h"
#include "formats/tmx/tmx.h"
#include "formats/validate.h"
#include "formats/xml_reader.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

using Severity = Finding::Severity;

class Checker {
 public:
  Checker(XmlReader& xml, const FindingSink& find)
      : xml_(xml), find_(find), pairs_([this](Message message, const Location& where) {
          tell(Severity::error, "tmx-pairs", std::move(message), where);
        }) {}

  std::size_t run() {
    for (;;) {
      const XmlReader::Token token = xml_.next();
      if (xml_.has_flaw()) {
        tell(Severity::error, "well-formed", xml_.flaw(), xml_.flaw_place());
        xml_.clear_flaw();
      }
      if (token == XmlReader::Token::start_tag)
        start();
      else if (token == XmlReader::Token::end_tag)
        end();
      else if (token == XmlReader::Token::text)
        check_text();
      else if (token == XmlReader::Token::fault)
        recover();
      else
        return units_;
    }
  }

 private:
  // An element that is open, and what it has had so far.
  struct Open {
    Element element;
    const TmxRule* rule;
    std::size_t line;
    std::size_t column;
    std::size_t children = 0;
    Element last = Element::other;
    bool has_text = false;  // more than white space
  };

  void tell(Severity severity, std::string_view rule, Message message, Location where) {
    find_({severity, std::move(where), rule, std::move(message)});
  }
  void error(std::string_view rule, Message message) { tell(Severity::error, rule, std::move(message), xml_.where()); }
  void warn(std::string_view rule, Message message) { tell(Severity::warning, rule, std::move(message), xml_.where()); }

  // Behind a fault the next unit is looked at; what is open above the body stays.
  void recover() {
    tell(Severity::error, "well-formed", xml_.fault(), xml_.fault_place());
    if (!xml_.recover("tu", 2)) {
      open_.clear();
      return;
    }
    if (open_.size() > xml_.depth()) open_.resize(xml_.depth());
    pairs_.clear();
  }

  void start() {
    const Element element = element_of(xml_.name());
    const TmxRule* const rule = tmx_rule(element);
    check_place(element);
    if (rule == nullptr)
      error("tmx-dtd", msg("TMX has no element <{1}>", xml_.name()));
    else
      check_attributes(*rule);
    check_meaning(element);
    const auto [line, column] = xml_.position();
    open_.push_back({element, rule, line, column});
  }

  void check_place(Element element) {
    if (open_.empty()) {
      if (element != Element::tmx) error("tmx-dtd", msg("the root is <{1}>, and should be <tmx>", xml_.name()));
      return;
    }
    Open& parent = open_.back();
    if (parent.rule != nullptr && element != Element::other && !allows_child(*parent.rule, element))
      error("tmx-dtd", msg("<{1}> may not stand in <{2}>", xml_.name(), parent.rule->name));
    else
      check_order(parent, element);
    ++parent.children;
    parent.last = element;
  }

  bool allows_child(const TmxRule& parent, Element child) const {
    if (version_ == 1 && parent.element == Element::seg && child == Element::sub) return true;
    if (version_ == 1 && child == Element::hi) return false;
    if (version_ != 0 && version_ < 4 && parent.element == Element::ut) return false;
    return has_word(parent.children, xml_.name());
  }

  void check_order(const Open& parent, Element element) {
    const bool is_note = element == Element::note || element == Element::prop;
    if (parent.element == Element::tu && is_note && parent.last == Element::tuv)
      error("tmx-dtd", msg("<{1}> behind a <{2}>: notes and properties come first", xml_.name(), "tuv"));
    if (parent.element == Element::tuv && is_note && parent.last == Element::seg)
      error("tmx-dtd", msg("<{1}> behind a <{2}>: notes and properties come first", xml_.name(), "seg"));
    if (parent.element == Element::tuv && element == Element::seg && parent.last == Element::seg)
      error("tmx-dtd", msg("a <tuv> with more than one <seg>"));
    if (parent.element != Element::tmx) return;
    const bool is_first = parent.children == 0;
    if (is_first != (element == Element::header) || parent.last == Element::body)
      error("tmx-dtd", msg("<tmx> holds one <header>, and behind it one <body>"));
  }

  void check_attributes(const TmxRule& rule) {
    for (const auto& [name, value] : xml_.attributes()) {
      const bool known = has_word(rule.required, name) || has_word(rule.optional, name);
      const bool is_namespace = name == "xmlns" || name.starts_with("xmlns:");
      if (!known && is_namespace)
        warn("tmx-dtd", msg("the DTD knows no namespaces, such as {1}", name));
      else if (!known)
        error("tmx-dtd", msg("<{1}> has no attribute {2}", rule.name, name));
      check_value(rule.element, name, value);
    }
    for (std::string_view rest = rule.required; !rest.empty();) {
      const std::string_view name = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(name.size() + 1, rest.size()));
      if (!has_attribute(name)) error("tmx-dtd", msg("<{1}> lacks the attribute {2}", rule.name, name));
    }
    if (rule.element != Element::tuv || has_attribute("xml:lang")) return;
    if (!has_attribute("lang"))
      error("tmx-dtd", msg("<{1}> lacks the attribute {2}", rule.name, "xml:lang"));
    else if (version_ >= 3)
      error("tmx-dtd", msg("lang is of TMX 1.1 and 1.2: since 1.3 it is xml:lang"));
  }

  bool has_attribute(std::string_view name) const {
    const XmlAttributes& attributes = xml_.attributes();
    return std::any_of(attributes.begin(), attributes.end(), [&](const auto& each) { return each.name == name; });
  }

  void check_value(Element element, std::string_view name, std::string_view value) {
    if (name == "segtype" && !has_word("block paragraph sentence phrase", value))
      error("tmx-dtd", msg("segtype is block, paragraph, sentence or phrase, not {1}", value));
    if (element == Element::it && name == "pos" && value != "begin" && value != "end")
      error("tmx-dtd", msg("pos is begin or end, not {1}", value));
    if (element == Element::tmx && name == "version") check_version(value);
    if (name.ends_with("date") && !is_tmx_date(value))
      error("tmx-date", msg("{1} is no date: TMX wants the form YYYYMMDDThhmmssZ, in UTC, not {2}", name, value));
    if (name == "usagecount" && !is_number(value)) error("tmx-number", msg("{1} is a number, not {2}", name, value));
    const bool is_language = name == "xml:lang" || name == "lang" || name == "srclang" || name == "adminlang";
    const bool is_all = name == "srclang" && value == "*all*";
    if (is_language && !is_all) check_language(value);
    if ((name == "i" || name == "x") && is_inline(element) && !is_number(value))
      warn("tmx-number", msg("{1} is a number, not {2}", name, value));
  }

  void check_version(std::string_view version) {
    constexpr std::array<std::string_view, 4> kVersions = {"1.1", "1.2", "1.3", "1.4"};
    const auto found = std::find(kVersions.begin(), kVersions.end(), version);
    if (found == kVersions.end())
      error("tmx-dtd", msg("version is 1.1, 1.2, 1.3 or 1.4, not {1}", version));
    else
      version_ = static_cast<int>(found - kVersions.begin()) + 1;
  }

  void check_language(std::string_view value) {
    const Language& language = language_of(value);
    if (language.tag.empty())
      error("tmx-language", msg("{1} is not a language tag", value));
    else if (!language.is_known)
      warn("tmx-language", msg("no language is known as {1}", value));
  }

  // What no DTD can say.
  void check_meaning(Element element) {
    const XmlAttributes& attributes = xml_.attributes();
    if (element == Element::header) srclang_ = attribute(attributes, "srclang");
    if (element == Element::ude) ude_has_base_ = has_attribute("base");
    if (element == Element::map && has_attribute("code") && !ude_has_base_)
      error("tmx-ude", msg("a <map> with code wants a base in its <ude>"));
    if (element == Element::tu) {
      ++units_;
      languages_.clear();
      unit_srclang_ = has_attribute("srclang") ? attribute(attributes, "srclang") : srclang_;
      check_tuid(attribute(attributes, "tuid"));
    }
    if (element == Element::tuv) {
      const std::string_view tag =
          has_attribute("xml:lang") ? attribute(attributes, "xml:lang") : attribute(attributes, "lang");
      const text::LanguageTag language = language_of(tag).tag;
      if (!language.empty()) {
        if (std::find(languages_.begin(), languages_.end(), language) != languages_.end())
          warn("tmx-language", msg("two variants in {1} in one unit", language.str()));
        languages_.push_back(language);
      }
    }
    if (element == Element::seg || element == Element::sub) pairs_.begin_text();
    if (element == Element::bpt) pairs_.open(attribute(attributes, "i"), xml_.where());
    if (element == Element::ept) pairs_.close(attribute(attributes, "i"), xml_.where());
  }

  // The first tuids are held against one another; more would take all memory.
  void check_tuid(std::string_view tuid) {
    constexpr std::size_t kMost = 200'000;
    if (tuid.empty() || tuids_.size() >= kMost) return;
    if (!tuids_.insert(std::hash<std::string_view>()(tuid)).second)
      warn("tmx-tuid", msg("the tuid {1} is not the first of its name", tuid));
  }

  void check_text() {
    if (open_.empty()) return;
    Open& parent = open_.back();
    if (parent.has_text || text::trim(xml_.text()).empty()) return;
    parent.has_text = true;
    if (parent.rule != nullptr && !parent.rule->has_text)
      error("tmx-dtd", msg("a text in <{1}>, where none may stand", parent.rule->name));
  }

  void end() {
    if (open_.empty()) return;
    const Open closed = open_.back();
    open_.pop_back();
    const auto place = [&] { return Location{xml_.path(), closed.line, closed.column}; };
    const auto lacks = [&](const char* what) {
      tell(Severity::error, "tmx-dtd", msg("<{1}> lacks its <{2}>", closed.rule->name, what), place());
    };
    if (closed.element == Element::tu && languages_.empty() && closed.last != Element::tuv) lacks("tuv");
    if (closed.element == Element::tuv && closed.last != Element::seg) lacks("seg");
    if (closed.element == Element::ude && closed.children == 0) lacks("map");
    if (closed.element == Element::tmx && closed.last != Element::body) lacks("body");
    if (closed.element == Element::tu && lacks_source())
      tell(Severity::error, "tmx-srclang", msg("no variant is in {1}, the source language", unit_srclang_), place());
    if (closed.element == Element::seg && !closed.has_text && closed.children == 0)
      tell(Severity::warning, "tmx-empty", msg("an empty segment"), place());
    if (closed.element == Element::seg || closed.element == Element::sub) pairs_.end_text();
  }

  bool lacks_source() {
    if (languages_.empty() || unit_srclang_.empty() || unit_srclang_ == "*all*") return false;
    const text::LanguageTag& source = language_of(unit_srclang_).tag;
    return source.empty() || std::find(languages_.begin(), languages_.end(), source) == languages_.end();
  }

  struct Language {
    std::string name;
    text::LanguageTag tag;  // empty: it is none
    bool is_known = false;
  };

  // The languages of a file are few: each is looked at once.
  const Language& language_of(std::string_view name) {
    for (const Language& language : known_languages_)
      if (language.name == name) return language;
    if (known_languages_.size() >= 64) known_languages_.clear();
    const auto tag = text::LanguageTag::parse(name).value_or(text::LanguageTag());
    known_languages_.push_back({std::string(name), tag, !tag.empty() && tag.is_known()});
    return known_languages_.back();
  }

  XmlReader& xml_;
  const FindingSink& find_;
  std::vector<Open> open_;
  PairCheck pairs_;
  int version_ = 0;  // 4 for 1.4; 0 if it is not known
  std::string srclang_;
  std::string unit_srclang_;
  std::vector<text::LanguageTag> languages_;  // of the unit's variants
  std::unordered_set<std::size_t> tuids_;     // hashes
  std::vector<Language> known_languages_;
  bool ude_has_base_ = false;
  std::size_t units_ = 0;
};

}  // namespace

std::size_t validate_tmx(ByteSource& source, const ValidateOptions& options, const FindingSink& find) {
  ExchangeText text(source, {{}, true, false, options.limits});
  XmlReader xml(text, {options.limits, false, {}});
  return Checker(xml, find).run();
}

}  // namespace oimtm::formats

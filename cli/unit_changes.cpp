#include "cli/unit_changes.h"

#include <algorithm>
#include <charconv>

#include "cli/flags.h"
#include "cli/messages.h"
#include "text/date.h"
#include "text/error.h"

namespace oimtm::cli {

namespace {

// The text with what stands for its matches. Codes within a match stand behind it.
void apply(text::Segment& segment, const std::vector<text::Replacement>& replacements) {
  std::string changed;
  std::size_t at = 0;
  std::vector<text::InlineCode> codes = segment.codes;
  for (const text::Replacement& replacement : replacements) {
    const auto [begin, end] = replacement.where;
    changed += segment.text.substr(at, begin - at);
    const std::size_t place = changed.size();
    changed += replacement.text;
    at = end;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const std::size_t offset = segment.codes[i].offset;
      if (offset >= end)
        codes[i].offset = changed.size() + (offset - end);
      else if (offset > begin)
        codes[i].offset = place + replacement.text.size();
    }
  }
  segment = {changed + segment.text.substr(at), std::move(codes), {}};  // no bytes of a file any more
}

void set_text(text::Segment& segment, const std::string& text) {
  if (segment.text == text) return;
  // Where codes belong in another text is not known: those that did not begin it end it.
  for (text::InlineCode& code : segment.codes) code.offset = code.offset == 0 ? 0 : text.size();
  segment.text = text;
  segment.ranges.clear();
}

void set_attribute(text::Attributes& attributes, const std::string& name, const std::string& value) {
  const auto first = std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.first == name; });
  if (value.empty()) {
    std::erase_if(attributes, [&](const auto& a) { return a.first == name; });
  } else if (first == attributes.end()) {
    attributes.emplace_back(name, value);
  } else {
    first->second = value;
    attributes.erase(std::remove_if(first + 1, attributes.end(), [&](const auto& a) { return a.first == name; }),
                     attributes.end());
  }
}

bool is_attribute(const std::string& name) {
  return name == "note" || name.starts_with("prop:") || name.starts_with("tmx:");
}

double parse_confidence(const std::string& value) {
  double number = -1;
  const auto [rest, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || rest != value.data() + value.size() || !(number >= 0 && number <= 1))
    throw UsageError(msg("a confidence is a number from 0 to 1, not {1}", value));
  return number;
}

// A day is its first second.
std::string parse_date(const std::string& value) {
  if (value.empty() || text::is_moment(value)) return value;
  std::string moment = value + "T00:00:00Z";
  if (!text::is_moment(moment))
    throw UsageError(msg("{1} is no date", value), {},
                     msg("write it as 2026-01-31, or 2026-01-31T12:00:00Z; both are in UTC"));
  return moment;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// In this language, or in the variety of it that the unit has; or anew.
void set_language(text::TranslationUnit& unit, const text::LanguageTag& language, const std::string& value) {
  const text::Variant* const found = text::find_variant(unit, language);
  if (found == nullptr) {
    if (is_blank(value)) return;
    text::Variant& added = unit.variants.emplace_back();
    added.language = language;
    added.segment.text = value;
    return;
  }
  const text::LanguageTag there = found->language;
  for (text::Variant& variant : unit.variants)
    if (variant.language == there) set_text(variant.segment, value);
}

void set(text::TranslationUnit& unit, const std::string& name, const std::string& value) {
  if (name == "source") return set_text(unit.variants.front().segment, value);
  if (name == "date") {
    unit.date = value;
  } else if (name == "confidence") {
    unit.confidence = value.empty() ? std::nullopt : std::optional(parse_confidence(value));
  } else if (is_attribute(name)) {
    set_attribute(unit.attributes, name, value);
  } else if (name == "target") {
    if (unit.variants.size() == 1 && !value.empty())
      throw UsageError(msg("a unit waits for its translation, in what language is not known"), {},
                       msg("--set text:LANG=TEXT gives it one"));
    if (unit.variants.size() == 2) set_text(unit.variants[1].segment, value);
  } else {
    set_language(unit, text::LanguageTag(name.substr(std::string("text:").size())), value);
  }
}

bool is_blank(const text::Segment& segment) { return segment.codes.empty() && is_blank(segment.text); }

// A text that an edit has emptied is none: the unit waits for it.
void drop_emptied(text::TranslationUnit& changed, const text::TranslationUnit& unit) {
  for (std::size_t i = unit.variants.size(); i-- > 0;)
    if (is_blank(changed.variants[i].segment) && !is_blank(unit.variants[i].segment))
      changed.variants.erase(changed.variants.begin() + static_cast<std::ptrdiff_t>(i));
  if (changed.variants.empty())
    throw UsageError(msg("no text would be left of a unit"), {}, msg("oimtm delete removes units"));
}

void check_name(const std::string& name) {
  const bool is_known = name == "source" || name == "target" || name == "date" || name == "confidence" ||
                        is_attribute(name) || name.starts_with("text:");
  if (!is_known)
    throw UsageError(msg("{1} cannot be set", name), {},
                     msg("what can be is source, target, text:LANG, date, confidence, note, prop:NAME and tmx:NAME"));
}

}  // namespace

UnitEditor::UnitEditor(const UnitEdits& edits)
    : with_(edits.with), in_source_(edits.in != "target"), in_target_(edits.in != "source"), date_(text::now()) {
  if (edits.replace) {
    if (edits.replace->empty()) throw UsageError(msg("--replace wants a text"));
    pattern_.emplace(edits.regex ? *edits.replace : text::Wildcard::literal(*edits.replace));
    if (!edits.regex) {
      with_.clear();
      for (const char c : edits.with) (c == '\\' || c == '$' ? with_ += '\\' : with_) += c;
    }
  }
  for (const std::string& setting : edits.settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) throw UsageError(msg("--set wants NAME=VALUE, not {1}", setting));
    auto& [name, value] = settings_.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
    check_name(name);
    if (name == "date") value = parse_date(value);
    if (name == "confidence" && !value.empty()) parse_confidence(value);
  }
}

void UnitEditor::replace_in(text::Segment& segment) const {
  const std::vector<text::Replacement> replacements = pattern_->replace(segment.text, with_);
  if (!replacements.empty()) apply(segment, replacements);
}

std::optional<text::TranslationUnit> UnitEditor::edit(const text::TranslationUnit& unit) const {
  text::TranslationUnit changed = unit;
  if (pattern_)
    for (std::size_t i = 0; i < changed.variants.size(); ++i)
      if (i == 0 ? in_source_ : in_target_) replace_in(changed.variants[i].segment);
  for (const auto& [name, value] : settings_) set(changed, name, value);
  drop_emptied(changed, unit);
  if (changed == unit) return std::nullopt;
  if (changed.date == unit.date) changed.date = date_;
  return changed;
}

void add_where(CLI::App& app, std::vector<std::string>& conditions) {
  app.add_option("--where", conditions,
                 tr("Only units for which this holds: NAME=VALUE; also != ~ !~ (regular expression) < <= > >=.\n"
                    "NAME is unit, source, target, text, text:LANG, language, document, block, kind, date,\n"
                    "confidence, author, previous, next, note, prop:NAME or tmx:NAME. May be given several times."))
      ->type_name(tr("CONDITION"))
      ->allow_extra_args(false);
}

tm::Filter filter_of(const std::vector<std::string>& conditions) {
  for (const std::string& condition : conditions) require_text("--where", condition);
  return tm::Filter(conditions);
}

tm::Memory open_to_change(const std::string& memory) {
  const std::string path = required_memory(memory);
  tm::Memory::open(path, tm::Memory::Access::read);  // a missing one is an error, and is not made
  return tm::Memory::open(path, tm::Memory::Access::write);
}

}  // namespace oimtm::cli

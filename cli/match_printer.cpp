#include "cli/match_printer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "cli/messages.h"
#include "text/characters.h"

namespace oimtm::cli {

namespace {

std::string part(const std::string& text, text::ByteRange range) { return text.substr(range.begin, range.size()); }

Json place(text::ByteRange range) { return {range.begin, range.end}; }

// What stands after a score: where the text is from, what cost points, what to know.
std::string remarks(const tm::Match& match) {
  std::vector<std::string> remarks;
  const text::Variant& source = match.source_variant();
  if (source.origin) remarks.push_back(source.origin->document);
  for (const tm::Penalty& penalty : match.score.penalties)
    remarks.push_back(penalty.points == 0 ? tr(penalty.name.data())
                                          : fmt::format("{} {:+}", tr(penalty.name.data()), -penalty.points));
  if (match.reverse) remarks.push_back(tr("reverse"));
  if (match.others > 0) remarks.push_back(trn("{1} more like it", "{1} more like it", match.others));
  return fmt::format("{}", fmt::join(remarks, " · "));
}

// The names that matches give to what cost points; shown in the user's language.
[[maybe_unused]] constexpr const char* kPenaltyNames[] = {
    mark("case"),       mark("accents"),   mark("inflection"), mark("number"),      mark("address"),
    mark("date"),       mark("phone"),     mark("code"),       mark("punctuation"), mark("tags"),
    mark("typography"), mark("alignment"), mark("variety"),    mark("memory"),      mark("context")};

void append_dump(std::string& json, const Json& value) {
  json += value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Values and members as to_line has them.
void append_value(std::string& json, std::string_view value) {
  if (text::find_invalid_utf8(value))
    append_dump(json, Json(value));
  else
    append_json(json, value);
}
void append_value(std::string& json, const std::string& value) { append_value(json, std::string_view(value)); }
void append_value(std::string& json, const char* value) { append_value(json, std::string_view(value)); }
void append_value(std::string& json, text::ByteRange range) {
  fmt::format_to(std::back_inserter(json), "[{},{}]", range.begin, range.end);
}
template <class Integer>
void append_value(std::string& json, Integer value) {
  fmt::format_to(std::back_inserter(json), "{}", value);
}

template <class Value>
void append_member(std::string& json, std::string_view name, const Value& value) {
  json.append(json.back() == '{' ? "\"" : ",\"").append(name).append("\":");
  append_value(json, value);
}
// The same, or null if there is no value.
template <class Value>
void append_optional(std::string& json, std::string_view name, const Value* value) {
  if (value != nullptr) return append_member(json, name, *value);
  json.append(",\"").append(name).append("\":null");
}

// A list of objects; `append` puts the members of one in.
template <class Elements, class Append>
void append_list(std::string& json, std::string_view name, const Elements& elements, const Append& append) {
  json.append(",\"").append(name).append("\":[");
  for (const auto& element : elements) {
    json += json.back() == '[' ? "{" : ",{";
    append(element);
    json += '}';
  }
  json += ']';
}

// Where inline codes stand in the text, in bytes, and their markup; nothing without any.
void append_codes(std::string& json, std::string_view name, const text::Segment& segment) {
  if (segment.codes.empty()) return;
  append_list(json, name, segment.codes, [&](const text::InlineCode& code) {
    const bool is_alone = code.kind == text::InlineCode::Kind::stands_alone;
    append_member(json, "at", code.offset);
    append_member(json, "kind", is_alone ? "alone" : code.kind == text::InlineCode::Kind::opens ? "opens" : "closes");
    append_member(json, "id", code.id);
    append_member(json, "markup", code.markup);
  });
}

void append_edits(std::string& json, std::string_view query, const tm::Match& match) {
  const std::string_view source = match.source_variant().segment.text;
  append_list(json, "edits", match.score.edits, [&](const tm::Edit& edit) {
    append_member(json, "query", query.substr(edit.query.begin, edit.query.size()));
    append_member(json, "source", source.substr(edit.source.begin, edit.source.size()));
    append_member(json, "query_at", edit.query);
    append_member(json, "source_at", edit.source);
    if (!edit.placeable.empty()) append_member(json, "placeable", edit.placeable);
  });
}

void append_match(std::string& json, std::string_view query, const tm::Match& match) {
  const text::Variant& source = match.source_variant();
  const text::Variant* const target = match.target_variant();
  const std::string& date = match.stored.unit.date;
  append_member(json, "score", match.score.net);
  append_member(json, "raw", match.score.raw);
  append_list(json, "penalties", match.score.penalties, [&](const tm::Penalty& penalty) {
    append_member(json, "name", penalty.name);
    append_member(json, "points", penalty.points);
  });
  append_member(json, "source", source.segment.text);
  append_optional(json, "target", target != nullptr ? &target->segment.text : nullptr);
  append_member(json, "source_language", source.language.str());
  append_optional(json, "target_language", target != nullptr ? &target->language.str() : nullptr);
  append_codes(json, "source_codes", source.segment);
  if (target != nullptr) append_codes(json, "target_codes", target->segment);
  append_member(json, "unit", match.stored.id);
  append_optional(json, "document", source.origin ? &source.origin->document : nullptr);
  append_optional(json, "date", date.empty() ? nullptr : &date);
  append_edits(json, query, match);
  if (match.reverse) json += ",\"reverse\":true";
  if (match.others > 0) append_member(json, "others", match.others);
}

}  // namespace

void append_json(std::string& json, const std::string& query, const std::vector<tm::Match>& matches) {
  json += "{\"schema\":1";
  append_member(json, "query", query);
  append_list(json, "matches", matches, [&](const tm::Match& match) { append_match(json, query, match); });
}

std::string marked_source(const std::string& query, const tm::Match& match, bool colored) {
  const std::string& source = match.source_variant().segment.text;
  std::string marked;
  std::size_t at = 0;
  for (const tm::Edit& edit : match.score.edits) {
    marked += source.substr(at, edit.source.begin - at);
    const std::string has = part(source, edit.source);
    const std::string wants = part(query, edit.query);
    // What the query has behind a space, or what is put in behind a word, wants one here too.
    const bool stands_apart = has.empty() || (edit.query.begin > 0 && query[edit.query.begin - 1] == ' ');
    const bool wants_space = stands_apart && !marked.empty() && marked.back() != ' ';
    if (!has.empty()) marked += fmt::format(fmt::runtime(colored ? "\033[31;9m{}\033[0m" : "[-{}-]"), has);
    if (!wants.empty() && wants_space) marked += ' ';
    if (!wants.empty()) marked += fmt::format(fmt::runtime(colored ? "\033[32m{}\033[0m" : "{{+{}+}}"), wants);
    at = edit.source.end;
  }
  return marked + source.substr(at);
}

std::string to_lines(const std::string& query, const tm::Match& match, bool colored) {
  const std::string score = fmt::format("{:3} %", match.score.net);
  const std::string target = match.target ? match.target_variant()->segment.text : tr("(no translation yet)");
  std::string lines =
      (colored ? "\033[1m" + score + "\033[0m" : score) + "  " + marked_source(query, match, colored) + "\n";
  lines += "       " + target + "\n";
  const std::string notes = remarks(match);
  if (!notes.empty()) lines += "       " + (colored ? "\033[2m" + notes + "\033[0m" : notes) + "\n";
  return lines;
}

void append_json(std::string& json, const std::string& query, const std::vector<tm::KnownPhrase>& phrases) {
  Json list = Json::array();
  for (const tm::KnownPhrase& phrase : phrases) {
    Json object = {
        {"text", part(query, phrase.where)}, {"query_at", place(phrase.where)}, {"approved", phrase.is_approved},
        {"documents", phrase.documents},     {"units", phrase.units},           {"translations", Json::array()}};
    for (const tm::PhraseTranslation& translation : phrase.translations)
      object["translations"].push_back({{"language", translation.language.str()},
                                        {"text", translation.text},
                                        {"count", translation.count},
                                        {"confidence", std::round(translation.confidence * 100) / 100},
                                        {"units", translation.units}});
    list.push_back(std::move(object));
  }
  append_dump(json += ",\"phrases\":", list);
}

std::string to_lines(const std::string& query, const std::vector<tm::KnownPhrase>& phrases, bool colored) {
  constexpr std::size_t kMostUnits = 5;
  std::string lines = tr("Phrases inside it:") + "\n";
  for (const tm::KnownPhrase& phrase : phrases) {
    lines += "       " + part(query, phrase.where) + "\n";
    for (const tm::PhraseTranslation& translation : phrase.translations) {
      const std::size_t shown = std::min(translation.units.size(), kMostUnits);
      const std::string units = fmt::format(
          "{}{}",
          fmt::join(translation.units.begin(), translation.units.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
          shown < translation.units.size() ? " …" : "");
      const std::string notes = fill(phrase.is_approved ? tr("approved, unit {1}") : tr("units {1}"), {units}) +
                                (phrase.is_approved ? "" : fmt::format(", {:.0f} %", 100 * translation.confidence));
      lines += "         " + translation.text + "  " + (colored ? "\033[2m(" + notes + ")\033[0m" : "(" + notes + ")") +
               "\n";
    }
  }
  return lines;
}

}  // namespace oimtm::cli

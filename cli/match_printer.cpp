#include "cli/match_printer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/messages.h"

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
    mark("case"),      mark("inflection"), mark("number"),      mark("address"), mark("date"),
    mark("phone"),     mark("code"),       mark("punctuation"), mark("tags"),    mark("typography"),
    mark("alignment"), mark("variety"),    mark("memory"),      mark("context")};

// "codes": where they stand in the text, in bytes, and their markup; nothing without any.
void add_codes(Json& object, const char* name, const text::Segment& segment) {
  if (segment.codes.empty()) return;
  Json& list = object[name] = Json::array();
  for (const text::InlineCode& code : segment.codes) {
    const bool is_alone = code.kind == text::InlineCode::Kind::stands_alone;
    const char* const kind = is_alone ? "alone" : code.kind == text::InlineCode::Kind::opens ? "opens" : "closes";
    list.push_back({{"at", code.offset}, {"kind", kind}, {"id", code.id}, {"markup", code.markup}});
  }
}

}  // namespace

Json to_json(const std::string& query, const std::vector<tm::Match>& matches) {
  Json list = Json::array();
  for (const tm::Match& match : matches) {
    const text::Variant& source = match.source_variant();
    Json object = {{"score", match.score.net}, {"raw", match.score.raw}, {"penalties", Json::array()}};
    for (const tm::Penalty& penalty : match.score.penalties)
      object["penalties"].push_back({{"name", penalty.name}, {"points", penalty.points}});
    object["source"] = source.segment.text;
    object["target"] = match.target ? Json(match.target_variant()->segment.text) : Json();
    object["source_language"] = source.language.str();
    object["target_language"] = match.target ? Json(match.target_variant()->language.str()) : Json();
    add_codes(object, "source_codes", source.segment);
    if (match.target) add_codes(object, "target_codes", match.target_variant()->segment);
    object["unit"] = match.stored.id;
    object["document"] = source.origin ? Json(source.origin->document) : Json();
    object["date"] = match.stored.unit.date.empty() ? Json() : Json(match.stored.unit.date);
    object["edits"] = Json::array();
    for (const tm::Edit& edit : match.score.edits) {
      object["edits"].push_back({{"query", part(query, edit.query)},
                                 {"source", part(source.segment.text, edit.source)},
                                 {"query_at", place(edit.query)},
                                 {"source_at", place(edit.source)}});
      if (!edit.placeable.empty()) object["edits"].back()["placeable"] = edit.placeable;
    }
    if (match.reverse) object["reverse"] = true;
    if (match.others > 0) object["others"] = match.others;
    list.push_back(std::move(object));
  }
  return {{"schema", 1}, {"query", query}, {"matches", std::move(list)}};
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

Json to_json(const std::string& query, const std::vector<tm::KnownPhrase>& phrases) {
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
  return list;
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

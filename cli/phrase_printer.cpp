#include "cli/phrase_printer.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/messages.h"

namespace oimtm::cli {

namespace {

constexpr std::size_t kMostLines = 5;  // wordings, values and documents that people are shown of each

std::string flat(std::string text) {
  for (char& c : text)
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  return text;
}

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json names(const tm::PhraseReport& report, const std::vector<std::size_t>& documents) {
  Json list = Json::array();
  for (const std::size_t document : documents) list.push_back(report.documents[document].name);
  return list;
}

Json to_json(const tm::PhraseTranslation& translation) {
  Json object = {{"language", translation.language.str()},
                 {"text", translation.text},
                 {"count", translation.count},
                 {"confidence", std::round(translation.confidence * 100) / 100}};
  if (translation.is_approved) object["approved"] = true;
  object["units"] = translation.units;
  return object;
}

Json to_json(const tm::PhraseReport& report, const tm::PhraseWording& wording) {
  Json object = {{"text", wording.text},
                 {"documents", wording.documents.size()},
                 {"count", wording.count},
                 {"first", or_null(wording.first)},
                 {"last", or_null(wording.last)},
                 {"segment", wording.is_segment},
                 {"approved", wording.is_approved},
                 {"in", names(report, wording.documents)}};
  if (!wording.units.empty()) object["units"] = wording.units;
  if (wording.translations.empty()) return object;
  object["consistent"] = wording.is_consistent();
  for (const tm::PhraseTranslation& translation : wording.translations)
    object["translations"].push_back(to_json(translation));
  return object;
}

// Which wording stands in which document, by time.
Json time_line(const tm::PhraseReport& report, const tm::PhraseFamily& family) {
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (std::size_t i = 0; i < family.wordings.size(); ++i)
    for (const std::size_t document : family.wordings[i].documents) places.emplace_back(document, i);
  std::sort(places.begin(), places.end());
  Json line = Json::array();
  for (const auto& [document, wording] : places)
    line.push_back({{"date", or_null(report.documents[document].date)},
                    {"document", report.documents[document].name},
                    {"wording", wording}});
  return line;
}

std::string dim(const std::string& text, bool colored) { return colored ? "\033[2m" + text + "\033[0m" : text; }

// The first few, and how many more there are.
std::string some(const std::vector<std::string>& values, std::string_view between) {
  const std::size_t shown = std::min(values.size(), kMostLines);
  std::string line =
      fmt::format("{}", fmt::join(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(shown), between));
  if (values.size() > shown) line += fmt::format("{}… (+{})", between, values.size() - shown);
  return line;
}

std::string documents_of(const tm::PhraseReport& report, const std::vector<std::size_t>& documents) {
  std::vector<std::string> list;
  list.reserve(documents.size());
  for (const std::size_t document : documents) list.push_back(report.documents[document].name);
  return some(list, ", ");
}

std::string to_lines(const tm::PhraseTranslation& translation) {
  std::string line = fmt::format("      {}: {}", translation.language.str(), flat(translation.text));
  line += fmt::format("  ({}×, {:.0f} %{})", translation.count, 100 * translation.confidence,
                      translation.is_approved ? ", " + tr("approved") : "");
  return line + "\n";
}

std::string to_lines(const tm::PhraseReport& report, const tm::PhraseWording& wording, bool colored) {
  std::string head = trn("{1} document", "{1} documents", wording.documents.size());
  const std::string dates = date_span(wording.first, wording.last);
  if (!dates.empty()) head += ", " + dates;
  if (wording.is_approved) head += ", " + tr("approved");
  std::string lines = "   - " + flat(wording.text) + "\n";
  lines += "     " + dim(fill(tr("{1}: {2}"), {head, documents_of(report, wording.documents)}), colored) + "\n";
  const std::size_t shown = std::min(wording.translations.size(), kMostLines);
  for (std::size_t i = 0; i < shown; ++i) lines += to_lines(wording.translations[i]);
  if (!wording.is_consistent()) lines += "      " + dim(tr("translated in different ways"), colored) + "\n";
  return lines;
}

}  // namespace

std::string date_span(const std::string& first, const std::string& last) {
  return first == last ? first : first + " – " + last;
}

bool differs_among_wordings(const tm::PhraseFamily& family) {
  const bool differs_within = std::any_of(family.wordings.begin(), family.wordings.end(),
                                          [](const auto& wording) { return !wording.is_consistent(); });
  return !differs_within && !family.is_consistent();
}

std::string extent_of(const tm::NestedText& nested) {
  const std::string documents = trn("{1} document", "{1} documents", nested.documents);
  return nested.is_approved ? documents + ", " + tr("approved") : documents;
}

Json to_json(const tm::PhraseReport& report, const tm::PhraseFamily& family) {
  Json object = {{"schema", 1},
                 {"language", report.language.str()},
                 {"pattern", family.pattern},
                 {"slots", Json::array()},
                 {"kind", text::to_string(family.kind)},
                 {"documents", family.documents.size()},
                 {"count", family.count},
                 {"first", or_null(family.first)},
                 {"last", or_null(family.last)},
                 {"score", std::round(family.score * 10) / 10},
                 {"wordings", Json::array()}};
  for (const tm::PhraseSlot& slot : family.slots) object["slots"].push_back(slot.values);
  for (const tm::PhraseWording& wording : family.wordings) object["wordings"].push_back(to_json(report, wording));
  const bool is_translated = std::any_of(family.wordings.begin(), family.wordings.end(),
                                         [](const auto& wording) { return !wording.translations.empty(); });
  if (is_translated) object["consistent"] = family.is_consistent();
  object["timeline"] = time_line(report, family);
  object["nested"] = Json::array();
  for (const tm::NestedText& nested : family.nested)
    object["nested"].push_back(
        {{"text", nested.text}, {"documents", nested.documents}, {"approved", nested.is_approved}});
  return object;
}

Json to_json(const tm::PhraseReport& report, const tm::FrameLine& line) {
  return {{"schema", 1}, {"language", report.language.str()}, {"menu", line.text}, {"documents", line.documents}};
}

std::string to_lines(const tm::PhraseReport& report, const tm::PhraseFamily& family, std::size_t number, bool colored) {
  const std::string pattern = flat(family.pattern);
  std::string lines = fmt::format("{}. {}\n", number, colored ? "\033[1m" + pattern + "\033[0m" : pattern);
  std::string head = trn("{1} document", "{1} documents", family.documents.size());
  const std::string dates = date_span(family.first, family.last);
  if (!dates.empty()) head += ", " + dates;
  if (family.wordings.size() > 1) head += ", " + trn("{1} wording", "{1} wordings", family.wordings.size());
  lines += "   " + head + "\n";
  for (std::size_t i = 0; i < family.slots.size(); ++i) {
    std::vector<std::string> values;
    for (const std::string& value : family.slots[i].values) values.push_back(value.empty() ? "∅" : flat(value));
    lines += fmt::format("   {{{}}} = {}\n", i + 1, some(values, " | "));
  }
  if (differs_among_wordings(family))
    lines += "   " + dim(tr("its wordings are translated in different ways"), colored) + "\n";
  std::size_t shown = 0;
  for (std::size_t i = 0; i < family.wordings.size(); ++i) {
    if (i >= kMostLines && !family.wordings[i].is_approved) continue;
    lines += to_lines(report, family.wordings[i], colored);
    ++shown;
  }
  if (family.wordings.size() > shown)
    lines += "   - " + trn("{1} more wording", "{1} more wordings", family.wordings.size() - shown) + "\n";
  for (const tm::NestedText& nested : family.nested)
    lines += dim("   ~ " + fill(tr("{1}: {2}"), {flat(nested.text), extent_of(nested)}), colored) + "\n";
  return lines + "\n";
}

std::string table_header() {
  return "source_language\tsource\ttarget_language\ttarget\tdocuments\tcount\tfirst\tlast\tconfidence\tapproved\t"
         "pattern\n";
}

std::string to_table(const tm::PhraseReport& report, const tm::PhraseFamily& family) {
  std::string lines;
  for (const tm::PhraseWording& wording : family.wordings) {
    const auto line = [&](const std::string& language, const std::string& target, std::size_t count,
                          const std::string& confidence, bool is_approved) {
      lines += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", report.language.str(), flat(wording.text),
                           language, flat(target), wording.documents.size(), count, wording.first, wording.last,
                           confidence, is_approved ? "yes" : "no", flat(family.pattern));
    };
    if (wording.translations.empty()) line("", "", wording.count, "", wording.is_approved);
    for (const tm::PhraseTranslation& translation : wording.translations)
      line(translation.language.str(), translation.text, translation.count,
           fmt::format("{:.2f}", translation.confidence), translation.is_approved);
  }
  return lines;
}

}  // namespace oimtm::cli

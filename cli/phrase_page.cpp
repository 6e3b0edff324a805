#include "cli/phrase_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/messages.h"
#include "cli/phrase_printer.h"
#include "tm/score.h"

namespace oimtm::cli {

namespace {

constexpr std::size_t kMostWordings = 50;  // of a family
constexpr std::size_t kMostPoints = 400;   // of a time line
constexpr std::size_t kMostRows = 12;      // of a time line; the last one is all other wordings'

constexpr const char* kStyle = R"css(
body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.05rem;margin:2.2rem 0 .3rem;font-weight:600}
.slot{background:#fff1c9;border-radius:.2rem;padding:0 .25rem}.note{color:#595959;font-size:.88rem}
table{border-collapse:collapse;width:100%;margin:.6rem 0}td,th{border-top:1px solid #d6d6d6;padding:.4rem .6rem;
text-align:left;vertical-align:top}th{font-weight:600;font-size:.88rem}mark{background:#ffd6d6}
.ok{color:#14621f;font-weight:600}svg{width:100%;height:auto;background:#f6f7f9;border-radius:.3rem}
@media (prefers-color-scheme:dark){body{color:#eee;background:#161616}.slot{background:#5a4a12}mark{background:#6b2b2b;
color:inherit}.note{color:#b0b0b0}td,th{border-color:#444}svg{background:#222}.ok{color:#7ed38a}}
)css";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else
      result += c;
  }
  return result;
}

// The pattern, with what stands in each slot as its tooltip. What is put in is not read again:
// a value may look like a slot.
std::string pattern(const tm::PhraseFamily& family) {
  std::string html;
  std::size_t read = 0;  // of the pattern
  for (std::size_t i = 0; i < family.slots.size(); ++i) {
    const std::string name = fmt::format("{{{}}}", i + 1);
    const std::size_t at = family.pattern.find(name, read);
    if (at == std::string::npos) continue;
    std::string values;
    for (const std::string& value : family.slots[i].values)
      values += (values.empty() ? "" : " | ") + (value.empty() ? std::string("∅") : escaped(value));
    html += escaped(std::string_view(family.pattern).substr(read, at - read));
    html += "<span class=\"slot\" title=\"" + values + "\">" + std::to_string(i + 1) + "</span>";
    read = at + name.size();
  }
  return html + escaped(std::string_view(family.pattern).substr(read));
}

std::string marked(const std::string& main, const std::string& text, const text::LanguageTag& language) {
  const tm::Score score =
      tm::score({text, {}, {}}, text::tokenize(text, language), {main, {}, {}}, text::tokenize(main, language));
  std::string html;
  std::size_t at = 0;
  for (const tm::Edit& edit : score.edits) {
    html += escaped(std::string_view(text).substr(at, edit.query.begin - at));
    if (edit.query.size() > 0)
      html += "<mark>" + escaped(std::string_view(text).substr(edit.query.begin, edit.query.size())) + "</mark>";
    at = edit.query.end;
  }
  return html + escaped(std::string_view(text).substr(at));
}

std::string translations(const tm::PhraseWording& wording) {
  std::string html;
  for (const tm::PhraseTranslation& translation : wording.translations) {
    html += fmt::format("<div lang=\"{0}\">{1} <span class=\"note\">{0}, {2}×, {3:.0f} %</span>{4}</div>",
                        translation.language.str(), escaped(translation.text), translation.count,
                        100 * translation.confidence,
                        translation.is_approved ? " <span class=\"ok\">" + tr("approved") + "</span>" : "");
  }
  if (!wording.is_consistent()) html += "<div class=\"note\">" + tr("translated in different ways") + "</div>";
  return html;
}

// The row of a wording in the time line, and its colour there and in the table.
std::size_t row_of(std::size_t wording) { return std::min(wording, kMostRows - 1); }

std::string colour_of(std::size_t wording) {
  return row_of(wording) + 1 == kMostRows ? "hsl(0 0% 55%)" : fmt::format("hsl({} 60% 50%)", 47 * wording % 360);
}

// A row a wording, a point a document, from the first document of the phrase to the last.
std::string time_line(const tm::PhraseReport& report, const tm::PhraseFamily& family) {
  if (family.first.empty()) return {};  // no time is known
  const std::size_t rows = std::min(family.wordings.size(), kMostRows);
  const double width = 1000;
  const double last = static_cast<double>(std::max<std::size_t>(family.documents.size(), 2) - 1);
  const auto place_of = [&](std::size_t number) { return 12 + (width - 24) * static_cast<double>(number) / last; };
  const auto undated = static_cast<std::size_t>(
      std::count_if(family.documents.begin(), family.documents.end(),
                    [&](std::size_t document) { return report.documents[document].date.empty(); }));
  std::string svg =
      fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">", width, 14 * rows + 22, tr("time line"));
  std::size_t points = 0;
  for (std::size_t wording = 0; wording < family.wordings.size(); ++wording) {
    for (const std::size_t document : family.wordings[wording].documents) {
      if (++points > kMostPoints) break;
      const auto place = std::lower_bound(family.documents.begin(), family.documents.end(), document);
      const double x = place_of(static_cast<std::size_t>(place - family.documents.begin()));
      const tm::PhraseDocument& told = report.documents[document];
      const std::string colour = colour_of(wording);
      svg +=
          fmt::format("<circle cx=\"{:.1f}\" cy=\"{}\" r=\"4\" fill=\"{}\" stroke=\"{}\"><title>{} {}</title></circle>",
                      x, 14 * row_of(wording) + 10, told.date.empty() ? "none" : colour, colour,
                      told.date.empty() ? tr("without a date:") : escaped(told.date), escaped(told.name));
    }
  }
  const auto label = [&](double x, std::string_view anchor, const std::string& text) {
    svg += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"11\" text-anchor=\"{}\" fill=\"currentColor\">{}</text>", x,
                       14 * rows + 17, anchor, escaped(text));
  };
  label(8, "start", family.first);
  if (undated == 0) {
    label(width - 8, "end", family.last);
  } else {  // hollow points behind the others
    label(place_of(family.documents.size() - undated - 1), "end", family.last == family.first ? "" : family.last);
    label(width - 8, "end", trn("{1} without a date", "{1} without a date", undated));
  }
  return svg + "</svg>";
}

std::string row(const tm::PhraseReport& report, const tm::PhraseFamily& family, std::size_t number) {
  const tm::PhraseWording& wording = family.wordings[number];
  const std::string& main = family.wordings.front().text;
  std::string html = "<tr><td lang=\"" + report.language.str() + "\">";
  if (!family.first.empty()) html += fmt::format("<b style=\"color:{}\">●</b> ", colour_of(number));
  html += number == 0 ? escaped(main) : marked(main, wording.text, report.language);
  if (wording.is_approved) html += " <span class=\"ok\">" + tr("approved") + "</span>";
  html += fmt::format("</td><td>{}<div class=\"note\">{}</div></td>", wording.documents.size(),
                      escaped(date_span(wording.first, wording.last)));
  if (!wording.translations.empty()) html += "<td>" + translations(wording) + "</td>";
  return html + "</tr>";
}

std::string table(const tm::PhraseReport& report, const tm::PhraseFamily& family) {
  const bool is_translated = std::any_of(family.wordings.begin(), family.wordings.end(),
                                         [](const auto& wording) { return !wording.translations.empty(); });
  std::string html = "<table><tr><th>" + tr("Wording") + "</th><th>" + tr("Documents") + "</th>";
  if (is_translated) html += "<th>" + tr("Translations") + "</th>";
  html += "</tr>";
  std::size_t shown = 0;
  for (std::size_t i = 0; i < family.wordings.size(); ++i) {
    if (i >= kMostWordings && !family.wordings[i].is_approved) continue;
    html += row(report, family, i);
    ++shown;
  }
  if (family.wordings.size() > shown)
    html += "<tr><td class=\"note\" colspan=\"3\">" +
            trn("{1} more wording", "{1} more wordings", family.wordings.size() - shown) + "</td></tr>";
  return html + "</table>";
}

}  // namespace

std::string page_begin() {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{0}\"><head><meta charset=\"utf-8\"><title>{1}</title>"
      "<meta name=\"viewport\" content=\"width=device-width\"><style>{2}</style></head><body>\n",
      std::string(interface_language()), tr("Recurring phrases"), kStyle);
}

std::string page_section(const tm::PhraseReport& report, std::size_t limit) {
  const std::string language = report.language.display_name(text::LanguageTag(interface_language()));
  std::string html = "<h1>" + escaped(fill(tr("Recurring phrases: {1}"), {language})) + "</h1>\n";
  html += "<p class=\"note\">" +
          fill(tr("phrases: {1}, documents: {2}, segments: {3}"),
               {std::to_string(report.families.size()), std::to_string(report.documents.size()),
                std::to_string(report.segments)}) +
          "</p>\n";
  for (std::size_t i = 0; i < std::min(report.families.size(), limit); ++i) {
    const tm::PhraseFamily& family = report.families[i];
    html += fmt::format("<section><h2>{}. <span lang=\"{}\">{}</span></h2>\n", i + 1, report.language.str(),
                        pattern(family));
    html += "<div class=\"note\">" + trn("{1} document", "{1} documents", family.documents.size()) + " " +
            escaped(date_span(family.first, family.last)) + "</div>\n";
    if (differs_among_wordings(family))
      html += "<div class=\"note\">" + tr("its wordings are translated in different ways") + "</div>\n";
    html += time_line(report, family) + table(report, family);
    for (const tm::NestedText& nested : family.nested)
      html += "<div class=\"note\">~ " + fill(tr("{1}: {2}"), {escaped(nested.text), escaped(extent_of(nested))}) +
              "</div>\n";
    html += "</section>\n";
  }
  if (report.frame.empty()) return html;
  html += "<h2>" + tr("Menus, which are no prose:") + "</h2><ul class=\"note\">";
  for (const tm::FrameLine& line : report.frame)
    html += fmt::format("<li>{} ({}×)</li>", escaped(line.text), line.documents);
  return html + "</ul>\n";
}

std::string page_end() { return "</body></html>\n"; }

}  // namespace oimtm::cli

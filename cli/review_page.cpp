#include "cli/review_page.h"

#include <fmt/format.h>

#include "cli/messages.h"

namespace oimtm::cli {

namespace {

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      case '\0': html += "\xef\xbf\xbd"; break;
      default: html += c;
    }
  }
  return html;
}

constexpr std::string_view kStyle = R"(
body { font: 16px/1.4 system-ui, sans-serif; margin: 0; color: #222; background: #fff }
header { position: sticky; top: 0; background: #fff; border-bottom: 1px solid #999; padding: .5em 1em }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td { vertical-align: top; padding: .4em .8em; border-bottom: 1px solid #ddd; overflow-wrap: anywhere }
td.c { width: 5em; text-align: right; font-variant-numeric: tabular-nums }
th { text-align: left; padding: 1em .8em .3em }
tr.low td { background: #fbd9d3 } tr.mid td { background: #fdf1cf } tr.none td { background: #eee }
tr.yes td.c::before { content: "\2713 " } tr.no td { text-decoration: line-through; opacity: .5 }
tr.at td { outline: 2px solid #246; outline-offset: -2px }
td[contenteditable]:focus { background: #eef4ff }
)";

// The page's state is in the rows: classes yes (checked), no (wrong), at (the current one).
constexpr std::string_view kScript = R"(
'use strict';
const body = document.querySelector('tbody');
const rows = [...body.querySelectorAll('tr.bead')];
let order = rows.filter(r => !r.classList.contains('none'));
const inOrder = [...body.children];
let current = -1, lowFirst = false, changed = false;
function go(n) {
  if (!order.length) return;
  if (current >= 0) order[current].classList.remove('at');
  current = Math.max(0, Math.min(order.length - 1, n));
  order[current].classList.add('at');
  order[current].scrollIntoView({block: 'center'});
}
function mark(name) {
  if (current < 0) return;
  const row = order[current], was = row.classList.contains(name);
  row.classList.remove('yes', 'no');
  if (!was) row.classList.add(name);
  changed = true; count(); go(current + 1);
}
function count() {
  document.getElementById('done').textContent =
    order.filter(r => r.matches('.yes, .no')).length + ' / ' + order.length;
}
function sort() {
  lowFirst = !lowFirst;
  if (current >= 0) order[current].classList.remove('at');
  current = -1;
  order = rows.filter(r => !r.classList.contains('none'));
  if (lowFirst) order.sort((a, b) => a.dataset.c - b.dataset.c);
  body.replaceChildren(...(lowFirst ? order : inOrder));
  go(0);
}
function table() {
  const clean = text => text.replace(/[\t\r\n]+/g, ' ').trim();
  const lines = [[body.dataset.source, body.dataset.target, 'confidence', 'source_document', 'target_document', 'reviewed']];
  for (const row of rows) {
    if (row.matches('.none')) continue;
    const cells = row.querySelectorAll('td.t');
    const source = clean(cells[0].textContent), target = clean(cells[1].textContent);
    if (source && target)
      lines.push([source, target, row.dataset.c, row.dataset.s, row.dataset.d, 
        row.matches('.yes') ? 'yes' : row.matches('.no') ? 'wrong' : '']);
  }
  return lines.map(line => line.join('\t') + '\n').join('');
}
function save() {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([table()], {type: 'text/tab-separated-values'}));
  link.download = 'reviewed.tsv';
  link.click();
  changed = false;
}
document.addEventListener('keydown', event => {
  if (event.target.isContentEditable) { if (event.key === 'Escape') event.target.blur(); return; }
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const act = {j: () => go(current + 1), ArrowDown: () => go(current + 1), k: () => go(current - 1),
    ArrowUp: () => go(current - 1), ' ': () => mark('yes'), x: () => mark('no'), l: sort, s: save,
    e: () => { if (current >= 0) order[current].querySelectorAll('td.t')[1].focus(); }}[event.key];
  if (act) { event.preventDefault(); act(); }
});
body.addEventListener('input', event => {
  event.target.closest('tr.bead').classList.replace('no', 'yes') || event.target.closest('tr.bead').classList.add('yes');
  changed = true; count();
});
body.addEventListener('click', event => {
  const row = event.target.closest('tr.bead');
  if (row && order.includes(row)) go(order.indexOf(row));
});
window.addEventListener('beforeunload', event => { if (changed) event.preventDefault(); });
count();
)";

constexpr double kSure = 0.9;  // shades: at and above it nothing
constexpr double kFair = 0.6;  // below it the strongest

}  // namespace

ReviewPage::ReviewPage(const std::string& path, const text::LanguageTag& source, const text::LanguageTag& target,
                       Console& console)
    : output_(path, console), source_(source), target_(target) {
  const std::string keys =
      tr("j and k move, the space bar marks as checked, x as wrong, e edits, l shows the doubtful first, s saves");
  output_.write(fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "script-src 'unsafe-inline'\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n"
      "<header><strong id=\"done\"></strong> {}</header>\n<table>\n<tbody data-source=\"{}\" data-target=\"{}\">\n",
      interface_language(), escaped(tr("Alignment")), kStyle, escaped(keys), source.str(), target.str()));
}

void ReviewPage::add(const std::string& source_name, const std::string& target_name,
                     std::span<const text::TranslationUnit> units) {
  output_.write(fmt::format("<tr><td class=\"c\"></td><th>{}</th><th>{}</th></tr>\n", escaped(source_name),
                            escaped(target_name)));
  for (const text::TranslationUnit& unit : units) add(unit, source_name, target_name);
}

void ReviewPage::add(const text::TranslationUnit& unit, const std::string& source_name,
                     const std::string& target_name) {
  const text::Variant* source = text::find_variant(unit, source_);
  const text::Variant* target = text::find_variant(unit, target_);
  const bool is_pair = source != nullptr && target != nullptr && source != target;
  const double confidence = unit.confidence.value_or(0);
  const char* shade = !is_pair ? " none" : confidence < kFair ? " low" : confidence < kSure ? " mid" : "";
  const auto cell = [](const text::Variant* variant, bool is_editable) {
    return fmt::format("<td class=\"t\" dir=\"auto\"{}{}>{}</td>", is_editable ? " contenteditable" : "",
                       variant != nullptr ? " lang=\"" + variant->language.str() + '"' : "",
                       variant != nullptr ? escaped(variant->segment.text) : "");
  };
  output_.write(fmt::format("<tr class=\"bead{}\" data-c=\"{}\" data-s=\"{}\" data-d=\"{}\"><td class=\"c\">{}</td>",
                            shade, confidence, escaped(source_name), escaped(target_name),
                            is_pair ? fmt::format("{:.2f}", confidence) : ""));
  output_.write(cell(source, is_pair) + cell(target, is_pair) + "</tr>\n");
}

void ReviewPage::finish() {
  output_.write(fmt::format("</tbody>\n</table>\n<script>{}</script>\n</body>\n</html>\n", kScript));
  output_.finish();
}

}  // namespace oimtm::cli

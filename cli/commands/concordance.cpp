#include <fmt/format.h>

#include <memory>

#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "cli/json.h"
#include "cli/messages.h"
#include "text/characters.h"
#include "tm/memory.h"

namespace oimtm::cli {

namespace {

using tm::ConcordanceQuery;

struct ConcordanceArgs {
  std::vector<std::string> words;
  std::string memory;
  LanguageFlags languages;
  std::string in = "both";
  std::string limit = "50";
  bool regex = false;
  bool wildcard = false;
  bool json = false;
};

constexpr std::size_t kMargin = 36;  // characters on each side of what was found

ConcordanceQuery read_query(const ConcordanceArgs& args) {
  if (args.words.empty())
    throw UsageError(msg("no text was given"), {}, msg("for example: oimtm concordance -m oim.tm \"Etats membres\""));
  if (args.regex && args.wildcard) throw UsageError(msg("--regex and --wildcard exclude one another"));
  ConcordanceQuery query;
  query.pattern = fmt::format("{}", fmt::join(args.words, " "));
  query.kind = args.regex      ? ConcordanceQuery::Kind::regex
               : args.wildcard ? ConcordanceQuery::Kind::wildcard
                               : ConcordanceQuery::Kind::phrase;
  if (args.in == "source")
    query.side = ConcordanceQuery::Side::source;
  else if (args.in == "target")
    query.side = ConcordanceQuery::Side::target;
  else if (args.in != "both")
    throw UsageError(msg("--in is source, target or both, not {1}", args.in));
  query.language = args.languages.source_tag();
  query.limit = static_cast<std::size_t>(parse_number("--limit", args.limit, 1, 1'000'000));
  if (text::find_invalid_utf8(query.pattern)) throw UsageError(msg("the pattern is not valid UTF-8"));
  return query;
}

// The last, or first, `count` characters, with spaces where there are fewer; line ends and
// tabs are spaces.
std::string margin(std::string_view text, std::size_t count, bool is_left) {
  std::size_t begin = 0;
  std::size_t end = text.size();
  std::size_t taken = 0;
  if (is_left)
    for (begin = end; begin > 0 && taken < count; ++taken) text::previous_character(text, begin);
  else
    for (end = 0; end < text.size() && taken < count; ++taken) text::next_character(text, end);
  std::string line(text.substr(begin, end - begin));
  for (char& c : line)
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  const std::string padding(count - taken, ' ');
  return is_left ? padding + line : line;
}

std::string remarks(const tm::Hit& hit) {
  const text::TranslationUnit& unit = hit.stored.unit;
  std::string line = fill(tr("unit {1}"), {std::to_string(hit.stored.id)});
  const auto& origin = unit.variants[hit.variant].origin;
  if (origin) line += " · " + origin->document;
  if (!unit.date.empty()) line += " · " + unit.date;
  return line;
}

// Each place in its context; then the other languages, and where it is from.
std::string to_lines(const tm::Hit& hit, bool colored) {
  const text::TranslationUnit& unit = hit.stored.unit;
  const std::string& text = unit.variants[hit.variant].segment.text;
  std::string lines;
  for (const text::ByteRange& range : hit.where) {
    const std::string found = text.substr(range.begin, range.size());
    lines += margin(std::string_view(text).substr(0, range.begin), kMargin, true);
    lines += colored ? "\033[1m" + found + "\033[0m" : "[" + found + "]";
    lines += margin(std::string_view(text).substr(range.end), kMargin, false) + "\n";
  }
  for (std::size_t i = 0; i < unit.variants.size(); ++i)
    if (i != hit.variant)
      lines += "    " + unit.variants[i].language.str() + ": " + unit.variants[i].segment.text + "\n";
  return lines + "    " + (colored ? "\033[2m" + remarks(hit) + "\033[0m" : remarks(hit)) + "\n";
}

Json to_json(const tm::Hit& hit) {
  const text::TranslationUnit& unit = hit.stored.unit;
  const text::Variant& variant = unit.variants[hit.variant];
  Json object = {{"schema", 1},
                 {"unit", hit.stored.id},
                 {"side", hit.variant == 0 ? "source" : "target"},
                 {"language", variant.language.str()},
                 {"text", variant.segment.text},
                 {"where", Json::array()},
                 {"others", Json::array()},
                 {"document", variant.origin ? Json(variant.origin->document) : Json()},
                 {"date", unit.date.empty() ? Json() : Json(unit.date)}};
  for (const text::ByteRange& range : hit.where) object["where"].push_back({range.begin, range.end});
  for (std::size_t i = 0; i < unit.variants.size(); ++i)
    if (i != hit.variant)
      object["others"].push_back(
          {{"language", unit.variants[i].language.str()}, {"text", unit.variants[i].segment.text}});
  return object;
}

int run_concordance(const ConcordanceArgs& args, Console& console) {
  const ConcordanceQuery query = read_query(args);
  const tm::Memory memory = tm::Memory::open(required_memory(args.memory), tm::Memory::Access::read);
  const std::vector<tm::Hit> hits = memory.concordance(query);
  for (const tm::Hit& hit : hits) console.print(args.json ? to_line(to_json(hit)) : to_lines(hit, console.colored()));
  if (hits.size() == query.limit) console.say(fill(tr("these are the first {1}; --limit shows more"), {args.limit}));
  if (hits.empty()) console.say(tr("no unit contains it"));
  return hits.empty() ? kNo : kDone;
}

}  // namespace

Runner define_concordance(CLI::App& app) {
  auto args = std::make_shared<ConcordanceArgs>();
  add_files(app, args->words, "PATTERN", tr("What to look for."));
  add_memory(app, args->memory, tr("The memory."));
  add_source(app, args->languages, tr("Only texts in this language."));
  app.add_option("--in", args->in, tr("Only in the source, or in the target (default both)."))->type_name(tr("SIDE"));
  app.add_flag("--wildcard", args->wildcard, tr("* is the rest of a word, ? one character of it."));
  app.add_flag("--regex", args->regex, tr("The pattern is a regular expression; (?i) at its start ignores case."));
  app.add_option("--limit", args->limit, tr("Most units (default 50)."))->type_name(tr("NUMBER"));
  add_json(app, args->json);
  app.footer(
      tr("Shows every place in its context, the newest text first, and the other languages of the unit.\n"
         "A phrase is found wherever it stands, whatever its case and typography; one without accents\n"
         "finds those with accents too.\n"
         "Exit status: 0 if something was found, 1 if nothing was.\n"
         "Examples:\n"
         "  oimtm concordance -m oim.tm \"Etats membres\"\n"
         "  oimtm concordance -m oim.tm --wildcard \"migra* irrégul*\"\n"
         "  oimtm concordance -m oim.tm --regex --in target \"\\b\\d{4}\\b\""));
  return [args](Console& console) { return run_concordance(*args, console); };
}

}  // namespace oimtm::cli

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "cli/match_printer.h"
#include "cli/memories.h"
#include "cli/messages.h"
#include "formats/input.h"
#include "text/characters.h"
#include "tm/memory.h"

namespace oimtm::cli {

namespace {

struct LookupArgs {
  std::vector<std::string> words;
  std::vector<std::string> memories;
  LanguageFlags languages;
  std::string min_score = "70";
  std::string limit = "5";
  std::string input = "text";
  std::optional<std::string> previous;
  std::optional<std::string> next;
  std::string as_of;
  bool strict = false;
  bool exhaustive = false;
  bool phrases = false;
  bool no_phrases = false;
  bool json = false;
};

// Units of a memory in which recurring phrases are found without anybody waiting.
constexpr std::size_t kQuicklySearched = 50'000;

// The texts to look up: the arguments, or standard input, as a whole or by lines.
std::vector<std::string> read_queries(const LookupArgs& args) {
  if (args.input != "text" && args.input != "lines")
    throw UsageError(msg("--input is text or lines, not {1}", args.input));
  std::string text = fmt::format("{}", fmt::join(args.words, " "));
  const bool waits_for_nobody = args.words.empty() && isatty(STDIN_FILENO) == 0;
  if (waits_for_nobody || text == "-") {
    text = formats::read_file("-");
    text.erase(0, formats::byte_order_mark(text));
  }
  formats::check_text(text, "-");
  if (args.input == "text") {
    if (text::trim(text).empty())
      throw UsageError(msg("no text was given"), {},
                       msg("for example: oimtm lookup -m oim.tm \"Save the file\"; - reads standard input"));
    return {std::string(text::trim(text))};
  }
  std::vector<std::string> queries;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    queries.emplace_back(text::trim(std::string_view(text).substr(begin, end - begin)));
    begin = end + 1;
  }
  return queries;
}

// What the memories know of parts of the query. What all of it is was said by the matches.
std::vector<tm::KnownPhrase> look_up_phrases(const std::vector<OpenMemory>& memories, const tm::Query& query,
                                             const std::vector<tm::Match>& matches,
                                             const tm::KnownPhraseOptions& options) {
  std::vector<tm::KnownPhrase> phrases;
  for (const OpenMemory& open : memories)
    for (tm::KnownPhrase& phrase : open.memory.known_phrases(query, options)) phrases.push_back(std::move(phrase));
  const bool is_known = !matches.empty() && matches.front().score.raw == 100;
  const std::vector<text::Token> tokens = text::tokenize(query.segment.text, query.source);
  const auto is_all = [&](const tm::KnownPhrase& phrase) {
    return std::none_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
      return token.kind != text::Token::Kind::punctuation &&
             (token.where.begin < phrase.where.begin || token.where.end > phrase.where.end);
    });
  };
  std::erase_if(phrases,
                [&](const tm::KnownPhrase& phrase) { return is_known && !phrase.is_approved && is_all(phrase); });
  return phrases;
}

int run_lookup(const LookupArgs& args, Console& console) {
  if (args.phrases && args.no_phrases) throw UsageError(msg("--phrases and --no-phrases exclude one another"));
  const bool shows_phrases = args.phrases || (!args.no_phrases && args.input == "text" && args.as_of.empty());
  tm::KnownPhraseOptions phrase_options;
  if (!args.phrases) phrase_options.largest_memory = kQuicklySearched;
  tm::LookupOptions options;
  options.min_score = parse_number("--min-score", args.min_score, 1, 102);
  options.limit = static_cast<std::size_t>(parse_number("--limit", args.limit, 1, 10000));
  options.strict = args.strict;
  options.exhaustive = args.exhaustive;
  const tm::Query frame{{}, args.languages.source_tag(), args.languages.target_tag(), {args.previous, args.next}};
  const std::vector<OpenMemory> memories = open_memories(args.memories, args.as_of);
  if (options.min_score < tm::kLeastIndexed && !options.exhaustive)
    console.say(fill(tr("every segment is compared below {1} %, which is slow"), {std::to_string(tm::kLeastIndexed)}));
  bool any = false;
  for (const std::string& text : read_queries(args)) {
    tm::Query query = frame;
    query.segment.text = text;
    std::vector<tm::Match> matches;
    for (FoundMatch& found : look_up(memories, query, options)) matches.push_back(std::move(found.match));
    std::vector<tm::KnownPhrase> phrases;
    if (shows_phrases) phrases = look_up_phrases(memories, query, matches, phrase_options);
    any = any || !matches.empty() || !phrases.empty();
    if (args.json) {
      std::string line;
      append_json(line, text, matches);
      if (shows_phrases) append_json(line, text, phrases);
      console.print(line + "}\n");
      continue;
    }
    for (const tm::Match& match : matches) console.print(to_lines(text, match, console.colored()));
    if (!phrases.empty()) console.print(to_lines(text, phrases, console.colored()));
    if (matches.empty()) console.say(fill(tr("nothing of {1} % or more is like it"), {args.min_score}));
  }
  return any ? kDone : kNo;
}

}  // namespace

Runner define_lookup(CLI::App& app) {
  auto args = std::make_shared<LookupArgs>();
  add_files(app, args->words, "TEXT", tr("The text to look up; - is standard input."));
  app.add_option("-m,--memory", args->memories,
                 tr("A memory, or several (without it, what OIMTM_MEMORY names); FILE:5 takes five points off."))
      ->type_name(tr("FILE[:PENALTY]"))
      ->allow_extra_args(false);
  add_source(app, args->languages, tr("Language of the text; without it every language of the memory is asked."));
  add_target(app, args->languages, tr("Only units that have this language."));
  app.add_option("--min-score", args->min_score, tr("Leave out what is less like it, in percent (default 70)."))
      ->type_name(tr("PERCENT"));
  app.add_option("--limit", args->limit, tr("Most matches (default 5)."))->type_name(tr("NUMBER"));
  app.add_option("--input", args->input, tr("text, or lines: one query a line, answered in the same order."))
      ->type_name(tr("FORMAT"));
  app.add_option("--previous", args->previous,
                 tr("The segment before it; matches with the same one come first, as 101 %."))
      ->type_name(tr("TEXT"));
  app.add_option("--next", args->next, tr("The segment behind it; with both the same, 102 %."))->type_name(tr("TEXT"));
  app.add_option("--as-of", args->as_of,
                 tr("Ask the memory as it was at the end of that day (2026-01-31) or second "
                    "(2026-01-31T12:00:00Z), UTC."))
      ->type_name(tr("DATE"));
  app.add_flag("--strict", args->strict, tr("No other varieties of the languages: fr-CH does not find fr."));
  app.add_flag("--exhaustive", args->exhaustive,
               tr("Compare with every segment instead of asking the index: the same answer, slowly."));
  app.add_flag("--phrases", args->phrases,
               tr("Show phrases inside the text that the memory knows, for lines of queries too."));
  app.add_flag("--no-phrases", args->no_phrases, tr("Show whole segments only."));
  add_json(app, args->json);
  app.footer(
      tr("Shows the text that was found, [-what it has-]{+what the query has+} where they differ, its\n"
         "translation, and what took points off. Typography (’ for ', no-break spaces, « ») takes none.\n"
         "\"reverse\" marks what is a translation in the memory: the text was found on its other side.\n"
         "Below them stand the longest parts of the text that are approved phrases, or that several\n"
         "documents say, each with the words that translate it.\n"
         "Exit status: 0 if something was found, 1 if nothing was.\n"
         "Examples:\n"
         "  oimtm lookup -m oim.tm \"L'OIM compte 175 Etats membres\"\n"
         "  oimtm lookup -m oim.tm -m old.tm:10 --json --input lines < queries.txt"));
  return [args](Console& console) { return run_lookup(*args, console); };
}

}  // namespace oimtm::cli

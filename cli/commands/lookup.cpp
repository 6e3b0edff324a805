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
#include "formats/text_source.h"
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

bool reads_input(const LookupArgs& args) {
  const bool waits_for_nobody = args.words.empty() && isatty(STDIN_FILENO) == 0;
  return waits_for_nobody || (args.words.size() == 1 && args.words.front() == "-");
}

std::string text_of(const LookupArgs& args) {
  std::string text = fmt::format("{}", fmt::join(args.words, " "));
  if (text::find_invalid_utf8(text)) throw UsageError(msg("the text is not valid UTF-8"));
  return text;
}

std::string whole_text(const LookupArgs& args) {
  std::string text;
  if (reads_input(args)) {
    text = formats::read_file("-");
    formats::check_text(text, "-");
    text.erase(0, formats::byte_order_mark(text));
  } else {
    text = text_of(args);
  }
  if (text::trim(text).empty())
    throw UsageError(msg("no text was given"), {},
                     msg("for example: oimtm lookup -m oim.tm \"Save the file\"; - reads standard input"));
  return std::string(text::trim(text));
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

class Lookup {
 public:
  Lookup(const LookupArgs& args, Console& console) : args_(args), console_(console) {
    if (args.phrases && args.no_phrases) throw UsageError(msg("--phrases and --no-phrases exclude one another"));
    if (args.input != "text" && args.input != "lines")
      throw UsageError(msg("--input is text or lines, not {1}", args.input));
    shows_phrases_ = args.phrases || (!args.no_phrases && args.input == "text" && args.as_of.empty());
    if (!args.phrases) phrase_options_.largest_memory = tm::kQuicklySearched;
    options_.min_score = parse_number("--min-score", args.min_score, 1, 102);
    options_.limit = static_cast<std::size_t>(parse_number("--limit", args.limit, 1, 10000));
    require_text("--previous", args.previous.value_or(""));
    require_text("--next", args.next.value_or(""));
    options_.strict = args.strict;
    options_.exhaustive = args.exhaustive;
    frame_ = {{}, args.languages.source_tag(), args.languages.target_tag(), {args.previous, args.next}};
    memories_ = open_memories(args.memories, args.as_of);
    for (const text::LanguageTag& language : {frame_.source, frame_.target})
      warn_of_absent(language, memories_, console);
    if (options_.min_score < tm::kLeastIndexed && !options_.exhaustive)
      console.say(
          fill(tr("every segment is compared below {1} %, which is slow"), {std::to_string(tm::kLeastIndexed)}));
  }

  bool any() const { return any_; }

  // `number` of a line of queries; 0 for a text alone.
  void answer(const std::string& text, std::size_t number) {
    tm::Query query = frame_;
    query.segment.text = text;
    std::vector<tm::Match> matches;
    for (FoundMatch& found : look_up(memories_, query, options_)) matches.push_back(std::move(found.match));
    std::vector<tm::KnownPhrase> phrases;
    if (shows_phrases_) phrases = look_up_phrases(memories_, query, matches, phrase_options_);
    any_ = any_ || !matches.empty() || !phrases.empty();
    if (!args_.json) return print(text, number, matches, phrases);
    std::string line;
    append_json(line, text, matches);
    if (shows_phrases_) append_json(line, text, phrases);
    console_.print(line + "}\n");
  }

  // Each line is answered before the next one is waited for.
  void answer_lines() {
    const bool is_input = reads_input(args_);
    const std::string words = is_input ? std::string() : text_of(args_);
    formats::ByteSource bytes = is_input ? formats::ByteSource("-") : formats::ByteSource(words, "");
    bytes.before_waiting([&] { console_.flush(); });
    formats::TextSource lines(bytes, formats::line_by_line({}));
    formats::for_each_line(lines, [&](const formats::Line& line) { answer(std::string(line.text), line.number); });
  }

 private:
  // Of lines, each answer says what it answers.
  void print(const std::string& text, std::size_t number, const std::vector<tm::Match>& matches,
             const std::vector<tm::KnownPhrase>& phrases) {
    const bool colored = console_.colored();
    const std::string nothing = fill(tr("nothing of {1} % or more is like it"), {args_.min_score});
    if (number > 0) console_.print(fmt::format("{}. {}\n", number, text));
    for (const tm::Match& match : matches) console_.print(to_lines(text, match, colored));
    if (!phrases.empty()) console_.print(to_lines(text, phrases, colored));
    if (!matches.empty()) return;
    if (number > 0)
      console_.print("       " + nothing + "\n");
    else
      console_.say(nothing);
  }

  const LookupArgs& args_;
  Console& console_;
  bool shows_phrases_ = false;
  tm::KnownPhraseOptions phrase_options_;
  tm::LookupOptions options_;
  tm::Query frame_;
  std::vector<OpenMemory> memories_;
  bool any_ = false;
};

int run_lookup(const LookupArgs& args, Console& console) {
  Lookup lookup(args, console);
  if (args.input == "text") {
    lookup.answer(whole_text(args), 0);
    return lookup.any() ? kDone : kNo;
  }
  try {
    lookup.answer_lines();
  } catch (const InputError& error) {
    console.fail(error);
    return console.quiet() && lookup.any() ? kDone : kFailed;  // as grep -q
  }
  return lookup.any() ? kDone : kNo;
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
         "Of lines each is answered before the next one is waited for: a program may ask one by one.\n"
         "Exit status: 0 if something was found, 1 if nothing was.\n"
         "Examples:\n"
         "  oimtm lookup -m oim.tm \"L'OIM compte 175 Etats membres\"\n"
         "  oimtm lookup -m oim.tm -m old.tm:10 --json --input lines < queries.txt"));
  return [args](Console& console) { return run_lookup(*args, console); };
}

}  // namespace oimtm::cli

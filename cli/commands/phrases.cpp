#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/commands/commands.h"
#include "cli/commands/phrases.h"
#include "cli/flags.h"
#include "cli/help.h"
#include "cli/messages.h"
#include "cli/phrase_input.h"
#include "cli/phrase_page.h"
#include "cli/phrase_printer.h"
#include "cli/unit_output.h"

namespace oimtm::cli {

namespace {

constexpr int kMost = 1'000'000'000;

PhraseSource source_of(const PhrasesArgs& args, std::vector<std::string> paths) {
  PhraseSource source;
  source.paths = std::move(paths);
  source.input = args.input;
  source.language = args.languages.source_tag();
  source.target = args.languages.target_tag();
  if (!args.document_lines.empty())
    source.document_lines = static_cast<std::size_t>(parse_number("--document-lines", args.document_lines, 1, kMost));
  return source;
}

// What is mined: files, or a memory, which keeps what look-ups may want of it.
class Mine {
 public:
  Mine(const PhrasesArgs& args, const std::vector<std::string>& files) : args_(args), files_(files) {
    if (files.empty())
      memory_ = tm::Memory::open(required_memory(args.memory), tm::Memory::Access::read);
    else if (!args.memory.empty())
      throw UsageError(msg("name files, or a memory with -m, not both"));
    if (memory_) revision_ = memory_->revision();
  }

  PhraseInput read(Console& console) const {
    return memory_ ? read_corpora(*memory_, source_of(args_, {}), console)
                   : read_corpora(source_of(args_, files_), console);
  }

  // Small memories are searched as quickly; and only what look-ups would ask for is kept.
  void keep(const tm::PhraseReport& report, const tm::PhraseOptions& options) const {
    const tm::PhraseOptions usual;
    const bool is_usual = options.min_words == usual.min_words && options.min_documents == usual.min_documents;
    const bool has_all = args_.languages.target_tag().empty();
    if (memory_ && is_usual && has_all && !args_.dry_run &&
        memory_->last_unit() > static_cast<tm::UnitId>(tm::kQuicklySearched))
      memory_->keep_phrases(report, revision_);
  }

 private:
  const PhrasesArgs& args_;
  const std::vector<std::string>& files_;
  std::optional<tm::Memory> memory_;
  std::int64_t revision_ = 0;
};

class ReportWriter {
 public:
  ReportWriter(const PhrasesArgs& args, Console& console)
      : format_(phrase_format(args, "text, html, tsv, json")),
        is_colored_(console.colored() && args.output.empty()),
        output_(args.output, console) {
    if (!args.limit.empty()) limit_ = static_cast<std::size_t>(parse_number("--limit", args.limit, 1, kMost));
    if (format_ == "tsv") output_.write(table_header());
    if (format_ == "html") output_.write(page_begin());
  }

  void write(const tm::PhraseReport& report) {
    const std::size_t shown = std::min(report.families.size(), limit_);
    if (format_ == "text") output_.write(heading(report));
    if (format_ == "html") return output_.write(page_section(report, limit_));
    for (std::size_t i = 0; i < shown; ++i) {
      const tm::PhraseFamily& family = report.families[i];
      if (format_ == "json") output_.write(to_line(to_json(report, family)));
      if (format_ == "tsv") output_.write(to_table(report, family));
      if (format_ == "text") output_.write(to_lines(report, family, i + 1, is_colored_));
    }
    if (format_ == "json")
      for (const tm::FrameLine& line : report.frame) output_.write(to_line(to_json(report, line)));
    if (format_ == "text") output_.write(frame(report));
  }

  void finish() {
    if (format_ == "html") output_.write(page_end());
    output_.finish();
  }

 private:
  static std::string heading(const tm::PhraseReport& report) {
    const std::string language = report.language.display_name(text::LanguageTag(interface_language()));
    return fill(tr("{1}: phrases that recur: {2}, documents: {3}\n\n"),
                {language, std::to_string(report.families.size()), std::to_string(report.documents.size())});
  }

  // What the pages' menus say is told apart, shortly.
  static std::string frame(const tm::PhraseReport& report) {
    if (report.frame.empty()) return {};
    std::string lines = tr("Menus, which are no prose:") + "\n";
    for (const tm::FrameLine& line : report.frame)
      lines += "   " + std::to_string(line.documents) + "×  " + line.text + "\n";
    return lines + "\n";
  }

  std::string format_;
  bool is_colored_;
  std::size_t limit_ = static_cast<std::size_t>(-1);
  TextOutput output_;
};

// A first word that is no file, and nearly one of ours.
void refuse_mistyped(const std::string& verb) {
  std::error_code error;
  const std::vector<std::string> known = {"list", "approve", "check"};
  if (std::find(known.begin(), known.end(), verb) != known.end() || std::filesystem::exists(verb, error)) return;
  const std::string near = nearest(verb, known);
  if (!near.empty()) throw UsageError(msg("there is no file {1}", verb), {}, msg("did you mean {1}?", near));
}

int run_phrases(const PhrasesArgs& args, Console& console) {
  std::vector<std::string> words = args.words;
  const std::string verb = words.empty() ? "list" : words.front();
  if (verb == "list" || verb == "approve" || verb == "check")
    words.erase(words.begin(), words.begin() + (words.empty() ? 0 : 1));
  refuse_mistyped(verb);
  if (verb == "approve") return run_phrase_approve(args, words, console);
  if (verb == "check") return run_phrase_check(args, words, console);
  return run_phrase_list(args, words, console);
}

}  // namespace

namespace {

// Of nothing, or of one document alone, nothing can recur.
void say_why(const std::vector<tm::PhraseCorpus>& corpora, Console& console) {
  std::size_t segments = 0;
  std::size_t documents = 0;
  for (const tm::PhraseCorpus& corpus : corpora) {
    segments += corpus.segments();
    documents = std::max(documents, corpus.documents());
  }
  console.say(tr("no phrase recurs"));
  if (segments == 0)
    console.say(tr("no segment was read"));
  else if (documents == 1)
    console.say(tr("that is one document, and what recurs does so in two; --document-lines cuts a file"));
}

}  // namespace

std::string phrase_format(const PhrasesArgs& args, std::string_view known) {
  const auto is_known = [&](std::string_view format) {
    return (", " + std::string(known) + ",").find(" " + std::string(format) + ",") != std::string::npos;
  };
  if (!args.format.empty() && !is_known(args.format))
    throw UsageError(msg("--format is one of {1}, not {2}", known, args.format));
  if (args.json) return "json";
  if (!args.format.empty()) return args.format;
  constexpr std::array<std::array<std::string_view, 2>, 5> kSuffixes = {
      {{".tsv", "tsv"}, {".html", "html"}, {".json", "json"}, {".jsonl", "json"}, {".txt", "text"}}};
  for (const auto& [suffix, format] : kSuffixes)
    if (args.output.ends_with(suffix) && is_known(format)) return std::string(format);
  if (args.output.empty() || args.output == "-") return "text";
  throw UsageError(msg("the name does not tell which format it is"), {args.output, 0, 0},
                   msg("say it with --format; known are: {1}", known));
}

int run_phrase_list(const PhrasesArgs& args, const std::vector<std::string>& files, Console& console) {
  tm::PhraseOptions options;
  options.min_words = static_cast<std::size_t>(parse_number("--min-words", args.min_words, 2, 1000));
  options.min_documents = static_cast<std::size_t>(parse_number("--min-documents", args.min_documents, 2, kMost));
  ReportWriter writer(args, console);
  const Mine mine(args, files);
  PhraseInput input = mine.read(console);
  bool found = false;
  for (tm::PhraseCorpus& corpus : input.corpora) {
    const tm::PhraseReport report = tm::find_phrases(corpus, options);
    found = found || !report.families.empty();
    writer.write(report);
    mine.keep(report, options);
  }
  writer.finish();
  if (!found) say_why(input.corpora, console);
  if (input.left_out > 0) return kFailed;
  return found ? kDone : kNo;
}

Runner define_phrases(CLI::App& app) {
  auto args = std::make_shared<PhrasesArgs>();
  add_files(app, args->words, "WHAT",
            tr("Documents, folders or exchange files; - is standard input. Or list, approve, check, see below."));
  add_memory(app, args->memory, tr("The memory, instead of files."));
  add_source(app, args->languages, tr("The language of the phrases; without it each language has its own."));
  add_target(app, args->languages, tr("Show translations into this language only."));
  app.add_option("--min-words", args->min_words, tr("Fewest words of a phrase (default 4)."))->type_name(tr("NUMBER"));
  app.add_option("--min-documents", args->min_documents, tr("Fewest documents that have it (default 2)."))
      ->type_name(tr("NUMBER"));
  app.add_option("--document-lines", args->document_lines,
                 tr("A file holds a segment a line, and so many of them are one document; so many units of no "
                    "document too."))
      ->type_name(tr("NUMBER"));
  app.add_option("--input", args->input, tr("What the files are: auto, release (scraped web pages), text, lines."))
      ->type_name(tr("FORMAT"));
  app.add_option("--limit", args->limit, tr("Most phrases (default all)."))->type_name(tr("NUMBER"));
  app.add_option("--format", args->format, tr("text, html, tsv or json; the suffix of -o decides otherwise."))
      ->type_name(tr("FORMAT"));
  app.add_option("-o,--output", args->output, tr("The file to write; standard output without it."))
      ->type_name(tr("FILE"));
  app.add_flag("--keep", args->keep,
               tr("With approve: keep approved phrases that are like the new one; without it those at least 60 % "
                  "like it give way to it."));
  add_json(app, args->json);
  add_dry_run(app, args->dry_run);
  app.footer(
      tr("Lists what several documents say in the same words: each phrase with its wordings, when and\n"
         "where they stand, and how they were translated. Words that vary are {1}, {2} ...\n"
         "With a first word it does something else:\n"
         "  oimtm phrases approve PHRASE [TRANSLATION]  keeps this wording in the memory as the right one\n"
         "  oimtm phrases check FILE...                 tells where documents drift from approved phrases,\n"
         "                                              [-what is approved-]{+what is written+}\n"
         "Exit status: 0 if phrases were found, 1 if none recurs; of check, 1 if something drifts.\n"
         "Examples:\n"
         "  oimtm phrases releases/fr                 what these pages say again and again\n"
         "  oimtm phrases -m oim.tm -s fr -t en       with their English translations\n"
         "  oimtm phrases check -m oim.tm new.txt"));
  return [args](Console& console) { return run_phrases(*args, console); };
}

}  // namespace oimtm::cli

#include <memory>

#include "align/pair_documents.h"
#include "cli/commands/commands.h"
#include "cli/documents.h"
#include "cli/flags.h"
#include "cli/json.h"
#include "cli/messages.h"

#include <fmt/format.h>

namespace oimtm::cli {

namespace {

struct PairArgs {
  std::vector<std::string> sides;
  LanguageFlags languages;
  std::string input = "auto";
  std::string format;
  bool json = false;
  ReadingFlags reading;
};

int run_pair(const PairArgs& args, Console& console) {
  if (args.sides.size() != 2)
    throw UsageError(msg("two folders are wanted"), {}, msg("for example: oimtm pair releases/en releases/fr"));
  if (!args.format.empty() && args.format != "tsv") throw UsageError(msg("--format is tsv, not {1}", args.format));
  std::size_t left_out = 0;
  const auto read = [&](const std::string& folder, const text::LanguageTag& language) {
    DocumentOptions options = options_for(folder, args.input, language, args.reading);
    options.leaves_out_bad = is_folder(folder);
    return read_segmented(options, console, left_out);
  };
  const auto source = read(args.sides[0], args.languages.source_tag());
  const auto target = read(args.sides[1], args.languages.target_tag());
  bool found = false;
  for (const align::DocumentPair& pair : align::pair_documents(source, target)) {
    found = found || (pair.source && pair.target);
    const std::string source_name = pair.source ? source[*pair.source].name : "";
    const std::string target_name = pair.target ? target[*pair.target].name : "";
    if (args.json)
      console.print(
          to_line({{"schema", 1}, {"source", source_name}, {"target", target_name}, {"confidence", pair.confidence}}));
    else
      console.print(fmt::format("{}\t{}\t{:.2f}\n", source_name, target_name, pair.confidence));
  }
  if (left_out > 0) return kFailed;
  return found ? kDone : kNo;
}

}  // namespace

Runner define_pair(CLI::App& app) {
  auto args = std::make_shared<PairArgs>();
  add_files(app, args->sides, "DIR", tr("The folder of the one language, and that of the other."));
  add_source(app, args->languages, tr("Language of the first folder; recognised without it."));
  add_target(app, args->languages, tr("Language of the second folder; recognised without it."));
  app.add_option("--input", args->input,
                 tr("What the files are: auto, release (scraped web pages), text, lines (a segment a line)."))
      ->type_name(tr("FORMAT"));
  app.add_option("--format", args->format, tr("tsv, as it is otherwise."))->type_name(tr("FORMAT"));
  add_reading(app, args->reading);
  add_json(app, args->json);
  app.footer(
      tr("Prints source, target and confidence, a pair a line, with tabs between; a document\n"
         "without counterpart has an empty other side. Names of files do not matter.\n"
         "Exit status: 0 if there is a pair, 1 if there is none, 2 if a file could not be read; the others\n"
         "are paired all the same.\n"
         "Example:\n"
         "  oimtm pair releases/en releases/fr"));
  return [args](Console& console) { return run_pair(*args, console); };
}

}  // namespace oimtm::cli

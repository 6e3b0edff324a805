#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include "align/units.h"
#include "cli/commands/commands.h"
#include "cli/documents.h"
#include "cli/flags.h"
#include "cli/json_lines.h"
#include "cli/messages.h"
#include "cli/output_file.h"
#include "cli/segment_printer.h"
#include "cli/unit_output.h"
#include "cli/work_files.h"
#include "cli/writable_memory.h"

namespace oimtm::cli {

namespace {

struct SegmentArgs {
  std::vector<std::string> files;
  LanguageFlags languages;
  std::string memory;
  std::string input = "auto";
  std::string srx;
  std::string keep = "body";
  std::string format;
  std::string output;
  bool json = false;
  bool explain = false;
  bool print_rules = false;
  bool dry_run = false;
  ReadingFlags reading;
};

int print_segments(const SegmentArgs& args, const DocumentOptions& options, Console& console) {
  TextOutput output(args.output, console);
  const PrintOptions print{args.json, args.keep == "all", args.explain};
  bool is_first = true;
  DocumentReader reader(options, console);
  reader.for_each<std::string>(
      [&](const OpenDocument& document, const auto& emit) { print_document(document, print, emit); },
      [&](std::string&& part) {
        const bool has_schema = args.json && is_first;
        is_first = false;
        if (has_schema) output.write("{\"schema\":1,");
        output.write(std::string_view(part).substr(has_schema ? 1 : 0));
      });
  output.finish();
  return reader.left_out() > 0 ? kFailed : kDone;
}

int segment_json_lines(const SegmentArgs& args, Console& console) {
  JsonLines lines(args.languages.source_tag(), args.srx, args.reading.text_options(), console);
  for (const std::string& file : files_or_input(args.files)) lines.answer(file);
  return lines.failed() > 0 ? kFailed : kDone;
}

int store_segments(const SegmentArgs& args, const DocumentOptions& options, Console& console) {
  WritableMemory memory(args.memory);
  tm::Receipt total;
  std::size_t read = 0;
  std::size_t known = 0;
  const auto store = [&](const text::SegmentedDocument& document) {
    stop_if_interrupted();
    ++read;
    if (memory->holds(document)) {
      ++known;
      return;
    }
    total += memory->store({&document, 1}, align::make_units(document), {"segment", document.name, args.dry_run});
  };
  DocumentReader reader(options, console);
  reader.for_each<text::SegmentedDocument>(
      [](const OpenDocument& document, const auto& emit) { emit(read_segments(document)); },
      [&](text::SegmentedDocument&& document) { store(document); });
  console.say(fill(tr("documents read: {1}, stored already: {2}; segments added to {4}: {3}"),
                   {std::to_string(read), std::to_string(known), std::to_string(total.added), args.memory}));
  return reader.left_out() > 0 ? kFailed : kDone;
}

int make_work_file(const SegmentArgs& args, const DocumentOptions& options, Console& console) {
  const WorkFileCounts counts =
      write_work_file(options, args.languages.target_tag(), args.keep == "all", args.output, console);
  console.say(
      fill(tr("documents: {1}, segments: {2}"), {std::to_string(counts.documents), std::to_string(counts.segments)}));
  return counts.left_out > 0 ? kFailed : kDone;
}

// JSON lines are answered by JSON lines of one shape: what asks for another is refused.
void refuse_with_json_lines(const SegmentArgs& args) {
  const bool asks_for_more = !args.memory.empty() || args.json || args.explain || args.dry_run ||
                             !args.format.empty() || !args.output.empty() || args.keep != "body";
  if (asks_for_more)
    throw UsageError(msg("--input jsonl goes with -s, --srx and the flags of reading only"), {},
                     msg("each line {\"text\": ...} is answered by a line {\"segments\": [...]}"));
}

// The file's suffix decides where no format was named.
std::string format_of(const SegmentArgs& args) {
  if (!args.format.empty()) {
    if (args.format != "text" && args.format != "xliff")
      throw UsageError(msg("--format is text or xliff, not {1}", args.format));
    return args.format;
  }
  const std::string suffix = std::filesystem::path(args.output).extension().string();
  if (suffix == ".xlf" || suffix == ".xliff") return "xliff";
  const bool is_known = args.output.empty() || args.output == "-" || suffix == ".txt" ||
                        (args.json && (suffix == ".json" || suffix == ".jsonl"));
  if (!is_known)
    throw UsageError(msg("the name does not tell which format it is"), {args.output, 0, 0},
                     msg("say it with --format text or --format xliff"));
  return "text";
}

// Flags that would change nothing are refused.
void refuse_what_is_not_heeded(const SegmentArgs& args, bool makes_work_file) {
  if (!makes_work_file && !args.languages.target.empty()) throw UsageError(msg("-t is for --format xliff"));
  if (makes_work_file && !args.memory.empty()) throw UsageError(msg("--format xliff and -m exclude one another"));
  if (!args.memory.empty() && !args.output.empty()) throw UsageError(msg("-m stores the segments; -o prints them"));
}

int print_rules(const SegmentArgs& args, Console& console) {
  if (args.languages.source.empty())
    throw UsageError(msg("--print-rules wants a language"), {}, msg("for example: oimtm segment --print-rules -s fr"));
  if (const auto odd = general_rules(args.languages.source_tag())) console.warn(*odd);
  TextOutput output(args.output, console);
  output.write(text::SrxRules::built_in_file(args.languages.source_tag()));
  output.finish();
  return kDone;
}

int run_segment(const SegmentArgs& args, Console& console) {
  if (args.print_rules) return print_rules(args, console);
  if (args.keep != "body" && args.keep != "all") throw UsageError(msg("--keep is body or all, not {1}", args.keep));
  if (args.input == "jsonl") {
    refuse_with_json_lines(args);
    return segment_json_lines(args, console);
  }
  DocumentOptions options{files_or_input(args.files),  args.input,
                          args.languages.source_tag(), args.srx,
                          args.reading.text_options(), args.reading.thread_count()};
  options.memory = args.memory;
  options.leaves_out_bad = std::any_of(args.files.begin(), args.files.end(), is_folder);
  const bool makes_work_file = format_of(args) == "xliff";
  refuse_what_is_not_heeded(args, makes_work_file);
  if (makes_work_file) return make_work_file(args, options, console);
  return args.memory.empty() ? print_segments(args, options, console) : store_segments(args, options, console);
}

}  // namespace

Runner define_segment(CLI::App& app) {
  auto args = std::make_shared<SegmentArgs>();
  add_files(app, args->files, "FILE", tr("Files or folders of documents; - is standard input."));
  add_source(app, args->languages, tr("Their language; recognised file by file without it."));
  add_memory(app, args->memory, tr("Store the segments in this memory instead of printing them."));
  app.add_option("--input", args->input,
                 tr("What the files are: auto, release (scraped web pages), text, lines (a segment a line), jsonl."))
      ->type_name(tr("FORMAT"));
  app.add_option("--keep", args->keep,
                 tr("body, or all: with the page's menus and descriptions, each with its kind and why."))
      ->type_name(tr("WHAT"));
  app.add_option("--srx", args->srx, tr("Use the segmentation rules of this SRX file."))->type_name(tr("FILE"));
  app.add_flag("--print-rules", args->print_rules, tr("Print our own rules for the language of -s, as SRX 2.0."));
  app.add_flag("--explain", args->explain,
               tr("Tell which rule broke or held the text, at each place where one would break it."));
  add_reading(app, args->reading);
  app.add_option("--format", args->format,
                 tr("text, or xliff: XLIFF 2.1 for translators, with the document in it (see oimtm merge);\n"
                    "the suffix of -o decides otherwise."))
      ->type_name(tr("FORMAT"));
  app.add_option("-o,--output", args->output, tr("The file to write; standard output without it."))
      ->type_name(tr("FILE"));
  add_target(app, args->languages, tr("Language that the XLIFF file is to be translated into."));
  add_json(app, args->json);
  add_dry_run(app, args->dry_run);
  app.footer(
      tr("Examples:\n"
         "  oimtm segment release.txt                 one sentence a line\n"
         "  oimtm segment release.txt -t en -o release.xlf\n"
         "  oimtm segment --json --keep all pages/    every piece, with its place in the file\n"
         "  oimtm segment pages/*.txt -m oim.tm       into a memory; the translations can come later"));
  return [args](Console& console) { return run_segment(*args, console); };
}

}  // namespace oimtm::cli

#include <algorithm>
#include <memory>

#include "align/units.h"
#include "cli/commands/commands.h"
#include "cli/documents.h"
#include "cli/flags.h"
#include "cli/json.h"
#include "cli/messages.h"
#include "cli/output_file.h"
#include "cli/writable_memory.h"
#include "formats/input.h"
#include "formats/lines.h"
#include "formats/plain/plain.h"
#include "text/characters.h"

namespace oimtm::cli {

namespace {

struct SegmentArgs {
  std::vector<std::string> files;
  LanguageFlags languages;
  std::string memory;
  std::string input = "auto";
  std::string srx;
  std::string keep = "body";
  bool json = false;
  bool explain = false;
  bool print_rules = false;
  bool dry_run = false;
};

// The byte of the file that stands at `offset` of a text with these ranges.
std::size_t place_in_file(const std::vector<text::ByteRange>& ranges, std::size_t offset) {
  std::size_t at = 0;
  for (const text::ByteRange& range : ranges) {
    if (offset <= at + range.size()) return range.begin + (offset - at);
    at += range.size() + 1;
  }
  return ranges.empty() ? offset : ranges.back().end;
}

class SegmentPrinter {
 public:
  SegmentPrinter(const SegmentArgs& args, Console& console) : args_(args), console_(console) {}

  void print(const text::Document& document, const text::Segmenter& segmenter) {
    for (const text::Block& block : document.blocks) {
      const bool is_frame = block.kind == text::BlockKind::menu || block.kind == text::BlockKind::about;
      if (is_frame && args_.keep != "all") continue;
      for (const text::DocumentSegment& piece : text::split_block(block, segmenter))
        args_.json ? print_json(document, block, piece) : print_line(piece);
      if (args_.explain && block.kind != text::BlockKind::menu) explain(document, block, segmenter);
    }
  }

 private:
  void print_line(const text::DocumentSegment& piece) {
    std::string line = args_.keep == "all" ? std::string(text::to_string(piece.kind)) + "\t" : std::string();
    line += piece.segment.text;
    std::replace(line.begin(), line.end(), '\n', ' ');
    console_.print(line += '\n');
  }

  void print_json(const text::Document& document, const text::Block& block, const text::DocumentSegment& piece) {
    const std::vector<text::ByteRange>& ranges = piece.segment.ranges;
    Json object;
    if (is_first_object_) object["schema"] = 1;
    is_first_object_ = false;
    object["file"] = document.name;
    object["block"] = block.id;
    object["kind"] = text::to_string(piece.kind);
    object["begin"] = ranges.front().begin;
    object["end"] = ranges.back().end;
    if (ranges.size() > 1)
      for (const text::ByteRange& range : ranges) object["ranges"].push_back({range.begin, range.end});
    object["text"] = piece.segment.text;
    if (piece.dateline)
      object["dateline"] = {place_in_file(ranges, piece.dateline->begin), place_in_file(ranges, piece.dateline->end)};
    if (args_.keep == "all") object["why"] = block.reason;
    console_.print(to_line(object));
  }

  // Where a rule would break the block, and which one decided.
  void explain(const text::Document& document, const text::Block& block, const text::Segmenter& segmenter) {
    for (const text::Boundary& boundary : segmenter.boundaries(block.content.text)) {
      const std::size_t at = place_in_file(block.content.ranges, boundary.offset);
      const std::string rule = segmenter.rules_file() + ":" + std::to_string(boundary.rule->line);
      if (args_.json) {
        console_.print(
            to_line({{"file", document.name}, {"boundary", at}, {"breaks", boundary.breaks}, {"rule", rule}}));
        continue;
      }
      const Location where = locate(document.original, at, document.name);
      console_.print("    " + to_string(where) + ": " + (boundary.breaks ? tr("broken by") : tr("held by")) + " " +
                     rule + "\n");
    }
  }

  const SegmentArgs& args_;
  Console& console_;
  bool is_first_object_ = true;
};

// {"text": ..., "lang": ...} a line in, {"segments": [...]} a line out.
int segment_json_lines(const SegmentArgs& args, Console& console) {
  DocumentReader reader({{}, "text", args.languages.source_tag(), args.srx}, console);
  for (const std::string& file : files_or_input(args.files)) {
    const std::string bytes = formats::read_file(file);
    formats::check_text(bytes, file);
    for (const formats::Line& line : formats::split_lines(bytes)) {
      if (line.is_blank()) continue;
      const Json object = Json::parse(line.text, nullptr, false);
      const bool has_text = object.is_object() && object.contains("text") && object["text"].is_string();
      if (!has_text) throw InputError(msg("not a JSON object with a \"text\""), {file, line.number, 0});
      const auto text = object["text"].get<std::string>();
      const auto given = object.contains("lang") && object["lang"].is_string() ? object["lang"].get<std::string>() : "";
      const text::LanguageTag language = given.empty() ? args.languages.source_tag() : text::LanguageTag(given);
      const text::Segmenter& segmenter = reader.segmenter(language.empty() ? text::LanguageTag("und") : language);
      Json answer = {{"segments", Json::array()}};
      for (const text::Block& block : formats::text_blocks(text, {}))
        for (const text::Segment& piece : segmenter.split(block.content)) answer["segments"].push_back(piece.text);
      console.print(to_line(answer));
    }
  }
  return kDone;
}

int store_segments(const SegmentArgs& args, const DocumentOptions& options, Console& console) {
  const std::vector<text::SegmentedDocument> documents = read_segmented(options, console);
  WritableMemory memory(args.memory);
  tm::Receipt total;
  std::size_t known = 0;
  for (const text::SegmentedDocument& document : documents) {
    stop_if_interrupted();
    if (memory->holds(document)) {
      ++known;
      continue;
    }
    total += memory->store({&document, 1}, align::make_units(document), {"segment", document.name, args.dry_run});
    if (!args.dry_run) memory.keep();
  }
  console.say(
      fill(tr("documents read: {1}, stored already: {2}; segments added to {4}: {3}"),
           {std::to_string(documents.size()), std::to_string(known), std::to_string(total.added), args.memory}));
  return kDone;
}

int run_segment(const SegmentArgs& args, Console& console) {
  if (args.print_rules) {
    if (args.languages.source.empty())
      throw UsageError(msg("--print-rules wants a language"), {},
                       msg("for example: oimtm segment --print-rules -s fr"));
    console.print(text::SrxRules::built_in_file(args.languages.source_tag()));
    return kDone;
  }
  if (args.keep != "body" && args.keep != "all") throw UsageError(msg("--keep is body or all, not {1}", args.keep));
  if (args.input == "jsonl") return segment_json_lines(args, console);
  const DocumentOptions options{files_or_input(args.files), args.input, args.languages.source_tag(), args.srx};
  if (!args.memory.empty()) return store_segments(args, options, console);
  SegmentPrinter printer(args, console);
  DocumentReader(options, console).for_each([&](const text::Document& document, const text::Segmenter& segmenter) {
    printer.print(document, segmenter);
  });
  return kDone;
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
  app.add_option("--keep", args->keep, tr("body, or all: with the page's menus and descriptions, each with its kind."))
      ->type_name(tr("WHAT"));
  app.add_option("--srx", args->srx, tr("Use the segmentation rules of this SRX file."))->type_name(tr("FILE"));
  app.add_flag("--print-rules", args->print_rules, tr("Print our own rules for the language of -s, as SRX 2.0."));
  app.add_flag("--explain", args->explain,
               tr("Tell which rule broke or held the text, at each place where one would break it."));
  add_json(app, args->json);
  add_dry_run(app, args->dry_run);
  app.footer(
      tr("Examples:\n"
         "  oimtm segment release.txt                 one sentence a line\n"
         "  oimtm segment --json --keep all pages/    every piece, with its place in the file\n"
         "  oimtm segment pages/*.txt -m oim.tm       into a memory; the translations can come later"));
  return [args](Console& console) { return run_segment(*args, console); };
}

}  // namespace oimtm::cli

#include <algorithm>
#include <limits>
#include <memory>
#include <set>
#include <span>

#include "align/units.h"
#include "cli/commands/commands.h"
#include "cli/documents.h"
#include "cli/flags.h"
#include "cli/json.h"
#include "cli/messages.h"
#include "cli/writable_memory.h"
#include "formats/input.h"
#include "formats/lines.h"
#include "formats/text_source.h"
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
  ReadingFlags reading;
};

constexpr std::size_t kPart = std::size_t{64} << 10;  // bytes of output that go out at once

// The place of the source that stands at `offset` of a segment's text.
std::size_t place_in_source(const text::Segment& segment, std::size_t offset) {
  std::size_t at = 0;
  for (const text::ByteRange& range : segment.ranges) {
    if (offset <= at + range.size()) return range.begin + (offset - at);
    at = text::next_range_begin(segment.text, at + range.size());
  }
  return segment.ranges.empty() ? offset : segment.ranges.back().end;
}

// What is printed of one document, given out in parts.
class SegmentPrinter {
 public:
  using Emit = std::function<void(std::string&&)>;

  SegmentPrinter(const SegmentArgs& args, const OpenDocument& document, const Emit& emit)
      : args_(args), document_(document), source_(document.source), emit_(emit) {}

  void print() {
    document_.read([this](text::Block&& block) { print(block); });
    if (!part_.empty()) emit_(std::move(part_));
  }

 private:
  void print(text::Block& block) {
    const bool is_menu = block.kind == text::BlockKind::menu;
    if ((is_menu || block.kind == text::BlockKind::about) && args_.keep != "all") return;
    const auto print_piece = [&](text::DocumentSegment&& piece) { print(block, piece); };
    if (!args_.explain || is_menu || block.is_whole) return text::split_block(block, document_.segmenter, print_piece);
    for (text::DocumentSegment& piece : text::split_block(std::as_const(block), document_.segmenter))
      print(block, piece);
    explain(block);
  }

  void print(const text::Block& block, text::DocumentSegment& piece) {
    args_.json ? print_json(block, piece) : print_line(block, piece);
  }

  // A segment may be as large as a block: it goes out in parts too.
  void put(std::string_view output) {
    while (part_.size() + output.size() >= kPart) {
      const std::size_t room = kPart - part_.size();
      part_ += output.substr(0, room);
      output.remove_prefix(room);
      emit_(std::move(part_));
      part_.clear();
    }
    part_ += output;
  }

  void put_json(std::string_view text) {
    std::string json = "\"";
    for (std::size_t begin = 0; begin < text.size(); begin += kPart) {
      append_escaped(json, text.substr(begin, kPart));
      put(json);
      json.clear();
    }
    put(json += '"');
  }

  void print_line(const text::Block& block, text::DocumentSegment& piece) {
    if (args_.keep == "all") put(std::string(text::to_string(piece.kind)) + "\t" + block.reason + "\t");
    std::string& line = piece.segment.text;
    std::replace(line.begin(), line.end(), '\n', ' ');
    put(line);
    put("\n");
  }

  void print_json(const text::Block& block, const text::DocumentSegment& piece) {
    const std::vector<text::ByteRange>& ranges = piece.segment.ranges;
    std::string json = "{\"file\":";
    append_json(json, document_.name);
    append_json(json += ",\"block\":", block.id);
    append_json(json += ",\"kind\":", text::to_string(piece.kind));
    json += ",\"begin\":" + std::to_string(source_.in_file(ranges.front().begin));
    json += ",\"end\":" + std::to_string(source_.in_file(ranges.back().end));
    if (ranges.size() > 1) {
      json += ",\"ranges\":";
      for (const text::ByteRange& range : ranges) (json += json.back() == ':' ? '[' : ',') += in_file(range);
      json += ']';
    }
    put(json += ",\"text\":");
    put_json(piece.segment.text);
    json.clear();
    if (piece.dateline)
      json += ",\"dateline\":" + in_file({place_in_source(piece.segment, piece.dateline->begin),
                                          place_in_source(piece.segment, piece.dateline->end)});
    if (args_.keep == "all") append_json(json += ",\"why\":", block.reason);
    put(json += "}\n");
  }

  std::string in_file(const text::ByteRange& range) const {
    const text::ByteRange place = source_.in_file(range);
    return "[" + std::to_string(place.begin) + "," + std::to_string(place.end) + "]";
  }

  // Where a rule would break the block, and which one decided.
  void explain(const text::Block& block) {
    for (const text::Boundary& boundary : document_.segmenter.boundaries(block.content.text)) {
      const std::size_t at = place_in_source(block.content, boundary.offset);
      const std::string rule = document_.segmenter.rules_file() + ":" + std::to_string(boundary.rule->line);
      if (args_.json) {
        put(to_line({{"file", document_.name},
                     {"boundary", source_.in_file(at)},
                     {"breaks", boundary.breaks},
                     {"rule", rule}}));
        continue;
      }
      Location where = source_.locate(at);
      where.file = document_.name;
      put("    " + to_string(where) + ": " + (boundary.breaks ? tr("broken by") : tr("held by")) + " " + rule + "\n");
    }
  }

  const SegmentArgs& args_;
  const OpenDocument& document_;
  const formats::TextSource& source_;
  const Emit& emit_;
  std::string part_;
};

int print_segments(const SegmentArgs& args, const DocumentOptions& options, Console& console) {
  bool is_first = true;
  DocumentReader(options, console)
      .for_each<std::string>([&](const OpenDocument& document,
                                 const SegmentPrinter::Emit& emit) { SegmentPrinter(args, document, emit).print(); },
                             [&](std::string&& part) {
                               const bool has_schema = args.json && is_first;
                               is_first = false;
                               if (has_schema) console.print("{\"schema\":1,");
                               console.print(std::string_view(part).substr(has_schema ? 1 : 0));
                             });
  return kDone;
}

// Calls `work` for each line of a file that is not blank.
void for_each_line(const std::string& file, const formats::TextOptions& options,
                   const std::function<void(const formats::Line&)>& work) {
  formats::ByteSource bytes(file);
  formats::TextSource source(bytes, options);
  for (bool is_last = false; !is_last;) {
    const std::span<const formats::Line> lines = source.lines();
    is_last = source.is_last();
    for (const formats::Line& line : lines)
      if (!line.is_blank()) work(line);
    source.drop(lines.size());
  }
}

// {"text": ..., "lang": ...} a line in, {"segments": [...]} a line out.
// A window as large as any text.
formats::TextOptions all_at_once() {
  formats::TextOptions options;
  options.window = options.largest_block = std::numeric_limits<std::size_t>::max() / 4;
  return options;
}

int segment_json_lines(const SegmentArgs& args, Console& console) {
  DocumentReader reader({{}, "text", args.languages.source_tag(), args.srx}, console);
  std::set<text::LanguageTag> warned;
  for (const std::string& file : files_or_input(args.files)) {
    for_each_line(file, args.reading.text_options(), [&](const formats::Line& line) {
      const Json object = Json::parse(line.text, nullptr, false);
      const bool has_text = object.is_object() && object.contains("text") && object["text"].is_string();
      if (!has_text) throw InputError(msg("not a JSON object with a \"text\""), {file, line.number, 0});
      const auto text = object["text"].get<std::string>();
      const auto given = object.contains("lang") && object["lang"].is_string() ? object["lang"].get<std::string>() : "";
      const text::LanguageTag language = given.empty() ? args.languages.source_tag() : text::LanguageTag(given);
      if (const auto odd = general_rules(language); odd && warned.insert(language).second) console.warn(*odd);
      const text::Segmenter& segmenter = reader.segmenter(language.empty() ? text::LanguageTag("und") : language);
      Json answer = {{"segments", Json::array()}};
      // Nothing of a text is taken away, bullets neither: its caller counts characters.
      formats::ByteSource bytes(text, file);
      formats::TextSource source(bytes, all_at_once());
      for (const std::span<const formats::Line> paragraph : formats::paragraphs(source.lines()))
        for (const text::Segment& piece : segmenter.split(formats::join(paragraph)))
          answer["segments"].push_back(piece.text);
      console.print(to_line(answer));
    });
  }
  return kDone;
}

int store_segments(const SegmentArgs& args, const DocumentOptions& options, Console& console) {
  WritableMemory memory(args.memory);
  tm::Receipt total;
  std::size_t read = 0;
  std::size_t known = 0;
  const auto store = [&](const text::SegmentedDocument& document) {
    ++read;
    if (memory->holds(document)) {
      ++known;
      return;
    }
    total += memory->store({&document, 1}, align::make_units(document), {"segment", document.name, args.dry_run});
    if (!args.dry_run) memory.keep();
  };
  DocumentReader(options, console)
      .for_each<text::SegmentedDocument>(
          [](const OpenDocument& document, const auto& emit) { emit(read_segments(document)); },
          [&](text::SegmentedDocument&& document) { store(document); });
  console.say(fill(tr("documents read: {1}, stored already: {2}; segments added to {4}: {3}"),
                   {std::to_string(read), std::to_string(known), std::to_string(total.added), args.memory}));
  return kDone;
}

int run_segment(const SegmentArgs& args, Console& console) {
  if (args.print_rules) {
    if (args.languages.source.empty())
      throw UsageError(msg("--print-rules wants a language"), {},
                       msg("for example: oimtm segment --print-rules -s fr"));
    if (const auto odd = general_rules(args.languages.source_tag())) console.warn(*odd);
    console.print(text::SrxRules::built_in_file(args.languages.source_tag()));
    return kDone;
  }
  if (args.keep != "body" && args.keep != "all") throw UsageError(msg("--keep is body or all, not {1}", args.keep));
  if (args.input == "jsonl") return segment_json_lines(args, console);
  const DocumentOptions options{files_or_input(args.files),  args.input,
                                args.languages.source_tag(), args.srx,
                                args.reading.text_options(), args.reading.thread_count()};
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

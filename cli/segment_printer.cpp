#include "cli/segment_printer.h"

#include <algorithm>

#include "cli/json.h"
#include "cli/messages.h"

namespace oimtm::cli {

namespace {

constexpr std::size_t kPart = std::size_t{64} << 10;  // bytes of output that go out at once

// What is printed of one document, given out in parts.
class SegmentPrinter {
 public:
  using Emit = std::function<void(std::string&&)>;

  SegmentPrinter(const OpenDocument& document, const PrintOptions& options, const Emit& emit)
      : options_(options), document_(document), source_(document.source), emit_(emit) {}

  void print() {
    document_.read([this](text::Block&& block) { print(block); });
    if (!part_.empty()) emit_(std::move(part_));
  }

 private:
  void print(text::Block& block) {
    const bool is_menu = block.kind == text::BlockKind::menu;
    if ((is_menu || block.kind == text::BlockKind::about) && !options_.keeps_all) return;
    const auto print_piece = [&](text::DocumentSegment&& piece) { print(block, piece); };
    if (!options_.explains || is_menu || block.is_whole)
      return text::split_block(block, document_.segmenter, print_piece);
    for (text::DocumentSegment& piece : text::split_block(std::as_const(block), document_.segmenter))
      print(block, piece);
    explain(block);
  }

  void print(const text::Block& block, text::DocumentSegment& piece) {
    options_.json ? print_json(block, piece) : print_line(block, piece);
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
    if (options_.keeps_all) put(std::string(text::to_string(piece.kind)) + "\t" + block.reason + "\t");
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
    if (options_.keeps_all) append_json(json += ",\"why\":", block.reason);
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
      if (options_.json) {
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

  const PrintOptions& options_;
  const OpenDocument& document_;
  const formats::TextSource& source_;
  const Emit& emit_;
  std::string part_;
};

}  // namespace

void print_document(const OpenDocument& document, const PrintOptions& options,
                    const std::function<void(std::string&&)>& emit) {
  SegmentPrinter(document, options, emit).print();
}

}  // namespace oimtm::cli

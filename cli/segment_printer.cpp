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
    const bool explains = options_.explains && !is_menu && !block.is_whole;
    const std::size_t size = block.content.text.size();
    text::split_block(block, document_.segmenter, [&](text::DocumentSegment&& piece) {
      print(block, piece);
      if (explains && piece.segment.text.size() == size) block.content = std::move(piece.segment);
    });
    if (explains) explain(block);
  }

  void print(const text::Block& block, const text::DocumentSegment& piece) {
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

  void put_line(std::string_view text) {
    for (; !text.empty(); text.remove_prefix(std::min(text.size(), kPart))) {
      std::string line(text.substr(0, kPart));
      std::replace(line.begin(), line.end(), '\n', ' ');
      put(line);
    }
    put("\n");
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

  void print_line(const text::Block& block, const text::DocumentSegment& piece) {
    if (options_.keeps_all) put(std::string(text::to_string(piece.kind)) + "\t" + block.reason + "\t");
    put_line(piece.segment.text);
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
    PlacesInSource places(block.content);
    document_.segmenter.for_each_boundary(block.content.text, [&](const text::Boundary& boundary) {
      explain(places(boundary.offset), boundary.breaks, boundary.rule->line);
    });
  }

  void explain(std::size_t at, bool breaks, std::size_t line) {
    const std::string rule = document_.segmenter.rules_file() + ":" + std::to_string(line);
    if (options_.json)
      return put(
          to_line({{"file", document_.name}, {"boundary", source_.in_file(at)}, {"breaks", breaks}, {"rule", rule}}));
    Location where = source_.locate(at);
    where.file = document_.name;
    put("    " + to_string(where) + ": " + (breaks ? tr("broken by") : tr("held by")) + " " + rule + "\n");
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

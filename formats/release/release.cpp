#include "formats/release/release.h"

#include <algorithm>
#include <string>
#include <vector>

#include "formats/release/article.h"
#include "formats/release/frame.h"

namespace oimtm::formats {

namespace {

using text::Block;
using text::BlockKind;

// What so many documents share in so many lines is a frame, though no line looks like one.
constexpr std::size_t kLeastRun = 3;
constexpr std::size_t kLeastFrame = 3;

std::vector<Line> without_blanks(std::span<const Line> lines) {
  const auto is_filled = [](const Line& line) { return !line.is_blank(); };
  std::vector<Line> kept;
  kept.reserve(static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), is_filled)));  // may be very many
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(kept), is_filled);
  return kept;
}

Block piece(const Line& line, std::size_t begin, std::size_t end, BlockKind kind, const char* reason) {
  const text::ByteRange part = text::trimmed(line.text, {begin, end});
  const std::string id = "L" + std::to_string(line.number) + (begin > 0 && kind == BlockKind::about ? "b" : "");
  return {
      id,
      kind,
      {std::string(line.text.substr(part.begin, part.size())), {}, {{line.begin + part.begin, line.begin + part.end}}},
      {},
      reason};
}

void add_frame_line(const BlockSink& sink, const Line& line, FrameRole role, std::string_view line_before) {
  const std::size_t size = line.text.size();
  switch (role) {
    case FrameRole::bullet: sink(piece(line, 0, size, BlockKind::menu, "a lone bullet")); return;
    case FrameRole::item: sink(piece(line, bullet_length(line.text), size, BlockKind::menu, "an item")); return;
    case FrameRole::label: sink(piece(line, 0, size, BlockKind::menu, "a doubled label")); return;
    case FrameRole::described: {
      const std::size_t label = fused_label(line_before, line.text);
      sink(piece(line, 0, label, BlockKind::menu, "a label fused to its text"));
      sink(piece(line, label, size, BlockKind::about, "text behind a fused label"));
      return;
    }
    case FrameRole::plain:
      const bool prose = is_prose(line.text);
      sink(piece(line, 0, size, prose ? BlockKind::about : BlockKind::menu,
                 prose ? "prose in the frame" : "in the frame"));
      return;
  }
}

// Takes a page apart, a window after the other.
class Page {
 public:
  Page(const LineCounts& counts, const BlockSink& sink) : counts_(counts), sink_(sink) {}

  // Returns how many of the lines were used.
  std::size_t read(std::span<const Line> all, PagePart part) {
    const std::vector<Line> lines = without_blanks(all);
    Frame frame{{}, 0, lines.size()};
    if (part.is_head || part.is_end) frame = find_frame(lines, counts_, part);
    add_frame(lines, frame, 0, frame.leading_end);
    // Blank lines count within the article: they end paragraphs.
    const auto place = [&](std::size_t line) {
      return line < lines.size() ? lines[line].number - all.front().number : all.size();
    };
    const std::size_t first = frame.leading_end == 0 ? 0 : place(frame.leading_end);
    const std::size_t last = place(frame.trailing_begin);
    const std::size_t used = article_.read(all.subspan(first, last - first), part.is_end, sink_);
    add_frame(lines, frame, frame.trailing_begin, lines.size());
    return part.is_end ? all.size() : first + used;
  }

 private:
  void add_frame(const std::vector<Line>& lines, const Frame& frame, std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i)
      add_frame_line(sink_, lines[i], frame.roles[i], i > 0 ? lines[i - 1].text : std::string_view());
  }

  const LineCounts& counts_;
  const BlockSink& sink_;
  Article article_;
};

}  // namespace

void read_release(TextSource& source, const LineCounts& counts, const BlockSink& sink) {
  Page page(counts, sink);
  PagePart part;
  for (bool is_last = false; !is_last; part.is_head = false) {
    const std::span<const Line> lines = source.lines();
    is_last = part.is_end = source.is_last();
    const std::size_t used = page.read(lines, part);
    used > 0 || is_last ? source.drop(used) : source.widen();
  }
}

bool has_frame(TextSource& source, const LineCounts& counts) {
  const std::vector<Line> lines = without_blanks(source.lines());
  const Frame frame = find_frame(lines, counts, {true, source.is_last()});
  const std::size_t size = frame.leading_end + (lines.size() - frame.trailing_begin);
  if (counts.documents() >= kLeastRun && size >= kLeastFrame) return true;
  return std::any_of(frame.roles.begin(), frame.roles.end(), [&](const FrameRole& role) {
    return role != FrameRole::plain && frame.holds(static_cast<std::size_t>(&role - frame.roles.data()));
  });
}

}  // namespace oimtm::formats

#include "formats/release/release.h"

#include <algorithm>
#include <string>

#include "formats/release/article.h"
#include "formats/release/frame.h"

namespace oimtm::formats {

namespace {

using text::Block;
using text::BlockKind;

std::vector<Line> without_blanks(const std::vector<Line>& lines) {
  std::vector<Line> kept;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(kept), [](const Line& line) { return !line.is_blank(); });
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

void add_frame_line(std::vector<Block>& blocks, const Line& line, FrameRole role, std::string_view line_before) {
  const std::size_t size = line.text.size();
  switch (role) {
    case FrameRole::bullet: blocks.push_back(piece(line, 0, size, BlockKind::menu, "a lone bullet")); return;
    case FrameRole::item:
      blocks.push_back(piece(line, bullet_length(line.text), size, BlockKind::menu, "an item"));
      return;
    case FrameRole::label: blocks.push_back(piece(line, 0, size, BlockKind::menu, "a doubled label")); return;
    case FrameRole::described: {
      const std::size_t label = fused_label(line_before, line.text);
      blocks.push_back(piece(line, 0, label, BlockKind::menu, "a label fused to its text"));
      blocks.push_back(piece(line, label, size, BlockKind::about, "text behind a fused label"));
      return;
    }
    case FrameRole::plain:
      const bool prose = is_prose(line.text);
      blocks.push_back(piece(line, 0, size, prose ? BlockKind::about : BlockKind::menu,
                             prose ? "prose in the frame" : "in the frame"));
      return;
  }
}

}  // namespace

std::vector<Block> release_blocks(std::string_view original, const LineCounts& counts) {
  const std::vector<Line> all = split_lines(original);
  const std::vector<Line> lines = without_blanks(all);
  const Frame frame = find_frame(lines, counts);
  std::vector<Block> blocks;
  const auto add_frame = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      add_frame_line(blocks, lines[i], frame.roles[i], i > 0 ? lines[i - 1].text : std::string_view());
  };
  add_frame(0, frame.leading_end);
  if (frame.leading_end < frame.trailing_begin) {
    // Blank lines count within the article: they end paragraphs.
    const std::size_t first = lines[frame.leading_end].number - 1;
    const std::size_t last = lines[frame.trailing_begin - 1].number;
    for (Block& block : article_blocks(std::span(all).subspan(first, last - first))) blocks.push_back(std::move(block));
  }
  add_frame(frame.trailing_begin, lines.size());
  return blocks;
}

bool has_frame(std::string_view original, const LineCounts& counts) {
  const std::vector<Line> lines = without_blanks(split_lines(original));
  const Frame frame = find_frame(lines, counts);
  return std::any_of(frame.roles.begin(), frame.roles.end(), [&](const FrameRole& role) {
    return role != FrameRole::plain && frame.holds(static_cast<std::size_t>(&role - frame.roles.data()));
  });
}

}  // namespace oimtm::formats

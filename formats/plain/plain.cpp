#include "formats/plain/plain.h"

#include <string>

#include "formats/lines.h"

namespace oimtm::formats {

std::vector<text::Block> text_blocks(std::string_view original, const LineCounts&) {
  std::vector<text::Block> blocks;
  const std::vector<Line> lines = split_lines(original);
  for (const std::span<const Line> paragraph : paragraphs(lines)) {
    const bool is_item = bullet_length(paragraph.front().text) > 0;
    blocks.push_back({"L" + std::to_string(paragraph.front().number),
                      is_item ? text::BlockKind::list : text::BlockKind::body,
                      join_item(paragraph),
                      {},
                      paragraph.size() > 1 ? "wrapped lines joined" : "a line"});
  }
  return blocks;
}

std::vector<text::Block> line_blocks(std::string_view original, const LineCounts&) {
  std::vector<text::Block> blocks;
  for (const Line& line : split_lines(original))
    blocks.push_back({"L" + std::to_string(line.number), text::BlockKind::body, join({&line, 1}), {}, "a line", true});
  return blocks;
}

}  // namespace oimtm::formats

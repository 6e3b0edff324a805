#include "formats/plain/plain.h"

#include <string>
#include <vector>

#include "formats/item_marks.h"
#include "formats/lines.h"

namespace oimtm::formats {

namespace {

text::Block paragraph_block(std::span<const Line> paragraph, bool is_item) {
  return {"L" + std::to_string(paragraph.front().number),
          is_item ? text::BlockKind::list : text::BlockKind::body,
          join_item(paragraph),
          {},
          paragraph.size() > 1 ? "wrapped lines joined" : "a line"};
}

}  // namespace

void read_text(TextSource& source, const LineCounts&, const BlockSink& sink) {
  for (bool is_last = false; !is_last;) {
    const std::span<const Line> lines = source.lines();
    is_last = source.is_last();
    auto found = paragraphs(lines);
    std::size_t done = lines.size();
    // The last may go on behind the window.
    if (!is_last && !found.empty() && &found.back().back() == &lines.back()) {
      done = static_cast<std::size_t>(found.back().data() - lines.data());
      found.pop_back();
    }
    const std::vector<bool> heads = item_heads(lines);
    for (const std::span<const Line> paragraph : found)
      sink(paragraph_block(paragraph, heads[static_cast<std::size_t>(paragraph.data() - lines.data())]));
    done > 0 || is_last ? source.drop(done) : source.widen();
  }
}

void read_lines(TextSource& source, const LineCounts&, const BlockSink& sink) {
  for (bool is_last = false; !is_last;) {
    const std::span<const Line> lines = source.lines();
    is_last = source.is_last();
    for (const Line& line : lines)
      sink({"L" + std::to_string(line.number), text::BlockKind::body, join({&line, 1}), {}, "a line", true});
    source.drop(lines.size());
  }
}

}  // namespace oimtm::formats

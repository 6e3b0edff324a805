// Text without markup.
#pragma once

#include <string_view>
#include <vector>

#include "formats/filter.h"

namespace oimtm::formats {

// A block a paragraph: lines that were wrapped are joined, others stand alone.
std::vector<text::Block> text_blocks(std::string_view original, const LineCounts& counts);

// A block a line, blank ones among them, so that numbers of lines are numbers of segments:
// for files that are segmented already.
std::vector<text::Block> line_blocks(std::string_view original, const LineCounts& counts);

}  // namespace oimtm::formats

// Text without markup.
#pragma once

#include "formats/filter.h"

namespace oimtm::formats {

// A block a paragraph: lines that were wrapped are joined, others stand alone. How wide
// lines are is judged within a window of the text.
void read_text(TextSource& source, const LineCounts& counts, const BlockSink& sink);

// A block a line, blank ones among them, so that numbers of lines are numbers of segments:
// for files that are segmented already.
void read_lines(TextSource& source, const LineCounts& counts, const BlockSink& sink);

}  // namespace oimtm::formats

// The release itself, within a scraped page. Private to formats/.
#pragma once

#include <span>
#include <vector>

#include "formats/lines.h"
#include "text/document.h"

namespace oimtm::formats {

// The blocks of the article's lines, blank ones among them: paragraphs made whole, each
// with its kind, and the dateline of the first marked.
std::vector<text::Block> article_blocks(std::span<const Line> lines);

}  // namespace oimtm::formats

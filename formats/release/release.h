// Web pages as scraped to text: a site's menus and descriptions around a press release.
#pragma once

#include <string_view>
#include <vector>

#include "formats/filter.h"

namespace oimtm::formats {

// The blocks of such a page: the frame's labels and items (menu), its prose (about), and
// the release itself (title, body, quote, list, contact), with the dateline marked.
// Wrapped lines are joined; a label that was fused with the text behind it is split off.
std::vector<text::Block> release_blocks(std::string_view original, const LineCounts& counts);

// Whether the text has such a frame at all.
bool has_frame(std::string_view original, const LineCounts& counts);

}  // namespace oimtm::formats

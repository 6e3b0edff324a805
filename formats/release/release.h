// Web pages as scraped to text: a site's menus and descriptions around a press release.
#pragma once

#include "formats/filter.h"

namespace oimtm::formats {

// The blocks of such a page: the frame's labels and items (menu), its prose (about), and
// the release itself (title, body, quote, list, contact), with the dateline marked.
// Wrapped lines are joined; a label that was fused with the text behind it is split off.
//
// Of a page that is larger than a window of its source the frame is looked for in the first
// window and in the last.
void read_release(TextSource& source, const LineCounts& counts, const BlockSink& sink);

// Whether the text has such a frame at all, as far as its first window tells: by structure,
// or by three lines or more that it shares with others of a run of three or more.
bool has_frame(TextSource& source, const LineCounts& counts);

}  // namespace oimtm::formats

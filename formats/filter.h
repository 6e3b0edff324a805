// Filters: how the blocks of a document are found in the bytes of its file.
//
//   formats::LineCounts counts;                       // only pages of a site need it
//   for (const std::string& page : pages) counts.add(page);
//   formats::ByteSource bytes("page.txt");
//   formats::TextSource source(bytes);
//   formats::filter_for(source, counts).read(source, counts, [](text::Block&& block) { use(block); });
//
// A new format is one file, and one line in registry.cpp.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "formats/line_counts.h"
#include "formats/text_source.h"
#include "text/document.h"

namespace oimtm::formats {

using BlockSink = std::function<void(text::Block&&)>;

struct Filter {
  std::string_view name;

  // Gives the blocks of a text to `sink`, in order and not overlapping; their ranges are
  // places in the source. Every character that is no white space and no bullet lies in some
  // block. While the sink is called, TextSource::in_file and locate() hold for the block.
  void (*read)(TextSource& source, const LineCounts& counts, const BlockSink& sink);

  // The blocks of a text that is in memory.
  std::vector<text::Block> blocks(std::string_view original, const LineCounts& counts) const;
};

// All of them; the first is "release".
std::span<const Filter> filters();

// The markup that a text is in, by its first bytes: "TMX", "XLIFF", "HTML", "XML"; empty for
// a text. No filter reads any of them.
std::string_view markup_of(std::string_view head);

// Throws UsageError, with the names that there are, if there is none of that name.
const Filter& filter_named(std::string_view name);

// The filter that fits: "release" for a page with a site's frame, "text" for others.
// A large text is judged by its first window.
const Filter& filter_for(TextSource& source, const LineCounts& counts);
const Filter& filter_for(std::string_view original, const LineCounts& counts);

}  // namespace oimtm::formats

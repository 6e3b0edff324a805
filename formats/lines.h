// Lines of a text, with their places, and how lines that were wrapped become paragraphs
// again.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "formats/text_source.h"
#include "text/segment.h"

namespace oimtm::formats {

// The bullet that a line begins with, and the space behind it: "- ", "• ". A line that is
// nothing but a bullet counts too. 0 if there is none.
std::size_t bullet_length(std::string_view line);

// Joins lines that were wrapped at some width, and keeps the others apart. Blank lines, bullets
// and the marks of counted items always separate.
//
// A line was wrapped if the first word of the next would not have fitted behind it, in a
// run of lines that mostly look so, or if the run is too short to tell, in a text that does;
// or if its sentence goes on by grammar alone: it ends without punctuation and the next begins
// in lower case, or it is wide and ends in a comma or in a word that wants another. Words and
// phrases one a line, all short and without punctuation, are a list. The width may have been
// counted in characters, bytes, or in HTML with entities (é as &eacute;), as pages of the 1990s
// and 2000s were.
//
// Gives the number of lines of each paragraph; blank lines are paragraphs of none of them
// and are left out: the result's spans cover the other lines once, in order.
std::vector<std::span<const Line>> paragraphs(std::span<const Line> lines);

// The lines of one paragraph as one text, joined as text::Segment says, with their ranges.
text::Segment join(std::span<const Line> lines);

// The same without the bullet that the first line may begin with, unless it is all there is.
text::Segment join_item(std::span<const Line> lines);

}  // namespace oimtm::formats

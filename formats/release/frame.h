// Where the frame of a scraped page ends and its article begins. Private to formats/.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "formats/filter.h"
#include "formats/lines.h"

namespace oimtm::formats {

// What a line is within a frame.
enum class FrameRole {
  bullet,     // a bullet alone: an empty item
  item,       // a bullet and a text
  label,      // stands twice, or once and again at the head of the next line
  described,  // begins with the label before it, and a description behind that
  plain       // nothing that its shape tells
};

struct Frame {
  std::vector<FrameRole> roles;    // of every line
  std::size_t leading_end = 0;     // lines before it are frame
  std::size_t trailing_begin = 0;  // and lines from here on

  bool holds(std::size_t line) const { return line < leading_end || line >= trailing_begin; }
};

struct PagePart {
  bool is_head = true;
  bool is_end = true;
};

// Finds the frame of a page by structure and by repetition.
//
// By structure: a run of lone bullets, doubled labels, and labels fused to the line behind
// them, with at most three other lines between two of these. By repetition: lines of a
// leading or trailing run that stand in at least two documents of the run and in three
// quarters as many as the frame's other lines do: a release that was published twice is
// not taken for a frame. Lines with an address or a telephone number are never frame.
//
// Where these signs leave nothing, as an article of three lines is no more than a gap
// between two parts of the frame, the article is the longest run without signs that holds
// prose; there is none if no run does.
//
// `lines` are those that are not blank: of a whole page, or of a part of a large one. A
// part that is not the page's head has no frame before its article, and one that is not its
// end none behind it.
Frame find_frame(std::span<const Line> lines, const LineCounts& counts, PagePart part = {});

// The bytes that `label` takes at the head of `line`, case aside, if something is fused to
// it directly; else 0.
std::size_t fused_label(std::string_view label, std::string_view line);

std::size_t count_words(std::string_view line);

// Whether a line is running text: eight words or more, and an end of a sentence.
bool is_prose(std::string_view line);

}  // namespace oimtm::formats

// From beads to what a memory stores.
#pragma once

#include <span>
#include <vector>

#include "align/aligner.h"
#include "text/document.h"
#include "text/unit.h"

namespace oimtm::align {

// The units of two aligned documents, in the order of the beads: source and target where a
// bead has both, and one unit a segment where it has only one side, so that no text is lost.
// Several segments of a side are joined by a space, or by nothing in scripts without spaces;
// their ranges are kept in order. Segments without text are no units, no parts of units and
// no neighbours, and positions do not count them.
std::vector<text::TranslationUnit> make_units(const text::SegmentedDocument& source,
                                              const text::SegmentedDocument& target, std::span<const Bead> beads);

// The units of a document that has no counterpart yet: one a segment.
std::vector<text::TranslationUnit> make_units(const text::SegmentedDocument& document);

}  // namespace oimtm::align

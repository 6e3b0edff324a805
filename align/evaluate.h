// Beads against beads that were checked by hand.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "align/aligner.h"
#include "text/error.h"

namespace oimtm::align {

struct Quality {
  double precision = 1;
  double recall = 1;

  double f1() const { return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0; }
};

// Strict quality (Sennrich & Volk 2011): a bead is right if just this one is in the gold.
// Precision is over all beads, recall over those of the gold that have both sides.
Quality evaluate(std::span<const Bead> gold, std::span<const Bead> found);

// "0,1<TAB>0": the numbers of a bead's segments, 0-based, of the source and the target.
std::string to_string(const Bead& bead);

// A bead a line as above; whatever follows a second tab is left out. `file` is named in
// messages. Throws InputError for a line that is none, or whose numbers do not follow one
// another.
std::vector<Bead> parse_beads(std::string_view lines, const std::string& file);

}  // namespace oimtm::align

// How sure a bead is. Private to align/.
#pragma once

#include "align/aligner.h"

namespace oimtm::align {

// How often beads with this posterior probability and of this shape are right: a logistic
// curve, fitted to texts that were aligned by hand (docs/alignment.md has the table). Four
// digits: more is not known, and they print the same everywhere.
double calibrated(const Bead& bead);

}  // namespace oimtm::align

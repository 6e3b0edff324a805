// The run of a target's words that renders a phrase. Private to tm/phrases/.
#pragma once

#include <cstddef>
#include <span>

namespace oimtm::tm {

struct RunOfWords {
  std::size_t first = 0, last = 0;  // `last` is behind it
};

// What a run is expected to be.
struct ExpectedRun {
  double length = 1;  // words, at least 1; a run has at most two and a half times as many, and two
  double place = 0;   // of its middle in the segment, 0 to 1
};

// The run with the highest sum of weights, less what it loses for another length and another
// place; of several the one that begins first, then the shortest. `sums` are those of the
// weights of no word, the first, the first two ... of the segment: two numbers at least.
//
// Ends are tried block by block, and only blocks whose best end could win: of a segment with
// as many words as the longest run nearly words times the root of words, not its square.
RunOfWords best_run(std::span<const double> sums, const ExpectedRun& expected);

}  // namespace oimtm::tm

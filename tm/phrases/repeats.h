// Mining: the maximal runs of words that recur across documents. Private to tm/phrases/.
#pragma once

#include <cstdint>
#include <vector>

#include "tm/phrases/forms.h"

namespace oimtm::tm {

struct RepeatOptions {
  std::uint32_t min_words = 4;      // words as people count them; at least two are no numbers or addresses
  std::uint32_t min_documents = 2;  // at least 2
};

// A run of words that stands in `documents` documents, and is maximal: with any word more,
// before it or behind it, it stands in fewer.
struct Repeat {
  std::uint32_t place = 0;   // one of its places: where it begins, in the words of all forms
  std::uint32_t length = 0;  // in words of forms
  std::uint32_t documents = 0;
  std::uint32_t first_row = 0, last_row = 0;  // of Repeats::places
};

struct Repeats {
  std::vector<Repeat> repeats;
  std::vector<std::uint32_t> places;  // each place of a repeat, from its first row to its last
};

// Every such run, whatever overlaps whatever. By the intervals of equal beginnings of a
// suffix array (Abouelhoda, Kurtz & Ohlebusch, "Replacing suffix trees with enhanced suffix
// arrays", 2004), with documents counted as in Hui, "Color set size problem" (1992). Time:
// near linear in the words of all segments; memory: some 40 bytes a word that stands in
// several documents.
Repeats find_repeats(const Forms& forms, const RepeatOptions& options);

}  // namespace oimtm::tm

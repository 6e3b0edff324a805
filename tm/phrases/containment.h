// Which phrases are parts of others. Private to tm/phrases/.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tm/phrases/forms.h"

namespace oimtm::tm {

// All words of `inner`, in a row, are in `outer`, which has more. Numbers of phrases.
struct Containment {
  std::uint32_t inner = 0;
  std::uint32_t outer = 0;
};

// Every such pair, by `inner`; of phrases of at least three words. Phrases are compared
// that share the rarest triple of words of the shorter one.
std::vector<Containment> find_contained(std::span<const std::span<const WordId>> phrases);

}  // namespace oimtm::tm

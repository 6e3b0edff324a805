// Characters that are several others once the case is folded. Private to text/.
#pragma once

#include <unicode/umachine.h>

#include <vector>

namespace oimtm::text {

// ß is ss, ﬁ is fi.
struct Folding {
  std::vector<UChar32> characters;
  UChar32 whole = 0;
};

// All that Unicode's full case folding has.
const std::vector<Folding>& foldings();

}  // namespace oimtm::text

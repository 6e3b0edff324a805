#include "text/foldings.h"

#include <unicode/unistr.h>

namespace oimtm::text {

const std::vector<Folding>& foldings() {
  static const std::vector<Folding> all = [] {
    std::vector<Folding> found;
    for (UChar32 c = 0; c < 0x10000; ++c) {  // there are none beyond the basic plane
      const icu::UnicodeString folded = icu::UnicodeString(c).foldCase();
      if (folded.countChar32() < 2) continue;
      Folding& folding = found.emplace_back();
      folding.whole = c;
      for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1))
        folding.characters.push_back(folded.char32At(at));
    }
    return found;
  }();
  return all;
}

}  // namespace oimtm::text

// How long a text is and how often it has which characters, in 64 bits: a bound for the
// likeness by characters, so that most of the texts that are alike by tokens need not be read.
// Private to tm/.
#pragma once

#include <cstdint>
#include <string_view>

namespace oimtm::tm {

// The lowest kLengthBits are the number of code points, all of them set if it is too large.
// Behind them stands for each class of characters, kCountBits each, how many there are, modulo
// 2^kCountBits. Part of a run's format: a change wants another kRunVersion.
using CharacterOutline = std::uint64_t;
constexpr CharacterOutline kNoOutline = ~CharacterOutline{0};  // nothing is known

CharacterOutline outline(std::string_view text);

// CharacterLikeness of two texts with these outlines is no more than that, 0 to 1000.
int likeness_at_most(CharacterOutline a, CharacterOutline b);

}  // namespace oimtm::tm

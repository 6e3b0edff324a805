// One hash for everything that is stored or compared by hash: XXH3, 64 bits, whose
// values are fixed since version 0.8. Not for security.
#pragma once

#include <cstdint>
#include <string_view>

namespace oimtm::text {

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace oimtm::text

// The sorted suffixes of a sequence of numbers, and how much neighbours share. Private to
// tm/phrases/.
#pragma once

#include <cstdint>
#include <vector>

namespace oimtm::tm {

// The places of `sequence`, in the order of the suffixes that begin there; a suffix that is
// the beginning of another comes before it. All numbers are below `alphabet`; fewer than
// 2^31 of them. By induced sorting (Nong, Zhang & Chan, "Linear suffix array construction
// by almost pure induced sorting", 2009): linear time, some 12 bytes a number on top.
std::vector<std::uint32_t> suffix_array(const std::vector<std::uint32_t>& sequence, std::uint32_t alphabet);

// For each row of the suffix array but the first: how many numbers its suffix and that of
// the row before have in common from their beginnings; 0 for the first row. Kärkkäinen,
// Manzini & Puglisi, "Permuted longest-common-prefix array", 2009: linear.
std::vector<std::uint32_t> common_prefixes(const std::vector<std::uint32_t>& sequence,
                                           const std::vector<std::uint32_t>& suffixes);

}  // namespace oimtm::tm

// Words that can be compared across languages without knowing either. Private to align/.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/language.h"

namespace oimtm::align {

// One key for each comparable word of a text, in order: the value of a number, an address,
// the first five letters without accents of a word of four letters or more, the whole of
// an acronym. Words of both languages that share a key are likely to be the same.
std::vector<std::uint64_t> comparable_words(std::string_view text, const text::LanguageTag& language);

}  // namespace oimtm::align

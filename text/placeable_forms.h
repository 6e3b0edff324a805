// What placeables look like (text/placeables.h). Private to text/.
//
// Each function gives the end, in bytes, of what begins at the byte `at` of a text, or `at`
// if nothing of its kind does.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/language.h"

namespace oimtm::text {

// Figures in groups, of which a +, a 0 or an area code in brackets tells that they are a
// phone number.
std::size_t phone_end(std::string_view text, std::size_t at);

// Day, month and year in figures.
std::size_t date_end(std::string_view text, std::size_t at);

// Whether a word is the name of a month, whole or short, as the language writes it.
bool is_month(std::string_view word, const LanguageTag& language);

}  // namespace oimtm::text

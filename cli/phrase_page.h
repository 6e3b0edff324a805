// Recurring phrases as one page for a browser, that needs nothing else.
#pragma once

#include <cstddef>
#include <string>

#include "tm/phrases.h"

namespace oimtm::cli {

std::string page_begin();
// A language's phrases, at most `limit`: the wordings of each side by side, with what
// differs from the first marked, and a time line.
std::string page_section(const tm::PhraseReport& report, std::size_t limit);
std::string page_end();

}  // namespace oimtm::cli

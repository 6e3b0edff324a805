// The neighbours of a unit as other tools write them. Private to formats/.
#pragma once

#include <string>

namespace oimtm::formats {

// The text of a context: memoQ writes a whole <seg> as the text of its prop, of which the text
// without inline codes is wanted. What is no such segment is its own text.
std::string context_text(const std::string& value);

}  // namespace oimtm::formats

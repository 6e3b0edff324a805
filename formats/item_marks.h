// Lines that begin an item of a list: bullets, and marks that count. Private to formats/.
#pragma once

#include <span>
#include <vector>

#include "formats/text_source.h"

namespace oimtm::formats {

// Of each line whether it begins an item: it has a bullet, or a letter, a number or a Roman
// number before a full stop or a bracket ("a) ", "ii. ", "(3) ") and a line near it has the next
// or the one before, written in the same way. A mark alone may be anything: "b) of the text".
std::vector<bool> item_heads(std::span<const Line> lines);

}  // namespace oimtm::formats

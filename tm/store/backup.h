// Copying a memory while it is in use. Private to tm/.
#pragma once

#include <functional>
#include <string>

#include "tm/store/sqlite.h"

namespace oimtm::tm {

// Writes a copy of the memory, as it is at this moment, to a file that is not there yet;
// others may read and write meanwhile. Whole or not at all. Throws UsageError if there is
// a file of that name, StoreError if it cannot be written. `proceed` may be empty: see
// Memory::back_up.
void back_up(const Connection& connection, const std::string& path, const std::function<void()>& proceed);

}  // namespace oimtm::tm

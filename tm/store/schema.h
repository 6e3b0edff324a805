// The tables of a memory's file, and opening it. Private to tm/.
#pragma once

#include <string>

#include "tm/store/sqlite.h"

namespace oimtm::tm {

constexpr int kSchemaVersion = 1;

// Opens a memory that exists; throws UsageError if it does not, StoreError if it is none,
// was written by a newer oimtm, or is damaged. A folder that may not be written is fine
// for reading.
Connection open_memory(const std::string& path, bool for_writing);

// Creates an empty memory. Throws StoreError if that cannot be done; a file that exists is
// opened instead.
Connection create_memory(const std::string& path);

}  // namespace oimtm::tm

// Bringing a memory of an older format up to date. Private to tm/.
#pragma once

#include "tm/store/sqlite.h"

namespace oimtm::tm {

// Brings the memory to kSchemaVersion, whole or not at all; nothing if it is there. Throws
// StoreError if the file may not be written.
void migrate(const Connection& connection);

}  // namespace oimtm::tm

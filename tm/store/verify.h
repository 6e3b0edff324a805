// Proving that a memory's file is sound. Private to tm/.
#pragma once

#include "text/error.h"
#include "tm/memory.h"
#include "tm/store/sqlite.h"

namespace oimtm::tm {

// Reads everything and tells `report` of each thing that is wrong: pages and indexes of
// SQLite, rows that differ from their checksums, references that lead nowhere, a history
// whose chain is broken. All is read as at one moment, while others may write.
Verification verify_store(const Connection& connection, const DiagnosticSink& report);

}  // namespace oimtm::tm

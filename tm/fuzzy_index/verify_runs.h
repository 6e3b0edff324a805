// Proving the files of a memory's fuzzy indexes. Private to tm/.
#pragma once

#include <cstddef>

#include "text/error.h"
#include "tm/store/sqlite.h"

namespace oimtm::tm {

// Makes every run that has a file beside the memory again, of the memory's segments, and
// compares byte by byte; tells `report` what differs. Returns how many faults there are.
// Others may write meanwhile. What a process left behind that was killed while it put a
// file in its place is no fault: it is not used.
std::size_t verify_runs(const Connection& connection, const DiagnosticSink& report);

// Removes these files: the next look-up makes what it wants anew.
void remove_runs(const Connection& connection);

}  // namespace oimtm::tm

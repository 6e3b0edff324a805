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

// Makes an empty memory, whole or not at all, whoever dies or does the same meanwhile;
// false if there is a file already. Throws StoreError if that cannot be done.
bool create_memory(const std::string& path);

// Whether no other connection, here or in another process, has the memory open. If so, it
// is ready to be removed.
bool is_alone(const Connection& connection);

// Removes a memory, with the files that SQLite keeps beside it.
void remove_files(const std::string& path);

}  // namespace oimtm::tm

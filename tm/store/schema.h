// The tables of a memory's file, and opening it. Private to tm/.
#pragma once

#include <string>

#include "tm/store/sqlite.h"

namespace oimtm::tm {

constexpr int kSchemaVersion = 3;

// Opens a memory; throws UsageError if it does not exist, StoreError if it is none, was
// written by a newer oimtm, or is damaged. One of an older format is brought up to date. A
// folder or file that may not be written, or a full disk, is fine for reading: then the file
// is read without locks, and reading throws StoreError once somebody changes it. For writing, a missing memory is
// made, and `is_new` tells so.
Connection open_memory(const std::string& path, bool for_writing, bool& is_new);

// Makes an empty memory, whole or not at all, whoever dies or does the same meanwhile;
// false if there is a file already. Throws StoreError if that cannot be done.
bool create_memory(const std::string& path);

// Whether no other connection, here or in another process, has the memory open. If so, it
// is ready to be removed: until the connection is closed nobody else can use the file.
bool is_alone(const Connection& connection);
// Makes it a memory like others again, of use to everybody once the connection is closed.
void give_back(const Connection& connection);

// Whether the file is no longer at its path: who made it has removed it.
bool has_moved(const Connection& connection);

// The path as SQLite can take it for nothing else: ":memory:", "file:x" and "" mean
// something to it. Throws UsageError for an empty one.
std::string full_name(const std::string& path);

// An empty file that may be read and written by whom the user's mask lets; SQLite's own would
// be for its owner to write. Nothing if it cannot be made: SQLite says why.
void make_file(const std::string& path);

// Gives a finished memory its name, unless there is a file of that name. Throws StoreError if
// changes of a memory that is gone lie beside that name.
bool take_place(const std::string& draft, const std::string& place);

// Removes a memory, with the files that SQLite keeps beside it.
void remove_files(const std::string& path);

}  // namespace oimtm::tm

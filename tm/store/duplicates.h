// What a memory does with duplicates, as its file has it. Private to tm/.
#pragma once

#include "tm/memory.h"
#include "tm/store/sqlite.h"

namespace oimtm::tm {

Duplicates duplicates(const Connection& connection);
void write_duplicates(const Connection& connection, Duplicates policy);

}  // namespace oimtm::tm

// What a memory has once, beside its units. Private to tm/.
#pragma once

#include "text/unit.h"
#include "tm/memory.h"
#include "tm/store/sqlite.h"

namespace oimtm::tm {

Duplicates duplicates(const Connection& connection);
void write_duplicates(const Connection& connection, Duplicates policy);

// See Memory::header().
text::Attributes header(const Connection& connection);
void write_header(const Connection& connection, const text::Attributes& header);

}  // namespace oimtm::tm

// What a memory has once, beside its units. Private to tm/.
#pragma once

#include <cstdint>
#include <optional>

#include "text/unit.h"
#include "tm/memory.h"
#include "tm/store/sqlite.h"

namespace oimtm::tm {

Duplicates duplicates(const Connection& connection);
void write_duplicates(const Connection& connection, Duplicates policy);

// What a change did to the policy. Memories that earlier versions wrote do not tell it.
struct PolicyChange {
  Duplicates before = Duplicates::all;
  Duplicates after = Duplicates::all;
};
std::optional<PolicyChange> policy_change(const Connection& connection, std::int64_t revision);
void write_policy_change(const Connection& connection, std::int64_t revision, const PolicyChange& change);

// See Memory::header().
text::Attributes header(const Connection& connection);
void write_header(const Connection& connection, const text::Attributes& header);

}  // namespace oimtm::tm

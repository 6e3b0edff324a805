// The history's chain: each change's hash covers what it did and the hash before it, so
// that a memory whose history differs anywhere differs at its end. Private to tm/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tm/match.h"
#include "tm/store/sqlite.h"

namespace oimtm::tm {

// A row of the table `batch`. The units that were born have the numbers from `first` on.
struct BatchRow {
  std::int64_t revision = 0;
  std::string time;  // ISO 8601, UTC; never before that of an earlier change
  std::string command;
  std::string detail;
  std::int64_t born = 0;
  std::int64_t died = 0;
  std::uint64_t chain = 0;
  UnitId first = 0;
  std::optional<std::int64_t> undoes;  // the revision that it took back
};

std::vector<BatchRow> read_batches(const Connection& connection);  // the oldest first

// Units that were born count in their order, units that died in any.
void add_birth(std::uint64_t& digest, std::uint32_t checksum);
void add_death(std::uint64_t& digest, UnitId unit);

// The same of a change that is in the tables.
std::uint64_t digest_births(const Connection& connection, const BatchRow& batch);
std::uint64_t digest_deaths(const Connection& connection, std::int64_t revision);

// The chain behind a change.
std::uint64_t link(std::uint64_t chain, const BatchRow& batch, std::uint64_t births, std::uint64_t deaths);

}  // namespace oimtm::tm

// The index of the concordance: which blocks of segments have which grams. Private to tm/.
//
// It is kept in the memory's file and changes with it, in the same transaction: no state
// exists where one is newer than the other. Segments are never changed and never removed,
// so that it only grows, a run at a time. Segments behind the last run are the tail: a
// search reads them all.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "text/error.h"
#include "tm/concordance/required.h"
#include "tm/store/sqlite.h"

namespace oimtm::tm {

// A block is 16 segments, by their numbers: small enough to be read for a search, large
// enough that the index is smaller than the text.
constexpr std::int64_t kBlockSize = 16;

// A stretch of blocks that were indexed together: those of the segments `first` to `last`.
struct GramRun {
  std::int64_t run = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;

  std::uint32_t first_block() const { return static_cast<std::uint32_t>(first / kBlockSize); }
  std::uint32_t last_block() const { return static_cast<std::uint32_t>(last / kBlockSize); }
};

std::vector<GramRun> gram_runs(const Connection& connection);  // the oldest first

// Indexes what is behind the last run, if it is long enough to be worth it. To be called
// in the transaction that added it.
void catch_up_grams(const Connection& connection);

// Forgets all runs and makes them anew. To be called in a transaction.
void rebuild_grams(const Connection& connection);

// Blocks of a run, ascending, beyond which none has a text in which all the clauses hold.
// All blocks if there are none.
std::vector<std::uint32_t> candidate_blocks(const Connection& connection, const GramRun& run,
                                            const std::vector<Clause>& clauses);

// Makes every run again and compares; tells `report` of what differs. Returns how many
// faults there are.
std::size_t verify_grams(const Connection& connection, const DiagnosticSink& report);

}  // namespace oimtm::tm

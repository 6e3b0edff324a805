// The fuzzy index of one language of a memory: which segments are like a query. Derived
// from the store: it can be thrown away at any time. Private to tm/.
//
// Files beside the memory, MEMORY-fuzzy-LANGUAGE-LEVEL, hold one run each (run_format.h):
// level 0 the oldest and most segments, each further one those that follow, down to a tail
// that is kept in memory. A run is written when the tail has grown to kTail segments; it
// takes in the runs before it that are not several times its size, so that there are few
// runs, and each segment is written a few times at most.
//
// A run says which memory it is of and where in its history it stood; a memory that was
// restored from a copy, or replaced, never meets the runs of another. What does not fit, is
// damaged or cannot be written is no error: the index is then built in memory.
//
// Processes need not agree: each reads what fits, and puts a whole file in the place of
// another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tm/fuzzy_index/query.h"
#include "tm/fuzzy_index/run.h"
#include "tm/fuzzy_index/run_builder.h"
#include "tm/store/lookup_reader.h"

namespace oimtm::tm {

class FuzzyIndex {
 public:
  // Segments that are indexed in memory only: reading them again costs each process some
  // milliseconds.
  static constexpr std::size_t kTail = 1000;

  // Of language `base` in the memory at `path`. Reads nothing yet.
  FuzzyIndex(std::string path, std::string base, std::size_t tail = kTail);

  // Takes in what has come to the store, and writes a run if that is much. The store must
  // not change meanwhile (LookupReader::Snapshot).
  void catch_up(LookupReader& store);

  // Gives `sink` every segment that is like the query by `least` percent (kLeastLikeness to
  // 100) or what the sink asks for later; raw likeness is exact. Throws DamagedRun: call
  // forget() and catch_up(), and ask again.
  void find(const FuzzyQuery& query, int least, const CandidateSink& sink) const;

  // Never reads the files again that it has read; catch_up() builds the index anew.
  void clear();
  void forget();

  std::size_t size() const;
  // Whether there are files of it.
  bool is_stored() const;

 private:
  void open_runs(LookupReader& store);
  void read_new(LookupReader& store, const StoreState& state);
  void index_tail(const RunRange& range);
  void write_run(RunBuilder builder, RunRange range);
  std::int64_t last_of_runs() const;

  std::string file(std::size_t level) const;

  std::string path_;
  std::string base_;
  std::size_t most_in_tail_;
  bool is_open_ = false;
  bool is_damaged_ = false;  // the files are not to be trusted
  StoreState state_;
  std::int64_t last_ = 0;  // of the segments that the runs and the tail cover
  std::vector<Run> runs_;

  struct TailSegment {
    std::int64_t id;
    CharacterOutline outline;
    FoldedTokens tokens;

    operator IndexedSegment() const { return {id, outline, tokens}; }
  };
  std::vector<TailSegment> tail_;
  std::optional<Run> tail_run_;
};

}  // namespace oimtm::tm

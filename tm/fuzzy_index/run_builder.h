// Makes the bytes of a run. Private to tm/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "tm/fuzzy_index/run.h"
#include "tm/fuzzy_index/run_format.h"

namespace oimtm::tm {

// Takes segments in any order, each once. About 70 bytes a segment of ten tokens while it
// collects them, twice that in finish().
class RunBuilder {
 public:
  void add(const IndexedSegment& segment);
  std::size_t size() const { return segments_.size(); }

  // The run; the builder is empty then.
  std::vector<std::byte> finish(const RunRange& range);

 private:
  struct Words;
  Words number_words();
  std::vector<std::uint32_t> units_by_length() const;
  std::span<const std::uint32_t> words_of(std::uint32_t at) const;  // of a segment, in the order they came

  std::vector<std::int64_t> segments_;
  std::vector<CharacterOutline> outlines_;
  std::vector<std::uint32_t> ends_;    // of each segment's tokens
  std::vector<std::uint32_t> tokens_;  // as they came first
  std::unordered_map<std::uint64_t, std::uint32_t> words_;
  std::vector<std::uint64_t> hashes_;  // of words as they came first
};

}  // namespace oimtm::tm

// One query in one run. Private to tm/.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tm/fuzzy_index/query.h"
#include "tm/fuzzy_index/run.h"
#include "tm/fuzzy_index/signature.h"

namespace oimtm::tm {

// Numbers of the query's tokens by the run's words: a small table that stays in the cache.
class LocalNumbers {
 public:
  explicit LocalNumbers(std::size_t words);
  void add(std::uint32_t word, std::uint32_t number);
  // 0 if the query has not this word.
  std::uint32_t of(std::uint32_t word) const {
    for (std::size_t at = slot(word);; at = (at + 1) & mask_)
      if (slots_[at].number == 0 || slots_[at].word == word) return slots_[at].number;
  }

 private:
  struct Slot {
    std::uint32_t word = 0;
    std::uint32_t number = 0;
  };
  std::size_t slot(std::uint32_t word) const { return (word * 0x9E37'79B1U >> 8) & mask_; }

  std::vector<Slot> slots_;
  std::size_t mask_;
};

class RunSearch {
 public:
  RunSearch(const Run& run, const FuzzyQuery& query, int least, const CandidateSink& sink);
  ~RunSearch();
  RunSearch(const RunSearch&) = delete;
  RunSearch& operator=(const RunSearch&) = delete;

  int all();

 private:
  // A word of the query, how many of its tokens are not rarer, and the signature of these.
  struct Probe {
    std::uint32_t word = 0;
    std::size_t rest = 0;
    Signature bits;
  };

  void make_probes();
  void scan(const Probe& probe, std::size_t band);
  void scan_group(const Probe& probe, std::size_t first, std::size_t count, std::size_t length);
  void compare_survivors();
  void compare(std::uint32_t unit, std::size_t length);
  void flush();

  const Run& run_;
  const FuzzyQuery& query_;
  int least_;
  const CandidateSink& sink_;
  LocalNumbers numbers_;
  std::vector<Probe> probes_;  // rarest first
  Signature bits_;             // of all the words that the run has
  struct Survivor {
    std::uint32_t unit = 0;
    std::uint32_t length = 0;
  };
  std::vector<std::uint32_t> passed_;
  std::vector<Survivor> survivors_;
  std::vector<std::uint32_t> visited_;
  std::vector<std::uint32_t> other_;  // the tokens of a unit, as numbers of the query
  std::vector<Candidate> found_;
};

}  // namespace oimtm::tm

// Runs of a query's words that recur in a memory. Private to tm/phrases/.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "text/tokens.h"
#include "tm/concordance.h"
#include "tm/memory.h"
#include "tm/phrases.h"
#include "tm/store/store.h"

namespace oimtm::tm {

// The words of a query that are looked for: its first two hundred.
std::vector<text::Token> words_of(const Query& query);

// The longest first; each stands more than half outside of those before it.
std::vector<text::ByteRange> keep_longest(std::vector<text::ByteRange> runs);

// A unit of no document is one of its own.
std::size_t count_documents(const std::vector<Hit>& hits);

// Runs of a query's words, each as long as it may be and still recur. What it is made of must
// outlive it.
class LongestRuns {
 public:
  LongestRuns(const Store& store, const Query& query, const KnownPhraseOptions& options);

  // As keep_longest() has them; bytes of the query.
  std::vector<text::ByteRange> find() const;

  // Units that have a run of words. `is_all`: there are no others.
  std::vector<Hit> hits(text::ByteRange where, std::size_t most, bool* is_all = nullptr) const;

 private:
  // What is known of the runs that begin at a word. A longer run is in hits of the shorter.
  struct Asked {
    std::vector<Hit> hits;
    bool is_all = false;  // there are no others
  };

  // The end of the shortest run from a word that has enough words; 0 if there is none.
  std::size_t shortest_from(std::size_t begin) const;
  text::ByteRange bytes(std::size_t begin, std::size_t end) const;
  bool recurs(text::ByteRange where, Asked& asked) const;

  const Store& store_;
  const Query& query_;
  const KnownPhraseOptions& options_;
  const std::string& text_;
  std::vector<text::Token> tokens_;
};

}  // namespace oimtm::tm

// What a concordance looks for, ready to be found. Private to tm/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/wildcard.h"
#include "tm/concordance.h"
#include "tm/concordance/required.h"

namespace oimtm::tm {

// Threads: one at a time.
class Needle {
 public:
  // Throws UsageError for an empty pattern, or one that is no regular expression. With
  // `exhaustive` nothing is ruled out by clauses, and there are none.
  Needle(std::string_view pattern, ConcordanceQuery::Kind kind, bool exhaustive = false);

  // What every text has that contains the needle.
  const std::vector<Clause>& clauses() const { return clauses_; }

  // Where a text contains it, in its bytes.
  std::vector<text::ByteRange> find(std::string_view text) const;

 private:
  void prepare_folded(std::string_view pattern);
  std::string fold(std::string_view text) const;
  bool has_clauses() const;

  ConcordanceQuery::Kind kind_;
  bool with_accents_ = false;              // accents are a difference
  std::string phrase_;                     // folded
  std::optional<text::Wildcard> pattern_;  // over folded text for a wildcard
  std::vector<Clause> clauses_;
  mutable std::string bare_;  // the text that is searched, folded as grams are, if a clause is told by it
};

}  // namespace oimtm::tm

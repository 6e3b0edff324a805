// What a concordance looks for, ready to be found. Private to tm/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/wildcard.h"
#include "tm/concordance.h"

namespace oimtm::tm {

class Needle {
 public:
  // Throws UsageError for an empty pattern, or one that is no regular expression.
  Needle(std::string_view pattern, ConcordanceQuery::Kind kind);

  // Texts, folded as grams are, that every text has which contains the needle.
  const std::vector<std::string>& literals() const { return literals_; }

  // Where a text contains it, in its bytes.
  std::vector<text::ByteRange> find(std::string_view text) const;

 private:
  std::string fold(std::string_view text) const;

  ConcordanceQuery::Kind kind_;
  bool with_accents_ = false;              // accents are a difference
  std::string phrase_;                     // folded
  std::optional<text::Wildcard> pattern_;  // over folded text for a wildcard
  std::vector<std::string> literals_;
};

// Texts that every match of a regular expression contains. Few are found, and none that is
// not sure: what is within groups and classes does not count.
std::vector<std::string> required_literals(std::string_view expression);

}  // namespace oimtm::tm

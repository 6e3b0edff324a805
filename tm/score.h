// How alike two texts are: the one definition of the score. docs/matching.md explains it
// with examples.
#pragma once

#include <string_view>
#include <vector>

#include "text/segment.h"
#include "text/tokens.h"

namespace oimtm::tm {

using Tokens = std::vector<text::Token>;

// Raw likeness in percent: floor(100 (L - d) / L), where L is the larger number of tokens
// and d the Levenshtein distance of the folded tokens (insert, delete and replace cost 1).
// Pure and symmetric. Two texts without tokens are 0: nothing can be said of them.
int similarity(const Tokens& a, const Tokens& b);

// A stretch that two texts do not share: bytes of each; one of the two may be empty.
struct Edit {
  text::ByteRange query;
  text::ByteRange source;
  // One takes the place of the other: "number", "address", "date", "phone" or "code", as the
  // penalty; else empty.
  std::string_view placeable = {};

  friend bool operator==(const Edit&, const Edit&) = default;
};

// Points that are taken off the raw likeness. `points` may be 0 for a difference that is
// worth telling but not worth a point, and is negative for what raises the score above
// 100: the context.
struct Penalty {
  std::string_view name;  // a literal: "case", "number" ...
  int points = 0;

  friend bool operator==(const Penalty&, const Penalty&) = default;
};

// What makes up a score: raw minus the points of all penalties is the score.
struct Score {
  int raw = 0;
  int net = 0;
  int characters = 0;  // likeness by characters, 0 to 1000: look-ups order equal scores by it
  std::vector<Penalty> penalties;
  std::vector<Edit> edits;  // in order; tokens that differ by case or number only are among them

  // Takes `points` more off, down to `least` at the least.
  void take(std::string_view name, int points, int least = 0);
};

// A query against a source text, of the same language; each with its own tokens.
//
// Names of penalties: "case", "accents" and "inflection" a word, "number", "address", "date", "phone",
// "code" and "punctuation" (another sentence mark) each, "tags" for each inline code that the other has not,
// "typography" (0 points) if there is no other difference.
Score score(const text::Segment& query, const Tokens& query_tokens, const text::Segment& source,
            const Tokens& source_tokens);

}  // namespace oimtm::tm

// Finding every unit that contains a phrase or a pattern.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "text/language.h"
#include "text/segment.h"
#include "tm/match.h"

namespace oimtm::tm {

struct ConcordanceQuery {
  enum class Kind {
    phrase,    // the text as it stands, wherever it stands; case and typography are no difference
    wildcard,  // the same, where * is the rest of a word, or nothing, and ? one character of it
    regex,     // text/wildcard.h; case and typography count
  };
  // A phrase or wildcard without accents finds text with and without; one that has accents
  // finds just these.
  enum class Side { source, target, both };

  std::string pattern;
  Kind kind = Kind::phrase;
  Side side = Side::both;
  text::LanguageTag language = {};  // empty: any; else only texts in it, or in a variety of it
  std::size_t limit = 50;           // most hits
  std::size_t longest = std::numeric_limits<std::size_t>::max();  // bytes; longer texts are not looked at
};

// A unit one of whose variants contains what was asked for.
struct Hit {
  StoredUnit stored;
  std::size_t variant = 0;
  std::vector<text::ByteRange> where;  // in the variant's text, in order; at least one
};

}  // namespace oimtm::tm

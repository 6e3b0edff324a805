// Regular expressions over UTF-8, for what users search and replace.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/segment.h"

namespace oimtm::text {

// What stands in the place of a stretch of a text.
struct Replacement {
  ByteRange where;
  std::string text;
};

// An expression of ICU, ready to search. Classes and word boundaries are Unicode's: \w is
// any letter, \d any figure, \b knows that é is a letter. (?i) at its start ignores case.
//
// Threads: one at a time for each Wildcard.
class Wildcard {
 public:
  // Throws UsageError for what is no expression.
  explicit Wildcard(std::string_view expression);
  ~Wildcard();
  Wildcard(Wildcard&&) noexcept;
  Wildcard& operator=(Wildcard&&) noexcept;

  // An expression that finds just this text.
  static std::string literal(std::string_view text);

  // Both throw UsageError if the expression takes beyond reason on this text.
  bool is_in(std::string_view text) const;
  std::vector<ByteRange> find(std::string_view text, std::size_t limit) const;

  // Each match with `with` in its place, where $1 is the first group and \ takes away the
  // meaning of the character behind it.
  std::vector<Replacement> replace(std::string_view text, std::string_view with) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace oimtm::text

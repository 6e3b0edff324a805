// Which pair of languages most units of a memory have. Private to tm/.
#pragma once

#include <cstddef>
#include <map>
#include <utility>

#include "text/unit.h"

namespace oimtm::tm {

// The source first; the target is empty where a unit waits for one.
using LanguagePair = std::pair<text::LanguageTag, text::LanguageTag>;

// Counts the pairs that units can be read in: their first two languages; with a language
// named, that one and each other.
class LanguagePairs {
 public:
  // Of what is named. Either may be empty.
  explicit LanguagePairs(LanguagePair named) : named_(std::move(named)) {}

  void add(const text::TranslationUnit& unit);

  // The commonest, those of units with two languages before those that wait, with what was
  // named in it; of two that are as common, the first by name.
  LanguagePair best() const;

  // Whether that stays so, whatever the `more` units are that come.
  bool is_decided(std::size_t more) const;

 private:
  LanguagePair named_;
  std::map<LanguagePair, std::size_t> counts_;
};

}  // namespace oimtm::tm

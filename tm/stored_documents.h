// Documents as a store's units have them. Private to tm/.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "text/document.h"
#include "tm/memory.h"
#include "tm/store/store.h"

namespace oimtm::tm {

// Language and name of documents.
using DocumentNames = std::set<std::pair<text::LanguageTag, std::string>>;

// A document with its segments, each once, and the languages of its counterparts.
MemoryDocument read_document(const Store& store, const StoredDocument& stored);

// Units that stand in the documents `ids`, and in none but those of these names.
std::vector<StoredUnit> units_within(const Store& store, const std::vector<std::int64_t>& ids,
                                     const DocumentNames& names);

// Adds to `units` those of earlier editions of the document that stand in documents of these
// names alone: all of an edition if at least half of it is the same, or else only those that
// a person has made.
void add_editions(const Store& store, const text::SegmentedDocument& document, const std::vector<std::int64_t>& ids,
                  const DocumentNames& names, std::vector<StoredUnit>& units);

// What a person has done in documents that are stored again.
struct MadeByHand {
  using Texts = std::set<std::pair<text::LanguageTag, std::string>>;  // by language

  Texts covered;  // need no other unit
  Texts parted;   // sides of pairs that were found to be wrong

  // What is to be stored of a unit: nothing if one of its texts is covered, its sides if
  // they were parted, or itself.
  std::vector<text::TranslationUnit> leave(const text::TranslationUnit& unit) const;
};

// Takes the pairs that a person has made out of `units`: those that were checked, and those
// that were edited, which have a date. Their texts are covered, and what stood at their places
// in the documents of these names before they were edited.
MadeByHand take_made_by_hand(const Store& store, const DocumentNames& names, std::vector<StoredUnit>& units);

}  // namespace oimtm::tm

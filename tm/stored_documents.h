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

// The texts of units that a person has checked, by language.
using ReviewedTexts = std::set<std::pair<text::LanguageTag, std::string>>;

// Takes the units that a person has checked out of `units`.
ReviewedTexts take_reviewed(std::vector<StoredUnit>& units);

// Whether one of the unit's texts is among them.
bool has_any(const ReviewedTexts& reviewed, const text::TranslationUnit& unit);

// Adds to `units` what waits for a translation in an earlier version of the document, if
// there is one: a document of its name whose units are at least half the same.
void add_edited(const Store& store, const text::SegmentedDocument& document, const std::vector<std::int64_t>& ids,
                std::vector<StoredUnit>& units);

}  // namespace oimtm::tm

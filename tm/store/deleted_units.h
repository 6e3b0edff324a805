// Units that a person has deleted. Private to tm/.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "text/unit.h"
#include "tm/store/store.h"

namespace oimtm::tm {

// What was deleted by name (kDeletion) from documents and is to stay out of them.
class DeletedUnits {
 public:
  using Texts = std::set<std::pair<text::LanguageTag, std::string>>;  // or names of documents, by language

  // Looks through all editions of the documents of these names. Of one without a live unit
  // nothing counts as deleted: it begins anew. Nor does what came back since.
  DeletedUnits(const Store& store, const Texts& documents);

  // Whether a unit has the texts of a deleted one, or is a side of one.
  bool has(const text::TranslationUnit& unit) const;

 private:
  std::set<Texts> units_;
  Texts sides_;
};

}  // namespace oimtm::tm

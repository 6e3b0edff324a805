// Rows of a table of pairs that a person has reviewed, and the aligned units that they are
// about. Private to tm/.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tm/store/change.h"
#include "tm/store/store.h"

namespace oimtm::tm {

// A row says two texts and their documents, but not where in them they stand. Each unit of
// the memory is that of one row at most.
class ReviewedRows {
 public:
  ReviewedRows(const Store& store, Change& change) : store_(store), change_(change) {}

  // Whether a unit is such a row.
  static bool is_row(const text::TranslationUnit& unit);

  // Adds a row, in place of the unit that it is about if there is one: that of these documents
  // with the same texts, or, of one that is reviewed, with the same text on one side. A row
  // that is marked as wrong makes two units of its two sides, which stay apart.
  void add(const text::TranslationUnit& row);

 private:
  struct Documents {
    std::vector<StoredUnit> pairs;             // that no row was about yet
    std::vector<text::TranslationUnit> apart;  // sides that a person has parted
  };

  Documents& documents_of(const text::TranslationUnit& row);
  void part(const text::TranslationUnit& row, Documents& documents);

  const Store& store_;
  Change& change_;
  std::map<std::pair<std::string, std::string>, Documents> documents_;
};

}  // namespace oimtm::tm

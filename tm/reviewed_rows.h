// Rows of a table of pairs that a person has reviewed, and the aligned units that they are
// about. Private to tm/.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
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
  // The units of two documents, found by their texts.
  class Documents {
   public:
    void add(const StoredUnit& pair);
    // The pair that a row is about, each once; valid while nothing is added. The row is turned
    // if it has the languages the other way round.
    const StoredUnit* take(text::TranslationUnit& row, bool is_reviewed);

    std::vector<text::TranslationUnit> apart;  // sides that a person has parted

   private:
    using Index = std::unordered_map<std::string, std::deque<std::size_t>>;
    std::optional<std::size_t> next(Index& index, const std::string& key, bool unreviewed);

    std::vector<StoredUnit> pairs_;
    std::vector<bool> is_taken_;
    Index by_pair_;
    Index by_side_;
  };

  Documents& documents_of(const text::TranslationUnit& row);
  void part(const text::TranslationUnit& row, Documents& documents);

  const Store& store_;
  Change& change_;
  std::map<std::pair<std::string, std::string>, Documents> documents_;
};

}  // namespace oimtm::tm

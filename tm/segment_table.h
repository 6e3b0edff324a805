// Every segment of one language, with its tokens, in memory: what a look-up compares with.
// Private to tm/.
#pragma once

#include <string_view>
#include <vector>

#include "text/language.h"
#include "tm/score.h"
#include "tm/store/store.h"

namespace oimtm::tm {

struct TableEntry {
  StoredSegment stored;
  Tokens tokens;
};

// The segments of a language and its varieties, by id.
class SegmentTable {
 public:
  SegmentTable(const Store& store, const text::LanguageTag& language);

  // Calls `visit` for each segment whose raw likeness to the query is `least` percent or
  // more. Compares with every one whose length allows it: nothing is missed.
  void find(const text::Segment& query, const Tokens& tokens, int least,
            const std::function<void(const TableEntry&)>& visit) const;

 private:
  std::vector<TableEntry> entries_;
};

}  // namespace oimtm::tm

// What a look-up finds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/unit.h"
#include "tm/score.h"

namespace oimtm::tm {

// A unit's number in its memory. Never given twice.
using UnitId = std::int64_t;

// A unit as it is stored.
struct StoredUnit {
  UnitId id = 0;
  text::TranslationUnit unit;
};

// A unit that is like the query, why, and how much.
struct Match {
  StoredUnit stored;
  std::size_t source = 0;             // the variant that is like the query
  std::optional<std::size_t> target;  // the variant that translates it; none if it waits for one
  Score score;
  bool reverse = false;    // the query's language is not the unit's first
  std::size_t others = 0;  // further units that say the same in both languages

  const text::Variant& source_variant() const { return stored.unit.variants[source]; }
  const text::Variant* target_variant() const { return target ? &stored.unit.variants[*target] : nullptr; }
};

// Sorts the matches of one query, from one memory or several, best first; keeps one for
// each pair of texts, and at most `limit`.
void rank(std::vector<Match>& matches, std::size_t limit);

}  // namespace oimtm::tm

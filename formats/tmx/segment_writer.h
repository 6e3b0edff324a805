// Segments as they are written into <seg>. Private to formats/.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

#include "text/unit.h"

namespace oimtm::formats {

// Numbers for the ids of a unit's codes: TMX wants numbers in `i` and `x`. An id that is one
// stays; another gets the same in all variants. The unit has to live as long.
class NumberedIds {
 public:
  explicit NumberedIds(const text::TranslationUnit& unit) : unit_(unit) {}

  std::string_view number(std::string_view id);

 private:
  const text::TranslationUnit& unit_;
  std::unordered_set<std::string_view> taken_;  // known when the first is given
  std::map<std::string_view, std::string, std::less<>> given_;
  std::size_t last_ = 0;
};

// Appends a segment of the unit; returns the characters that XML cannot hold.
std::size_t append_segment(std::string& xml, const text::Segment& segment, NumberedIds& ids);

}  // namespace oimtm::formats

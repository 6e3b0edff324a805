// What a translation is to who puts it into a file. Private to formats/xliff.
#pragma once

#include <algorithm>
#include <cstddef>

#include "text/characters.h"
#include "text/segment.h"

namespace oimtm::formats::xliff {

inline bool is_blank(const text::Segment& segment) { return text::trim(segment.text).empty() && segment.codes.empty(); }

inline std::size_t codes_lost(const text::Segment& source, const text::Segment& target) {
  return source.codes.size() - std::min(source.codes.size(), target.codes.size());
}

}  // namespace oimtm::formats::xliff

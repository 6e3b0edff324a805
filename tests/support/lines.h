// The lines of a text that is in memory, found the obvious way.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "formats/text_source.h"
#include "text/segment.h"

namespace oimtm::test {

// `original` has to outlive them.
inline std::vector<formats::Line> split_lines(std::string_view original) {
  std::vector<formats::Line> lines;
  std::size_t at = original.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (at < original.size()) {
    const std::size_t end = std::min(original.find('\n', at), original.size());
    const text::ByteRange bare = text::trimmed(original, {at, end});
    lines.push_back({original.substr(bare.begin, bare.size()), bare.begin, lines.size() + 1});
    at = end + 1;
  }
  return lines;
}

}  // namespace oimtm::test

// What formats/filter.h promises of every filter, for tests and for fuzzing.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "formats/filter.h"
#include "text/characters.h"
#include "text/document.h"

namespace oimtm::test {

// The bytes of `ranges` joined by single spaces, which a content's text has to be.
inline std::string text_of(std::string_view original, const std::vector<text::ByteRange>& ranges) {
  std::string text;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (i > 0) text += ' ';
    text += original.substr(ranges[i].begin, ranges[i].size());
  }
  return text;
}

// The first character of the file that has to lie in a block and does not; "" if none.
inline std::string lost_character(std::string_view original, const std::vector<text::Block>& blocks) {
  constexpr std::u32string_view kBullets = U"-–—•·*‣▪●○◦►";
  std::vector<bool> covered(original.size());
  for (const text::Block& block : blocks)
    for (const text::ByteRange& range : block.content.ranges)
      for (std::size_t at = range.begin; at < range.end; ++at) covered[at] = true;
  for (std::size_t at = original.starts_with("\xEF\xBB\xBF") ? 3 : 0; at < original.size();) {
    const std::size_t here = at;
    const char32_t c = text::next_character(original, at);
    const bool may_be_left_out = text::is_space(c) || kBullets.find(c) != std::u32string_view::npos;
    if (!covered[here] && !may_be_left_out)
      return "byte " + std::to_string(here) + ": " + std::string(original.substr(here, at - here));
  }
  return {};
}

// The law that the blocks of a file break, and where; "" if they keep all.
inline std::string broken_law(std::string_view original, const std::vector<text::Block>& blocks) {
  std::set<std::string> ids;
  std::size_t end = 0;
  for (const text::Block& block : blocks) {
    const std::string where = block.id + " [" + block.content.text + "]: ";
    if (block.id.empty() || !ids.insert(block.id).second) return where + "its id is empty or not unique";
    if (block.content.ranges.empty()) return where + "no ranges";
    for (const text::ByteRange& range : block.content.ranges) {
      if (range.begin < end) return where + "not in order, or overlaps";
      if (range.end < range.begin || range.end > original.size()) return where + "a range outside of the file";
      end = range.end;
    }
    if (block.content.text != text_of(original, block.content.ranges)) return where + "text and ranges differ";
    if (block.content.text != text::trim(block.content.text)) return where + "white space around it";
    if (block.content.text.empty() && !block.is_whole) return where + "empty";
    if (block.dateline && block.dateline->end > block.content.text.size()) return where + "the dateline is too long";
    if (block.reason.empty()) return where + "no reason";
  }
  const std::string lost = lost_character(original, blocks);
  return lost.empty() ? "" : "in no block: " + lost;
}

}  // namespace oimtm::test

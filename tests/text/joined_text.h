// Files whose text stands in several ranges, as wrapped lines do.
#pragma once

#include <string>
#include <vector>

#include "tests/support/generate.h"
#include "text/characters.h"
#include "text/segment.h"

namespace oimtm::test {

// What a segment's ranges say that its text is.
inline std::string text_of(const std::string& file, const std::vector<text::ByteRange>& ranges) {
  std::string text;
  for (const text::ByteRange& range : ranges) {
    std::size_t end = text.size();
    std::size_t begin = range.begin;
    const bool is_tight = !text.empty() && text::is_spaceless(text::previous_character(text, end)) &&
                          text::is_spaceless(text::next_character(file, begin));
    if (!text.empty() && !is_tight) text += ' ';
    text += file.substr(range.begin, range.size());
  }
  return text;
}

struct JoinedText {
  std::string file;
  text::Segment segment;
};

inline JoinedText random_joined_text(Dice& dice) {
  JoinedText joined;
  for (std::size_t lines = 1 + dice.below(4); lines > 0; --lines) {
    joined.file += std::string(dice.below(3), '\t');
    const std::string words = random_text(dice, 1 + dice.below(8));
    const std::string line = text::trim(words).empty() ? "x" : std::string(text::trim(words));
    joined.segment.ranges.push_back({joined.file.size(), joined.file.size() + line.size()});
    joined.file += line + "\r\n";
  }
  joined.segment.text = text_of(joined.file, joined.segment.ranges);
  return joined;
}

}  // namespace oimtm::test

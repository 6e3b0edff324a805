#include "text/segment.h"

#include <algorithm>

#include "text/characters.h"

namespace oimtm::text {

namespace {

// The ranges of the file under `part` of a segment's text.
std::vector<ByteRange> ranges_under(const Segment& segment, ByteRange part) {
  std::vector<ByteRange> found;
  std::size_t at = 0;  // where the range's bytes begin in the text
  for (const ByteRange& range : segment.ranges) {
    const std::size_t begin = std::max(part.begin, at);
    const std::size_t end = std::min(part.end, at + range.size());
    if (begin < end) found.push_back({range.begin + (begin - at), range.begin + (end - at)});
    at = next_range_begin(segment.text, at + range.size());
  }
  return found;
}

// Which of the parts a code would belong to if it were the only one.
std::size_t part_of(const InlineCode& code, const std::vector<ByteRange>& parts) {
  const bool closes = code.kind == InlineCode::Kind::closes;
  const auto is_behind_begin = [&](const ByteRange& part) {
    return part.begin < code.offset || (part.begin == code.offset && !closes);
  };
  std::size_t after = 0;  // the first part that begins behind the code
  while (after < parts.size() && is_behind_begin(parts[after])) ++after;
  const bool is_between = after > 0 && code.offset >= parts[after - 1].end;
  const bool goes_on = is_between && code.kind == InlineCode::Kind::opens && after < parts.size();
  return after == 0 || goes_on ? after : after - 1;
}

}  // namespace

std::vector<Segment> slices(const Segment& segment, const std::vector<ByteRange>& parts) {
  std::vector<Segment> pieces;
  pieces.reserve(parts.size());
  for (const ByteRange& part : parts)
    pieces.push_back({segment.text.substr(part.begin, part.size()), {}, ranges_under(segment, part)});
  if (parts.empty()) return pieces;
  std::size_t home = 0;
  for (const InlineCode& code : segment.codes) {
    home = std::max(home, part_of(code, parts));
    InlineCode& placed = pieces[home].codes.emplace_back(code);
    placed.offset = std::clamp(code.offset, parts[home].begin, parts[home].end) - parts[home].begin;
  }
  return pieces;
}

std::size_t next_range_begin(std::string_view text, std::size_t end) {
  // Ranges begin with no white space of their own.
  return end < text.size() && text[end] == ' ' ? end + 1 : end;
}

ByteRange trimmed(std::string_view text, ByteRange part) {
  const std::string_view piece = text.substr(part.begin, part.size());
  const std::string_view bare = trim(piece);
  if (bare.empty()) return {part.begin, part.begin};
  const std::size_t begin = part.begin + static_cast<std::size_t>(bare.data() - piece.data());
  return {begin, begin + bare.size()};
}

}  // namespace oimtm::text

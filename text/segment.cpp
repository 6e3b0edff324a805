#include "text/segment.h"

#include <algorithm>

#include "text/characters.h"

namespace oimtm::text {

namespace {

CodeSide side_of(const InlineCode& code, const CodeSides& sides) {
  switch (code.kind) {
    case InlineCode::Kind::opens: return sides.opening;
    case InlineCode::Kind::closes: return sides.closing;
    case InlineCode::Kind::stands_alone: break;
  }
  return sides.alone;
}

// Which of the parts a code would belong to if it were the only one.
std::size_t part_of(std::size_t offset, CodeSide side, const std::vector<ByteRange>& parts) {
  const auto is_behind_begin = [&](const ByteRange& part) {
    return part.begin < offset || (part.begin == offset && side != CodeSide::earlier);
  };
  const auto begins_behind = std::partition_point(parts.begin(), parts.end(), is_behind_begin);
  const auto after = static_cast<std::size_t>(begins_behind - parts.begin());
  const bool is_between = after > 0 && offset >= parts[after - 1].end;
  const bool goes_on = is_between && side == CodeSide::later && after < parts.size();
  return after == 0 || goes_on ? after : after - 1;
}

}  // namespace

Segment Slicer::operator()(const ByteRange& part) {
  const std::vector<ByteRange>& ranges = segment_.ranges;
  Segment slice{segment_.text.substr(part.begin, part.size()), {}, {}};
  while (next_ < ranges.size() && at_ + ranges[next_].size() <= part.begin) step();
  for (; next_ < ranges.size(); step()) {
    const ByteRange& range = ranges[next_];
    const std::size_t begin = std::max(part.begin, at_);
    const std::size_t end = std::min(part.end, at_ + range.size());
    if (begin < end) slice.ranges.push_back({range.begin + (begin - at_), range.begin + (end - at_)});
    if (at_ + range.size() >= part.end) break;  // the next part may begin in it too
  }
  return slice;
}

void Slicer::step() { at_ = next_range_begin(segment_.text, at_ + segment_.ranges[next_++].size()); }

void for_each_slice(const Segment& segment, const std::vector<ByteRange>& parts, const CodeSides& sides,
                    const std::function<void(Segment&&)>& take) {
  Slicer slice(segment);
  auto code = segment.codes.begin();
  std::size_t home = 0;  // the part that the code goes to
  const auto find_home = [&] {
    if (code != segment.codes.end()) home = std::max(home, part_of(code->offset, side_of(*code, sides), parts));
  };
  if (!parts.empty()) find_home();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto [begin, end] = parts[i];
    Segment piece = slice(parts[i]);
    for (; code != segment.codes.end() && home == i; find_home()) {
      InlineCode& placed = piece.codes.emplace_back(*code++);
      placed.offset = std::clamp(placed.offset, begin, end) - begin;
    }
    take(std::move(piece));
  }
}

std::vector<Segment> slices(const Segment& segment, const std::vector<ByteRange>& parts, const CodeSides& sides) {
  std::vector<Segment> pieces;
  pieces.reserve(parts.size());
  for_each_slice(segment, parts, sides, [&](Segment&& piece) { pieces.push_back(std::move(piece)); });
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

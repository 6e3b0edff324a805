// Segments: the pieces of text that a translator works on, one at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace oimtm::text {

// Bytes begin to end (not included) of some text or file.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

// Markup inside a segment: opens something, closes it, or stands alone. It takes no
// room in the text, and its own bytes are carried untouched.
struct InlineCode {
  enum class Kind { opens, closes, stands_alone };

  Kind kind = Kind::stands_alone;
  std::size_t offset = 0;  // bytes of the segment's text before it
  std::string id;          // ties an opening code to its closing one; unique in its segment otherwise
  std::string markup;

  friend bool operator==(const InlineCode&, const InlineCode&) = default;
};

// A piece of text as it was read: valid UTF-8, not normalised.
//
// `ranges` are where its text stands in the file that it came from, in order. The text
// is the bytes of those ranges, with one space between each two: lines that were joined
// give a range a line. No space stands where both sides are of a script that has none
// between words. Empty for text that came from no document.
struct Segment {
  std::string text;
  std::vector<InlineCode> codes;  // by offset
  std::vector<ByteRange> ranges;

  friend bool operator==(const Segment&, const Segment&) = default;
};

// Which part a code goes to that stands between two: in the white space there, or where they
// touch. `nearer` is the later if the code touches it, else the earlier.
enum class CodeSide { earlier, nearer, later };

struct CodeSides {
  CodeSide opening = CodeSide::later;
  CodeSide closing = CodeSide::earlier;
  CodeSide alone = CodeSide::nearer;
};

// Parts of a segment's text with their ranges, without its codes: one after the other, none
// before the last. The segment has to outlive it.
class Slicer {
 public:
  explicit Slicer(const Segment& segment) : segment_(segment) {}
  Segment operator()(const ByteRange& part);

 private:
  void step();

  const Segment& segment_;
  std::size_t next_ = 0;  // range
  std::size_t at_ = 0;    // where its bytes begin in the text
};

// Calls `take` with each of the parts `parts` of a segment's text, in order and apart, with
// their codes and ranges. No code is lost, and their order stays: what follows a code in the
// later part goes there too. Without parts there are no slices, and codes have nowhere to go.
void for_each_slice(const Segment& segment, const std::vector<ByteRange>& parts, const CodeSides& sides,
                    const std::function<void(Segment&&)>& take);

// All of them.
std::vector<Segment> slices(const Segment& segment, const std::vector<ByteRange>& parts, const CodeSides& sides = {});

// Where the next range's bytes begin in `text`, if those of one end at `end`.
std::size_t next_range_begin(std::string_view text, std::size_t end);

// The part without the white space at both ends.
ByteRange trimmed(std::string_view text, ByteRange part);

}  // namespace oimtm::text

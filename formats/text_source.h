// A text as it streams in: a window of whole lines that moves over a file of any size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "formats/input.h"
#include "text/error.h"
#include "text/segment.h"

namespace oimtm::formats {

// A line without its end and without the white space around it.
struct Line {
  std::string_view text;
  std::size_t begin = 0;   // byte of the text where `text` begins
  std::size_t number = 0;  // from 1

  bool is_blank() const { return text.empty(); }
  text::ByteRange range() const { return {begin, begin + text.size()}; }
};

struct TextOptions {
  bool repair = false;  // put U+FFFD for what is no text, instead of refusing it

  // No line and no paragraph may be larger, in bytes of UTF-8. It bounds the memory.
  std::size_t largest_block = std::size_t{16} << 20;

  // How much of a text is looked at at once, and how much more has to follow to be looked
  // at apart: each line counts as its bytes and kLineWeight. They decide where a large text
  // is parted, so that they are no matter of taste.
  std::size_t window = std::size_t{256} << 10;
  std::size_t tail = std::size_t{64} << 10;

  std::size_t part = std::size_t{64} << 10;  // bytes read at once; makes no difference
};

// The text of a file, in UTF-8, a window at a time. Places in it are bytes of that text,
// counted as if a byte order mark of UTF-8 belonged to it; in_file() gives the file's own.
//
// Memory: some three times the window, or the largest block.
class TextSource {
 public:
  static constexpr std::size_t kLineWeight = 32;

  // `bytes` has to outlive it.
  explicit TextSource(ByteSource& bytes, TextOptions options = {});
  ~TextSource();
  TextSource(TextSource&&) noexcept;

  // The lines of the window: from the first that was not dropped, as many as fill it; all
  // that are left if little more follows. LF and CR LF end a line. They live until the
  // next call of a function that is not const.
  //
  // Throws InputError for bytes that are no text (formats/decode.h), and for a line that is
  // larger than a block may be; not before the windows that end before it were given.
  std::span<const Line> lines();

  // Whether lines() reached to the text's end. The same whatever the parts that are read.
  bool is_last() const;

  // Leaves the first lines of the window behind.
  void drop(std::size_t count);

  // Makes the window twice as large until lines are dropped: none of its paragraphs ends.
  // Throws InputError if it is larger than a block may be.
  void widen();

  // The bytes of the window.
  std::string_view text() const;

  // Where bytes of the window are in the file.
  std::size_t in_file(std::size_t offset) const;
  text::ByteRange in_file(const text::ByteRange& range) const { return {in_file(range.begin), in_file(range.end)}; }

  // Line and column of a byte of the window.
  Location locate(std::size_t offset) const;

  std::size_t repaired() const;        // how many U+FFFD were put
  std::uint64_t content_hash() const;  // of the bytes of the file that were read: hash64 of them

 private:
  class Window;
  std::unique_ptr<Window> window_;
};

// For input that is answered line by line, as it comes: each line is a window.
TextOptions line_by_line(TextOptions options);

// Calls `work` for each line that is left, blank ones too. Throws as TextSource::lines() does.
void for_each_line(TextSource& source, const std::function<void(const Line&)>& work);

// Reads what is left, to know that it is text. Throws as TextSource::lines() does.
void read_to_end(TextSource& source);

}  // namespace oimtm::formats

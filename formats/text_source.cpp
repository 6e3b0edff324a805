#include "formats/text_source.h"

#include <algorithm>
#include <exception>
#include <string>

#include "formats/decode.h"
#include "text/characters.h"
#include "text/hash.h"

namespace oimtm::formats {

class TextSource::Window {
 public:
  Window(ByteSource& bytes, const TextOptions& options)
      : bytes_(bytes),
        options_(options),
        decoder_(bytes.path(), options.repair ? Faults::repair : Faults::refuse),
        size_(options.window),
        part_(options.part, '\0') {}

  std::span<const Line> lines() {
    if (!lines_.empty() || is_last_) return lines_;
    const std::size_t count = fill();
    lines_.reserve(count);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const text::ByteRange bare = text::trimmed(buffer_.text, {begin, ends_[i]});
      lines_.push_back(
          {std::string_view(buffer_.text).substr(bare.begin, bare.size()), base_ + bare.begin, first_ + i});
      begin = ends_[i] + 1;
    }
    return lines_;
  }

  void drop(std::size_t count) {
    if (count == 0) return;
    const std::size_t end = end_of_line(count - 1);
    in_file(base_ + end);
    buffer_.replaced.erase(0, cursor_.replaced);
    cursor_ = {base_ + end, cursor_.in_file, 0};
    buffer_.text.erase(0, end);
    ends_.erase(ends_.begin(), ends_.begin() + static_cast<std::ptrdiff_t>(count));
    for (std::size_t& line_end : ends_) line_end -= end;
    scanned_ -= end;
    base_ += end;
    first_ += count;
    size_ = options_.window;
    lines_.clear();
    is_last_ = is_ended_ && ends_.empty();
  }

  void widen() {
    const std::size_t most = options_.largest_block + options_.tail;  // what follows the block has to be seen
    if (size_ >= most) refuse(first_);
    size_ = std::min(size_ * 2, most);
    std::vector<Line>().swap(lines_);  // before there are twice as many: they may be most of the memory
    is_last_ = false;
  }

  std::string_view text() const {
    return std::string_view(buffer_.text).substr(0, lines_.empty() ? 0 : end_of_line(lines_.size() - 1));
  }

  // Counts from the place that was asked for last: blocks come in order.
  std::size_t in_file(std::size_t offset) const {
    if (!decoder_.has_widths()) return offset;
    auto& [known, place, index] = cursor_;
    const std::size_t begin = std::min(known, offset);
    const std::size_t end = std::max(known, offset);
    const std::string_view between = std::string_view(buffer_.text).substr(begin - base_, end - begin);
    const std::size_t count = count_replacements(between);
    const bool goes_on = offset >= known;
    if (!goes_on) index -= count;
    const std::size_t width = decoder_.width(between, std::string_view(buffer_.replaced).substr(index, count));
    if (goes_on) index += count;
    place = goes_on ? place + width : place - width;
    known = offset;
    return place;
  }

  Location locate(std::size_t offset) const {
    // By where lines end: what stands before a line's text is of that line.
    const auto end = std::lower_bound(ends_.begin(), ends_.end(), offset - base_);
    const auto index = static_cast<std::size_t>(end - ends_.begin());
    const std::size_t begin = base_ + (index == 0 ? 0 : ends_[index - 1] + 1);
    auto& [known, column] = located_;  // a line of megabytes may be asked for at each of its sentences
    if (known < begin || known > offset) located_ = {begin, 1};
    column += text::count_characters(std::string_view(buffer_.text).substr(known - base_, offset - known));
    known = offset;
    return {bytes_.path(), first_ + index, column};
  }

  bool is_last() const { return is_last_; }
  std::size_t repaired() const { return decoder_.repaired(); }
  std::uint64_t content_hash() const { return hash_.value(); }

 private:
  // Reads until the window is full and its tail in sight, and says how many lines are in it.
  std::size_t fill() {
    std::size_t weight = 0;
    std::size_t inside = 0;  // lines of the window
    for (std::size_t line = 0;; ++line) {
      while (line == ends_.size() && !is_ended_) read_part();
      if (line == ends_.size()) break;
      const std::size_t begin = line == 0 ? 0 : ends_[line - 1];
      if (weight < size_) inside = line + 1;
      weight += ends_[line] - begin + kLineWeight;
      if (weight >= size_ + options_.tail) return inside;
    }
    is_last_ = true;
    return ends_.size();
  }

  // A fault is thrown when somebody asks for what is behind the lines before it.
  void read_part() {
    if (fault_) std::rethrow_exception(fault_);
    const std::size_t got = bytes_.read(part_.data(), part_.size());
    const std::string_view part(part_.data(), got);
    hash_.add(part);
    is_ended_ = got == 0;
    make_room(buffer_.text);
    try {
      decoder_.decode(part, is_ended_, buffer_);
    } catch (const InputError&) {
      fault_ = std::current_exception();
      is_ended_ = false;  // what is left over is no line
    }
    if (base_ == 0 && first_ == 1 && scanned_ == 0) begin_text();
    for (;;) {
      const std::size_t end = buffer_.text.find('\n', scanned_);
      if (end == std::string::npos) break;
      end_line(end);
    }
    const std::size_t begin = ends_.empty() ? 0 : ends_.back() + 1;
    if (is_ended_ && begin < buffer_.text.size()) end_line(buffer_.text.size());
    if (!is_ended_ && buffer_.text.size() - begin > options_.largest_block) refuse(first_ + ends_.size());
    scanned_ = buffer_.text.size();
  }

  // A line of megabytes grows in few steps: what a string leaves behind each time that it
  // doubles its room comes to as much again. Room that is not written to is no memory.
  void make_room(std::string& text) const {
    const std::size_t needed = text.size() + 3 * part_.size();  // of UTF-16, 3 bytes for 2
    if (needed <= text.capacity() || needed <= 2 * options_.window) return;
    text.reserve(std::max(needed, std::min(8 * needed, options_.largest_block + options_.tail + 3 * part_.size())));
  }

  // Without widths a place in the text is one in the file: its byte order mark counts.
  void begin_text() {
    if (!decoder_.has_widths()) base_ = decoder_.mark();
    cursor_ = {base_, decoder_.mark(), 0};
  }

  void end_line(std::size_t end) {
    const std::size_t begin = ends_.empty() ? 0 : ends_.back() + 1;
    if (end - begin > options_.largest_block) refuse(first_ + ends_.size());
    ends_.push_back(end);
    scanned_ = end + 1;
  }

  // Where the next line begins, or the text ends.
  std::size_t end_of_line(std::size_t line) const { return std::min(ends_[line] + 1, buffer_.text.size()); }

  [[noreturn]] void refuse(std::size_t line) const {
    const std::size_t megabytes = std::max<std::size_t>(options_.largest_block >> 20, 1);
    throw InputError(msg("a block of more than {1} MB begins here", megabytes), {bytes_.path(), line, 0},
                     msg("--max-block {1} reads blocks of up to {1} MB, in as much more memory", megabytes * 4));
  }

  // A place in the text and in the file, and how many U+FFFD of `buffer_` stand before it.
  struct Cursor {
    std::size_t in_text = 0;
    std::size_t in_file = 0;
    std::size_t replaced = 0;
  };

  ByteSource& bytes_;
  TextOptions options_;
  Decoder decoder_;
  text::StreamingHash hash_;
  Decoded buffer_;         // from the first line that was not dropped
  std::size_t base_ = 0;   // of `buffer_` in the text
  mutable Cursor cursor_;  // the place that was asked for last
  mutable std::pair<std::size_t, std::size_t> located_{0,
                                                       1};  // the byte that locate() was asked for last, and its column
  std::vector<std::size_t> ends_;                           // of the lines of `buffer_` that are complete
  std::size_t scanned_ = 0;                                 // bytes of `buffer_` known to hold no other line's end
  std::size_t first_ = 1;                                   // number of the first line of `buffer_`
  std::size_t size_;                                        // of the window
  std::vector<Line> lines_;
  bool is_last_ = false;
  bool is_ended_ = false;
  std::exception_ptr fault_;
  std::string part_;
};

TextSource::TextSource(ByteSource& bytes, TextOptions options) : window_(std::make_unique<Window>(bytes, options)) {}
TextSource::~TextSource() = default;
TextSource::TextSource(TextSource&&) noexcept = default;

std::span<const Line> TextSource::lines() { return window_->lines(); }
bool TextSource::is_last() const { return window_->is_last(); }
void TextSource::drop(std::size_t count) { window_->drop(count); }
void TextSource::widen() { window_->widen(); }
std::string_view TextSource::text() const { return window_->text(); }
std::size_t TextSource::in_file(std::size_t offset) const { return window_->in_file(offset); }
Location TextSource::locate(std::size_t offset) const { return window_->locate(offset); }
std::size_t TextSource::repaired() const { return window_->repaired(); }
std::uint64_t TextSource::content_hash() const { return window_->content_hash(); }

TextOptions line_by_line(TextOptions options) {
  options.window = 1;
  options.tail = 0;
  options.part = std::size_t{8} << 10;  // the rest of a part is moved for each line
  return options;
}

void for_each_line(TextSource& source, const std::function<void(const Line&)>& work) {
  for (bool is_last = false; !is_last;) {
    const std::span<const Line> lines = source.lines();
    is_last = source.is_last();
    for (const Line& line : lines) work(line);
    source.drop(lines.size());
  }
}

void read_to_end(TextSource& source) {
  while (!source.is_last()) source.drop(source.lines().size());
}

}  // namespace oimtm::formats

#include "formats/xliff/splice.h"

#include <algorithm>
#include <tuple>

namespace oimtm::formats::xliff {

void Splicer::copy(std::size_t end) {
  if (end <= written_) return;
  sink_(bytes(written_, end));
  written_ = end;
}

std::string_view Splicer::bytes(std::size_t begin, std::size_t end) const {
  const std::size_t from = std::max(begin, begin_) - begin_;
  const std::size_t to = std::min(std::max(end, begin_) - begin_, window_.size());
  return from < to ? std::string_view(window_).substr(from, to - from) : std::string_view();
}

void Splicer::flush(std::size_t settled, const XmlEncoding& encoding) {
  // What is put in front of an element comes before what replaces it.
  std::stable_sort(edits_.begin(), edits_.end(),
                   [](const Edit& a, const Edit& b) { return std::tie(a.begin, a.end) < std::tie(b.begin, b.end); });
  for (const Edit& edit : edits_) {
    copy(edit.begin);
    sink_(encoding.encode(edit.xml));
    written_ = std::max(written_, edit.end);
  }
  edits_.clear();
  copy(settled);
  // Moving what is left costs; it is done when much of the window is behind.
  const std::size_t behind = written_ - begin_;
  if (behind < window_.size() / 2 && behind < 1024 * 1024) return;
  window_.erase(0, std::min(behind, window_.size()));
  begin_ = written_;
}

}  // namespace oimtm::formats::xliff

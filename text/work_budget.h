// What the rules of one Segmenter may cost. Private to text/.
#pragma once

#include <algorithm>
#include <cstddef>

namespace oimtm::text {

// Counts steps of some nanoseconds. Each byte of a text allows some; what there is beyond
// these, about a second, is for all texts together, so that many short ones cannot cost more
// than a long one. Threads: one at a time.
class WorkBudget {
 public:
  void begin_text(std::size_t bytes) { left_ = std::min(left_, kInitial) + kPerByte * bytes; }

  // False if there is not so much left; then nothing is.
  bool spend(std::size_t work) {
    const bool is_left = work <= left_;
    left_ -= std::min(work, left_);
    return is_left;
  }

 private:
  static constexpr std::size_t kInitial = std::size_t{1} << 27;
  static constexpr std::size_t kPerByte = 512;

  std::size_t left_ = kInitial;
};

}  // namespace oimtm::text

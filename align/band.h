// Where the search for beads looks: some columns of each row of the table over both texts.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace oimtm::align {

// A place that the best alignment is expected to go near to: so many segments of the source
// and of the target are done, and the search may be `reach` segments away from it on either
// side.
struct Waypoint {
  std::size_t source = 0;
  std::size_t target = 0;
  std::size_t reach = 0;
};

// Row i, of the source segments 0 to i, has the columns first(i) to last(i), not included.
// Both grow with the row, (0, 0) and the last cell belong to it, and two rows that follow
// one another share a column: there is always a way through it.
class Band {
 public:
  // The whole table.
  Band(std::size_t source_size, std::size_t target_size);
  // The surroundings of some waypoints in order; the two ends are always among them.
  Band(std::size_t source_size, std::size_t target_size, std::span<const Waypoint> waypoints);

  std::size_t source_size() const { return first_.size() - 1; }
  std::size_t target_size() const { return last_.back() - 1; }
  std::size_t first(std::size_t row) const { return first_[row]; }
  std::size_t last(std::size_t row) const { return last_[row]; }
  bool holds(std::size_t row, std::size_t column) const { return column >= first_[row] && column < last_[row]; }
  std::size_t cells() const;

 private:
  std::vector<std::size_t> first_;
  std::vector<std::size_t> last_;
};

}  // namespace oimtm::align

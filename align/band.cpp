#include "align/band.h"

namespace oimtm::align {

Band::Band(std::size_t source_size, std::size_t target_size)
    : first_(source_size + 1, 0), last_(source_size + 1, target_size + 1) {}

Band::Band(std::size_t source_size, std::size_t target_size, std::span<const Waypoint> waypoints)
    : first_(source_size + 1, target_size), last_(source_size + 1, 0) {
  const auto add = [&](const Waypoint& point) {
    const std::size_t low = point.target - std::min(point.target, point.reach);
    const std::size_t high = std::min(target_size, point.target + point.reach) + 1;
    const std::size_t end = std::min(source_size, point.source + point.reach);
    for (std::size_t row = point.source - std::min(point.source, point.reach); row <= end; ++row) {
      first_[row] = std::min(first_[row], low);
      last_[row] = std::max(last_[row], high);
    }
  };
  add({0, 0, 0});
  add({source_size, target_size, 0});
  for (const Waypoint& point : waypoints) add(point);
  for (std::size_t row = source_size; row-- > 0;) first_[row] = std::min(first_[row], first_[row + 1]);
  for (std::size_t row = 1; row <= source_size; ++row) last_[row] = std::max(last_[row], last_[row - 1]);
  for (std::size_t row = 0; row < source_size; ++row) last_[row] = std::max(last_[row], first_[row + 1] + 1);
}

std::size_t Band::cells() const {
  std::size_t cells = 0;
  for (std::size_t row = 0; row < first_.size(); ++row) cells += last_[row] - first_[row];
  return cells;
}

}  // namespace oimtm::align

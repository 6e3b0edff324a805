#include "align/evaluate.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace oimtm::align {

namespace {

bool is_in(const Bead& bead, std::span<const Bead> beads) {
  return std::any_of(beads.begin(), beads.end(), [&](const Bead& other) {
    return bead.source_count == other.source_count && bead.target_count == other.target_count &&
           (bead.source_count == 0 || bead.source_begin == other.source_begin) &&
           (bead.target_count == 0 || bead.target_begin == other.target_begin);
  });
}

double share(std::span<const Bead> beads, std::span<const Bead> others, bool with_nulls) {
  std::size_t all = 0;
  std::size_t right = 0;
  for (const Bead& bead : beads) {
    if (bead.is_null() && !with_nulls) continue;
    ++all;
    right += is_in(bead, others) ? 1 : 0;
  }
  return all == 0 ? 1 : static_cast<double>(right) / static_cast<double>(all);
}

std::string numbers(std::size_t begin, std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list += (i > 0 ? "," : "") + std::to_string(begin + i);
  return list;
}

// First and count of a list of numbers that follow one another; nothing if they do not.
std::optional<std::pair<std::size_t, std::size_t>> parse_numbers(std::string_view list) {
  std::pair<std::size_t, std::size_t> result{0, 0};
  const char* at = list.data();
  const char* const end = list.data() + list.size();
  while (at < end) {
    std::size_t number = 0;
    const auto [rest, error] = std::from_chars(at, end, number);
    const bool goes_on = rest + 1 < end && *rest == ',';
    if (error != std::errc() || (rest < end && !goes_on)) return std::nullopt;
    if (result.second == 0) result.first = number;
    if (number != result.first + result.second) return std::nullopt;
    ++result.second;
    at = rest < end ? rest + 1 : end;
  }
  return result;
}

}  // namespace

Quality evaluate(std::span<const Bead> gold, std::span<const Bead> found) {
  return {share(found, gold, true), share(gold, found, false)};
}

std::string to_string(const Bead& bead) {
  return numbers(bead.source_begin, bead.source_count) + '\t' + numbers(bead.target_begin, bead.target_count);
}

std::vector<Bead> parse_beads(std::string_view lines, const std::string& file) {
  std::vector<Bead> beads;
  for (std::size_t number = 1; !lines.empty(); ++number) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    const std::size_t tab = line.find('\t');
    const std::string_view rest = tab == std::string_view::npos ? std::string_view() : line.substr(tab + 1);
    const auto source = parse_numbers(line.substr(0, std::min(tab, line.size())));
    const auto target = parse_numbers(rest.substr(0, rest.find('\t')));
    if (tab == std::string_view::npos || !source || !target || source->second + target->second == 0)
      throw InputError(msg("not a bead; one looks like 0,1<TAB>0"), {file, number, 0});
    beads.push_back({source->first, source->second, target->first, target->second, 1});
  }
  return beads;
}

}  // namespace oimtm::align

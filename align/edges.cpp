#include "align/edges.h"

#include <cmath>
#include <numeric>

#include "text/characters.h"

namespace oimtm::align {

namespace {

constexpr double kSameSightings = 10;  // that equal kinds begin with: what is known before any bead
constexpr double kOtherSightings = 2;  // of each kind with all others together

bool is_dash(char32_t c) { return c == U'-' || c == U'\u2013' || c == U'\u2014'; }

bool is_wrapping(char32_t c) {
  constexpr std::u32string_view kWrapping =
      U"\"'()[]`\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u300c\u300d";
  return text::is_space(c) || kWrapping.find(c) != std::u32string_view::npos;
}

std::uint8_t begin_kind(char32_t c) {
  if (text::is_lower(c)) return 1;
  if (text::is_letter(c)) return 2;
  if (text::is_digit(c)) return 3;
  if (is_dash(c)) return 4;
  return is_wrapping(c) ? 5 : 0;
}

std::uint8_t end_kind(char32_t c) {
  const auto is_any = [c](std::u32string_view of) { return of.find(c) != std::u32string_view::npos; };
  if (is_any(U".\u3002\u0964\u06d4")) return 1;
  if (is_any(U"?\uff1f\u061f")) return 2;
  if (is_any(U"!\uff01")) return 3;
  if (is_any(U"\u2026")) return 4;
  if (is_any(U":\uff1a")) return 5;
  return is_dash(c) || is_any(U",;\uff0c\uff1b\u3001\u060c\u061b") ? 6 : 0;
}

}  // namespace

Edges edges_of(std::string_view text) {
  Edges edges;
  if (text.empty()) return edges;
  std::size_t at = 0;
  edges.begin = begin_kind(text::next_character(text, at));
  at = text.size();
  char32_t last = text::previous_character(text, at);
  while (at > 0 && is_wrapping(last)) last = text::previous_character(text, at);
  edges.end = end_kind(last);
  if (last == U'.' && at > 0 && text::previous_character(text, at) == U'.') edges.end = end_kind(U'\u2026');
  return edges;
}

void EdgeOdds::count_bead(Edges source, Edges target) {
  ++begins_.beads[source.begin][target.begin];
  ++ends_.beads[source.end][target.end];
}

void EdgeOdds::count_target(Edges edges) {
  ++begins_.target[edges.begin];
  ++ends_.target[edges.end];
}

void EdgeOdds::learn() {
  begins_.learn();
  ends_.learn();
}

// P(target kind | source kind) against P(target kind), one sighting added to each kind.
void EdgeOdds::Table::learn() {
  const double all = std::accumulate(target.begin(), target.end(), static_cast<double>(kEdgeKinds));
  for (std::size_t s = 0; s < kEdgeKinds; ++s) {
    Counts row = beads[s];
    for (std::size_t t = 0; t < kEdgeKinds; ++t)
      row[t] += kOtherSightings * (target[t] + 1) / all + (s == t ? kSameSightings : 0);
    const double sum = std::accumulate(row.begin(), row.end(), 0.0);
    for (std::size_t t = 0; t < kEdgeKinds; ++t) odds[s][t] = std::log(row[t] / sum / ((target[t] + 1) / all));
  }
}

}  // namespace oimtm::align

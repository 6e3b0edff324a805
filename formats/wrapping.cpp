#include "formats/wrapping.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "formats/line_ends.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

using text::next_character;

constexpr std::size_t kLeastFlowing = 3;
constexpr std::size_t kLeastWide = 2;  // of lines so wide that they hardly break off by chance
constexpr std::size_t kWide = 50;
constexpr std::size_t kWidest = 200;  // nobody wraps at more than this

std::uint8_t clamped(std::size_t width) {
  constexpr std::size_t kMost = std::numeric_limits<std::uint8_t>::max();
  static_assert(kMost > kWidest);
  return static_cast<std::uint8_t>(std::min(width, kMost));
}

bool are_flowing(const Line& line, const Line& next) {
  return !line.is_blank() && !next.is_blank() && flows_on(line, next);
}

std::string_view first_word(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size()) {
    const std::size_t here = at;
    if (text::is_space(next_character(line, at))) return line.substr(0, here);
  }
  return line;
}

// How wide a character is when written as an HTML entity: é is &eacute;, ê is &ecirc;.
std::size_t entity_width(char32_t character) {
  if (character < 0x80) return 1;
  switch (character) {
    case U'à':
    case U'è':
    case U'ù':
    case U'À':
    case U'È':
    case U'Ù':
    case U'á':
    case U'é':
    case U'í':
    case U'ó':
    case U'ú':
    case U'É':
    case U'Á':
    case U'ç':
    case U'Ç':
    case U'ñ':
    case U'ã':
    case U'õ': return 8;
    case U'ë':
    case U'ï':
    case U'ü':
    case U'ö':
    case U'ä':
    case U'Ë':
    case U'Ï':
    case 0x00A0: return 6;
    default: return 7;
  }
}

}  // namespace

Wrapping::Wrapping(std::span<const Line> lines) {
  std::vector<bool> flowing(lines.size());
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) flowing[i] = are_flowing(lines[i], lines[i + 1]);
  if (static_cast<std::size_t>(std::count(flowing.begin(), flowing.end(), true)) < kLeastWide) return;
  for (const Measure measure : {Measure::characters, Measure::bytes, Measure::entities})
    try_measure(places_of(lines, flowing, measure), measure);
}

bool Wrapping::is_sure() const { return best_full_ >= kLeastFlowing; }

bool Wrapping::is_full(const Line& line, const Line& next) const {
  const std::size_t own = width(line.text, measure_);
  return own <= width_ && own + 1 + width(first_word(next.text), measure_) > width_;
}

std::size_t Wrapping::width(std::string_view line, Measure measure) {
  if (measure == Measure::bytes) return line.size();
  std::size_t sum = 0;
  for (std::size_t at = 0; at < line.size();) {
    if (static_cast<unsigned char>(line[at]) < 0x80) {  // one by each measure
      ++at;
      ++sum;
      continue;
    }
    const char32_t c = next_character(line, at);
    if (measure == Measure::entities)
      sum += entity_width(c);
    else
      sum += c < 0x300 || !text::is_mark(c) ? 1 : 0;
  }
  return sum;
}

std::vector<Wrapping::Place> Wrapping::places_of(std::span<const Line> lines, const std::vector<bool>& flowing,
                                                 Measure measure) {
  std::vector<Place> places;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].is_blank() || lines[i + 1].is_blank()) continue;
    const std::size_t own = width(lines[i].text, measure);
    places.push_back({clamped(own), clamped(own + 1 + width(first_word(lines[i + 1].text), measure)), flowing[i]});
  }
  return places;
}

// Lines were wrapped if there are lines whose sentence flows on, three or more (two of wide
// ones), and nine in ten of these are full at the width of the widest. Other lines may be wider yet, as long
// as those would still be full. Of two measures the one that makes more lines full wins.
void Wrapping::try_measure(const std::vector<Place>& places, Measure measure) {
  std::size_t flowing = 0;
  std::size_t widest = 0;
  for (const Place& place : places) {
    flowing += place.flows ? 1 : 0;
    if (place.flows) widest = std::max<std::size_t>(widest, place.own);
  }
  if (widest > kWidest || flowing < (widest < kWide ? kLeastFlowing : kLeastWide)) return;
  std::size_t full = 0;
  std::size_t room = kWidest;  // from which width on one of the full lines would not be full
  for (const Place& place : places) {
    if (!place.flows || place.longer <= widest) continue;
    ++full;
    room = std::min<std::size_t>(room, place.longer);
  }
  if (full * 10 < flowing * 9) return;
  for (const Place& place : places)
    if (place.own < room) widest = std::max<std::size_t>(widest, place.own);
  const auto fits = [&](const Place& place) { return place.own <= widest && place.longer > widest; };
  const auto all_full = static_cast<std::size_t>(std::count_if(places.begin(), places.end(), fits));
  if (std::tie(full, all_full) <= std::tie(best_full_, best_all_full_)) return;
  std::tie(best_full_, best_all_full_, width_, measure_) = std::tie(full, all_full, widest, measure);
}

}  // namespace oimtm::formats

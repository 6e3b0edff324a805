#include "formats/lines.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <tuple>

#include "text/characters.h"

namespace oimtm::formats {

namespace {

using text::next_character;
using text::previous_character;

char32_t first_of(std::string_view line) {
  std::size_t at = 0;
  return line.empty() ? 0 : next_character(line, at);
}

// The last character that is no accent of its own, as é may be written in two.
char32_t last_of(std::string_view line) {
  char32_t last = 0;
  for (std::size_t at = line.size(); at > 0;) {
    last = previous_character(line, at);
    if (!text::is_mark(last)) break;
  }
  return last;
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

enum class Measure { characters, bytes, entities };

std::size_t width(std::string_view line, Measure measure) {
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

bool ends_openly(std::string_view line) {
  const char32_t last = last_of(line);
  return text::is_letter(last) || text::is_digit(last) || last == U',' || last == U'-' || last == U'\'' ||
         last == 0x2019;
}

// At which width lines were wrapped; 0 if they were not.
class Wrapping {
 public:
  explicit Wrapping(std::span<const Line> lines) {
    std::size_t flowing = 0;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) flowing += are_flowing(lines[i], lines[i + 1]) ? 1 : 0;
    if (flowing < kLeastFlowing) return;
    for (const Measure measure : {Measure::characters, Measure::bytes, Measure::entities}) try_measure(lines, measure);
  }

  bool is_found() const { return width_ > 0; }

  // Whether the next line's first word had no room behind this one.
  bool is_full(const Line& line, const Line& next) const {
    const Place place = measured(line, next, measure_);
    return place.own <= width_ && place.longer > width_;
  }

 private:
  static constexpr std::size_t kLeastFlowing = 3;
  static constexpr std::size_t kWidest = 200;  // nobody wraps at more than this

  // How wide a line is, and would be with the next line's first word behind it. A text may have
  // very many: what is wider than all that is wrapped needs no exact figure.
  struct Place {
    std::uint8_t own = 0;
    std::uint8_t longer = 0;
    bool flows = false;
  };

  static bool are_flowing(const Line& line, const Line& next) {
    return !line.is_blank() && !next.is_blank() && flows_on(line, next);
  }

  static std::vector<Place> places_of(std::span<const Line> lines, Measure measure) {
    std::vector<Place> places;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
      if (!lines[i].is_blank() && !lines[i + 1].is_blank()) places.push_back(measured(lines[i], lines[i + 1], measure));
    return places;
  }

  static Place measured(const Line& line, const Line& next, Measure measure) {
    const std::size_t own = width(line.text, measure);
    return {clamped(own), clamped(own + 1 + width(first_word(next.text), measure)), flows_on(line, next)};
  }

  static std::uint8_t clamped(std::size_t width) {
    constexpr std::size_t kMost = std::numeric_limits<std::uint8_t>::max();
    static_assert(kMost > kWidest);
    return static_cast<std::uint8_t>(std::min(width, kMost));
  }

  // Lines were wrapped if there are lines whose sentence flows on, three or more, and nine in
  // ten of these are full at the width of the widest. Other lines may be wider yet, as long
  // as those would still be full. Of two measures the one that makes more lines full wins.
  void try_measure(std::span<const Line> lines, Measure measure) {
    const std::vector<Place> places = places_of(lines, measure);
    std::size_t flowing = 0;
    std::size_t widest = 0;
    for (const Place& place : places) {
      flowing += place.flows ? 1 : 0;
      if (place.flows) widest = std::max<std::size_t>(widest, place.own);
    }
    if (widest > kWidest) return;
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

  std::size_t width_ = 0;
  Measure measure_ = Measure::characters;
  std::size_t best_full_ = 0;      // of the lines that flow on
  std::size_t best_all_full_ = 0;  // of all lines
};

// Words or phrases, one a line: all begin in lower case, and none ends a sentence.
bool is_list_of_words(std::span<const Line> run) {
  constexpr std::size_t kLongest = 40;  // characters; what was wrapped has wider lines
  return std::all_of(run.begin(), run.end(), [](const Line& line) {
    return text::is_lower(first_of(line.text)) && ends_openly(line.text) && last_of(line.text) != U',' &&
           text::count_characters(line.text) <= kLongest;
  });
}

// The last word of such a line needs another behind it: a comma, の, は, が, を, 的.
bool ends_with_particle(std::string_view line) {
  constexpr std::u32string_view kParticles = U"、，のはがを的";
  return kParticles.find(last_of(line)) != std::u32string_view::npos;
}

}  // namespace

std::size_t bullet_length(std::string_view line) {
  constexpr std::u32string_view kBullets = U"-–—•·*‣▪●○◦►";
  if (line.empty()) return 0;
  std::size_t at = 0;
  if (kBullets.find(next_character(line, at)) == std::u32string_view::npos) return 0;
  if (at == line.size()) return at;
  const std::size_t behind = at;
  if (!text::is_space(next_character(line, at))) return 0;
  return behind + (line.size() - behind - text::trim(line.substr(behind)).size());
}

bool flows_on(const Line& line, const Line& next) {
  if (text::is_spaceless(first_of(next.text)) && ends_with_particle(line.text)) return true;
  return ends_openly(line.text) && text::is_lower(first_of(next.text));
}

std::vector<std::span<const Line>> paragraphs(std::span<const Line> lines) {
  std::vector<std::span<const Line>> result;
  const Wrapping of_all(lines);
  for (std::size_t begin = 0; begin < lines.size();) {
    if (lines[begin].is_blank()) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < lines.size() && !lines[end].is_blank()) ++end;
    const std::span<const Line> run = lines.subspan(begin, end - begin);
    const Wrapping of_run(run);
    const Wrapping& wrapping = of_run.is_found() ? of_run : of_all;  // a short run tells no width
    const bool is_list = is_list_of_words(run);
    const auto is_joined = [&](const Line& line, const Line& next) {
      if (bullet_length(next.text) > 0) return false;
      return (!is_list && flows_on(line, next)) || wrapping.is_full(line, next);
    };
    std::size_t first = 0;
    for (std::size_t i = 0; i < run.size(); ++i) {
      if (i + 1 < run.size() && is_joined(run[i], run[i + 1])) continue;
      result.push_back(run.subspan(first, i + 1 - first));
      first = i + 1;
    }
    begin = end;
  }
  return result;
}

text::Segment join(std::span<const Line> lines) {
  text::Segment joined;
  for (const Line& line : lines) {
    const bool is_tight = text::is_spaceless(last_of(joined.text)) && text::is_spaceless(first_of(line.text));
    if (!joined.ranges.empty() && !is_tight) joined.text += ' ';
    joined.text += line.text;
    joined.ranges.push_back(line.range());
  }
  return joined;
}

text::Segment join_item(std::span<const Line> lines) {
  const std::size_t bullet = lines.empty() ? 0 : bullet_length(lines.front().text);
  const bool is_alone = bullet > 0 && bullet == lines.front().text.size();
  if (is_alone && lines.size() > 1) return join(lines.subspan(1));
  text::Segment joined = join(lines);
  if (bullet == 0 || is_alone) return joined;
  joined.text.erase(0, bullet);
  joined.ranges.front().begin += bullet;
  return joined;
}

}  // namespace oimtm::formats

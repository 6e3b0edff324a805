// At which width the lines of a text were wrapped. Private to formats/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "formats/text_source.h"

namespace oimtm::formats {

// The width may have been counted in characters, bytes, or in HTML with entities.
class Wrapping {
 public:
  explicit Wrapping(std::span<const Line> lines);

  bool is_found() const { return width_ > 0; }
  bool is_sure() const;  // by lines enough to outweigh those of the whole text

  // Whether the next line's first word had no room behind this one.
  bool is_full(const Line& line, const Line& next) const;

 private:
  enum class Measure { characters, bytes, entities };

  // How wide a line is, and would be with the next line's first word behind it. A text may have
  // very many: what is wider than all that is wrapped needs no exact figure.
  struct Place {
    std::uint8_t own = 0;
    std::uint8_t longer = 0;
    bool flows = false;
  };

  static std::size_t width(std::string_view line, Measure measure);
  static std::vector<Place> places_of(std::span<const Line> lines, const std::vector<bool>& flowing, Measure measure);
  void try_measure(const std::vector<Place>& places, Measure measure);

  std::size_t width_ = 0;
  Measure measure_ = Measure::characters;
  std::size_t best_full_ = 0;      // of the lines that flow on
  std::size_t best_all_full_ = 0;  // of all lines
};

}  // namespace oimtm::formats

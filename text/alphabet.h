// The alphabet of an automaton: characters that no set of a rule file tells apart are one
// symbol. Private to text/.
#pragma once

#include <unicode/uniset.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace oimtm::text {

// What a character is for \b: ICU looks through marks and format characters to the one
// before them.
enum class WordClass : std::uint8_t { no_word, word, looks_through };

class Alphabet {
 public:
  // Distinguishes all members of `sets`, and word characters from others.
  explicit Alphabet(const std::vector<icu::UnicodeSet>& sets);

  // The symbol of a character, from 0.
  std::size_t symbol(char32_t character) const {
    if (character < 0x80) return ascii_[character];
    return character < 0x10000 ? plane_[character] : far_symbol(character);
  }
  std::size_t size() const { return members_.size(); }

  // Calls `visit` with each run of characters that share a symbol: its first character, the
  // first behind it, and the symbol.
  template <class Visitor>
  void for_each_range(Visitor visit) const {
    for (std::size_t i = 0; i < ranges_.size(); ++i)
      visit(ranges_[i].begin, i + 1 < ranges_.size() ? ranges_[i + 1].begin : char32_t{0x110000}, ranges_[i].symbol);
  }

  bool contains(std::size_t set, std::size_t symbol) const { return members_[symbol][set]; }
  WordClass word_class(std::size_t symbol) const { return word_classes_[symbol]; }

 private:
  struct Range {
    char32_t begin = 0;
    std::uint16_t symbol = 0;
  };

  std::size_t far_symbol(char32_t character) const;

  std::array<std::uint16_t, 0x80> ascii_{};
  std::vector<std::uint16_t> plane_;  // of the basic plane
  std::vector<Range> ranges_;         // all, by begin
  std::vector<std::vector<bool>> members_;
  std::vector<WordClass> word_classes_;
};

}  // namespace oimtm::text

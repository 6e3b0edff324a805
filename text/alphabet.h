// The alphabet of an automaton: characters that no set of a rule file tells apart are one
// symbol. Private to text/.
#pragma once

#include <unicode/uniset.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace oimtm::text {

// What a character is for \b: ICU looks through marks and format characters to the one
// before them.
enum class WordClass : std::uint8_t { no_word, word, looks_through };

// Thrown for sets that are more than an alphabet has room for: no rule file in use is near it.
struct TooManySets {};

class Alphabet {
 public:
  static constexpr std::size_t kMostSets = 4096;  // different ones
  static constexpr std::size_t kMostSymbols = 16384;

  // Distinguishes all members of `sets`, and word characters from others. The sets are not
  // kept. Throws TooManySets.
  explicit Alphabet(const std::vector<const icu::UnicodeSet*>& sets);

  // The symbol of a character, from 0.
  std::size_t symbol(char32_t character) const {
    if (character < 0x80) return ascii_[character];
    return character < 0x10000 ? plane_[character] : far_symbol(character);
  }
  std::size_t size() const { return size_; }

  // Calls `visit` with each run of characters that share a symbol: its first character, the
  // first behind it, and the symbol.
  template <class Visitor>
  void for_each_range(Visitor visit) const {
    for (std::size_t i = 0; i < ranges_.size(); ++i)
      visit(ranges_[i].begin, i + 1 < ranges_.size() ? ranges_[i + 1].begin : char32_t{0x110000}, ranges_[i].symbol);
  }

  // Whether a set holds a symbol's characters; `set` is its place among those that were given.
  bool contains(std::size_t set, std::size_t symbol) const { return members_[different_[set]][symbol]; }
  WordClass word_class(std::size_t symbol) const { return word_classes_[symbol]; }

 private:
  struct Range {
    char32_t begin = 0;
    std::uint16_t symbol = 0;
  };

  std::vector<bool> symbols_in(const icu::UnicodeSet& set) const;
  std::size_t far_symbol(char32_t character) const;

  std::array<std::uint16_t, 0x80> ascii_{};
  std::vector<std::uint16_t> plane_;  // of the basic plane
  std::vector<Range> ranges_;         // all, by begin
  std::size_t size_ = 0;
  std::vector<std::size_t> different_;      // of each set: which of the different ones it is
  std::vector<std::vector<bool>> members_;  // of each different set: a bit a symbol
  std::vector<WordClass> word_classes_;
};

}  // namespace oimtm::text

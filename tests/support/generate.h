// Generated input for laws: the same for the same seed, on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace oimtm::test {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}

  // A number from 0 to `below` - 1. Not std::uniform_int_distribution: libraries differ.
  std::size_t below(std::size_t below) { return engine_() % below; }
  bool chance(std::size_t in) { return this->below(in) == 0; }

  template <class Container>
  const auto& pick(const Container& container) {
    return *(std::begin(container) + static_cast<std::ptrdiff_t>(below(std::size(container))));
  }

 private:
  std::mt19937 engine_;
};

// Words, numbers, addresses, punctuation and odd characters: what texts are made of.
inline std::string random_text(Dice& dice, std::size_t words) {
  static constexpr std::array<std::string_view, 40> kPieces = {"migrants",
                                                               "réfugiés",
                                                               "l'OIM",
                                                               "L’OIM",
                                                               "Genève",
                                                               "25 000",
                                                               "600,000",
                                                               "1,5",
                                                               "M.",
                                                               "etc.",
                                                               "U.S.",
                                                               "J.-P.",
                                                               "The",
                                                               "the",
                                                               "Files",
                                                               "file",
                                                               "«",
                                                               "»",
                                                               "“",
                                                               "”",
                                                               "?",
                                                               "!",
                                                               "...",
                                                               "…",
                                                               ";",
                                                               ":",
                                                               "–",
                                                               "(see",
                                                               "p. 5)",
                                                               "a@iom.int",
                                                               "+41 79",
                                                               "https://iom.int/x",
                                                               "国際移住機関。",
                                                               "мигранты",
                                                               "مهاجر",
                                                               "œuvre",
                                                               "e\u0301te\u0301",
                                                               "😀",
                                                               "\u00A0",
                                                               "no\u00ADte"};
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    if (!text.empty() && !dice.chance(12)) text += dice.chance(20) ? "\u00A0" : " ";
    text += dice.pick(kPieces);
    if (dice.chance(6)) text += dice.pick(std::array<std::string_view, 4>{".", ",", "?", "."});
  }
  return text;
}

}  // namespace oimtm::test

#include "tm/character_likeness.h"

#include <algorithm>

#include "text/characters.h"

namespace oimtm::tm {

CharacterLikeness::CharacterLikeness(std::string_view text)
    : is_long_(text.size() > kMostCharacters), distance_(give_numbers(is_long_ ? std::string_view() : text)) {}

// Each different character its own, from 1.
std::vector<std::uint32_t> CharacterLikeness::give_numbers(std::string_view text) {
  std::uint32_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = text::next_character(text, at);
    std::uint32_t& known = character < low_.size() ? low_[character] : high_[character];
    if (known == 0) known = ++last;
  }
  return numbers(text);
}

std::uint32_t CharacterLikeness::number(char32_t character) const {
  if (character < low_.size()) return low_[character];
  const auto found = high_.find(character);
  return found == high_.end() ? 0 : found->second;
}

std::vector<std::uint32_t> CharacterLikeness::numbers(std::string_view text) const {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) numbers.push_back(number(text::next_character(text, at)));
  return numbers;
}

int CharacterLikeness::to(std::string_view other) const {
  if (is_long_ || other.size() > kMostCharacters) return 0;
  const std::vector<std::uint32_t> characters = numbers(other);
  const std::size_t longer = std::max(characters.size(), distance_.size());
  if (longer == 0) return 1000;
  return static_cast<int>(1000 * (longer - distance_.to(characters, longer)) / longer);
}

}  // namespace oimtm::tm

#include "tm/character_outline.h"

#include <algorithm>
#include <array>

#include "text/characters.h"

namespace oimtm::tm {

namespace {

constexpr unsigned kLengthBits = 12;
constexpr unsigned kCountBits = 4;
constexpr std::size_t kClasses = (64 - kLengthBits) / kCountBits;
constexpr std::size_t kMostLength = (std::size_t{1} << kLengthBits) - 1;
constexpr std::size_t kCounts = std::size_t{1} << kCountBits;

// Letters of Latin script so that no class has many more than another; all else by number.
std::size_t class_of(char32_t character) {
  static constexpr auto kAscii = [] {
    constexpr std::array<std::string_view, kClasses> kLetters = {"e",  "a",   "i",   "o",   "n",     "t",  "s",
                                                                 "rj", "lkx", "dhq", "cug", "mpfwz", "vby"};
    std::array<std::uint8_t, 128> classes{};
    for (std::size_t c = 0; c < classes.size(); ++c) classes[c] = static_cast<std::uint8_t>(c % kClasses);
    for (std::size_t k = 0; k < kClasses; ++k)
      for (const char letter : kLetters[k]) classes[static_cast<std::size_t>(letter)] = static_cast<std::uint8_t>(k);
    return classes;
  }();
  return character < kAscii.size() ? kAscii[character] : character % kClasses;
}

std::size_t count(CharacterOutline outline, std::size_t k) {
  return outline >> (kLengthBits + k * kCountBits) & (kCounts - 1);
}

}  // namespace

CharacterOutline outline(std::string_view text) {
  std::size_t length = 0;
  std::array<std::size_t, kClasses> counts{};
  for (std::size_t at = 0; at < text.size(); ++length) ++counts[class_of(text::next_character(text, at))];
  CharacterOutline outline = std::min(length, kMostLength);
  for (std::size_t k = 0; k < kClasses; ++k) outline |= counts[k] % kCounts << (kLengthBits + k * kCountBits);
  return outline;
}

// An edit takes one character away and puts one in, at most: there are as many edits at least
// as characters that only the one text has, and as those that only the other has. The sum of
// both is that of the differences by class, their difference that of the lengths.
int likeness_at_most(CharacterOutline a, CharacterOutline b) {
  const std::size_t shorter = std::min(a & kMostLength, b & kMostLength);
  const std::size_t longer = std::max(a & kMostLength, b & kMostLength);
  if (longer == kMostLength || longer == 0) return 1000;
  std::size_t differences = 0;
  for (std::size_t k = 0; k < kClasses; ++k) {
    const std::size_t more = (count(a, k) - count(b, k)) % kCounts;
    differences += std::min(more, kCounts - more);  // it may be any that is the same modulo kCounts
  }
  const std::size_t gap = longer - shorter;
  const std::size_t edits = (std::max(differences, gap) + gap + 1) / 2;
  return static_cast<int>(1000 * (longer - std::min(longer, edits)) / longer);
}

}  // namespace oimtm::tm

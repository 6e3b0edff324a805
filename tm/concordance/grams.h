// Grams: one, two and three characters in a row, as the concordance indexes them. Private
// to tm/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace oimtm::tm {

// The number of a gram, a hash of its characters: two grams may share one, which makes the
// index less sharp and never wrong.
using Gram = std::uint32_t;
constexpr unsigned kGramBits = 20;
constexpr std::size_t kGrams = std::size_t{1} << kGramBits;

// A text as it is indexed: without case, typography and accents. What a text contains, its
// folded form contains folded.
std::string fold_for_grams(std::string_view text);
void fold_for_grams(std::string_view text, std::string& folded);  // in place of what was there

// The gram of up to three characters; 0 where there are fewer.
inline Gram gram(char32_t first, char32_t second, char32_t third) {
  const std::uint64_t characters = static_cast<std::uint64_t>(first) | static_cast<std::uint64_t>(second) << 21U |
                                   static_cast<std::uint64_t>(third) << 42U;
  return static_cast<Gram>((characters * 0x9E3779B97F4A7C15U) >> (64U - kGramBits));
}

// Calls `visit` with every gram of a folded text, of `least` to 3 characters.
template <class Visit>
void for_each_gram(std::u32string_view folded, std::size_t least, const Visit& visit) {
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char32_t a = folded[i];
    if (least <= 1) visit(gram(a, 0, 0));
    if (i + 1 == folded.size()) break;
    const char32_t b = folded[i + 1];
    if (least <= 2) visit(gram(a, b, 0));
    if (i + 2 < folded.size()) visit(gram(a, b, folded[i + 2]));
  }
}

std::u32string characters(std::string_view text);

}  // namespace oimtm::tm

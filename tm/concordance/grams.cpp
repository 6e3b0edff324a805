#include "tm/concordance/grams.h"

#include <algorithm>

#include "text/characters.h"

namespace oimtm::tm {

std::string fold_for_grams(std::string_view text) {
  const bool is_plain =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!is_plain) return text::fold_accents(text);
  std::string folded(text);
  for (char& c : folded) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  return folded;
}

std::u32string characters(std::string_view text) {
  std::u32string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      result += byte;
      ++at;
    } else {
      result += text::next_character(text, at);
    }
  }
  return result;
}

}  // namespace oimtm::tm

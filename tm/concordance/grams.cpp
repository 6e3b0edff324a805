#include "tm/concordance/grams.h"

#include <array>

#include "text/characters.h"

namespace oimtm::tm {

namespace {

// The folded forms of letters and punctuation that European texts are full of, each by
// itself: none of them is a mark, so that the form of a text is that of its characters.
class FoldedForms {
 public:
  FoldedForms() {
    for (char32_t c = 0; c < kEnd; ++c) {
      std::string character;
      text::append_utf8(character, c);
      if (is_inside(c)) forms_[c] = c < 0x80 ? character : text::fold_accents(character);
      if (c >= U'A' && c <= U'Z') forms_[c] = static_cast<char>(c + ('a' - 'A'));
    }
  }

  static bool is_inside(char32_t c) { return c < 0x250 || (c >= 0x2000 && c < kEnd); }
  const std::string& operator[](char32_t c) const { return forms_[c]; }

 private:
  static constexpr char32_t kEnd = 0x2070;
  std::array<std::string, kEnd> forms_;
};

}  // namespace

std::string fold_for_grams(std::string_view text) {
  std::string folded;
  fold_for_grams(text, folded);
  return folded;
}

void fold_for_grams(std::string_view text, std::string& folded) {
  static const FoldedForms forms;
  folded.resize(text.size());
  // Most texts are ASCII: no branches, so that it is many characters at a time.
  unsigned seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    folded[i] = static_cast<char>(byte + (static_cast<unsigned char>(byte - 'A') < 26 ? 'a' - 'A' : 0));
    seen |= byte;
  }
  if (seen < 0x80) return;
  folded.clear();
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      folded += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
      ++at;
      continue;
    }
    const char32_t character = text::next_character(text, at);
    if (!FoldedForms::is_inside(character)) {
      folded = text::fold_accents(text);
      return;
    }
    folded += forms[character];
  }
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

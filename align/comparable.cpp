#include "align/comparable.h"

#include <algorithm>
#include <string>

#include "text/characters.h"
#include "text/hash.h"
#include "text/tokens.h"

namespace oimtm::align {

namespace {

constexpr std::size_t kLeastLetters = 4;
constexpr std::size_t kCognatePrefix = 5;  // letters

bool is_acronym(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); ++letters)
    if (!text::is_upper(text::next_character(word, at))) return false;
  return letters >= 2;
}

std::string cognate_key(std::string_view word) {
  const std::string bare = text::fold_accents(word);
  std::size_t at = 0;
  std::size_t letters = 0;
  while (at < bare.size() && letters < kCognatePrefix) {
    text::next_character(bare, at);
    ++letters;
  }
  return letters < kLeastLetters ? std::string() : bare.substr(0, at);
}

}  // namespace

std::vector<std::uint64_t> comparable_words(std::string_view text, const text::LanguageTag& language) {
  std::vector<std::uint64_t> keys;
  for (const text::Token& token : text::tokenize(text, language)) {
    const std::string_view word = text.substr(token.where.begin, token.where.size());
    switch (token.kind) {
      case text::Token::Kind::number:
      case text::Token::Kind::address: keys.push_back(token.plain); break;
      case text::Token::Kind::word:
        if (is_acronym(word))
          keys.push_back(token.surface);
        else if (const std::string key = cognate_key(word); !key.empty())
          keys.push_back(text::hash64(key));
        break;
      default: break;
    }
  }
  return keys;
}

}  // namespace oimtm::align

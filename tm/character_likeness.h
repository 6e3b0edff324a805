// How alike two texts are character by character: decides among matches of equal score.
// Private to tm/.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "tm/fuzzy_index/edit_distance.h"

namespace oimtm::tm {

// Of one text to many others.
class CharacterLikeness {
 public:
  explicit CharacterLikeness(std::string_view text);

  // 0 to 1000: floor(1000 (L - d) / L), where L is the larger number of code points and d
  // their Levenshtein distance. 0 if a text is longer than kMostCharacters bytes: nobody
  // sees so fine a difference there, and the time would be seen.
  int to(std::string_view other) const;

  static constexpr std::size_t kMostCharacters = 5000;

 private:
  std::uint32_t number(char32_t character) const;
  std::vector<std::uint32_t> numbers(std::string_view text) const;
  std::vector<std::uint32_t> give_numbers(std::string_view text);

  bool is_long_;
  std::array<std::uint32_t, 256> low_{};  // numbers of the first characters of Unicode
  std::map<char32_t, std::uint32_t> high_;
  EditDistance distance_;
};

}  // namespace oimtm::tm

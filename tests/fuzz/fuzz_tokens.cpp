// Tokens of any text, in the language that the first byte chooses.
#include <array>

#include "tests/fuzz/fuzz.h"
#include "text/tokens.h"

using namespace oimtm;

namespace {

// White space and characters that cannot be seen belong to no token of their own.
bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (const char32_t c = text::next_character(text, at); !text::is_space(c) && !text::is_invisible(c)) return false;
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::array<text::LanguageTag, 6> kLanguages = {text::LanguageTag("en"),     text::LanguageTag("fr"),
                                                              text::LanguageTag("zh"),     text::LanguageTag("ar"),
                                                              text::LanguageTag("x-none"), text::LanguageTag()};
  if (size == 0) return 0;
  const std::string_view text = fuzz::bytes(data + 1, size - 1);
  if (text::find_invalid_utf8(text)) return 0;
  const text::LanguageTag& language = kLanguages[data[0] % kLanguages.size()];
  const std::vector<text::Token> tokens = text::tokenize(text, language);
  std::size_t at = 0;
  for (const text::Token& token : tokens) {
    fuzz::expect(token.where.begin >= at && token.where.end > token.where.begin && token.where.end <= text.size(),
                 "tokens are in order, in the text, and not empty");
    fuzz::expect(is_blank(text.substr(at, token.where.begin - at)), "nothing visible is between tokens");
    fuzz::expect(!text::find_invalid_utf8(text.substr(token.where.begin, token.where.size())),
                 "no token cuts a character");
    at = token.where.end;
  }
  fuzz::expect(is_blank(text.substr(at)), "nothing visible is behind the last token");
  fuzz::expect(text::tokenize(text, language) == tokens, "the same text has the same tokens");
  return 0;
}

#include "text/icu_syntax.h"

namespace oimtm::text {

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

char32_t unescaped(std::string_view text, std::size_t& at) {
  constexpr std::size_t kLongest = 12;  // bytes
  const icu::UnicodeString rest = utf16(text.substr(at, kLongest));
  std::int32_t used = 0;
  const UChar32 c = rest.unescapeAt(used);
  if (c < 0) throw LeftToIcu();
  std::string consumed;
  rest.tempSubString(0, used).toUTF8String(consumed);
  at += consumed.size();
  return static_cast<char32_t>(c);
}

std::string escape_definition(char letter) {
  switch (letter) {
    case 'd': return "[\\p{Nd}]";
    case 'w': return "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d]";
    case 's': return "[\\p{WhiteSpace}]";
    case 'h': return "[\\u0009\\p{Zs}]";
    case 'v': return "[\\u000a-\\u000d\\u0085\\u2028\\u2029]";
    default: return "[^" + escape_definition(static_cast<char>(letter - 'A' + 'a')) + "]";
  }
}

CharacterSet CharacterSets::find(const std::string& definition) {
  const auto [found, is_new] = known_.try_emplace(definition);
  if (is_new) {
    UErrorCode status = U_ZERO_ERROR;
    auto set = std::make_shared<const icu::UnicodeSet>(utf16(definition), status);
    if (U_SUCCESS(status)) found->second = std::move(set);
  }
  return found->second;
}

CharacterSet CharacterSets::shared(const icu::UnicodeSet& set) {
  return *shared_.insert(std::make_shared<const icu::UnicodeSet>(set)).first;
}

}  // namespace oimtm::text

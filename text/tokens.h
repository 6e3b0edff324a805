// Tokens: words, numbers, addresses and punctuation, as matching and aligning see them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/language.h"
#include "text/segment.h"

namespace oimtm::text {

// A token knows three forms of itself, each a hash of it, from strict to lenient:
//
//   surface   equal for tokens that differ by typography only: ’ and ', œ and oe
//   plain     and by case; for a number its value: 600 000, 600,000 and 600000
//   folded    and by inflection (Snowball stems), and in English, Greek and Romance languages
//             by accents, which many leave out (Etats and États); all numbers are one, all addresses one,
//             all sentence marks (. , ; : ! ? and their like) one, unless the text is
//             nothing but punctuation
//
// Hashes are of 64 bits; that two different words of one language share one is possible
// and has never been seen.
struct Token {
  enum class Kind : std::uint8_t {
    word,
    number,
    address,
    punctuation,
    date,  // this and those that follow: by text/placeables.h only
    phone,
    code,
  };

  Kind kind = Kind::word;
  ByteRange where;  // bytes of the text
  std::uint64_t surface = 0;
  std::uint64_t plain = 0;
  std::uint64_t folded = 0;

  friend bool operator==(const Token&, const Token&) = default;
};

// The tokens of `text` (valid UTF-8) in order; only white space and invisible characters
// lie between them.
//
// A word is a run of letters, marks and digits, with the apostrophe that ends an elision
// (l' + OIM); runs of scripts without spaces are cut by ICU's dictionaries. A number
// keeps its separators (1,5 or 600 000), but figures and letters without any are a word
// (3e); an address is of the web or of mail, a run of full stops is one token, and every
// other character is a token of its own.
//
// Threads: any number at the same time.
std::vector<Token> tokenize(std::string_view text, const LanguageTag& language);

// Another number whenever tokens of the same text may have become others: what was stored of
// them is then worth nothing.
std::uint64_t tokens_version();

// Equal for texts that are the same up to typography and white space.
std::uint64_t exact_hash(const std::vector<Token>& tokens);

}  // namespace oimtm::text

// Words without inflection. Private to text/.
#pragma once

#include <string>
#include <string_view>

struct sb_stemmer;

namespace oimtm::text {

// Threads: one at a time; a thread's stemmers are its own.
class Stems {
 public:
  // Of a language, by its base; one without a stemmer leaves words as they are.
  explicit Stems(std::string_view base);

  // What all inflections of a word share, as far as endings tell: Snowball's stem. `word` is
  // folded (text/characters.h). In languages whose accents are often left out (Etats, États)
  // a word has the same stem with and without them.
  std::string of(const std::string& word) const;

 private:
  sb_stemmer* stemmer_;
  struct Ending;
  struct Accents;
  const Accents* accents_;  // null where accents make other words
};

}  // namespace oimtm::text

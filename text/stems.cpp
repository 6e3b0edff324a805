#include "text/stems.h"

#include <libstemmer.h>

#include <map>
#include <memory>
#include <span>

#include "text/characters.h"

namespace oimtm::text {

namespace {

constexpr std::size_t kLongestStem = 64;  // bytes; longer "words" are no words

struct StemmerDeleter {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, StemmerDeleter>;

// One stemmer a thread and language: it is cheap to keep and may not be shared.
sb_stemmer* stemmer_for(std::string_view base) {
  thread_local std::map<std::string, Stemmer, std::less<>> stemmers;
  auto found = stemmers.find(base);
  if (found == stemmers.end()) {
    const std::string name(base);
    found = stemmers.emplace(name, Stemmer(sb_stemmer_new(name.c_str(), "UTF_8"))).first;
  }
  return found->second.get();
}

std::string stem(const std::string& word, sb_stemmer* stemmer) {
  if (stemmer == nullptr || word.size() > kLongestStem) return word;
  const auto* symbols = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* result = sb_stemmer_stem(stemmer, symbols, static_cast<int>(word.size()));
  if (result == nullptr) return word;
  return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

}  // namespace

// An ending without accents, and what the stemmer is given for it: it knows inflections by
// their accents.
struct Stems::Ending {
  std::string_view bare;
  std::string_view stemmed;
};

struct Stems::Accents {
  std::string_view base;
  std::span<const Ending> endings;

  static const Accents* of(std::string_view base);
};

// Languages whose accents are often left out, of capitals above all. In others they make
// other words: Swedish far and får, or the tones of Vietnamese.
const Stems::Accents* Stems::Accents::of(std::string_view base) {
  static constexpr Ending kCatalan[] = {{"cio", "ció"}, {"sio", "sió"}};
  static constexpr Ending kFrench[] = {{"ee", "e"}, {"ees", "es"}, {"erent", "èrent"}};
  static constexpr Ending kPortuguese[] = {{"cao", "ção"}, {"coes", "ções"}, {"sao", "são"}, {"soes", "sões"}};
  static constexpr Ending kSpanish[] = {{"cion", "ción"}, {"sion", "sión"}};
  static constexpr Accents kAll[] = {{"ca", kCatalan}, {"el", {}}, {"en", {}}, {"es", kSpanish},    {"fr", kFrench},
                                     {"gl", {}},       {"it", {}}, {"oc", {}}, {"pt", kPortuguese}, {"ro", {}}};
  for (const Accents& accents : kAll)
    if (accents.base == base) return &accents;
  return nullptr;
}

Stems::Stems(std::string_view base) : stemmer_(stemmer_for(base)), accents_(Accents::of(base)) {}

std::string Stems::of(const std::string& word) const {
  if (accents_ == nullptr) return stem(word, stemmer_);
  // Whatever the accents, the same is stemmed.
  std::string bare = fold_accents(word);
  for (const Ending& ending : accents_->endings) {
    if (!bare.ends_with(ending.bare)) continue;
    bare.replace(bare.size() - ending.bare.size(), std::string::npos, ending.stemmed);
    break;
  }
  return fold_accents(stem(bare, stemmer_));
}

}  // namespace oimtm::text

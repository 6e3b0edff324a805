// How the phrases of a corpus were translated. Private to tm/phrases/.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tm/phrases/corpus.h"
#include "tm/phrases/wordings.h"

namespace oimtm::tm {

// The target texts of a corpus in one language, as numbers of folded words.
class TargetSide {
 public:
  TargetSide(const PhraseCorpus::Impl& corpus, std::uint16_t language);

  std::uint32_t word(const text::Token& token) const;  // kUnknown: in no target
  std::size_t texts() const { return begins_.size() - 1; }
  double share(std::uint32_t word) const;  // of the texts that have the word
  double length_ratio() const { return ratio_; }

  // Words of the target that come with a word of the source, each with its Dice coefficient,
  // from at most 60 of the segments that have it; the strongest first.
  using Associates = std::vector<std::pair<std::uint32_t, double>>;
  const Associates& associates(WordId source) const;

  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;

 private:
  void add_text(std::string_view text, const text::LanguageTag& language);
  void index_sources(const Forms& forms);
  Associates count_associates(WordId source) const;

  std::unordered_map<std::uint64_t, std::uint32_t> ids_;
  std::vector<std::uint32_t> words_, begins_ = {0};
  std::vector<std::uint32_t> counts_, last_text_;         // of each word: texts that have it, the last of them
  std::vector<FormId> sources_;                           // of each text
  std::vector<std::uint32_t> source_counts_;              // of each source word: texts whose sources have it
  std::vector<std::uint32_t> posting_begins_, postings_;  // some of them
  mutable std::unordered_map<WordId, Associates> associates_;
  double ratio_ = 1;  // words of a target to those of its source
};

// Sets the translations of families. A segment's are its targets. A part's is the run of
// words in the target that renders it best: each word of the target is weighed by how many
// of the phrase's segments have it, against all segments (which tells the more, the more
// segments there are), and by its association with the phrase's words, against that with
// the other words of the segment; the run should be about as long as the phrase, and stand
// at about the same place.
class Translator {
 public:
  explicit Translator(const PhraseCorpus::Impl& corpus) : corpus_(corpus) {}

  void translate(FamilyWithPlaces& read) const;

 private:
  class Phrase;  // what is known of one, in one language

  const TargetSide& side(std::uint16_t language) const;

  const PhraseCorpus::Impl& corpus_;
  mutable std::map<std::uint16_t, std::unique_ptr<TargetSide>> sides_;
};

}  // namespace oimtm::tm

// From clusters of word numbers back to texts: wordings, and where and when they stand.
// Private to tm/phrases/.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tm/phrases.h"
#include "tm/phrases/clusters.h"
#include "tm/phrases/corpus.h"

namespace oimtm::tm {

// A place of a phrase in a segment.
struct Occurrence {
  std::uint32_t segment = 0;
  std::uint32_t wording = 0;
  std::uint32_t begin = 0, length = 0;  // words of the segment's form
  bool is_segment = false;              // it is all of it
};

struct FamilyWithPlaces {
  PhraseFamily family;
  std::vector<Occurrence> occurrences;
  std::span<const WordId> core;  // the words of its main variant
};

// Reads the texts of a corpus again.
class WordingReader {
 public:
  explicit WordingReader(const PhraseCorpus::Impl& corpus);

  // The documents of the report, in their order.
  const std::vector<PhraseDocument>& documents() const { return documents_; }

  // The family of a cluster, without pattern and translations.
  FamilyWithPlaces read(const Cluster& cluster) const;

 private:
  NestedText nested_text(const NestedPhrase& nested) const;
  // An article that is cut off from its word ends no phrase.
  Stretch without_cut_article(Stretch stretch) const;

  const PhraseCorpus::Impl& corpus_;
  std::vector<std::uint32_t> segment_begins_, segments_;  // of each form
  std::vector<PhraseDocument> documents_;                 // by time
  std::vector<std::uint32_t> rank_;                       // of each document in that order
};

// Equal for texts that a reader takes for the same wording: typography, the first letter's
// case, and punctuation at both ends are no difference. With `any_case` no case is.
std::uint64_t wording_key(std::string_view text, bool any_case = false);

// Equal for words that differ in nothing but typography and the case of their first letter.
std::uint64_t initial_folded(std::string_view text, const text::Token& word);

// All of a text but a colon, comma or dash at its end.
text::ByteRange whole(std::string_view text, const std::vector<text::Token>& tokens);

// The bytes of a segment that words `begin` to `begin + length` of its form are; of all
// words, whole().
text::ByteRange bytes_of(std::string_view text, const std::vector<text::Token>& tokens, std::uint32_t begin,
                         std::uint32_t length);

}  // namespace oimtm::tm

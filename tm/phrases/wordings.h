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
  bool is_segment = false;  // it is all of it
  text::ByteRange where;    // bytes of the segment's text
};

struct FamilyWithPlaces {
  PhraseFamily family;
  std::vector<Occurrence> occurrences;
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

  const PhraseCorpus::Impl& corpus_;
  std::vector<std::uint32_t> segment_begins_, segments_;  // of each form
  std::vector<PhraseDocument> documents_;                 // by time
  std::vector<std::uint32_t> rank_;                       // of each document in that order
};

// The bytes of a segment that words `begin` to `begin + length` of its form are; of all
// words, all of the segment but a colon or comma at its end.
text::ByteRange bytes_of(std::string_view text, const std::vector<text::Token>& tokens, std::uint32_t begin,
                         std::uint32_t length);

}  // namespace oimtm::tm

// The documents of a memory, as the other side of an alignment.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "text/document.h"
#include "text/language.h"
#include "tm/memory.h"

namespace oimtm::cli {

class MemoryDocuments {
 public:
  explicit MemoryDocuments(std::vector<tm::MemoryDocument> documents);

  // Whether the document is aligned as it is with one in `target` (empty: in any language), and
  // no edited counterpart waits for it.
  bool has_aligned(const text::SegmentedDocument& document, const text::LanguageTag& target) const;

  // Whether both are stored as they are, each with a counterpart in the other's language.
  bool has_pair(const text::SegmentedDocument& a, const text::SegmentedDocument& b) const;

  // Those in `target` (empty: any language) that wait for one of the sources: they have no
  // counterpart in its language, or one that the source is a new edition of.
  std::vector<text::SegmentedDocument> waiting_for(const std::vector<text::SegmentedDocument>& sources,
                                                   const text::LanguageTag& target) const;

 private:
  using Same = std::tuple<text::LanguageTag, std::uint64_t>;  // language and content
  using Name = tm::Counterpart;                               // language and name

  // The documents with the language and content of this one.
  std::vector<const tm::MemoryDocument*> same_as(const text::SegmentedDocument& document) const;

  std::vector<tm::MemoryDocument> documents_;
  std::multimap<Same, std::size_t> by_content_;
  std::set<Name> waiting_;  // documents without counterpart
};

}  // namespace oimtm::cli

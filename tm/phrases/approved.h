// Approved phrases in what was mined. Private to tm/phrases/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "tm/phrases/corpus.h"

namespace oimtm::tm {

// Marks wordings and translations that were approved.
class ApprovedMarker {
 public:
  explicit ApprovedMarker(const PhraseCorpus::Impl& corpus);

  void mark(PhraseFamily& family) const;

 private:
  const PhraseCorpus::Impl& corpus_;
  std::unordered_map<std::uint64_t, std::size_t> by_key_;  // numbers of PhraseCorpus::Impl::approved
};

}  // namespace oimtm::tm

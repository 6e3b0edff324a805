// Known phrases inside a query: for look-ups. Private to tm/phrases/.
#pragma once

#include <optional>
#include <vector>

#include "tm/memory.h"
#include "tm/phrases.h"
#include "tm/phrases/kept.h"
#include "tm/store/store.h"

namespace oimtm::tm {

// What Memory::known_phrases() promises. In a large memory the phrases that were mined of it
// tell what recurs, if they are there. Else the concordance is asked whether ever longer runs
// of the query's words recur: two questions a word at most.
class KnownPhrases {
 public:
  explicit KnownPhrases(const Store& store) : store_(store) {}

  std::vector<KnownPhrase> find(const Query& query, const KnownPhraseOptions& options);

 private:
  std::vector<KnownPhrase> approved(const Query& query);
  // Among those that were kept; nothing if none are.
  std::optional<std::vector<KnownPhrase>> kept(const Query& query, const KnownPhraseOptions& options);
  std::vector<KnownPhrase> recurring(const Query& query, const KnownPhraseOptions& options);
  void translate(const Query& query, const std::vector<Hit>& hits, KnownPhrase& phrase);
  void read_again_if_changed();
  void read_sample();

  const Store& store_;
  std::optional<std::int64_t> revision_;  // that what follows was read at
  std::optional<PhraseChecker> checker_;
  std::vector<StoredUnit> phrases_;               // approved ones
  std::optional<std::vector<KeptPhrases>> kept_;  // opened when first needed
  std::vector<StoredUnit> sample_;  // of all units: what words are common in general; read when first needed
};

}  // namespace oimtm::tm

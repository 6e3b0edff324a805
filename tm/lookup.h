// Look-ups in one memory: which languages are asked, by which way, and what is shown of
// what they find. Private to tm/.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tm/best_hits.h"
#include "tm/fuzzy_index/fuzzy_index.h"
#include "tm/memory.h"
#include "tm/segment_table.h"
#include "tm/store/store.h"

namespace oimtm::tm {

class Lookup {
 public:
  explicit Lookup(const Store& store);

  // What Memory::lookup() promises.
  std::vector<Match> find(const Query& query, const LookupOptions& wanted);

  const std::vector<text::LanguageTag>& languages();

  // Brings the index of a language (a base) up to date, and its files.
  void catch_up(const std::string& base);
  // The same for each language that has files.
  void catch_up_stored();

 private:
  std::vector<text::LanguageTag> asked_languages(const Query& query);
  FuzzyIndex& index(std::string_view base);
  const SegmentTable& table(const text::LanguageTag& language);
  void search(BestHits& best, const Query& query, const LookupOptions& options);
  void complete(std::vector<BestHits>& languages, const std::string& source_text);
  std::vector<Match> to_matches(std::vector<BestHits>& languages, const LookupOptions& options);

  const Store& store_;
  LookupReader reader_;
  std::map<std::string, FuzzyIndex, std::less<>> indexes_;
  std::map<std::string, SegmentTable, std::less<>> tables_;  // as they were at state_
  std::vector<text::LanguageTag> languages_;
  std::optional<StoreState> state_;
};

}  // namespace oimtm::tm

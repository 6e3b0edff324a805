// Every segment of one language, with its tokens, in memory: compares with each one. The
// slow twin of the fuzzy index. Private to tm/.
#pragma once

#include <string>
#include <vector>

#include "text/language.h"
#include "tm/fuzzy_index/run.h"
#include "tm/score.h"
#include "tm/store/lookup_reader.h"

namespace oimtm::tm {

// The segments of a language and its varieties, by id.
class SegmentTable {
 public:
  SegmentTable(LookupReader& store, const text::LanguageTag& language);

  // Gives `sink` each segment whose raw likeness to the query is `least` percent or more.
  void find(const text::Segment& query, const Tokens& tokens, int least, const CandidateSink& sink) const;

 private:
  struct Entry {
    std::int64_t id;
    std::string text;  // only if it has no tokens
    Tokens tokens;
  };
  std::vector<Entry> entries_;
};

}  // namespace oimtm::tm

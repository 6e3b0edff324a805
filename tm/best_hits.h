// From alike segments to the best units: text penalties, what units cost, context. Private
// to tm/.
//
// Works on bounds: the raw likeness bounds the score of the text, that and the characters
// bound the rank of the units. What has the best bound is looked at first, and what cannot be among the best
// any more is never read (threshold algorithm: R. Fagin et al., "Optimal aggregation
// algorithms for middleware", 2003).
#pragma once

#include <compare>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tm/character_likeness.h"
#include "tm/character_outline.h"
#include "tm/fuzzy_index/run.h"
#include "tm/memory.h"
#include "tm/store/lookup_reader.h"

namespace oimtm::tm {

// A unit that was found, without its texts' details.
struct UnitHit {
  UnitId unit = 0;
  std::size_t source = 0;
  std::optional<std::size_t> target;
  std::string source_text;
  std::string target_text;
  std::string date;
  Score score;
};

// Best first: what match.h says of the order.
bool is_better(const UnitHit& a, const UnitHit& b);

// What decides first which hit is better.
struct Rank {
  int net = 0;
  bool has_target = false;
  int characters = 0;

  friend auto operator<=>(const Rank&, const Rank&) = default;
};

class BestHits {
 public:
  // Of a query among the segments of `language`. With `all`, every unit that reaches the
  // least score, not only what can be among the best.
  BestHits(LookupReader& store, const text::LanguageTag& language, const Query& query, const LookupOptions& options,
           bool all);

  const Tokens& tokens() const { return tokens_; }
  const text::LanguageTag& language() const { return language_; }

  // The least raw likeness that is of interest, in percent.
  int least() const;

  // Takes candidates, each segment once.
  int take(std::span<const Candidate> candidates);

  // Looks at all that may still be among the best.
  void finish();

  // Every unit with this source text, best or not. After finish().
  void complete(const std::string& source_text);
  // The same for a candidate that was not taken before it.
  void complete(const std::string& source_text, const Candidate& candidate);

  std::vector<UnitHit>& hits() { return hits_; }

 private:
  struct Item {
    std::int64_t segment = 0;
    int raw = 0;
    int characters = 0;                   // at most
    std::optional<StoredSegment> stored;  // once its text was scored
    Score score;
    bool is_done = false;
  };
  // The best that can become of an item. Of equal bounds the tighter one comes first.
  struct Bound {
    Rank rank;
    bool is_scored = false;
    std::size_t item = 0;

    friend auto operator<=>(const Bound&, const Bound&) = default;
  };

  int bound(int net) const;
  bool is_full() const;
  Rank cut() const;
  void push(std::size_t item, bool is_scored);
  void look_at_best(bool to_the_end);
  void score_text(Item& item);
  void add_units(Item& item);
  void add_hit(const Item& item, const UnitBrief& unit, std::size_t source);
  void take_unit_penalties(UnitHit& hit, const UnitBrief& unit);
  int same_neighbours(const UnitBrief::Variant& unit);
  void count(const UnitHit& hit);

  LookupReader& store_;
  text::LanguageTag language_;
  const Query& query_;
  const LookupOptions& options_;
  bool all_;
  Tokens tokens_;
  CharacterOutline outline_;
  CharacterLikeness characters_;
  std::vector<Item> items_;
  std::vector<Bound> heap_;
  std::vector<UnitHit> hits_;
  std::set<std::int64_t> known_;                              // segments that were taken, for complete()
  std::map<std::pair<std::string, std::string>, Rank> best_;  // of each pair of texts
  std::multiset<Rank> first_;                                 // of these as many as are shown, the best
};

}  // namespace oimtm::tm

// What look-ups and the fuzzy index read of the store, many times a query: statements are
// prepared once, and rows are no fuller than they must be. Private to tm/.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/language.h"
#include "text/segment.h"
#include "tm/match.h"
#include "tm/store/sqlite.h"

namespace oimtm::tm {

// A point in a memory's history.
struct StoreState {
  std::int64_t revision = 0;
  std::uint64_t chain = 0;  // a hash of all changes up to it

  friend bool operator==(const StoreState&, const StoreState&) = default;
};

// A text that units share: the same text in the same language is stored once.
struct StoredSegment {
  std::int64_t id = 0;
  text::LanguageTag language;
  text::Segment segment;
};

// What of a unit decides on its score and order.
struct UnitBrief {
  struct Variant {
    text::LanguageTag language;
    std::int64_t segment = 0;
    std::optional<std::int64_t> previous, next;  // segments; 0 is the document's edge
    std::string text;                            // unless it is the segment that was asked for
  };
  UnitId id = 0;
  std::optional<double> confidence;
  std::string date;
  std::vector<Variant> variants;
};

class LookupReader {
 public:
  // `alive` says in SQL that `unit u` lives.
  explicit LookupReader(const Connection& connection, const std::string& alive = "u.died IS NULL");

  // Everything that is read while it lives is of one revision.
  class Snapshot {
   public:
    explicit Snapshot(LookupReader& reader);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

   private:
    LookupReader& reader_;
  };

  StoreState state();
  std::optional<std::uint64_t> chain_at(std::int64_t revision);  // nothing if there is no such revision
  const std::string& uuid() const { return uuid_; }
  std::int64_t last_segment();

  // Every segment of a language (of its base: "fr" gives "fr-CH" too) with a number above
  // `after`, by number, whether live units have it or not.
  void for_each_segment(std::string_view base, std::int64_t after,
                        const std::function<void(std::int64_t, std::string_view)>& visit);

  StoredSegment segment(std::int64_t id);
  std::string segment_text(std::int64_t id);

  // The live units with a segment, in order of their ids.
  std::vector<UnitBrief> units_with(const StoredSegment& segment);

 private:
  const text::LanguageTag& language(std::int64_t id);
  void read_text(UnitBrief::Variant& variant);

  const Connection& connection_;
  std::string uuid_;
  std::map<std::int64_t, text::LanguageTag> languages_;
  Statement begin_;
  Statement end_;
  Statement state_;
  Statement chain_;
  Statement last_;
  Statement segment_;
  Statement text_;
  Statement units_;
};

}  // namespace oimtm::tm

// The store: keeps units and documents in one SQLite file, and the history of changes.
// Private to tm/. It knows nothing of similarity. docs/store.md describes the file.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"
#include "text/unit.h"
#include "tm/match.h"
#include "tm/store/sqlite.h"

namespace oimtm::tm {

struct StoredDocument {
  std::int64_t id = 0;
  std::string name;
  text::LanguageTag language;
  std::optional<std::uint64_t> content_hash;  // nothing if it came by an exchange file
};

// Places of variants in their units: 0 is the source.
struct Places {
  std::int64_t first = 0;
  std::int64_t last = INT64_MAX;
};

// Reading. Changes are made by tm/store/change.h, the history is read by
// tm/store/history.h, and tm/store/verify.h proves the file sound.
class Store {
 public:
  enum class Mode { read, write };

  // In Mode::write the file is created if it is missing. Throws UsageError if it is
  // missing otherwise, StoreError if it is no memory, too new, damaged or locked.
  Store(const std::string& path, Mode mode);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // From here on all is read as it was at a revision. 0: before the first change.
  void go_back(std::int64_t revision);
  // Whether that was done.
  bool is_past() const { return revision_.has_value(); }
  // That `unit u` lives, in SQL.
  const std::string& alive() const { return alive_; }

  // That of the last change, or the one that was gone back to.
  std::int64_t revision() const;
  std::size_t size() const;  // live units
  std::vector<StoredDocument> documents() const;
  std::vector<StoredDocument> documents(std::string_view name, const text::LanguageTag& language) const;
  // Whether a document of this content has live units.
  bool holds(const text::LanguageTag& language, std::uint64_t content_hash) const;
  std::string document_name(std::int64_t document) const;
  std::vector<text::LanguageTag> languages() const;  // that live units have

  // The live units of a document, in its order.
  std::vector<StoredUnit> units_of(std::int64_t document) const;

  // What stood in a document before, at the places of some of its live units: texts of units
  // that died there. Units of which only the document is known have no place.
  std::vector<std::string> former_texts(std::int64_t document, const std::set<UnitId>& units) const;

  // All live units, as they are at one moment: those of documents first, by document and place,
  // then the others in the order in which they came. Each is valid until the visitor returns.
  void for_each(const std::function<void(const StoredUnit&)>& visit) const;

  // The same units in the order in which they came, with nothing but their languages, until
  // the visitor returns false.
  void for_each_outline(const std::function<bool(const text::TranslationUnit&)>& visit) const;

  // The live unit of a number.
  std::optional<StoredUnit> unit(UnitId id) const;

  // The live units with the numbers `first` to `last`, in order.
  std::vector<StoredUnit> units_between(UnitId first, UnitId last) const;
  UnitId last_unit() const;  // the largest number that was given; 0 if none was

  // The live units with a given segment at one of the places, in order of their numbers: the
  // first `most` of those whose numbers are larger than `after`.
  std::vector<StoredUnit> units_with(std::int64_t segment, Places places, UnitId after, std::size_t most) const;

  // The live units that are approved phrases, in order of their numbers.
  std::vector<StoredUnit> phrases() const;

  const Connection& connection() const { return connection_; }

 private:
  std::int64_t number(const std::string& sql) const;
  std::string units_between_sql() const;
  std::vector<UnitId> numbers_in(std::int64_t document) const;

  bool is_new_ = false;
  Connection connection_;
  std::optional<std::int64_t> revision_;  // gone back to
  std::string alive_ = "u.died IS NULL";  // that `unit u` lives, in SQL
  // Prepared when they are first asked.
  mutable std::optional<Statement> one_unit_;
  mutable std::optional<Statement> units_with_;
};

}  // namespace oimtm::tm

// The store: keeps units and documents in one SQLite file, and the history of changes.
// Private to tm/. It knows nothing of similarity. docs/store.md describes the file.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"
#include "text/unit.h"
#include "tm/match.h"
#include "tm/memory.h"
#include "tm/store/sqlite.h"

namespace oimtm::tm {

struct StoredDocument {
  std::int64_t id = 0;
  std::string name;
  text::LanguageTag language;
  std::optional<std::uint64_t> content_hash;  // nothing if it came by an exchange file
};

class Store {
 public:
  enum class Mode { read, write };

  // In Mode::write the file is created if it is missing. Throws UsageError if it is
  // missing otherwise, StoreError if it is no memory, too new, damaged or locked.
  Store(const std::string& path, Mode mode);
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  const Connection& connection() const;  // for other ways of reading

  std::int64_t revision() const;
  std::size_t size() const;  // live units
  std::vector<StoredDocument> documents() const;
  std::string document_name(std::int64_t document) const;
  std::vector<text::LanguageTag> languages() const;  // that live units have

  // The live units of a document, in its order.
  std::vector<StoredUnit> units_of(std::int64_t document) const;

  // All live units: those of documents first, by document and place, then the others in
  // the order in which they came.
  void for_each(const std::function<void(const StoredUnit&)>& visit) const;

  // The live unit of a number.
  std::optional<StoredUnit> unit(UnitId id) const;

  // A change: a transaction that becomes one revision when it is committed, and leaves no
  // trace if it is not. Adding a unit that is there already only counts as merged.
  class Change {
   public:
    Change(Store& store, std::string_view command, std::string_view detail);
    ~Change();
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;

    // The document's number. A file with the same content is the same document, whatever
    // its name; without a content hash the name tells, and first that of a file of this
    // change.
    std::int64_t add_document(const std::string& name, const text::LanguageTag& language,
                              std::optional<std::uint64_t> content_hash);
    // The unit's number: a new one, or that of the same unit if it is there.
    UnitId add(const text::TranslationUnit& unit);
    void remove(UnitId unit);
    const Receipt& receipt() const;  // of what is not committed yet
    Receipt commit();

   private:
    class Impl;
    std::unique_ptr<Impl> impl_;
  };

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace oimtm::tm

// Changing a store. Private to tm/.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "text/unit.h"
#include "tm/match.h"
#include "tm/memory.h"
#include "tm/store/store.h"

namespace oimtm::tm {

// A change: a transaction that becomes one revision when it is committed, and leaves no
// trace if it is not. Adding a unit that is there already only counts as merged.
class Change {
 public:
  // Waits for other writers; throws StoreError if that takes too long, or if the file was
  // taken away meanwhile.
  Change(Store& store, const ChangeInfo& info);
  ~Change();
  Change(const Change&) = delete;
  Change& operator=(const Change&) = delete;

  // The document's number. A file with the same content is the same document, whatever
  // its name; without a content hash the name tells, and first that of a file of this
  // change.
  std::int64_t add_document(const std::string& name, const text::LanguageTag& language,
                            std::optional<std::uint64_t> content_hash);

  // The unit's number: a new one, or that of the same unit if it is there. Where the
  // memory keeps only the newest of several, that of the one that stays.
  UnitId add(const text::TranslationUnit& unit);
  void remove(UnitId unit);

  // Takes a change back: what it added dies, what it removed lives again under a new
  // number. Returns how many of its units had been changed since, and are left alone. If
  // that is all of them, it is no change.
  std::size_t undo(std::int64_t revision);

  // What the memory does with duplicates, as far as this change is.
  Duplicates duplicates() const;
  // From here on the memory keeps duplicates in another way; those that it has die.
  void set_duplicates(Duplicates policy);

  // What was done so far, as commit() will give it.
  Receipt& receipt();

  bool is_rehearsal() const;
  Receipt commit();  // of a rehearsal: nothing stays

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace oimtm::tm

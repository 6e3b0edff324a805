#include "tm/memory.h"

#include <algorithm>
#include <set>

#include "tm/concordance/gram_index.h"
#include "tm/concordance/search.h"
#include "tm/filter.h"
#include "tm/fuzzy_index/verify_runs.h"
#include "tm/lookup.h"
#include "tm/main_languages.h"
#include "tm/phrases/approval.h"
#include "tm/phrases/kept.h"
#include "tm/phrases/known.h"
#include "tm/reviewed_rows.h"
#include "tm/store/backup.h"
#include "tm/store/change.h"
#include "tm/store/deleted_units.h"
#include "tm/store/history.h"
#include "tm/store/settings.h"
#include "tm/store/store.h"
#include "tm/store/verify.h"
#include "tm/stored_documents.h"

namespace oimtm::tm {

namespace {

// Commits a change, together with the index of the concordance.
Receipt finish(const Store& store, Change& change) {
  if (!change.is_rehearsal()) catch_up_grams(store.connection());
  return change.commit();
}

}  // namespace

Receipt& Receipt::operator+=(const Receipt& other) {
  added += other.added;
  merged += other.merged;
  removed += other.removed;
  return *this;
}

class Memory::Impl {
 public:
  Impl(const std::string& path, Access access)
      : store(path, access == Access::write ? Store::Mode::write : Store::Mode::read) {}

  // What was added is in the index when the next process asks. Whatever fails here, it will
  // do itself.
  ~Impl() {
    if (sources_.empty()) return;
    try {
      for (const std::string& base : sources_) lookup().catch_up(base);
      lookup().catch_up_stored();
    } catch (const std::exception&) {
    }
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void note_source(const text::TranslationUnit& unit) {
    if (unit.variants.empty()) return;
    const std::string_view base = unit.variants.front().language.base();
    if (!sources_.contains(base)) sources_.emplace(base);
  }

  Lookup& lookup() {
    if (!lookup_) lookup_.emplace(store);
    return *lookup_;
  }

  KnownPhrases& phrases() {
    if (!phrases_) phrases_.emplace(store);
    return *phrases_;
  }

  Store store;

 private:
  std::optional<KnownPhrases> phrases_;
  std::optional<Lookup> lookup_;
  std::set<std::string, std::less<>> sources_;  // first languages of what was added
};

Memory::Memory(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Memory::~Memory() = default;
Memory::Memory(Memory&&) noexcept = default;
Memory& Memory::operator=(Memory&&) noexcept = default;

Memory Memory::open(const std::string& path, Access access) { return Memory(std::make_unique<Impl>(path, access)); }

Memory Memory::open_as_of(const std::string& path, std::string_view moment) {
  Memory memory = open(path, Access::read);
  Store& store = memory.impl_->store;
  store.go_back(revision_at(store.connection(), moment));
  return memory;
}

Receipt Memory::add(std::span<const text::TranslationUnit> units, const ChangeInfo& info) {
  return add([&](const UnitSink& take) { std::for_each(units.begin(), units.end(), take); }, info);
}

Receipt Memory::add(const std::function<void(const UnitSink&)>& produce, const ChangeInfo& info) {
  Change change(impl_->store, info);
  ReviewedRows rows(impl_->store, change);
  produce([&](const text::TranslationUnit& unit) {
    if (ReviewedRows::is_row(unit))
      rows.add(unit);
    else
      change.add(unit);
    if (!info.is_rehearsal) impl_->note_source(unit);
  });
  return finish(impl_->store, change);
}

Receipt Memory::store(std::span<const text::SegmentedDocument> documents, std::span<const text::TranslationUnit> units,
                      const ChangeInfo& info) {
  Change change(impl_->store, info);
  std::vector<std::int64_t> ids;
  DocumentNames names;
  for (const text::SegmentedDocument& document : documents) {
    const bool is_file = document.content_hash != 0;
    ids.push_back(change.add_document(document.name, document.language,
                                      is_file ? std::optional(document.content_hash) : std::nullopt));
    names.emplace(document.language, document.name);
    names.emplace(document.language, impl_->store.document_name(ids.back()));  // the one that it had first
  }
  std::vector<StoredUnit> before = units_within(impl_->store, ids, names);
  for (const text::SegmentedDocument& document : documents) add_editions(impl_->store, document, ids, names, before);
  const MadeByHand by_hand = take_made_by_hand(impl_->store, names, before);
  const DeletedUnits deleted(impl_->store, names);
  std::set<UnitId> kept;
  for (const text::TranslationUnit& unit : units)
    for (const text::TranslationUnit& part : by_hand.leave(unit))
      if (!deleted.has(part)) kept.insert(change.add(part));
  for (const StoredUnit& old : before)
    if (!kept.contains(old.id)) change.remove(old.id);
  if (!info.is_rehearsal)
    for (const text::TranslationUnit& unit : units) impl_->note_source(unit);
  return finish(impl_->store, change);
}

PhraseApproval Memory::approve_phrase(text::TranslationUnit unit, const ChangeInfo& info, PhraseVariants variants) {
  Change change(impl_->store, info);
  PhraseApproval approval = approve(impl_->store, change, unit, variants);
  if (!info.is_rehearsal) impl_->note_source(unit);
  approval.receipt = finish(impl_->store, change);
  approval.was_approved = approval.receipt.added == 0;
  return approval;
}

std::vector<StoredUnit> Memory::approved_phrases() const { return impl_->store.phrases(); }

Receipt Memory::revise(const Reviser& revise, const ChangeInfo& info, std::optional<Duplicates> then) {
  constexpr UnitId kChunk = 1000;  // units in memory at a time
  Change change(impl_->store, info);
  const UnitId last = impl_->store.last_unit();
  for (UnitId first = 1; first <= last; first += kChunk) {
    for (const StoredUnit& stored : impl_->store.units_between(first, std::min(first + kChunk - 1, last))) {
      const std::optional<Units> instead = revise(stored);
      if (!instead) continue;
      change.remove(stored.id);
      for (const text::TranslationUnit& unit : *instead) {
        change.add(unit);
        if (!info.is_rehearsal) impl_->note_source(unit);
      }
    }
  }
  if (then) change.set_duplicates(*then);
  return finish(impl_->store, change);
}

std::vector<PastChange> Memory::history() const { return tm::history(impl_->store.connection()); }

Undo Memory::undo(std::optional<std::int64_t> revision, const ChangeInfo& info) {
  Undo result;
  Change change(impl_->store, info);
  result.revision = revision ? *revision : last_change(impl_->store.connection());
  if (result.revision == 0)
    throw UsageError(msg("there is no change to take back"), {impl_->store.connection().path(), 0, 0});
  const Duplicates policy = change.duplicates();
  result.left = change.undo(result.revision);
  result.is_policy = change.duplicates() != policy;
  result.receipt = finish(impl_->store, change);
  return result;
}

Duplicates Memory::duplicates() const { return tm::duplicates(impl_->store.connection()); }

Receipt Memory::set_duplicates(Duplicates policy, const ChangeInfo& info) {
  Change change(impl_->store, info);
  change.set_duplicates(policy);
  return finish(impl_->store, change);
}

text::Attributes Memory::header() const { return tm::header(impl_->store.connection()); }

void Memory::set_header(const text::Attributes& header) {
  Transaction transaction(impl_->store.connection());
  write_header(impl_->store.connection(), header);
  transaction.commit();
}

void Memory::back_up(const std::string& path, const std::function<void()>& proceed) const {
  tm::back_up(impl_->store.connection(), path, proceed);
}

Verification Memory::verify(const DiagnosticSink& report) const {
  const Connection& connection = impl_->store.connection();
  Verification result = verify_store(connection, report);
  try {
    result.index_faults += verify_grams(connection, report);
    result.index_faults += verify_runs(connection, report);
    result.index_faults += verify_kept(connection.path(), report);
  } catch (const StoreError& error) {
    ++result.faults;
    report({error.message(), {connection.path(), 0, 0}});
  }
  result.faults += result.index_faults;
  return result;
}

void Memory::rebuild_indexes() {
  const Connection& connection = impl_->store.connection();
  Transaction transaction(connection);
  rebuild_grams(connection);
  transaction.commit();
  remove_runs(connection);
  remove_kept(connection.path());
}

bool Memory::holds(const text::SegmentedDocument& document) const {
  return impl_->store.holds(document.language, document.content_hash);
}

std::vector<MemoryDocument> Memory::documents() const {
  std::vector<MemoryDocument> documents;
  for (const StoredDocument& stored : impl_->store.documents()) {
    MemoryDocument document = read_document(impl_->store, stored);
    if (!document.document.segments.empty()) documents.push_back(std::move(document));
  }
  return documents;
}

std::vector<Match> Memory::lookup(const Query& query, const LookupOptions& options) const {
  return impl_->lookup().find(query, options);
}

std::vector<KnownPhrase> Memory::known_phrases(const Query& query, const KnownPhraseOptions& options) const {
  return impl_->phrases().find(query, options);
}

UnitId Memory::last_unit() const { return impl_->store.last_unit(); }

std::int64_t Memory::revision() const { return impl_->store.revision(); }

bool Memory::keep_phrases(const PhraseReport& report, std::int64_t revision) const {
  return keep(impl_->store, report, revision);
}

std::vector<Hit> Memory::concordance(const ConcordanceQuery& query) const { return search(impl_->store, query); }

void Memory::for_each(const std::function<void(const StoredUnit&)>& visit) const { impl_->store.for_each(visit); }

std::size_t Memory::size() const { return impl_->store.size(); }

std::vector<text::LanguageTag> Memory::languages() const { return impl_->lookup().languages(); }

std::pair<text::LanguageTag, text::LanguageTag> Memory::main_languages(const text::LanguageTag& source,
                                                                       const text::LanguageTag& target,
                                                                       const Filter* asked) const {
  constexpr std::size_t kStep = 1000;  // units between two questions whether it is decided
  LanguagePairs pairs({source, target});
  if (!source.empty() && !target.empty()) return pairs.best();
  if (asked != nullptr) {
    impl_->store.for_each([&](const StoredUnit& stored) {
      if (asked->matches(stored)) pairs.add(stored.unit);
    });
    return pairs.best();
  }
  std::size_t left = impl_->store.size();
  impl_->store.for_each_outline([&](const text::TranslationUnit& unit) {
    pairs.add(unit);
    return --left % kStep != 0 || !pairs.is_decided(left);
  });
  return pairs.best();
}

}  // namespace oimtm::tm

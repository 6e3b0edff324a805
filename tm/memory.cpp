#include "tm/memory.h"

#include <algorithm>
#include <map>
#include <set>

#include "tm/lookup.h"
#include "tm/store/store.h"

namespace oimtm::tm {

namespace {

// A document's segment as one unit has it.
struct Piece {
  std::size_t position = 0;
  text::DocumentSegment segment;
};

// Whether `part` is the same stretch of their document as `whole`, or a part of it.
bool is_part(const Piece& part, const Piece& whole) {
  const auto& inner = part.segment.segment.ranges;
  const auto& outer = whole.segment.segment.ranges;
  if (inner.empty() || outer.empty())
    return part.position == whole.position && whole.segment.segment.text.starts_with(part.segment.segment.text);
  return inner.front().begin >= outer.front().begin && inner.back().end <= outer.back().end;
}

// A document with two counterparts stands in the units of both, its segments joined in one
// way or the other. Each is taken once, in its longest form; what overlaps stays.
std::vector<text::DocumentSegment> each_once(const std::vector<Piece>& pieces) {
  std::vector<text::DocumentSegment> segments;
  segments.reserve(pieces.size());
  const Piece* last = nullptr;
  for (const Piece& piece : pieces) {
    if (last != nullptr && is_part(piece, *last)) continue;
    if (last != nullptr && is_part(*last, piece))
      segments.back() = piece.segment;
    else
      segments.push_back(piece.segment);
    last = &piece;
  }
  return segments;
}

MemoryDocument read_document(const Store& store, const StoredDocument& stored) {
  MemoryDocument result;
  result.document = {stored.name, stored.language, stored.content_hash.value_or(0), {}};
  std::set<text::LanguageTag> others;
  std::vector<Piece> pieces;
  for (const StoredUnit& unit : store.units_of(stored.id)) {
    for (const text::Variant& variant : unit.unit.variants) {
      const auto& origin = variant.origin;
      const bool is_own = origin && origin->document == stored.name && variant.language == stored.language;
      if (!is_own)
        others.insert(variant.language);
      else
        pieces.push_back({origin->position, {variant.segment, origin->kind, origin->block, {}}});
    }
  }
  result.document.segments = each_once(pieces);
  result.counterparts.assign(others.begin(), others.end());
  return result;
}

// Language and name of documents.
using Names = std::set<std::pair<text::LanguageTag, std::string>>;

// Units that stand in the documents `ids`, and in none but those of these names.
std::vector<StoredUnit> units_within(const Store& store, const std::vector<std::int64_t>& ids, const Names& names) {
  std::map<UnitId, StoredUnit> found;
  const auto is_within = [&](const text::Variant& variant) {
    return variant.origin && names.contains({variant.language, variant.origin->document});
  };
  for (const std::int64_t id : ids)
    for (StoredUnit& unit : store.units_of(id))
      if (std::all_of(unit.unit.variants.begin(), unit.unit.variants.end(), is_within)) found.emplace(unit.id, unit);
  std::vector<StoredUnit> units;
  units.reserve(found.size());
  for (auto& [id, unit] : found) units.push_back(std::move(unit));
  return units;
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

  Store store;

 private:
  std::optional<Lookup> lookup_;
  std::set<std::string, std::less<>> sources_;  // first languages of what was added
};

Memory::Memory(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Memory::~Memory() = default;
Memory::Memory(Memory&&) noexcept = default;
Memory& Memory::operator=(Memory&&) noexcept = default;

Memory Memory::open(const std::string& path, Access access) { return Memory(std::make_unique<Impl>(path, access)); }

Receipt Memory::add(std::span<const text::TranslationUnit> units, const ChangeInfo& info) {
  return add([&](const UnitSink& take) { std::for_each(units.begin(), units.end(), take); }, info);
}

Receipt Memory::add(const std::function<void(const UnitSink&)>& produce, const ChangeInfo& info) {
  Store::Change change(impl_->store, info.command, info.detail);
  produce([&](const text::TranslationUnit& unit) {
    change.add(unit);
    if (!info.is_rehearsal) impl_->note_source(unit);
  });
  return info.is_rehearsal ? change.receipt() : change.commit();
}

Receipt Memory::store(std::span<const text::SegmentedDocument> documents, std::span<const text::TranslationUnit> units,
                      const ChangeInfo& info) {
  Store::Change change(impl_->store, info.command, info.detail);
  std::vector<std::int64_t> ids;
  Names names;
  for (const text::SegmentedDocument& document : documents) {
    const bool is_file = document.content_hash != 0;
    ids.push_back(change.add_document(document.name, document.language,
                                      is_file ? std::optional(document.content_hash) : std::nullopt));
    names.emplace(document.language, document.name);
    names.emplace(document.language, impl_->store.document_name(ids.back()));  // the one that it had first
  }
  const std::vector<StoredUnit> before = units_within(impl_->store, ids, names);
  std::set<UnitId> kept;
  for (const text::TranslationUnit& unit : units) kept.insert(change.add(unit));
  for (const StoredUnit& old : before)
    if (!kept.contains(old.id)) change.remove(old.id);
  if (!info.is_rehearsal)
    for (const text::TranslationUnit& unit : units) impl_->note_source(unit);
  return info.is_rehearsal ? change.receipt() : change.commit();
}

bool Memory::holds(const text::SegmentedDocument& document) const {
  const auto stored = impl_->store.documents();
  return std::any_of(stored.begin(), stored.end(), [&](const StoredDocument& other) {
    return other.language == document.language && other.content_hash == document.content_hash;
  });
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

void Memory::for_each(const std::function<void(const StoredUnit&)>& visit) const { impl_->store.for_each(visit); }

std::size_t Memory::size() const { return impl_->store.size(); }

std::vector<text::LanguageTag> Memory::languages() const { return impl_->lookup().languages(); }

}  // namespace oimtm::tm

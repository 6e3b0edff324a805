#include "tm/stored_documents.h"

#include <algorithm>
#include <map>

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

bool is_within(const text::TranslationUnit& unit, const DocumentNames& names) {
  return std::all_of(unit.variants.begin(), unit.variants.end(), [&](const text::Variant& variant) {
    return variant.origin && names.contains({variant.language, variant.origin->document});
  });
}

// Whether it is a side of a pair that a person found to be wrong.
bool is_parted(const text::TranslationUnit& unit) {
  return unit.variants.size() == 1 && std::any_of(unit.attributes.begin(), unit.attributes.end(), [](const auto& said) {
           return said.first == text::kReviewed && said.second == text::kWrong;
         });
}

// The aligner dates nothing; who edits does.
bool is_made_by_hand(const text::TranslationUnit& unit) {
  const bool is_checked = std::any_of(unit.attributes.begin(), unit.attributes.end(),
                                      [](const auto& said) { return said.first == text::kReviewed; });
  return unit.variants.size() > 1 ? is_checked || !unit.date.empty() : is_checked && !is_parted(unit);
}

}  // namespace

MemoryDocument read_document(const Store& store, const StoredDocument& stored) {
  MemoryDocument result;
  result.document = {stored.name, stored.language, stored.content_hash.value_or(0), {}};
  std::set<Counterpart> others;
  std::vector<Piece> pieces;
  for (const StoredUnit& unit : store.units_of(stored.id)) {
    for (const text::Variant& variant : unit.unit.variants) {
      const auto& origin = variant.origin;
      const bool is_own = origin && origin->document == stored.name && variant.language == stored.language;
      if (!is_own)
        others.insert({variant.language, origin ? origin->document : std::string()});
      else
        pieces.push_back({origin->position, {variant.segment, origin->kind, origin->block, {}}});
    }
  }
  result.document.segments = each_once(pieces);
  result.counterparts.assign(others.begin(), others.end());
  return result;
}

std::vector<StoredUnit> units_within(const Store& store, const std::vector<std::int64_t>& ids,
                                     const DocumentNames& names) {
  std::map<UnitId, StoredUnit> found;
  for (const std::int64_t id : ids)
    for (StoredUnit& unit : store.units_of(id))
      if (is_within(unit.unit, names)) found.emplace(unit.id, unit);
  std::vector<StoredUnit> units;
  units.reserve(found.size());
  for (auto& [id, unit] : found) units.push_back(std::move(unit));
  return units;
}

void add_editions(const Store& store, const text::SegmentedDocument& document, const std::vector<std::int64_t>& ids,
                  const DocumentNames& names, std::vector<StoredUnit>& units) {
  std::set<std::string> texts;
  for (const text::DocumentSegment& segment : document.segments) texts.insert(segment.segment.text);
  const auto is_same = [&](const StoredUnit& stored) {
    const text::Variant* variant = text::find_variant(stored.unit, document.language);
    return variant != nullptr && texts.contains(variant->segment.text);
  };
  for (const StoredDocument& other : store.documents(document.name, document.language)) {
    if (std::find(ids.begin(), ids.end(), other.id) != ids.end()) continue;
    std::vector<StoredUnit> former = store.units_of(other.id);
    const auto same = static_cast<std::size_t>(std::count_if(former.begin(), former.end(), is_same));
    const bool is_edition = 2 * same >= former.size();
    std::erase_if(former, [&](const StoredUnit& stored) {
      return !is_within(stored.unit, names) || !(is_edition || is_made_by_hand(stored.unit));
    });
    units.insert(units.end(), former.begin(), former.end());
  }
}

MadeByHand take_made_by_hand(const Store& store, const DocumentNames& names, std::vector<StoredUnit>& units) {
  MadeByHand result;
  std::set<UnitId> taken;
  std::erase_if(units, [&](const StoredUnit& stored) {
    const bool is_kept = is_made_by_hand(stored.unit);
    if (!is_kept && !is_parted(stored.unit)) return false;
    if (is_kept) taken.insert(stored.id);
    for (const text::Variant& variant : stored.unit.variants)
      (is_kept ? result.covered : result.parted).emplace(variant.language, variant.segment.text);
    return is_kept;
  });
  if (taken.empty()) return result;
  for (const auto& [language, name] : names)
    for (const StoredDocument& document : store.documents(name, language))
      for (std::string& text : store.former_texts(document.id, taken))
        result.covered.emplace(language, std::move(text));
  return result;
}

std::vector<text::TranslationUnit> MadeByHand::leave(const text::TranslationUnit& unit) const {
  const auto is_in = [](const Texts& texts) {
    return [&](const text::Variant& variant) { return texts.contains({variant.language, variant.segment.text}); };
  };
  const auto& variants = unit.variants;
  if (std::any_of(variants.begin(), variants.end(), is_in(covered))) return {};
  if (!std::all_of(variants.begin(), variants.end(), is_in(parted))) return {unit};
  std::vector<text::TranslationUnit> sides;
  sides.reserve(variants.size());
  for (const text::Variant& variant : variants)
    sides.push_back({{variant}, {}, {}, {{std::string(text::kReviewed), std::string(text::kWrong)}}});
  return sides;
}

}  // namespace oimtm::tm

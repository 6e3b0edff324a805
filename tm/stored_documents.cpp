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

ReviewedTexts take_reviewed(std::vector<StoredUnit>& units) {
  ReviewedTexts texts;
  std::erase_if(units, [&](const StoredUnit& stored) {
    const auto& attributes = stored.unit.attributes;
    const bool is_reviewed = std::any_of(attributes.begin(), attributes.end(),
                                         [](const auto& attribute) { return attribute.first == text::kReviewed; });
    if (is_reviewed)
      for (const text::Variant& variant : stored.unit.variants) texts.emplace(variant.language, variant.segment.text);
    return is_reviewed;
  });
  return texts;
}

bool has_any(const ReviewedTexts& reviewed, const text::TranslationUnit& unit) {
  return std::any_of(unit.variants.begin(), unit.variants.end(), [&](const text::Variant& variant) {
    return reviewed.contains({variant.language, variant.segment.text});
  });
}

void add_edited(const Store& store, const text::SegmentedDocument& document, const std::vector<std::int64_t>& ids,
                std::vector<StoredUnit>& units) {
  std::set<std::string> texts;
  for (const text::DocumentSegment& segment : document.segments) texts.insert(segment.segment.text);
  for (const StoredDocument& other : store.documents(document.name, document.language)) {
    if (std::find(ids.begin(), ids.end(), other.id) != ids.end()) continue;
    std::vector<StoredUnit> waiting = store.units_of(other.id);
    const auto is_kept = [&](const StoredUnit& stored) {
      const text::Variant* variant = text::find_variant(stored.unit, document.language);
      return variant != nullptr && texts.contains(variant->segment.text);
    };
    const auto same = static_cast<std::size_t>(std::count_if(waiting.begin(), waiting.end(), is_kept));
    if (2 * same < waiting.size()) continue;
    std::erase_if(waiting, [](const StoredUnit& stored) { return stored.unit.variants.size() > 1; });
    units.insert(units.end(), waiting.begin(), waiting.end());
  }
}

}  // namespace oimtm::tm

#include "tm/reviewed_rows.h"

#include <algorithm>
#include <set>

namespace oimtm::tm {

namespace {

const std::string* review_of(const text::TranslationUnit& unit) {
  for (const auto& [name, value] : unit.attributes)
    if (name == text::kReviewed) return &value;
  return nullptr;
}

bool is_same(const text::Variant& a, const text::Variant& b) {
  return a.language == b.language && a.segment.text == b.segment.text;
}

bool is_same(const text::TranslationUnit& a, const text::TranslationUnit& b) {
  return is_same(a.variants[0], b.variants[0]) && is_same(a.variants[1], b.variants[1]);
}

// Takes the unit that a row is about out of the list. The row may have the languages the
// other way round, and is turned then.
std::optional<StoredUnit> take(std::vector<StoredUnit>& pairs, text::TranslationUnit& row, bool is_reviewed) {
  text::TranslationUnit turned = row;
  std::swap(turned.variants[0], turned.variants[1]);
  const auto find = [&](const auto& fits) { return std::find_if(pairs.begin(), pairs.end(), fits); };
  auto found = find([&](const StoredUnit& pair) { return is_same(pair.unit, row) || is_same(pair.unit, turned); });
  for (const std::size_t side : {0U, 1U}) {
    if (found != pairs.end() || !is_reviewed) break;
    found = find([&](const StoredUnit& pair) {
      const auto& variants = pair.unit.variants;
      return review_of(pair.unit) == nullptr &&
             (is_same(variants[side], row.variants[side]) || is_same(variants[1 - side], row.variants[side]));
    });
  }
  if (found == pairs.end()) return {};
  StoredUnit pair = std::move(*found);
  pairs.erase(found);
  if (pair.unit.variants[0].language != row.variants[0].language) row = turned;
  return pair;
}

}  // namespace

bool ReviewedRows::is_row(const text::TranslationUnit& unit) {
  return unit.variants.size() == 2 && std::all_of(unit.variants.begin(), unit.variants.end(), [](const auto& variant) {
           return variant.origin && variant.origin->block.empty() && !variant.context.previous && !variant.context.next;
         });
}

void ReviewedRows::add(const text::TranslationUnit& given) {
  text::TranslationUnit row = given;
  Documents& documents = documents_of(row);
  const std::string* review = review_of(given);
  if (review != nullptr && *review == text::kWrong) return part(row, documents);
  const std::optional<StoredUnit> pair = take(documents.pairs, row, review != nullptr);
  if (!pair) {
    change_.add(row);
    return;
  }
  text::TranslationUnit unit = pair->unit;
  for (std::size_t side = 0; side < 2; ++side)
    if (!is_same(unit.variants[side], row.variants[side])) unit.variants[side].segment = row.variants[side].segment;
  if (review != nullptr && review_of(unit) == nullptr) {
    unit.attributes.emplace_back(text::kReviewed, *review);
    unit.confidence = row.confidence;
  }
  if (!(unit == pair->unit)) change_.remove(pair->id);
  change_.add(unit);
}

void ReviewedRows::part(const text::TranslationUnit& given, Documents& documents) {
  text::TranslationUnit row = given;
  const auto fits = [&](const StoredUnit& pair) { return is_same(pair.unit, row); };
  text::TranslationUnit turned = row;
  std::swap(turned.variants[0], turned.variants[1]);
  const bool is_turned = std::none_of(documents.pairs.begin(), documents.pairs.end(), fits);
  if (is_turned) row = turned;
  const auto found = std::find_if(documents.pairs.begin(), documents.pairs.end(), fits);
  if (found != documents.pairs.end()) {
    change_.remove(found->id);
    row.variants = found->unit.variants;
    documents.pairs.erase(found);
  }
  const Receipt before = change_.receipt();
  for (const text::Variant& side : row.variants) {
    const auto apart = std::find_if(documents.apart.begin(), documents.apart.end(),
                                    [&](const text::TranslationUnit& unit) { return is_same(unit.variants[0], side); });
    if (apart != documents.apart.end())
      change_.add(*apart);
    else
      change_.add({{side}, {}, given.date, given.attributes});
  }
  change_.receipt().added = before.added;  // a row counts once, as one about what was there
  change_.receipt().merged = before.merged + 1;
}

ReviewedRows::Documents& ReviewedRows::documents_of(const text::TranslationUnit& row) {
  const auto key = [](const text::Variant& v) { return v.language.str() + '\t' + v.origin->document; };
  const auto [found, is_first] = documents_.try_emplace(std::minmax({key(row.variants[0]), key(row.variants[1])}));
  Documents& documents = found->second;
  if (!is_first) return documents;
  std::set<UnitId> seen;
  const auto stands_in = [&](const text::Variant& variant) {
    return variant.origin && (key(variant) == found->first.first || key(variant) == found->first.second);
  };
  for (const text::Variant& variant : row.variants)
    for (const StoredDocument& document : store_.documents(variant.origin->document, variant.language))
      for (const StoredUnit& stored : store_.units_of(document.id)) {
        const auto& variants = stored.unit.variants;
        if (!std::all_of(variants.begin(), variants.end(), stands_in) || !seen.insert(stored.id).second) continue;
        if (variants.size() == 2) documents.pairs.push_back(stored);
        if (variants.size() == 1 && review_of(stored.unit) != nullptr) documents.apart.push_back(stored.unit);
      }
  return documents;
}

}  // namespace oimtm::tm

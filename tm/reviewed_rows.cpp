#include "tm/reviewed_rows.h"

#include <algorithm>
#include <set>
#include <utility>

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

std::string key_of(const text::Variant& variant) { return variant.language.str() + '\t' + variant.segment.text; }

// The same for a pair whichever side comes first.
std::string key_of(const text::TranslationUnit& pair) {
  const auto [first, second] = std::minmax({key_of(pair.variants[0]), key_of(pair.variants[1])});
  return std::to_string(first.size()) + '\t' + first + second;
}

text::TranslationUnit turned(text::TranslationUnit row) {
  std::swap(row.variants[0], row.variants[1]);
  return row;
}

// What the row says and the unit does not: no note of a table is lost, nor a date.
void take_over(text::TranslationUnit& unit, const text::TranslationUnit& row) {
  for (const auto& said : row.attributes)
    if (std::find(unit.attributes.begin(), unit.attributes.end(), said) == unit.attributes.end() &&
        said.first != text::kReviewed)
      unit.attributes.push_back(said);
  unit.date = std::max(unit.date, row.date);
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
  const StoredUnit* const pair = documents.take(row, review != nullptr);
  if (pair == nullptr) {
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
  take_over(unit, row);
  if (!(unit == pair->unit)) change_.remove(pair->id);
  change_.add(unit);
}

void ReviewedRows::part(const text::TranslationUnit& given, Documents& documents) {
  text::TranslationUnit row = given;
  if (const StoredUnit* const pair = documents.take(row, false)) {
    change_.remove(pair->id);
    row.variants = pair->unit.variants;
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

void ReviewedRows::Documents::add(const StoredUnit& pair) {
  by_pair_[key_of(pair.unit)].push_back(pairs_.size());
  for (const text::Variant& side : pair.unit.variants) by_side_[key_of(side)].push_back(pairs_.size());
  pairs_.push_back(pair);
  is_taken_.push_back(false);
}

const StoredUnit* ReviewedRows::Documents::take(text::TranslationUnit& row, bool is_reviewed) {
  std::optional<std::size_t> found = next(by_pair_, key_of(row), false);
  for (const std::size_t side : {0U, 1U})
    if (!found && is_reviewed) found = next(by_side_, key_of(row.variants[side]), true);
  if (!found) return nullptr;
  is_taken_[*found] = true;
  const StoredUnit& pair = pairs_[*found];
  if (pair.unit.variants[0].language != row.variants[0].language) row = turned(std::move(row));
  return &pair;
}

// Those that are passed over would be each time: they go.
std::optional<std::size_t> ReviewedRows::Documents::next(Index& index, const std::string& key, bool unreviewed) {
  const auto list = index.find(key);
  if (list == index.end()) return std::nullopt;
  std::deque<std::size_t>& numbers = list->second;
  while (!numbers.empty() &&
         (is_taken_[numbers.front()] || (unreviewed && review_of(pairs_[numbers.front()].unit) != nullptr)))
    numbers.pop_front();
  return numbers.empty() ? std::nullopt : std::optional(numbers.front());
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
        if (variants.size() == 2) documents.add(stored);
        if (variants.size() == 1 && review_of(stored.unit) != nullptr) documents.apart.push_back(stored.unit);
      }
  return documents;
}

}  // namespace oimtm::tm

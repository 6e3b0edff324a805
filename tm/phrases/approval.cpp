#include "tm/phrases/approval.h"

#include <algorithm>

#include "text/tokens.h"
#include "tm/phrases/wordings.h"
#include "tm/score.h"

namespace oimtm::tm {

namespace {

constexpr int kVariant = 60;  // percent

using Unit = text::TranslationUnit;

bool has(const Unit& unit, const text::Variant& wanted) {
  return std::any_of(unit.variants.begin(), unit.variants.end(), [&](const text::Variant& variant) {
    return variant.language == wanted.language && variant.segment.text == wanted.segment.text;
  });
}

// A phrase in the language of its first text, against the texts of others in either direction.
class Wording {
 public:
  explicit Wording(const text::Variant& variant)
      : language_(variant.language),
        key_(wording_key(variant.segment.text)),
        tokens_(text::tokenize(variant.segment.text, variant.language)) {}

  bool is_said_by(const Unit& unit) const {
    return any_of(unit, [&](const text::Variant& other) { return wording_key(other.segment.text) == key_; });
  }

  bool is_variant_of(const Unit& unit) const {
    return any_of(unit, [&](const text::Variant& other) {
      return similarity(tokens_, text::tokenize(other.segment.text, other.language)) >= kVariant;
    });
  }

 private:
  template <class Test>
  bool any_of(const Unit& unit, const Test& test) const {
    return std::any_of(unit.variants.begin(), unit.variants.end(), [&](const text::Variant& other) {
      return text::same_base(other.language, language_) && test(other);
    });
  }

  text::LanguageTag language_;
  std::uint64_t key_;
  std::vector<text::Token> tokens_;
};

// Translations of the same wording into languages that the new unit says nothing of.
void keep_translations(const Unit& old, Unit& unit) {
  for (const text::Variant& variant : old.variants) {
    const bool is_told = std::any_of(unit.variants.begin(), unit.variants.end(), [&](const text::Variant& known) {
      return text::same_base(known.language, variant.language);
    });
    if (!is_told) unit.variants.push_back(variant);
  }
}

// A unit that is there like others becomes an approved one, and stays what it was.
UnitId add_approved(const Store& store, Change& change, Unit unit) {
  if (!is_approved_phrase(unit)) unit.attributes.emplace_back(kPhraseAttribute, kApproved);
  const UnitId there = change.add(unit);
  const std::optional<StoredUnit> known = store.unit(there);
  if (!known || is_approved_phrase(known->unit)) return there;
  Unit marked = known->unit;
  marked.attributes.emplace_back(kPhraseAttribute, kApproved);
  marked.attributes.emplace_back(kSegmentAttribute, "yes");
  change.remove(there);
  return change.add(marked);
}

// No longer approved. What was a unit before goes on as one.
void retire(Change& change, const StoredUnit& old) {
  change.remove(old.id);
  if (!is_segment_too(old.unit)) return;
  Unit unit = old.unit;
  std::erase_if(unit.attributes, [](const auto& attribute) {
    return attribute.first == kPhraseAttribute || attribute.first == kSegmentAttribute;
  });
  change.add(unit);
}

}  // namespace

PhraseApproval approve(const Store& store, Change& change, Unit unit, PhraseVariants variants) {
  const Wording wording(unit.variants.front());
  const std::vector<StoredUnit> before = store.phrases();
  for (const StoredUnit& old : before)
    if (wording.is_said_by(old.unit)) keep_translations(old.unit, unit);
  const UnitId approved = add_approved(store, change, unit);
  PhraseApproval approval;
  for (const StoredUnit& old : before) {
    const bool gives_way =
        wording.is_said_by(old.unit) || (variants == PhraseVariants::replace && wording.is_variant_of(old.unit));
    if (old.id == approved || !gives_way) continue;
    retire(change, old);
    const bool says_more = std::any_of(old.unit.variants.begin(), old.unit.variants.end(),
                                       [&](const text::Variant& variant) { return !has(unit, variant); });
    if (says_more) approval.replaced.push_back(old);
  }
  return approval;
}

}  // namespace oimtm::tm

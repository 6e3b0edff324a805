#include "tm/main_languages.h"

#include <algorithm>
#include <tuple>

namespace oimtm::tm {

namespace {

// A unit with two languages says more of the direction than one that waits for its other.
bool is_less(const std::pair<const LanguagePair, std::size_t>& a, const std::pair<const LanguagePair, std::size_t>& b) {
  return std::tuple(!a.first.second.empty(), a.second) < std::tuple(!b.first.second.empty(), b.second);
}

}  // namespace

void LanguagePairs::add(const text::TranslationUnit& unit) {
  const auto& variants = unit.variants;
  if (named_.first.empty() && named_.second.empty()) {
    ++counts_[{variants[0].language, variants.size() > 1 ? variants[1].language : text::LanguageTag()}];
    return;
  }
  const bool has_source = !named_.first.empty();
  const text::Variant* const named = text::find_variant(unit, has_source ? named_.first : named_.second);
  if (named == nullptr) return;
  for (auto other = variants.begin(); other != variants.end(); ++other) {
    const auto is_same = [&](const text::Variant& earlier) { return earlier.language == other->language; };
    if (&*other == named || std::any_of(variants.begin(), other, is_same)) continue;
    ++(has_source ? counts_[{named->language, other->language}] : counts_[{other->language, named->language}]);
  }
}

LanguagePair LanguagePairs::best() const {
  LanguagePair result = named_;
  const auto best = std::max_element(counts_.begin(), counts_.end(), is_less);
  if (best == counts_.end()) return result;
  if (result.first.empty()) result.first = best->first.first;
  if (result.second.empty()) result.second = best->first.second;
  return result;
}

bool LanguagePairs::is_decided(std::size_t more) const {
  const auto best = std::max_element(counts_.begin(), counts_.end(), is_less);
  if (best == counts_.end() || best->first.second.empty() || best->second <= more) return false;
  return std::all_of(counts_.begin(), counts_.end(), [&](const auto& other) {
    return &other == &*best || other.first.second.empty() || other.second + more < best->second;
  });
}

}  // namespace oimtm::tm

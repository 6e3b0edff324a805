#include "tm/phrases/approved.h"

#include <algorithm>

#include "tm/phrases/wordings.h"

namespace oimtm::tm {

bool is_approved_phrase(const text::TranslationUnit& unit) {
  return std::find(unit.attributes.begin(), unit.attributes.end(),
                   std::pair(std::string(kPhraseAttribute), std::string(kApproved))) != unit.attributes.end();
}

bool is_segment_too(const text::TranslationUnit& unit) {
  return std::any_of(unit.attributes.begin(), unit.attributes.end(),
                     [](const auto& attribute) { return attribute.first == kSegmentAttribute; }) ||
         std::any_of(unit.variants.begin(), unit.variants.end(),
                     [](const text::Variant& variant) { return variant.origin.has_value(); });
}

ApprovedMarker::ApprovedMarker(const PhraseCorpus::Impl& corpus) : corpus_(corpus) {
  for (std::size_t i = 0; i < corpus.approved.size(); ++i)
    by_key_[wording_key(corpus.text(corpus.approved[i]))] = i;  // the last one counts
}

void ApprovedMarker::mark(PhraseFamily& family) const {
  if (by_key_.empty()) return;
  for (NestedText& nested : family.nested) nested.is_approved = by_key_.contains(wording_key(nested.text));
  for (PhraseWording& wording : family.wordings) {
    const auto found = by_key_.find(wording_key(wording.text));
    if (found == by_key_.end()) continue;
    wording.is_approved = true;
    const PhraseCorpus::Impl::Segment& phrase = corpus_.approved[found->second];
    for (std::uint32_t t = phrase.first_target; t < phrase.first_target + phrase.targets; ++t) {
      const PhraseCorpus::Impl::Target& target = corpus_.targets[t];
      const std::string_view text = corpus_.text(target);
      PhraseTranslation translation{corpus_.target_languages[target.language], std::string(text), 0, 1, true, {}};
      const auto same =
          std::find_if(wording.translations.begin(), wording.translations.end(), [&](const PhraseTranslation& known) {
            return known.language == translation.language && wording_key(known.text, true) == wording_key(text, true);
          });
      if (same != wording.translations.end()) {
        translation.count = same->count;
        translation.units = std::move(same->units);
        wording.translations.erase(same);
      }
      const auto place =
          std::find_if(wording.translations.begin(), wording.translations.end(),
                       [&](const PhraseTranslation& known) { return !(known.language < translation.language); });
      wording.translations.insert(place, std::move(translation));
    }
  }
}

}  // namespace oimtm::tm

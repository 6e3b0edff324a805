#include <algorithm>
#include <map>

#include "tm/phrases.h"
#include "tm/phrases/approved.h"
#include "tm/phrases/clusters.h"
#include "tm/phrases/corpus.h"
#include "tm/phrases/pattern.h"
#include "tm/phrases/repeats.h"
#include "tm/phrases/translations.h"
#include "tm/phrases/wordings.h"

namespace oimtm::tm {

namespace {

constexpr double kSure = 0.8;  // confidence

}  // namespace

bool PhraseWording::is_consistent() const {
  const PhraseTranslation* before = nullptr;
  for (const PhraseTranslation& translation : translations) {
    if (translation.confidence < kSure) continue;
    if (before != nullptr && before->language == translation.language) return false;
    before = &translation;
  }
  return true;
}

bool PhraseFamily::is_consistent() const {
  if (!std::all_of(wordings.begin(), wordings.end(), [](const auto& wording) { return wording.is_consistent(); }))
    return false;
  if (!slots.empty()) return true;
  std::map<text::LanguageTag, std::uint64_t> said;
  for (const PhraseWording& wording : wordings)
    for (const PhraseTranslation& translation : wording.translations) {
      if (translation.confidence < kSure) continue;
      const std::uint64_t key = wording_key(translation.text, true);
      if (said.try_emplace(translation.language, key).first->second != key) return false;
    }
  return true;
}

namespace {

std::vector<FrameLine> frame_lines(const PhraseCorpus::Impl& corpus, std::size_t min_documents) {
  std::vector<FrameLine> lines;
  for (const PhraseCorpus::Impl::Frame& line : corpus.frame)
    if (line.documents >= min_documents) lines.push_back({line.text, line.documents});
  std::stable_sort(lines.begin(), lines.end(),
                   [](const FrameLine& a, const FrameLine& b) { return a.documents > b.documents; });
  return lines;
}

}  // namespace

PhraseReport find_phrases(PhraseCorpus& corpus, const PhraseOptions& options) {
  PhraseCorpus::Impl& impl = corpus.impl();
  impl.finish();
  const RepeatOptions mining{static_cast<std::uint32_t>(std::max<std::size_t>(options.min_words, 2)),
                             static_cast<std::uint32_t>(std::max<std::size_t>(options.min_documents, 2))};
  const std::vector<Cluster> clusters = find_clusters(impl.forms, find_repeats(impl.forms, mining), mining);
  const WordingReader reader(impl);
  const Translator translator(impl);
  const ApprovedMarker approved(impl);
  PhraseReport report;
  report.language = impl.language;
  report.documents = reader.documents();
  report.segments = impl.segments.size();
  report.frame = frame_lines(impl, mining.min_documents);
  for (const Cluster& cluster : clusters) {
    FamilyWithPlaces read = reader.read(cluster);
    set_pattern(read.family, impl.language);
    translator.translate(read);
    approved.mark(read.family);
    report.families.push_back(std::move(read.family));
  }
  return report;
}

}  // namespace oimtm::tm

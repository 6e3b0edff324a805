#include "cli/bitexts.h"

#include <filesystem>
#include <map>
#include <set>

#include "align/bitext_aligner.h"
#include "align/pair_documents.h"
#include "text/error.h"
#include "text/language.h"

namespace oimtm::cli {

namespace {

using Documents = std::vector<text::SegmentedDocument>;

std::string name_key(const std::string& path) {
  std::filesystem::path name = std::filesystem::path(path).filename().stem();
  const std::string last = name.extension().string();
  const auto language = last.size() > 2 ? text::LanguageTag::parse(last.substr(1)) : std::nullopt;
  return language && language->is_known() ? name.stem().string() : name.string();
}

}  // namespace

Pairing pair_by_content(const Documents& sources, const Documents& targets) {
  Pairing pairing;
  for (const align::DocumentPair& pair : align::pair_documents(sources, targets)) {
    if (pair.source && pair.target)
      pairing.bitexts.push_back({*pair.source, *pair.target});
    else if (pair.source)
      pairing.lone_sources.push_back(*pair.source);
    else
      pairing.lone_targets.push_back(*pair.target);
  }
  return pairing;
}

Pairing pair_by_name(const Documents& sources, const Documents& targets) {
  std::map<std::string, std::size_t> by_name;
  for (std::size_t t = 0; t < targets.size(); ++t) by_name.emplace(name_key(targets[t].name), t);
  Pairing pairing;
  std::set<std::size_t> taken;
  for (std::size_t s = 0; s < sources.size(); ++s) {
    const auto found = by_name.find(name_key(sources[s].name));
    if (found != by_name.end() && taken.insert(found->second).second)
      pairing.bitexts.push_back({s, found->second});
    else
      pairing.lone_sources.push_back(s);
  }
  for (std::size_t t = 0; t < targets.size(); ++t)
    if (!taken.contains(t)) pairing.lone_targets.push_back(t);
  return pairing;
}

std::optional<text::LanguageTag> other_language(const Documents& documents, const text::LanguageTag& said) {
  constexpr std::size_t kLeast = 200;  // bytes by which a language is told with some certainty
  constexpr std::size_t kMost = 8 * 1024;
  if (said.empty()) return {};
  std::map<text::LanguageTag, std::size_t> seen;
  std::size_t told = 0;
  for (const text::SegmentedDocument& document : documents) {
    std::string sample;
    for (const auto& segment : document.segments) {
      if (sample.size() > kMost) break;
      sample += segment.segment.text + '\n';
    }
    const text::LanguageTag found = sample.size() < kLeast ? text::LanguageTag() : text::recognize_language(sample);
    if (found.empty()) continue;
    ++told;
    if (!text::same_base(found, said)) ++seen[found];
  }
  for (const auto& [language, count] : seen)
    if (2 * count > told) return language;
  return {};
}

void refuse_to_align(const text::SegmentedDocument& source, const text::SegmentedDocument& target) {
  for (const text::SegmentedDocument* document : {&source, &target}) {
    if (document->segments.empty()) throw UsageError(msg("has no text that could be aligned"), {document->name, 0, 0});
    if (document->language == text::LanguageTag("und"))
      throw UsageError(msg("the language cannot be recognised"), {document->name, 0, 0},
                       msg("say the languages with -s and -t"));
  }
  if (source.language == target.language)
    throw UsageError(msg("it is in the same language ({1}) as {2}", source.language.str(), target.name),
                     {source.name, 0, 0}, msg("if that was recognised wrongly, say the languages with -s and -t"));
}

align::AlignedTexts align_documents(const Pairing& pairing, const Documents& sources, const Documents& targets,
                                    const align::AlignOptions& options) {
  std::vector<align::TextPair> pairs;
  pairs.reserve(pairing.bitexts.size());
  for (const auto& [s, t] : pairing.bitexts) pairs.push_back({&sources[s], &targets[t]});
  return align::align_texts(pairs, options);
}

}  // namespace oimtm::cli

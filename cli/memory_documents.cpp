#include "cli/memory_documents.h"

#include <algorithm>
#include <utility>

namespace oimtm::cli {

namespace {

bool has_counterpart(const tm::MemoryDocument& stored, const text::LanguageTag& language) {
  return std::any_of(stored.counterparts.begin(), stored.counterparts.end(),
                     [&](const tm::Counterpart& other) { return text::same_base(other.language, language); });
}

}  // namespace

MemoryDocuments::MemoryDocuments(std::vector<tm::MemoryDocument> documents) : documents_(std::move(documents)) {
  for (std::size_t i = 0; i < documents_.size(); ++i) {
    const text::SegmentedDocument& document = documents_[i].document;
    by_content_.emplace(Same{document.language, document.content_hash}, i);
    if (documents_[i].counterparts.empty()) waiting_.insert({document.language, document.name});
  }
}

std::vector<const tm::MemoryDocument*> MemoryDocuments::same_as(const text::SegmentedDocument& document) const {
  std::vector<const tm::MemoryDocument*> found;
  const auto [begin, end] = by_content_.equal_range(Same{document.language, document.content_hash});
  for (auto at = begin; at != end; ++at) found.push_back(&documents_[at->second]);
  return found;
}

bool MemoryDocuments::has_aligned(const text::SegmentedDocument& document, const text::LanguageTag& target) const {
  const auto same = same_as(document);
  return std::any_of(same.begin(), same.end(), [&](const tm::MemoryDocument* stored) {
    const auto& others = stored->counterparts;
    return (target.empty() ? !others.empty() : has_counterpart(*stored, target)) &&
           std::none_of(others.begin(), others.end(), [&](const Name& other) { return waiting_.contains(other); });
  });
}

bool MemoryDocuments::has_pair(const text::SegmentedDocument& a, const text::SegmentedDocument& b) const {
  const auto is_aligned = [&](const text::SegmentedDocument& document, const text::LanguageTag& other) {
    const auto same = same_as(document);
    return std::any_of(same.begin(), same.end(),
                       [&](const tm::MemoryDocument* stored) { return has_counterpart(*stored, other); });
  };
  return is_aligned(a, b.language) && is_aligned(b, a.language);
}

std::vector<text::SegmentedDocument> MemoryDocuments::waiting_for(const std::vector<text::SegmentedDocument>& sources,
                                                                  const text::LanguageTag& target) const {
  std::set<text::LanguageTag> languages;
  std::set<Name> names;
  for (const text::SegmentedDocument& source : sources) {
    languages.insert(source.language);
    names.insert({source.language, source.name});
  }
  std::vector<text::SegmentedDocument> waiting;
  for (const tm::MemoryDocument& stored : documents_) {
    const text::LanguageTag& language = stored.document.language;
    if (!target.empty() && !text::same_base(target, language)) continue;
    const bool is_former = waiting_.contains({language, stored.document.name});  // its new edition waits
    const bool lacks = std::any_of(languages.begin(), languages.end(), [&](const text::LanguageTag& source) {
      return !text::same_base(source, language) && !has_counterpart(stored, source);
    });
    const auto& others = stored.counterparts;
    const bool has_former = std::any_of(others.begin(), others.end(), [&](const Name& other) {
      return names.contains(other) && !text::same_base(other.language, language);
    });
    if (lacks || (has_former && !is_former)) waiting.push_back(stored.document);
  }
  return waiting;
}

}  // namespace oimtm::cli

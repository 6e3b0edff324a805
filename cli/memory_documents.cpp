#include "cli/memory_documents.h"

#include <algorithm>
#include <utility>

namespace oimtm::cli {

namespace {

bool is_same(const text::SegmentedDocument& a, const text::SegmentedDocument& b) {
  return a.language == b.language && a.content_hash == b.content_hash;
}

bool has_counterpart(const tm::MemoryDocument& stored, const text::LanguageTag& language) {
  return std::any_of(stored.counterparts.begin(), stored.counterparts.end(),
                     [&](const tm::Counterpart& other) { return text::same_base(other.language, language); });
}

// Whether `stored` was aligned with an edition of the file that `document` is.
bool has_edition_of(const tm::MemoryDocument& stored, const text::SegmentedDocument& document) {
  return std::find(stored.counterparts.begin(), stored.counterparts.end(),
                   tm::Counterpart{document.language, document.name}) != stored.counterparts.end();
}

}  // namespace

MemoryDocuments::MemoryDocuments(std::vector<tm::MemoryDocument> documents) : documents_(std::move(documents)) {}

template <class Holds>
bool MemoryDocuments::any(const Holds& holds) const {
  return std::any_of(documents_.begin(), documents_.end(), holds);
}

bool MemoryDocuments::has_aligned(const text::SegmentedDocument& document, const text::LanguageTag& target) const {
  return any([&](const tm::MemoryDocument& stored) {
    const bool is_aligned = target.empty() ? !stored.counterparts.empty() : has_counterpart(stored, target);
    if (!is_aligned || !is_same(stored.document, document)) return false;
    return !any([&](const tm::MemoryDocument& other) {
      return other.counterparts.empty() && has_edition_of(stored, other.document);
    });
  });
}

bool MemoryDocuments::has_pair(const text::SegmentedDocument& a, const text::SegmentedDocument& b) const {
  const auto is_aligned = [&](const text::SegmentedDocument& document, const text::LanguageTag& other) {
    return any([&](const tm::MemoryDocument& stored) {
      return is_same(stored.document, document) && has_counterpart(stored, other);
    });
  };
  return is_aligned(a, b.language) && is_aligned(b, a.language);
}

bool MemoryDocuments::is_former_edition(const tm::MemoryDocument& stored) const {
  return any([&](const tm::MemoryDocument& other) {
    return other.counterparts.empty() && other.document.language == stored.document.language &&
           other.document.name == stored.document.name;
  });
}

std::vector<text::SegmentedDocument> MemoryDocuments::waiting_for(const std::vector<text::SegmentedDocument>& sources,
                                                                  const text::LanguageTag& target) const {
  std::vector<text::SegmentedDocument> waiting;
  for (const tm::MemoryDocument& stored : documents_) {
    if (!target.empty() && !text::same_base(target, stored.document.language)) continue;
    const auto fits = [&](const text::SegmentedDocument& source) {
      if (text::same_base(source.language, stored.document.language)) return false;
      return !has_counterpart(stored, source.language) ||
             (has_edition_of(stored, source) && !is_former_edition(stored));
    };
    if (std::any_of(sources.begin(), sources.end(), fits)) waiting.push_back(stored.document);
  }
  return waiting;
}

}  // namespace oimtm::cli

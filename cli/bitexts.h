// From documents in two languages to aligned ones.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "align/bitext_aligner.h"
#include "text/document.h"
#include "text/language.h"

namespace oimtm::cli {

// Numbers of a source and a target document that belong together.
struct Bitext {
  std::size_t source = 0;
  std::size_t target = 0;
};

struct Pairing {
  std::vector<Bitext> bitexts;            // in order of their sources
  std::vector<std::size_t> lone_sources;  // documents without counterpart
  std::vector<std::size_t> lone_targets;
};

// Pairs documents by content, or by their file names without folder, suffix and language
// ("fr", "en-US" as a last part: page.fr.txt).
Pairing pair_by_content(const std::vector<text::SegmentedDocument>& sources,
                        const std::vector<text::SegmentedDocument>& targets);
Pairing pair_by_name(const std::vector<text::SegmentedDocument>& sources,
                     const std::vector<text::SegmentedDocument>& targets);

// The language that most of the documents are written in, as it seems, if they are said to be
// in another one. Documents of less than some sentences say nothing.
std::optional<text::LanguageTag> other_language(const std::vector<text::SegmentedDocument>& documents,
                                                const text::LanguageTag& said);

// Throws UsageError for two documents that cannot be aligned: one has no text or no known
// language, or both are in the same.
void refuse_to_align(const text::SegmentedDocument& source, const text::SegmentedDocument& target);

// The beads of all pairs, which learn from one another.
align::AlignedTexts align_documents(const Pairing& pairing, const std::vector<text::SegmentedDocument>& sources,
                                    const std::vector<text::SegmentedDocument>& targets,
                                    const align::AlignOptions& options = {});

}  // namespace oimtm::cli

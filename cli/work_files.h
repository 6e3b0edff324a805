// Work files: XLIFF for translators, made of documents and of XLIFF of other tools.
#pragma once

#include <cstddef>
#include <string>

#include "cli/console.h"
#include "cli/documents.h"

namespace oimtm::cli {

struct WorkFileCounts {
  std::size_t documents = 0;
  std::size_t segments = 0;
  std::size_t left_out = 0;  // files that could not be read
};

// Writes the documents of `options` as one XLIFF 2.1 file into `target`, each with its original
// inside; the page's frame too if `keeps_all`. `path` empty: to standard output. What is XLIFF
// already, by options.input "xliff" or by its first bytes, is taken with its own segments.
// A document is in memory as a whole.
WorkFileCounts write_work_file(DocumentOptions options, const text::LanguageTag& target, bool keeps_all,
                               const std::string& path, Console& console);

}  // namespace oimtm::cli

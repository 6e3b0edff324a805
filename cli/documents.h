// Documents as commands read them: files found, languages known, blocks made.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "formats/filter.h"
#include "text/document.h"
#include "text/segmenter.h"

namespace oimtm::cli {

struct DocumentOptions {
  std::vector<std::string> paths;  // files, folders, "-"
  std::string input = "auto";      // a filter's name, or "auto"
  text::LanguageTag language;      // empty: recognised, file by file
  std::string srx;                 // a file of rules; empty: our own
};

// Reads documents one after the other. Pages of a run are read twice: what they share is
// their site's frame.
class DocumentReader {
 public:
  // Throws UsageError for a path or format that does not exist.
  DocumentReader(DocumentOptions options, Console& console);

  // Calls `visit` for each document, in the order of the paths, with the segmenter of its
  // language. Throws InputError for a file that is no text.
  void for_each(const std::function<void(const text::Document&, const text::Segmenter&)>& visit);

  std::size_t size() const { return files_.size(); }

  // The segmenter of a language; made at its first use.
  const text::Segmenter& segmenter(const text::LanguageTag& language);

 private:
  text::Document read(const std::string& file, const formats::LineCounts& counts);

  DocumentOptions options_;
  Console& console_;
  std::vector<std::string> files_;
  std::optional<text::SrxRules> rules_;
  std::map<text::LanguageTag, text::Segmenter> segmenters_;
};

// Says so if we have no rules of our own for a language that was named or recognised.
void warn_of_general_rules(const text::LanguageTag& language, Console& console);

// All documents of the paths, segmented.
std::vector<text::SegmentedDocument> read_segmented(const DocumentOptions& options, Console& console);

}  // namespace oimtm::cli

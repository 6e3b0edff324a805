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
  // Says what is wrong with a file and goes on with the rest, instead of throwing.
  bool leaves_out_bad = false;
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
  std::size_t left_out() const { return left_out_; }  // files that could not be read, so far

  // The segmenter of a language; made at its first use.
  const text::Segmenter& segmenter(const text::LanguageTag& language);

 private:
  void count_lines(formats::LineCounts& counts);
  text::Document read(const std::string& file, const formats::LineCounts& counts);

  DocumentOptions options_;
  Console& console_;
  std::vector<std::string> files_;
  std::size_t left_out_ = 0;
  std::optional<text::SrxRules> rules_;
  std::map<text::LanguageTag, text::Segmenter> segmenters_;
};

// All documents of the paths, segmented. Adds to `left_out` the files that could not be read.
std::vector<text::SegmentedDocument> read_segmented(const DocumentOptions& options, Console& console);
std::vector<text::SegmentedDocument> read_segmented(const DocumentOptions& options, Console& console,
                                                    std::size_t& left_out);

}  // namespace oimtm::cli

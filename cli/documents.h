// Documents as commands read them: files found, languages known, blocks made.
#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "cli/console.h"
#include "cli/flags.h"
#include "cli/in_order.h"
#include "formats/filter.h"
#include "formats/text_source.h"
#include "text/document.h"
#include "text/segmenter.h"

namespace oimtm::cli {

struct DocumentOptions {
  std::vector<std::string> paths;  // files, folders, "-"
  std::string input = "auto";      // a filter's name, or "auto"
  text::LanguageTag language;      // empty: recognised, file by file
  std::string srx;                 // a file of rules; empty: our own
  formats::TextOptions text = {};
  std::size_t threads = 1;
  // Says what is wrong with a file and goes on with the rest, instead of throwing. What was
  // given of the file before the fault is not taken back.
  bool leaves_out_bad = false;
  bool shares_frame = true;  // what pages of the run share is their site's frame
  std::string memory = {};   // of the run: in folders it and its files are no documents
  bool is_whole = false;     // a document is in memory as a whole: OpenDocument::bytes
};

// A document while it is read, in the thread that does it.
struct OpenDocument {
  std::string name;
  text::LanguageTag language;
  const text::Segmenter& segmenter;
  formats::TextSource& source;
  const formats::Filter& filter;
  const formats::LineCounts& counts;
  const std::string& bytes;  // of the file, with DocumentOptions::is_whole

  // Its blocks, one after the other; see formats::Filter::read. Once only.
  void read(const formats::BlockSink& sink) const { filter.read(source, counts, sink); }
};

bool is_folder(const std::string& path);

// Whether a path gives its bytes only once: a pipe, a device, standard input.
bool is_read_once(const std::string& path);

// The options for one path, with our own rules.
DocumentOptions options_for(const std::string& path, const std::string& input, const text::LanguageTag& language,
                            const ReadingFlags& reading);

// Reads documents, several at a time. Files are read twice, so that nothing is printed of
// input that is no text, and because what pages of a run share is their site's frame. What
// can be read only once, a pipe, is cleaned by its structure alone.
class DocumentReader {
 public:
  // Throws UsageError for a path or format that does not exist.
  DocumentReader(DocumentOptions options, Console& console);

  // Calls make(document, emit) for each document, in some thread, and take(result) for each
  // result that it emits, in this one and in the order of the paths. Throws InputError for a
  // file that is no text.
  template <class Result>
  void for_each(const std::function<void(const OpenDocument&, const std::function<void(Result&&)>&)>& make,
                const std::function<void(Result&&)>& take) {
    using Item = std::variant<Result, Note>;
    const formats::LineCounts counts = first_reading();
    std::atomic<bool> is_over = false;  // what takes the results has failed, and no file has
    InOrder<Item>::run(
        files_.size(), options_.threads,
        [&](std::size_t worker, std::size_t file, const typename InOrder<Item>::Emit& emit) {
          const auto note = [&](Note&& of_file) { emit(std::move(of_file)); };
          const auto work = [&](const OpenDocument& document) {
            make(document, [&](Result&& result) { emit(std::move(result)); });
          };
          try {
            read(worker, files_[file], counts, note, work);
          } catch (const Error&) {
            if (!options_.leaves_out_bad || is_over) throw;
            emit(Note{files_[file], {}, {}, {}, std::current_exception()});
          }
        },
        [&](std::size_t file, Item&& item) {
          try {
            show_progress(file + 1);
            if (const Note* note = std::get_if<Note>(&item))
              say(*note);
            else
              take(std::get<Result>(std::move(item)));
          } catch (...) {
            is_over = true;
            throw;
          }
        });
    console_.clear_progress();
    tell_languages();
  }

  std::size_t size() const { return files_.size(); }
  std::size_t left_out() const { return left_out_; }  // files that could not be read, so far

  // The segmenter of a language, for one worker; made at its first use.
  const text::Segmenter& segmenter(const text::LanguageTag& language, std::size_t worker = 0);

 private:
  // What a file was read as, or what is odd in it.
  struct Note {
    std::string file;
    std::string_view filter;
    text::LanguageTag language;
    std::optional<Diagnostic> odd = {};
    std::exception_ptr failure = {};  // why it was left out
  };

  formats::LineCounts first_reading();
  void read(std::size_t worker, const std::string& file, const formats::LineCounts& counts,
            const std::function<void(Note&&)>& note, const std::function<void(const OpenDocument&)>& work);
  void say(const Note& note);
  void show_progress(std::size_t file);
  void tell_languages();
  void tell_left_out(const std::exception_ptr& failure);

  DocumentOptions options_;
  Console& console_;
  std::vector<std::string> files_;
  std::size_t left_out_ = 0;
  std::optional<text::SrxRules> rules_;
  std::vector<std::map<text::LanguageTag, text::Segmenter>> segmenters_;  // of each worker
  std::map<text::LanguageTag, std::size_t> recognised_;                   // how many files
  std::set<std::string> warned_;                                          // languages without rules
};

// The places of the source that stand at offsets of a segment's text: one after the other,
// none before the last. The segment has to outlive it.
class PlacesInSource {
 public:
  explicit PlacesInSource(const text::Segment& segment) : segment_(segment) {}
  std::size_t operator()(std::size_t offset);

 private:
  const text::Segment& segment_;
  std::size_t next_ = 0;  // range
  std::size_t at_ = 0;    // where it begins in the text
};

// One of them.
std::size_t place_in_source(const text::Segment& segment, std::size_t offset);

// Says which language was recognised, where it decides how files are read: a line.
void tell_language(const text::LanguageTag& language, std::size_t files, Console& console);

// What is odd about a language that was named or recognised: that we have no rules for it.
std::optional<Diagnostic> general_rules(const text::LanguageTag& language);

// The segments of a document that are worth aligning and storing: menus left out, and the
// prose of the frame once for each wording. Their ranges are bytes of the file.
text::SegmentedDocument read_segments(const OpenDocument& document);

// All documents of the paths, segmented. Adds to `left_out` the files that could not be read.
std::vector<text::SegmentedDocument> read_segmented(const DocumentOptions& options, Console& console);
std::vector<text::SegmentedDocument> read_segmented(const DocumentOptions& options, Console& console,
                                                    std::size_t& left_out);

}  // namespace oimtm::cli

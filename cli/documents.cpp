#include "cli/documents.h"

#include <filesystem>

#include "cli/messages.h"
#include "formats/input.h"

namespace oimtm::cli {

DocumentReader::DocumentReader(DocumentOptions options, Console& console)
    : options_(std::move(options)), console_(console) {
  if (options_.input != "auto") formats::filter_named(options_.input);
  for (const std::string& path : options_.paths)
    for (std::string& file : formats::list_documents(path)) files_.push_back(std::move(file));
  if (!options_.srx.empty())
    rules_ = text::SrxRules::parse(formats::read_file(options_.srx), options_.srx, console_.sink());
}

void DocumentReader::for_each(const std::function<void(const text::Document&, const text::Segmenter&)>& visit) {
  formats::LineCounts counts;
  const bool may_share_frame = options_.input == "auto" || options_.input == "release";
  if (may_share_frame && files_.size() > 1) count_lines(counts);
  std::size_t done = 0;
  for (const std::string& file : files_) {
    console_.progress(tr("segmenting"), ++done, files_.size());
    std::optional<text::Document> document;
    try {
      document = read(file, counts);
    } catch (const Error& error) {
      if (!options_.leaves_out_bad) throw;
      console_.clear_progress();
      console_.fail(error);
      ++left_out_;
      continue;
    }
    visit(*document, segmenter(document->language));
  }
  console_.clear_progress();
}

void DocumentReader::count_lines(formats::LineCounts& counts) {
  for (const std::string& file : files_) {
    if (file == "-") continue;  // it can be read only once
    try {
      const std::string original = formats::read_file(file);
      formats::check_text(original, file);
      counts.add(original);
    } catch (const Error&) {
      if (!options_.leaves_out_bad) throw;  // it is said when the file is read
    }
    console_.progress(tr("reading"), counts.documents(), files_.size());
  }
}

text::Document DocumentReader::read(const std::string& file, const formats::LineCounts& counts) {
  text::Document document;
  document.name = file == "-" ? file : std::filesystem::path(file).lexically_normal().generic_string();
  document.original = formats::read_file(file);
  formats::check_text(document.original, file);
  const formats::Filter& filter =
      options_.input == "auto" ? formats::filter_for(document.original, counts) : formats::filter_named(options_.input);
  document.blocks = filter.blocks(document.original, counts);
  document.language = options_.language;
  if (document.language.empty()) {
    document.language = text::recognize_language(document.original);
    const bool is_unknown = document.language.empty();
    if (is_unknown && !document.blocks.empty())
      console_.warn({msg("the language cannot be recognised; general rules are used (say it with -s)"), {file, 0, 0}});
    if (is_unknown) document.language = text::LanguageTag("und");
  }
  const std::string name = document.language.display_name(text::LanguageTag(interface_language()));
  console_.detail(fill(tr("{1}: read as {2}, {3}"), {file, std::string(filter.name), name}));
  return document;
}

const text::Segmenter& DocumentReader::segmenter(const text::LanguageTag& language) {
  const auto found = segmenters_.find(language);
  if (found != segmenters_.end()) return found->second;
  const text::SrxRules& rules = rules_ ? *rules_ : text::SrxRules::built_in(language);
  return segmenters_.emplace(language, text::Segmenter(rules, language)).first->second;
}

std::vector<text::SegmentedDocument> read_segmented(const DocumentOptions& options, Console& console) {
  std::size_t left_out = 0;
  return read_segmented(options, console, left_out);
}

std::vector<text::SegmentedDocument> read_segmented(const DocumentOptions& options, Console& console,
                                                    std::size_t& left_out) {
  std::vector<text::SegmentedDocument> documents;
  DocumentReader reader(options, console);
  reader.for_each([&](const text::Document& document, const text::Segmenter& segmenter) {
    documents.push_back(text::segment_document(document, segmenter));
  });
  left_out += reader.left_out();
  return documents;
}

}  // namespace oimtm::cli

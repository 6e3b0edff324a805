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
  if (may_share_frame && files_.size() > 1) {
    for (const std::string& file : files_) {
      if (file == "-") continue;  // it can be read only once
      const std::string original = formats::read_file(file);
      formats::check_text(original, file);
      counts.add(original);
      console_.progress(tr("reading"), counts.documents(), files_.size());
    }
  }
  std::size_t done = 0;
  for (const std::string& file : files_) {
    console_.progress(tr("segmenting"), ++done, files_.size());
    const text::Document document = read(file, counts);
    visit(document, segmenter(document.language));
  }
  console_.clear_progress();
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
  if (!rules_) warn_of_general_rules(language, console_);
  return segmenters_.emplace(language, text::Segmenter(rules, language)).first->second;
}

void warn_of_general_rules(const text::LanguageTag& language, Console& console) {
  if (language == text::LanguageTag("und") || text::SrxRules::has_built_in(language)) return;
  console.warn({msg("there are no segmentation rules for {1}; general rules are used", language.str()), {}});
}

std::vector<text::SegmentedDocument> read_segmented(const DocumentOptions& options, Console& console) {
  std::vector<text::SegmentedDocument> documents;
  DocumentReader(options, console).for_each([&](const text::Document& document, const text::Segmenter& segmenter) {
    documents.push_back(text::segment_document(document, segmenter));
  });
  return documents;
}

}  // namespace oimtm::cli

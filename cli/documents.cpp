#include "cli/documents.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <regex>

#include "cli/messages.h"
#include "cli/output_file.h"
#include "formats/input.h"
#include "text/characters.h"

namespace oimtm::cli {

namespace {

constexpr std::size_t kLanguageSample = 64 * 1024;  // bytes by which a text's language is recognised

text::LanguageTag recognize(std::string_view text) {
  std::size_t end = std::min(text.size(), kLanguageSample);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text::recognize_language(text.substr(0, end));
}

// Whether a file is this memory, or one that its work puts beside it: m.tm-wal, m.tm.lexicon.
// Others are documents, m.tm.txt and m.tm-2024.txt too.
bool belongs_to(const std::string& memory, const std::string& file) {
  if (memory.empty()) return false;
  const std::filesystem::path of_memory = std::filesystem::absolute(memory);
  const std::filesystem::path path = std::filesystem::absolute(file);
  const std::string name = path.filename().string();
  const std::string stem = of_memory.filename().string();
  static const std::regex kBeside(
      "(-wal|-shm|-journal|\\.lexicon(\\.part-\\d+(-\\d+)?|\\.unfinished)?|-fuzzy-[a-z]+-\\d+(\\.new)?|-phrases-[a-z]+("
      "\\.new)?"
      "|\\.new-\\d+(-\\d+)?(-wal|-shm|-journal)?)?");
  if (!name.starts_with(stem) || !std::regex_match(name.substr(stem.size()), kBeside)) return false;
  std::error_code error;
  return std::filesystem::equivalent(path.parent_path(), of_memory.parent_path(), error);
}

// Exchange files are refused among documents; tags of other markup would be sentences.
std::optional<Diagnostic> odd_markup(const std::string& file, std::string_view markup) {
  if (markup.empty()) return {};
  const std::string name(markup);
  if (markup == "TMX" || markup == "XLIFF")
    throw InputError(msg("is {1}, and no document", name), {file, 0, 0},
                     msg("oimtm import takes it into a memory; --input text reads it as it is"));
  return Diagnostic{msg("is {1}, which is read as it is: its tags are taken for text", name), {file, 0, 0}};
}

}  // namespace

bool is_folder(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_directory(path, error);
}

bool is_read_once(const std::string& path) {
  std::error_code error;
  return path == "-" || !std::filesystem::is_regular_file(path, error);
}

DocumentOptions options_for(const std::string& path, const std::string& input, const text::LanguageTag& language,
                            const ReadingFlags& reading) {
  return {{path}, input, language, {}, reading.text_options(), reading.thread_count()};
}

DocumentReader::DocumentReader(DocumentOptions options, Console& console)
    : options_(std::move(options)), console_(console), segmenters_(std::max<std::size_t>(options_.threads, 1)) {
  if (options_.input != "auto") formats::filter_named(options_.input);
  for (const std::string& path : options_.paths) {
    std::vector<std::string> listed = formats::list_documents(path);
    if (is_folder(path)) std::erase_if(listed, [&](const auto& file) { return belongs_to(options_.memory, file); });
    if (listed.empty()) throw UsageError(msg("a folder without files"), {path, 0, 0});
    std::move(listed.begin(), listed.end(), std::back_inserter(files_));
  }
  if (!options_.srx.empty())
    rules_ = text::SrxRules::parse(formats::read_file(options_.srx), options_.srx, console_.sink());
}

formats::LineCounts DocumentReader::first_reading() {
  using Hashes = std::vector<std::uint64_t>;
  std::vector<std::string> files;
  for (const std::string& file : files_)
    if (!is_read_once(file)) files.push_back(file);
  const bool may_share_frame =
      options_.shares_frame && (options_.input == "auto" || options_.input == "release") && files_.size() > 1;
  formats::LineCounts counts;
  if (options_.text.repair && !may_share_frame && !options_.leaves_out_bad) return counts;
  std::size_t last = files.size();
  std::vector<std::exception_ptr> failures(files.size());
  InOrder<Hashes>::run(
      files.size(), options_.threads,
      [&](std::size_t, std::size_t file, const InOrder<Hashes>::Emit& emit) {
        try {
          formats::ByteSource bytes(files[file]);
          formats::TextSource source(bytes, options_.text);
          if (may_share_frame)
            formats::hash_lines(source, [&](std::span<const std::uint64_t> some) { emit({some.begin(), some.end()}); });
          else
            formats::read_to_end(source);
        } catch (const Error&) {
          if (!options_.leaves_out_bad) throw;
          failures[file] = std::current_exception();
        }
      },
      [&](std::size_t file, Hashes&& hashes) {
        if (file != last) counts.begin_document();
        last = file;
        counts.add_lines(hashes);
        console_.progress(tr("reading"), file + 1, files.size());
      });
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!failures[i]) continue;
    tell_left_out(failures[i]);
    std::erase(files_, files[i]);
  }
  return counts;
}

void DocumentReader::tell_left_out(const std::exception_ptr& failure) {
  console_.clear_progress();
  try {
    std::rethrow_exception(failure);
  } catch (const Error& error) {
    console_.fail(error);
  }
  ++left_out_;
}

void DocumentReader::read(std::size_t worker, const std::string& file, const formats::LineCounts& counts,
                          const std::function<void(Note&&)>& note,
                          const std::function<void(const OpenDocument&)>& work) {
  const std::string whole = options_.is_whole ? formats::read_file(file) : std::string();
  formats::ByteSource bytes = options_.is_whole ? formats::ByteSource(whole, file) : formats::ByteSource(file);
  formats::TextSource source(bytes, options_.text);
  if (options_.input == "auto") {
    source.lines();
    if (const auto odd = odd_markup(file, formats::markup_of(source.text()))) note({file, {}, {}, odd});
  }
  const formats::Filter& filter =
      options_.input == "auto" ? formats::filter_for(source, counts) : formats::filter_named(options_.input);
  text::LanguageTag language = options_.language;
  if (language.empty()) {
    source.lines();
    language = recognize(source.text());
    if (language.empty()) {
      if (!text::trim(source.text()).empty())
        note({file,
              {},
              {},
              Diagnostic{msg("the language cannot be recognised; general rules are used (say it with -s)"),
                         {file, 0, 0}}});
      language = text::LanguageTag("und");
    }
  }
  if (const auto odd = rules_ ? std::nullopt : general_rules(language)) note({file, {}, {}, odd});
  const std::string name = file == "-" ? file : std::filesystem::path(file).lexically_normal().generic_string();
  work({name, language, segmenter(language, worker), source, filter, counts, whole});
  if (source.repaired() > 0)
    note({file, {}, {}, Diagnostic{msg("places that are no text, now U+FFFD: {1}", source.repaired()), {file, 0, 0}}});
  note({file, filter.name, language, std::nullopt});
}

void DocumentReader::say(const Note& note) {
  if (note.failure) {
    tell_left_out(note.failure);
    return;
  }
  if (note.odd) {
    const bool is_of_language = note.odd->where.file.empty();  // said once, not for each file
    if (!is_of_language || warned_.insert(note.odd->message.arguments.front()).second) console_.warn(*note.odd);
    return;
  }
  if (options_.language.empty() && note.language != text::LanguageTag("und")) ++recognised_[note.language];
  const std::string name = note.language.display_name(text::LanguageTag(interface_language()));
  console_.detail(fill(tr("{1}: read as {2}, {3}"), {note.file, std::string(note.filter), name}));
}

void DocumentReader::tell_languages() {
  for (const auto& [language, files] : recognised_) tell_language(language, files, console_);
}

void DocumentReader::show_progress(std::size_t file) { console_.progress(tr("segmenting"), file, files_.size()); }

const text::Segmenter& DocumentReader::segmenter(const text::LanguageTag& language, std::size_t worker) {
  auto& segmenters = segmenters_[worker];
  const auto found = segmenters.find(language);
  if (found != segmenters.end()) return found->second;
  const text::SrxRules& rules = rules_ ? *rules_ : text::SrxRules::built_in(language);
  return segmenters.emplace(language, text::Segmenter(rules, language)).first->second;
}

text::SegmentedDocument read_segments(const OpenDocument& document) {
  text::SegmentedDocument result{document.name, document.language, 0, {}};
  text::DocumentSegmenter segments(document.segmenter);
  document.read([&](text::Block&& block) {
    stop_if_interrupted();
    for (text::DocumentSegment& piece : segments.split(block)) {
      for (text::ByteRange& range : piece.segment.ranges) range = document.source.in_file(range);
      result.segments.push_back(std::move(piece));
    }
  });
  result.content_hash = document.source.content_hash();
  return result;
}

std::size_t PlacesInSource::operator()(std::size_t offset) {
  for (; next_ < segment_.ranges.size(); ++next_) {
    const text::ByteRange& range = segment_.ranges[next_];
    if (offset <= at_ + range.size()) return range.begin + (offset - at_);
    at_ = text::next_range_begin(segment_.text, at_ + range.size());
  }
  return segment_.ranges.empty() ? offset : segment_.ranges.back().end;
}

std::size_t place_in_source(const text::Segment& segment, std::size_t offset) {
  return PlacesInSource(segment)(offset);
}

void tell_language(const text::LanguageTag& language, std::size_t files, Console& console) {
  const std::string line = trn("language recognised in {1} file: {2}", "language recognised in {1} files: {2}", files);
  console.say(fill(line, {"", language.display_name(text::LanguageTag(interface_language()))}));
}

std::optional<Diagnostic> general_rules(const text::LanguageTag& language) {
  const bool is_named = !language.empty() && language != text::LanguageTag("und");
  if (!is_named || text::SrxRules::has_built_in(language)) return {};
  return Diagnostic{msg("there are no segmentation rules for {1}; general rules are used", language.str()), {}};
}

std::vector<text::SegmentedDocument> read_segmented(const DocumentOptions& options, Console& console) {
  std::size_t left_out = 0;
  return read_segmented(options, console, left_out);
}

std::vector<text::SegmentedDocument> read_segmented(const DocumentOptions& options, Console& console,
                                                    std::size_t& left_out) {
  std::vector<text::SegmentedDocument> documents;
  DocumentReader reader(options, console);
  reader.for_each<text::SegmentedDocument>(
      [](const OpenDocument& document, const auto& emit) { emit(read_segments(document)); },
      [&](text::SegmentedDocument&& document) { documents.push_back(std::move(document)); });
  left_out += reader.left_out();
  return documents;
}

}  // namespace oimtm::cli

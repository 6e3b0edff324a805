#include "cli/phrase_input.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <unordered_map>

#include "cli/documents.h"
#include "cli/file_failure.h"
#include "cli/messages.h"
#include "formats/input.h"
#include "formats/text_source.h"
#include "formats/unit_stream.h"

namespace oimtm::cli {

namespace {

// A document with all its segments, those of the frame too.
struct ReadDocument {
  std::string name;
  text::LanguageTag language;
  std::vector<text::DocumentSegment> segments;
};

ReadDocument read_all(const OpenDocument& document) {
  ReadDocument result{document.name, document.language, {}};
  document.read([&](text::Block&& block) {
    for (text::DocumentSegment& piece : text::split_block(block, document.segmenter))
      result.segments.push_back(std::move(piece));
  });
  return result;
}

bool is_exchange_file(const std::string& path) {
  const std::string suffix = std::filesystem::path(path).extension().string();
  return suffix == ".tmx" || suffix == ".tsv";
}

std::string part_name(const std::string& name, std::size_t first, std::size_t last) {
  return name + ":" + std::to_string(first) + "-" + std::to_string(last);
}

// What a document begins with, as far as it may tell its date.
class Opening {
 public:
  // In their order. Of the frame only what is nothing but a date: under a title, say.
  void add(const std::string& segment, text::BlockKind kind) {
    if (lines_ >= kMostLines) return;
    std::string line = segment;
    std::replace(line.begin(), line.end(), '\n', ' ');
    const bool is_frame = kind == text::BlockKind::menu || kind == text::BlockKind::about;
    const bool may_be_date = line.size() <= kDate && !tm::document_date("", line).empty();
    if (is_frame && !may_be_date) return;
    text_ += line + "\n";
    ++lines_;
  }

  const std::string& text() const { return text_; }

 private:
  static constexpr std::size_t kMostLines = 30;
  static constexpr std::size_t kDate = 40;  // bytes

  std::string text_;
  std::size_t lines_ = 0;
};

class CorpusReader {
 public:
  CorpusReader(const PhraseSource& source, Console& console) : source_(source), console_(console) {}

  // A segmented document; its date is told by its name and its first segments.
  void add(const ReadDocument& document) {
    Opening opening;
    for (const text::DocumentSegment& piece : document.segments) opening.add(piece.segment.text, piece.kind);
    tm::PhraseCorpus& corpus = corpus_of(document.language);
    const std::size_t number = corpus.add_document({document.name, tm::document_date(document.name, opening.text())});
    for (const text::DocumentSegment& piece : document.segments)
      corpus.add_segment({.text = piece.segment.text, .document = number, .kind = piece.kind});
  }

  // A file that holds a segment a line; so many of them are one document.
  void add_lines(const std::string& path) {
    formats::ByteSource bytes(path);
    formats::TextSource source(bytes);
    source.lines();
    text::LanguageTag language = source_.language;
    if (language.empty()) language = text::recognize_language(source.text());
    if (language.empty())
      language = text::LanguageTag("und");
    else if (source_.language.empty())
      tell_language(language, 1, console_);
    tm::PhraseCorpus& corpus = corpus_of(language);
    std::vector<std::string> document;
    std::size_t number = 0;
    const auto add_document = [&] {
      if (document.empty()) return;
      const std::size_t place = corpus.add_document({part_name(path, number - document.size() + 1, number), ""});
      for (const std::string& line : document)
        if (!line.empty()) corpus.add_segment({.text = line, .document = place});
      document.clear();
    };
    formats::for_each_line(source, [&](const formats::Line& line) {
      document.emplace_back(line.text);
      number = line.number;
      if (document.size() == source_.document_lines) add_document();
      console_.progress(tr("lines"), number, 0);
    });
    add_document();
  }

  // A unit of a memory (`id` above 0) or of the exchange file `name`.
  void add(const text::TranslationUnit& unit, tm::UnitId id, const std::string& name) {
    ++units_;
    std::map<std::string, std::size_t> placed;  // varieties of a language are in one document
    for (const text::Variant& variant : unit.variants) {
      const bool is_wanted = source_.language.empty() || text::same_base(variant.language, source_.language);
      if (!is_wanted) continue;
      tm::PhraseCorpus& corpus = corpus_of(variant.language);
      std::vector<tm::PhraseTarget> targets;
      for (const text::Variant& other : unit.variants)
        if (&other != &variant && (source_.target.empty() || text::same_base(other.language, source_.target)))
          targets.push_back({other.language, other.segment.text, unit.confidence});
      if (tm::is_approved_phrase(unit)) {
        corpus.add_approved({.text = variant.segment.text, .unit = id, .targets = targets});
        if (!tm::is_segment_too(unit)) continue;
      }
      const std::string base = corpus.language().str();
      const auto here = placed.find(base);
      const std::size_t document = here != placed.end() ? here->second : document_of(corpus, unit, variant, name);
      placed.emplace(base, document);
      corpus.add_segment({.text = variant.segment.text,
                          .document = document,
                          .kind = variant.origin ? variant.origin->kind : text::BlockKind::body,
                          .unit = id,
                          .targets = targets});
    }
    console_.progress(tr("units"), units_, 0);
  }

  PhraseInput finish(std::size_t left_out) {
    console_.clear_progress();
    for (const auto& [base, documents] : documents_)
      for (const auto& [name, document] : documents) {
        const std::string date = tm::document_date(name, document.opening.text());
        corpora_.at(base).set_date(document.number, date.empty() ? document.unit_date : date);
      }
    PhraseInput input{{}, left_out};
    input.corpora.reserve(corpora_.size());
    for (auto& [base, corpus] : corpora_) input.corpora.push_back(std::move(corpus));
    return input;
  }

 private:
  // A document that units came from.
  struct Document {
    std::size_t number = 0;  // in its corpus
    Opening opening;
    std::string unit_date;  // of its first unit
  };
  // Which units of no document are together.
  struct Group {
    std::size_t units = 0;  // so far, of all groups
    std::size_t open = 0;   // the document that they go to
  };

  tm::PhraseCorpus& corpus_of(const text::LanguageTag& language) {
    const std::string base(language.base());
    const auto found = corpora_.find(base);
    if (found != corpora_.end()) return found->second;
    return corpora_.emplace(base, tm::PhraseCorpus(text::LanguageTag(base))).first->second;
  }

  std::size_t document_of(tm::PhraseCorpus& corpus, const text::TranslationUnit& unit, const text::Variant& variant,
                          const std::string& name) {
    if (variant.origin) {
      const auto [found, is_new] = documents_[corpus.language().str()].try_emplace(variant.origin->document);
      Document& document = found->second;
      if (is_new) document = {corpus.add_document({variant.origin->document, ""}), {}, unit.date.substr(0, 10)};
      document.opening.add(variant.segment.text, variant.origin->kind);
      return document.number;
    }
    Group& group = groups_[{corpus.language().str(), name}];
    const std::size_t size = std::max<std::size_t>(source_.document_lines, 1);
    const std::size_t at = group.units++;
    if (at % size == 0) group.open = corpus.add_document({part_name(name, at + 1, at + size), unit.date.substr(0, 10)});
    return group.open;
  }

  const PhraseSource& source_;
  Console& console_;
  std::map<std::string, tm::PhraseCorpus> corpora_;                             // by base language
  std::map<std::string, std::unordered_map<std::string, Document>> documents_;  // by base language and name
  std::map<std::pair<std::string, std::string>, Group> groups_;                 // by base language and file
  std::size_t units_ = 0;
};

void add_units(const std::string& path, const PhraseSource& source, CorpusReader& reader, Console& console) {
  formats::read_units(
      path, {source.language, source.target, ""}, [&](const text::TranslationUnit& unit) { reader.add(unit, 0, path); },
      console.sink());
}

}  // namespace

PhraseInput read_corpora(const PhraseSource& source, Console& console) {
  CorpusReader reader(source, console);
  const bool leaves_out_bad =
      source.paths.size() > 1 || std::any_of(source.paths.begin(), source.paths.end(), is_folder);
  std::size_t left_out = 0;
  std::vector<std::string> documents;
  for (const std::string& path : source.paths) {
    const bool is_exchanged = is_exchange_file(path) && source.input == "auto";
    if (!is_exchanged && source.document_lines == 0) {
      documents.push_back(path);
      continue;
    }
    try {
      is_exchanged ? add_units(path, source, reader, console) : reader.add_lines(path);
    } catch (const Error& error) {
      if (!leaves_out_bad) throw;
      fail_file(path, error, false, console);
      ++left_out;
    }
  }
  if (!documents.empty()) {
    DocumentOptions options{documents, source.input, source.language, ""};
    options.leaves_out_bad = leaves_out_bad;
    DocumentReader files(options, console);
    files.for_each<ReadDocument>([](const OpenDocument& document, const auto& emit) { emit(read_all(document)); },
                                 [&](ReadDocument&& document) { reader.add(document); });
    left_out += files.left_out();
  }
  return reader.finish(left_out);
}

PhraseInput read_corpora(const tm::Memory& memory, const PhraseSource& source, Console& console) {
  CorpusReader reader(source, console);
  memory.for_each([&](const tm::StoredUnit& stored) { reader.add(stored.unit, stored.id, "unit"); });
  return reader.finish(0);
}

}  // namespace oimtm::cli

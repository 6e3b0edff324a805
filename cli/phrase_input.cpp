#include "cli/phrase_input.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <unordered_map>

#include "cli/documents.h"
#include "cli/messages.h"
#include "formats/input.h"
#include "formats/text_source.h"
#include "formats/unit_stream.h"

namespace oimtm::cli {

namespace {

constexpr std::size_t kOpening = 4;  // segments that may tell a document's date

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

class CorpusReader {
 public:
  CorpusReader(const PhraseSource& source, Console& console) : source_(source), console_(console) {}

  // A segmented document; its date is told by its name and its first segments.
  void add(const ReadDocument& document) {
    std::string opening;
    std::size_t told = 0;
    for (const text::DocumentSegment& piece : document.segments) {
      const bool is_frame = piece.kind == text::BlockKind::menu || piece.kind == text::BlockKind::about;
      if (!is_frame && told++ < kOpening) opening += one_line(piece.segment.text) + "\n";
    }
    tm::PhraseCorpus& corpus = corpus_of(document.language);
    const std::size_t number = corpus.add_document({document.name, tm::document_date(document.name, opening)});
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
      corpus.add_segment({.text = variant.segment.text,
                          .document = document_of(corpus, unit, variant, name),
                          .kind = variant.origin ? variant.origin->kind : text::BlockKind::body,
                          .unit = id,
                          .targets = targets});
    }
    console_.progress(tr("units"), units_, 0);
  }

  std::vector<tm::PhraseCorpus> finish() {
    console_.clear_progress();
    std::vector<tm::PhraseCorpus> corpora;
    corpora.reserve(corpora_.size());
    for (auto& [base, corpus] : corpora_) corpora.push_back(std::move(corpus));
    return corpora;
  }

 private:
  // Where a document of the units is in a corpus, and which units of none are together.
  struct Places {
    std::unordered_map<std::string, std::size_t> documents;
    std::size_t without_document = 0;
    std::size_t open = 0;  // the document that units of none go to
  };

  static std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  tm::PhraseCorpus& corpus_of(const text::LanguageTag& language) {
    const std::string base(language.base());
    const auto found = corpora_.find(base);
    if (found != corpora_.end()) return found->second;
    return corpora_.emplace(base, tm::PhraseCorpus(text::LanguageTag(base))).first->second;
  }

  std::size_t document_of(tm::PhraseCorpus& corpus, const text::TranslationUnit& unit, const text::Variant& variant,
                          const std::string& name) {
    Places& places = places_[corpus.language().str()];
    if (variant.origin) {
      const auto [found, is_new] = places.documents.try_emplace(variant.origin->document, 0);
      if (is_new) {
        std::string date = tm::document_date(variant.origin->document, one_line(variant.segment.text));
        if (date.empty()) date = unit.date.substr(0, 10);
        found->second = corpus.add_document({variant.origin->document, date});
      }
      return found->second;
    }
    const std::size_t size = std::max<std::size_t>(source_.document_lines, 1);
    const std::size_t at = places.without_document++;
    if (at % size == 0)
      places.open = corpus.add_document({part_name(name, at + 1, at + size), unit.date.substr(0, 10)});
    return places.open;
  }

  const PhraseSource& source_;
  Console& console_;
  std::map<std::string, tm::PhraseCorpus> corpora_;  // by base language
  std::map<std::string, Places> places_;
  std::size_t units_ = 0;
};

}  // namespace

std::vector<tm::PhraseCorpus> read_corpora(const PhraseSource& source, Console& console) {
  CorpusReader reader(source, console);
  std::vector<std::string> documents;
  for (const std::string& path : source.paths) {
    if (is_exchange_file(path) && source.input == "auto")
      formats::read_units(
          path, {source.language, source.target, ""},
          [&](const text::TranslationUnit& unit) { reader.add(unit, 0, path); }, console.sink());
    else if (source.document_lines > 0)
      reader.add_lines(path);
    else
      documents.push_back(path);
  }
  if (!documents.empty())
    DocumentReader({documents, source.input, source.language, ""}, console)
        .for_each<ReadDocument>([](const OpenDocument& document, const auto& emit) { emit(read_all(document)); },
                                [&](ReadDocument&& document) { reader.add(document); });
  return reader.finish();
}

std::vector<tm::PhraseCorpus> read_corpora(const tm::Memory& memory, const PhraseSource& source, Console& console) {
  CorpusReader reader(source, console);
  memory.for_each([&](const tm::StoredUnit& stored) { reader.add(stored.unit, stored.id, "unit"); });
  return reader.finish();
}

}  // namespace oimtm::cli

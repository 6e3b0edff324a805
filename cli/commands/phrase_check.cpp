#include <algorithm>

#include "cli/commands/phrases.h"
#include "cli/documents.h"
#include "cli/flags.h"
#include "cli/json.h"
#include "cli/messages.h"
#include "tm/memory.h"
#include "tm/phrases.h"

namespace oimtm::cli {

namespace {

tm::PhraseChecker open_checker(const tm::Memory& memory, const std::string& path) {
  std::vector<tm::ApprovedPhrase> phrases;
  for (const tm::StoredUnit& stored : memory.approved_phrases())
    for (const text::Variant& variant : stored.unit.variants)
      phrases.push_back({variant.language, variant.segment.text, stored.id});
  if (phrases.empty())
    throw UsageError(msg("no phrase of this memory was approved"), {path, 0, 0},
                     msg("for example: oimtm phrases approve -m oim.tm \"PHRASE\" \"ITS TRANSLATION\""));
  return tm::PhraseChecker(std::move(phrases));
}

// A sentence for every place where a document drifts, and how often it does not.
class DriftReport {
 public:
  DriftReport(const tm::PhraseChecker& checker, bool as_json, Console& console)
      : checker_(checker), as_json_(as_json), console_(console) {}

  void add(const text::Document& document, const text::DocumentSegment& piece) {
    for (const tm::PhraseUse& use : checker_.check(piece.segment.text, document.language)) {
      ++(use.edits.empty() ? kept_ : drifted_);
      if (as_json_)
        print_json(document, piece, use);
      else if (!use.edits.empty())
        print_lines(document, piece, use);
    }
  }

  std::size_t kept() const { return kept_; }
  std::size_t drifted() const { return drifted_; }

 private:
  static std::size_t place_in_file(const std::vector<text::ByteRange>& ranges, std::size_t offset) {
    std::size_t at = 0;
    for (const text::ByteRange& range : ranges) {
      if (offset <= at + range.size()) return range.begin + (offset - at);
      at += range.size() + 1;
    }
    return ranges.empty() ? offset : ranges.back().end;
  }

  void print_json(const text::Document& document, const text::DocumentSegment& piece, const tm::PhraseUse& use) {
    const std::string& text = piece.segment.text;
    const tm::ApprovedPhrase& phrase = checker_.phrases()[use.phrase];
    Json object = {{"schema", 1},
                   {"file", document.name},
                   {"begin", place_in_file(piece.segment.ranges, use.where.begin)},
                   {"end", place_in_file(piece.segment.ranges, use.where.end)},
                   {"language", phrase.language.str()},
                   {"drifts", !use.edits.empty()},
                   {"text", text.substr(use.where.begin, use.where.size())},
                   {"approved", phrase.text},
                   {"unit", phrase.unit},
                   {"edits", Json::array()}};
    for (const tm::Edit& edit : use.edits)
      object["edits"].push_back({{"text", text.substr(edit.query.begin, edit.query.size())},
                                 {"approved", phrase.text.substr(edit.source.begin, edit.source.size())}});
    console_.print(to_line(object));
  }

  void print_lines(const text::Document& document, const text::DocumentSegment& piece, const tm::PhraseUse& use) {
    const tm::ApprovedPhrase& phrase = checker_.phrases()[use.phrase];
    const std::size_t byte = place_in_file(piece.segment.ranges, use.where.begin);
    console_.print(to_string(locate(document.original, byte, document.name)) + ": " +
                   marked_edits(piece.segment.text, phrase.text, use, console_.colored()) + "\n");
  }

  const tm::PhraseChecker& checker_;
  bool as_json_;
  Console& console_;
  std::size_t kept_ = 0;
  std::size_t drifted_ = 0;
};

}  // namespace

std::string marked_edits(const std::string& text, const std::string& phrase, const tm::PhraseUse& use, bool colored) {
  std::string marked;
  std::size_t at = 0;
  for (const tm::Edit& edit : use.edits) {
    marked += phrase.substr(at, edit.source.begin - at);
    const std::string approved = phrase.substr(edit.source.begin, edit.source.size());
    const std::string written = text.substr(edit.query.begin, edit.query.size());
    const bool is_inserted = approved.empty() && !marked.empty() && marked.back() != ' ';
    if (!approved.empty()) marked += colored ? "\033[31;9m" + approved + "\033[0m" : "[-" + approved + "-]";
    if (!written.empty())
      marked += (is_inserted ? " " : "") + (colored ? "\033[32m" + written + "\033[0m" : "{+" + written + "+}");
    at = edit.source.end;
  }
  return marked + phrase.substr(at);
}

int run_phrase_check(const PhrasesArgs& args, const std::vector<std::string>& files, Console& console) {
  const std::string path = required_memory(args.memory);
  const tm::PhraseChecker checker = open_checker(tm::Memory::open(path, tm::Memory::Access::read), path);
  DriftReport report(checker, args.json, console);
  DocumentReader({files_or_input(files), args.input, args.languages.source_tag(), ""}, console)
      .for_each([&](const text::Document& document, const text::Segmenter& segmenter) {
        for (const text::Block& block : document.blocks) {
          if (block.kind == text::BlockKind::menu) continue;
          for (const text::DocumentSegment& piece : text::split_block(block, segmenter)) report.add(document, piece);
        }
      });
  console.say(fill(tr("approved phrases found as approved: {1}, drifting: {2}"),
                   {std::to_string(report.kept()), std::to_string(report.drifted())}));
  return report.drifted() > 0 ? kNo : kDone;
}

}  // namespace oimtm::cli

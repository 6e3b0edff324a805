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

// What is printed of one use of a phrase; empty where it is as approved.
struct Use {
  std::string line;
  bool drifts = false;
};

// The uses of approved phrases in a document, as it is read.
class UseFinder {
 public:
  UseFinder(const tm::PhraseChecker& checker, const OpenDocument& document, bool as_json, bool colored)
      : checker_(checker), document_(document), as_json_(as_json), colored_(colored) {}

  void find(const std::function<void(Use&&)>& emit) const {
    document_.read([&](text::Block&& block) {
      if (block.kind == text::BlockKind::menu) return;
      for (const text::DocumentSegment& piece : text::split_block(block, document_.segmenter))
        for (const tm::PhraseUse& use : checker_.check(piece.segment.text, document_.language)) {
          const bool drifts = !use.edits.empty();
          emit({as_json_ ? json_of(piece.segment, use) : drifts ? line_of(piece.segment, use) : "", drifts});
        }
    });
  }

 private:
  std::size_t in_file(const text::Segment& segment, std::size_t offset) const {
    return document_.source.in_file(place_in_source(segment, offset));
  }

  std::string json_of(const text::Segment& segment, const tm::PhraseUse& use) const {
    const tm::ApprovedPhrase& phrase = checker_.phrases()[use.phrase];
    const auto part = [](const std::string& text, const text::ByteRange& where) {
      return text.substr(where.begin, where.size());
    };
    Json object = {{"schema", 1},
                   {"file", document_.name},
                   {"begin", in_file(segment, use.where.begin)},
                   {"end", in_file(segment, use.where.end)},
                   {"language", phrase.language.str()},
                   {"drifts", !use.edits.empty()},
                   {"text", part(segment.text, use.where)},
                   {"approved", phrase.text},
                   {"unit", phrase.unit},
                   {"edits", Json::array()}};
    for (const tm::Edit& edit : use.edits)
      object["edits"].push_back(
          {{"text", part(segment.text, edit.query)}, {"approved", part(phrase.text, edit.source)}});
    return to_line(object);
  }

  std::string line_of(const text::Segment& segment, const tm::PhraseUse& use) const {
    Location where = document_.source.locate(place_in_source(segment, use.where.begin));
    where.file = document_.name;
    return to_string(where) + ": " + marked_edits(segment.text, checker_.phrases()[use.phrase].text, use, colored_) +
           "\n";
  }

  const tm::PhraseChecker& checker_;
  const OpenDocument& document_;
  bool as_json_;
  bool colored_;
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
  DocumentOptions options{files_or_input(files), args.input, args.languages.source_tag(), ""};
  options.leaves_out_bad = std::any_of(files.begin(), files.end(), is_folder);
  std::size_t kept = 0;
  std::size_t drifted = 0;
  DocumentReader reader(options, console);
  reader.for_each<Use>([&](const OpenDocument& document,
                           const auto& emit) { UseFinder(checker, document, args.json, console.colored()).find(emit); },
                       [&](Use&& use) {
                         ++(use.drifts ? drifted : kept);
                         console.print(use.line);
                       });
  console.say(fill(tr("approved phrases found as approved: {1}, drifting: {2}"),
                   {std::to_string(kept), std::to_string(drifted)}));
  if (reader.left_out() > 0) return kFailed;
  return drifted > 0 ? kNo : kDone;
}

}  // namespace oimtm::cli

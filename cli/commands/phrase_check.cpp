#include <algorithm>
#include <set>

#include "cli/commands/phrases.h"
#include "cli/documents.h"
#include "cli/flags.h"
#include "cli/json.h"
#include "cli/messages.h"
#include "cli/unit_output.h"
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
  std::string language;                    // of the document: base
  std::optional<std::size_t> phrase = {};  // none: only that there is a document
};

// The uses of approved phrases in a document, as it is read.
class UseFinder {
 public:
  UseFinder(const tm::PhraseChecker& checker, const OpenDocument& document, bool as_json, bool colored)
      : checker_(checker), document_(document), as_json_(as_json), colored_(colored) {}

  void find(const std::function<void(Use&&)>& emit) const {
    const std::string language(document_.language.base());
    emit({"", false, language});
    document_.read([&](text::Block&& block) {
      if (block.kind == text::BlockKind::menu) return;
      for (const text::DocumentSegment& piece : text::split_block(block, document_.segmenter))
        for (const tm::PhraseUse& use : checker_.check(piece.segment.text, document_.language)) {
          const bool drifts = !use.edits.empty();
          emit({as_json_ ? json_of(piece.segment, use)
                : drifts ? line_of(piece.segment, use)
                         : "",
                drifts, language, use.phrase});
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

namespace {

// Which phrases were met, and in which languages documents were.
class Tally {
 public:
  explicit Tally(const tm::PhraseChecker& checker) : checker_(checker), is_met_(checker.phrases().size(), false) {}

  void add(const Use& use) {
    languages_.insert(use.language);
    if (!use.phrase) return;
    is_met_[*use.phrase] = true;
    ++(use.drifts ? drifted_ : kept_);
  }

  std::size_t kept() const { return kept_; }
  std::size_t drifted() const { return drifted_; }

  // Phrases in a language of the documents that none of them says, in whatever words.
  std::vector<tm::ApprovedPhrase> not_met() const {
    std::vector<tm::ApprovedPhrase> list;
    for (std::size_t i = 0; i < is_met_.size(); ++i)
      if (!is_met_[i] && languages_.contains(std::string(checker_.phrases()[i].language.base())))
        list.push_back(checker_.phrases()[i]);
    return list;
  }

 private:
  const tm::PhraseChecker& checker_;
  std::vector<bool> is_met_;
  std::set<std::string> languages_;  // base languages
  std::size_t kept_ = 0;
  std::size_t drifted_ = 0;
};

std::string json_of(const tm::ApprovedPhrase& phrase) {
  return to_line(
      {{"schema", 1}, {"not_found", phrase.text}, {"language", phrase.language.str()}, {"unit", phrase.unit}});
}

}  // namespace

int run_phrase_check(const PhrasesArgs& args, const std::vector<std::string>& files, Console& console) {
  const bool as_json = phrase_format(args, "text, json") == "json";
  if (files.empty())
    throw UsageError(msg("no file was named"), {}, msg("name files or folders, or - for standard input"));
  const std::string path = required_memory(args.memory);
  const tm::PhraseChecker checker = open_checker(tm::Memory::open(path, tm::Memory::Access::read), path);
  DocumentOptions options{files, args.input, args.languages.source_tag(), ""};
  options.leaves_out_bad = files.size() > 1 || std::any_of(files.begin(), files.end(), is_folder);
  TextOutput output(args.output, console);
  const bool colored = console.colored() && args.output.empty();
  Tally tally(checker);
  DocumentReader reader(options, console);
  reader.for_each<Use>([&](const OpenDocument& document,
                           const auto& emit) { UseFinder(checker, document, as_json, colored).find(emit); },
                       [&](Use&& use) {
                         tally.add(use);
                         output.write(use.line);
                       });
  const std::vector<tm::ApprovedPhrase> not_met = tally.not_met();
  for (const tm::ApprovedPhrase& phrase : not_met) {
    if (as_json) output.write(json_of(phrase));
    console.detail(fill(tr("not found: {1}"), {phrase.text}));
  }
  output.finish();
  console.say(fill(tr("approved phrases found as approved: {1}, drifting: {2}, not found at all: {3}"),
                   {std::to_string(tally.kept()), std::to_string(tally.drifted()), std::to_string(not_met.size())}));
  if (reader.left_out() > 0) return kFailed;
  return tally.drifted() > 0 ? kNo : kDone;
}

}  // namespace oimtm::cli

#include <algorithm>
#include <memory>
#include <numeric>

#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "cli/memories.h"
#include "cli/messages.h"
#include "cli/unit_output.h"
#include "formats/bilingual.h"
#include "text/characters.h"
#include "tm/memory.h"

namespace oimtm::cli {

namespace {

struct PretranslateArgs {
  std::vector<std::string> files;
  std::vector<std::string> memories;
  LanguageFlags languages;
  std::string output;
  std::string min_score = "70";
  std::string limit = "3";
  bool fills = false;
  bool dry_run = false;
};

bool is_blank(const text::Segment& segment) { return text::trim(segment.text).empty(); }

// The target of a match for the text at hand, which has the same codes in the same order.
// Nothing if it has others.
std::optional<formats::TiedTarget> tie_match(const text::Segment& query, const tm::Match& match) {
  const text::Segment& source = match.source_variant().segment;
  const bool has_same_codes =
      std::equal(query.codes.begin(), query.codes.end(), source.codes.begin(), source.codes.end(),
                 [](const text::InlineCode& a, const text::InlineCode& b) { return a.kind == b.kind; });
  if (!has_same_codes) return std::nullopt;
  return formats::tie(source, match.target_variant()->segment);
}

// What a penalty of this name has taken off.
int points_of(std::string_view penalty, const tm::Score& score) {
  return std::accumulate(score.penalties.begin(), score.penalties.end(), 0, [&](int sum, const tm::Penalty& each) {
    return each.name == penalty ? sum + each.points : sum;
  });
}

// Whether the codes of a candidate stand between the same words: what translates the text
// would have them around others.
bool has_codes_there(const text::Segment& query, const formats::Candidate& candidate) {
  const auto folded = [](const text::Segment& segment, std::size_t code) {
    const std::string before = text::fold_case(segment.text.substr(0, segment.codes[code].offset));
    return std::string(text::trim(before));
  };
  for (std::size_t i = 0; i < query.codes.size(); ++i)
    if (folded(query, i) != folded(candidate.source, i)) return false;
  return true;
}

// Whether neither side is in a variety that the file says to be another: "fr" stands for "fr-FR".
bool has_no_other_variety(const tm::Match& match, const tm::Query& query) {
  return text::is_same_or_general(match.source_variant().language, query.source) &&
         text::is_same_or_general(match.target_variant()->language, query.target);
}

struct Offer {
  formats::Candidate candidate;
  std::optional<formats::TiedTarget> tied;  // none if its codes are others
  int score_to_fill = 0;                    // without the point for a variety, where the file or the memory says none
};

class Pretranslator {
 public:
  Pretranslator(const PretranslateArgs& args, Console& console)
      : args_(args), console_(console), memories_(open_memories(args.memories)) {
    options_.min_score = parse_number("--min-score", args.min_score, 1, 102);
    options_.limit = static_cast<std::size_t>(parse_number("--limit", args.limit, 1, 100));
  }

  std::size_t segments = 0;
  std::size_t matched = 0;

  formats::SegmentChange fill(const formats::BilingualSegment& segment) {
    formats::SegmentChange change;
    if (++segments % 100 == 0) console_.progress(tr("segments"), segments, 0);
    if (!segment.is_translatable || formats::is_translated(segment) || is_blank(segment.source)) return change;
    const tm::Query query{segment.source, source_of(segment), target_of(segment), segment.context};
    for (const OpenMemory& each : memories_) change.origins.push_back(each.name);
    std::vector<Offer> offers;
    for (const auto& [match, memory] : look_up(memories_, query, options_)) {
      if (match.target_variant() == nullptr) continue;
      Offer offer{{match.source_variant().segment, match.target_variant()->segment, match.score.net, memory->name},
                  tie_match(segment.source, match),
                  0};
      // Where its codes can be tied, they have the same markup.
      if (offer.tied) offer.candidate.score += points_of("tags", match.score);
      offer.score_to_fill = offer.candidate.score;
      if (has_no_other_variety(match, query)) offer.score_to_fill += points_of("variety", match.score);
      offers.push_back(std::move(offer));
    }
    matched += offers.empty() ? 0 : 1;
    std::stable_sort(offers.begin(), offers.end(),
                     [](const Offer& a, const Offer& b) { return a.candidate.score > b.candidate.score; });
    for (Offer& offer : offers) {
      const bool fits = offer.score_to_fill >= 100 && offer.tied && has_codes_there(segment.source, offer.candidate);
      if (args_.fills && !change.target && fits) {
        change.target = std::move(offer.tied);
        change.marks_state = true;
      }
      change.candidates.push_back(std::move(offer.candidate));
    }
    return change;
  }

 private:
  text::LanguageTag source_of(const formats::BilingualSegment& segment) const {
    return segment.source_language.empty() ? args_.languages.source_tag() : segment.source_language;
  }

  text::LanguageTag target_of(const formats::BilingualSegment& segment) const {
    if (segment.target_language.empty())
      throw UsageError(msg("the file does not say the target language"), {args_.files.front(), 0, 0},
                       msg("say it with -t"));
    return segment.target_language;
  }

  const PretranslateArgs& args_;
  Console& console_;
  std::vector<OpenMemory> memories_;
  tm::LookupOptions options_;
};

int run_pretranslate(const PretranslateArgs& args, Console& console) {
  if (args.files.size() != 1)
    throw UsageError(msg("one XLIFF file is wanted"), {},
                     msg("for example: oimtm pretranslate release.xlf -m oim.tm -o filled.xlf"));
  formats::ByteSource source(args.files.front());
  Pretranslator pretranslator(args, console);
  TextOutput output(args.output, console);
  const formats::RewriteCounts counts = formats::rewrite_bilingual(
      source, {args.languages.target_tag()},
      [&](const formats::BilingualSegment& segment) { return pretranslator.fill(segment); },
      [&](std::string_view part) { output.write(part); }, console.sink());
  console.clear_progress();
  output.finish();
  console.say(
      fill(tr("segments: {1}, with matches: {2}, filled in: {3}"),
           {std::to_string(counts.segments), std::to_string(pretranslator.matched), std::to_string(counts.changed)}));
  return kDone;
}

}  // namespace

Runner define_pretranslate(CLI::App& app) {
  auto args = std::make_shared<PretranslateArgs>();
  add_files(app, args->files, "FILE", tr("An XLIFF file of any version and tool; - is standard input."));
  app.add_option("-m,--memory", args->memories,
                 tr("A memory, or several (without it, what OIMTM_MEMORY names); FILE:5 takes five points off."))
      ->type_name(tr("FILE[:PENALTY]"))
      ->allow_extra_args(false);
  app.add_option("-o,--output", args->output, tr("The file to write; standard output without it."))
      ->type_name(tr("FILE"));
  add_source(app, args->languages, tr("Source language, for a file that does not say it."));
  add_target(app, args->languages, tr("Target language, for a file that does not say it; it is written there."));
  app.add_option("--min-score", args->min_score, tr("Leave out what is less like it, in percent (default 70)."))
      ->type_name(tr("PERCENT"));
  app.add_option("--limit", args->limit, tr("Most matches for a segment (default 3)."))->type_name(tr("NUMBER"));
  app.add_flag("--fill", args->fills, tr("Write the best match of 100 % or more as the translation, too."));
  add_dry_run(app, args->dry_run);
  app.footer(
      tr("Writes what the memory has for each segment without a translation beside it: <mtc:match> in\n"
         "XLIFF 2, best first by matchSuitability, <alt-trans> in XLIFF 1. All other bytes of the file\n"
         "stay as they are.\n"
         "Examples:\n"
         "  oimtm pretranslate release.xlf -m oim.tm -o filled.xlf\n"
         "  oimtm pretranslate job.sdlxliff -m oim.tm -m old.tm:10 --fill -o job.filled.sdlxliff"));
  return [args](Console& console) { return run_pretranslate(*args, console); };
}

}  // namespace oimtm::cli

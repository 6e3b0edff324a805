#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>

#include "align/evaluate.h"
#include "align/units.h"
#include "cli/bitexts.h"
#include "cli/commands/commands.h"
#include "cli/documents.h"
#include "cli/flags.h"
#include "cli/lexicons.h"
#include "cli/memory_documents.h"
#include "cli/messages.h"
#include "cli/output_file.h"
#include "cli/review_page.h"
#include "cli/unit_output.h"
#include "cli/writable_memory.h"

namespace oimtm::cli {

namespace {

struct AlignArgs {
  std::vector<std::string> sides;
  LanguageFlags languages;
  std::string memory;
  std::string pair = "content";
  std::string input = "auto";
  std::string format;
  std::string output;
  std::string dictionary;
  bool force = false;
  bool dry_run = false;
  ReadingFlags reading;
};

struct Sides {
  std::vector<text::SegmentedDocument> sources;
  std::vector<text::SegmentedDocument> targets;
  bool are_folders = false;
  std::size_t left_out = 0;  // files that could not be read
  std::size_t known = 0;     // sources that the memory has aligned already, and that are left out
};

// What is odd about a side: that there is nothing in it, or that it is in another language
// than was said.
void tell_odd_side(const std::string& path, const std::vector<text::SegmentedDocument>& documents,
                   const text::LanguageTag& language, Console& console) {
  const bool has_text = std::any_of(documents.begin(), documents.end(),
                                    [](const text::SegmentedDocument& document) { return !document.segments.empty(); });
  if (!has_text && is_folder(path)) console.warn({msg("no document of this folder has a text"), {path, 0, 0}});
  const std::optional<text::LanguageTag> other = other_language(documents, language);
  if (!other) return;
  const text::LanguageTag reader(interface_language());
  console.warn(
      {msg("is said to be {1}, and seems to be {2}", language.display_name(reader), other->display_name(reader)),
       {path, 0, 0}});
}

Sides read_sides(const AlignArgs& args, Console& console) {
  if (args.sides.empty() || args.sides.size() > 2 || (args.sides.size() == 1 && args.memory.empty()))
    throw UsageError(msg("a source and a target are wanted"), {},
                     msg("two files or two folders; or one, and with -m a memory that holds the other side"));
  if (!args.memory.empty() && (!args.output.empty() || !args.format.empty()))
    throw UsageError(msg("-m stores the alignment; -o and --format print it"), {},
                     msg("align without -m to see it; or store it, and say: oimtm export -m {1} -o FILE", args.memory));
  Sides sides;
  // A frame is what several pages share: one side of several and one page would be cleaned otherwise.
  const bool shares_frame = args.sides.size() < 2 || is_folder(args.sides[0]) == is_folder(args.sides[1]);
  const auto read = [&](const std::string& path, const text::LanguageTag& language) {
    DocumentOptions options = options_for(path, args.input, language, args.reading);
    options.leaves_out_bad = is_folder(path);
    options.memory = args.memory;
    options.shares_frame = shares_frame;
    auto documents = read_segmented(options, console, sides.left_out);
    tell_odd_side(path, documents, language, console);
    return documents;
  };
  sides.sources = read(args.sides[0], args.languages.source_tag());
  if (args.sides.size() == 2) {
    sides.are_folders = is_folder(args.sides[0]) || is_folder(args.sides[1]);
    sides.targets = read(args.sides[1], args.languages.target_tag());
  } else {
    sides.are_folders = true;
    std::error_code error;
    if (!std::filesystem::exists(args.memory, error))
      throw UsageError(msg("no such memory, and so no other side"), {args.memory, 0, 0},
                       msg("store it first: oimtm segment OTHER_SIDE -m {1}", args.memory));
    const MemoryDocuments stored(tm::Memory::open(args.memory, tm::Memory::Access::read).documents());
    const text::LanguageTag target = args.languages.target_tag();
    sides.known = std::erase_if(sides.sources, [&](const auto& source) { return stored.has_aligned(source, target); });
    sides.targets = stored.waiting_for(sides.sources, target);
  }
  return sides;
}

Pairing pair(const AlignArgs& args, const Sides& sides) {
  if (args.pair != "content" && args.pair != "name")
    throw UsageError(msg("--pair is content or name, not {1}", args.pair));
  if (!sides.are_folders) return {{{0, 0}}, {}, {}};
  return args.pair == "name" ? pair_by_name(sides.sources, sides.targets)
                             : pair_by_content(sides.sources, sides.targets);
}

std::string bead_lines(const std::vector<align::Bead>& beads, const std::string& prefix) {
  std::string lines;
  for (const align::Bead& bead : beads)
    lines += fmt::format("{}{}\t{:.2f}\n", prefix, align::to_string(bead), bead.confidence);
  return lines;
}

align::AlignedTexts align_all(const AlignArgs& args, const Sides& sides, const Pairing& pairing, Console& console) {
  align::AlignOptions options;
  options.threads = args.reading.thread_count();
  options.known = load_lexicons(args.memory);
  if (!args.dictionary.empty())
    merge(options.known,
          read_dictionary(args.dictionary, args.languages.source_tag(), args.languages.target_tag(), console));
  options.progress = [&](std::size_t done, std::size_t all) {
    stop_if_interrupted();
    console.progress(tr("aligning"), done, all);
  };
  align::AlignedTexts aligned = align_documents(pairing, sides.sources, sides.targets, options);
  console.clear_progress();
  for (std::size_t i = 0; i < pairing.bitexts.size(); ++i) {
    if (aligned.alignments[i].is_related) continue;
    const text::SegmentedDocument& source = sides.sources[pairing.bitexts[i].source];
    const text::SegmentedDocument& target = sides.targets[pairing.bitexts[i].target];
    const auto [shorter, longer] = std::minmax({source.segments.size(), target.segments.size()});
    const bool may_be_extract = shorter > 0 && longer >= 2 * shorter;
    console.warn(
        {may_be_extract
             ? msg("has nothing to do with {1}, as it seems; an extract is aligned with the part that it is of",
                   target.name)
             : msg("has nothing to do with {1}, as it seems", target.name),
         {source.name, 0, 0}});
  }
  return aligned;
}

int print_alignment(const AlignArgs& args, const Sides& sides, const Pairing& pairing, Console& console) {
  if (pairing.bitexts.empty()) console.say(tr("no document is the translation of another, as it seems"));
  const bool as_beads = args.format == "beads" || (args.format.empty() && args.output.empty());
  const bool as_page = args.format == "html" || (args.format.empty() && args.output.ends_with(".html"));
  std::optional<UnitOutput> output;
  std::optional<ReviewPage> page;
  TextOutput text_output(as_beads ? args.output : std::string(), console);
  for (const auto& [s, t] : pairing.bitexts) refuse_to_align(sides.sources[s], sides.targets[t]);
  const std::vector<align::Alignment> all = align_all(args, sides, pairing, console).alignments;
  std::size_t number = 0;
  for (const auto& [s, t] : pairing.bitexts) {
    const text::SegmentedDocument& source = sides.sources[s];
    const text::SegmentedDocument& target = sides.targets[t];
    const std::vector<align::Bead>& beads = all[number++].beads;
    if (as_beads) {
      text_output.write(bead_lines(beads, sides.are_folders ? source.name + '\t' + target.name + '\t' : std::string()));
      continue;
    }
    const std::vector<text::TranslationUnit> units = align::make_units(source, target, beads);
    if (as_page) {
      if (!page) page.emplace(args.output, source.language, target.language, console);
      page->add(source.name, target.name, units);
      continue;
    }
    if (!output)
      output.emplace(args.output, formats::UnitOptions{source.language, target.language, args.format}, console);
    for (const text::TranslationUnit& unit : units) output->write(unit);
  }
  if (output) output->finish();
  if (page) page->finish();
  text_output.finish();
  return pairing.bitexts.empty() ? kNo : kDone;
}

// The pairs that the memory does not have yet.
Pairing new_pairs(const Pairing& pairing, const Sides& sides, const MemoryDocuments& stored) {
  Pairing left = pairing;
  std::erase_if(left.bitexts, [&](const Bitext& bitext) {
    return stored.has_pair(sides.sources[bitext.source], sides.targets[bitext.target]);
  });
  return left;
}

void tell_stored(const AlignArgs& args, std::size_t pairs, std::size_t known, const tm::Receipt& receipt,
                 Console& console) {
  console.say(fill(tr("pairs of documents: {1}, stored already: {2}; units added to {4}: {3}, replaced by them: {5}"),
                   {std::to_string(pairs), std::to_string(known), std::to_string(receipt.added), args.memory,
                    std::to_string(receipt.removed)}));
}

struct Stored {
  tm::Receipt receipt;
  std::size_t known = 0;    // pairs that were there already
  std::size_t refused = 0;  // that seem unrelated
};

using Store = std::function<void(std::span<const text::SegmentedDocument>, const std::vector<text::TranslationUnit>&)>;

void store_pairs(const AlignArgs& args, const Sides& sides, const Pairing& pairing, const MemoryDocuments& before,
                 const Store& store, Stored& stored, Console& console) {
  UnfinishedRun unfinished(args.memory);
  // Pairs learn from one another: those that a stopped run has stored are aligned with the rest.
  const Pairing left = unfinished.is_there() ? pairing : new_pairs(pairing, sides, before);
  const align::AlignedTexts aligned = align_all(args, sides, left, console);
  const bool stores_any =
      std::any_of(aligned.alignments.begin(), aligned.alignments.end(),
                  [&](const align::Alignment& alignment) { return alignment.is_related || args.force; });
  const bool keeps = !args.dry_run && stores_any;
  if (keeps) unfinished.begin();
  stored.known = pairing.bitexts.size() - left.bitexts.size();
  for (std::size_t i = 0; i < left.bitexts.size(); ++i) {
    const text::SegmentedDocument& source = sides.sources[left.bitexts[i].source];
    const text::SegmentedDocument& target = sides.targets[left.bitexts[i].target];
    console.progress(tr("storing"), i, left.bitexts.size());
    stop_if_interrupted();
    if (before.has_pair(source, target))
      ++stored.known;
    else if (aligned.alignments[i].is_related || args.force)
      store(std::vector{source, target}, align::make_units(source, target, aligned.alignments[i].beads));
    else
      ++stored.refused;
  }
  console.clear_progress();
  // Behind all pairs: had a run been stopped, the next would begin with what it learned itself.
  if (keeps) save_lexicons(args.memory, aligned.learned, console);
  if (!args.dry_run) unfinished.end();
}

int store_alignment(const AlignArgs& args, const Sides& sides, const Pairing& pairing, Console& console) {
  for (const auto& [s, t] : pairing.bitexts) refuse_to_align(sides.sources[s], sides.targets[t]);
  WritableMemory memory(args.memory);
  Stored stored;
  const Store store = [&](std::span<const text::SegmentedDocument> documents,
                          const std::vector<text::TranslationUnit>& units) {
    stored.receipt += memory->store(documents, units, {"align", documents.front().name, args.dry_run});
  };
  store_pairs(args, sides, pairing, MemoryDocuments(memory->documents()), store, stored, console);
  const auto store_lone = [&](const text::SegmentedDocument& document) {
    if (!document.segments.empty() && !memory->holds(document)) store({&document, 1}, align::make_units(document));
  };
  for (const std::size_t s : pairing.lone_sources) store_lone(sides.sources[s]);
  for (const std::size_t t : pairing.lone_targets) store_lone(sides.targets[t]);
  const std::size_t pairs = pairing.bitexts.size() + sides.known;
  tell_stored(args, pairs, stored.known + sides.known, stored.receipt, console);
  const std::size_t lone_targets = args.sides.size() == 2 ? pairing.lone_targets.size() : 0;  // others wait as before
  const std::size_t lone = pairing.lone_sources.size() + lone_targets;
  if (lone > 0) console.say(trn("{1} document has no counterpart", "{1} documents have no counterpart", lone));
  if (stored.refused > 0)
    console.say(trn("{1} pair that seems unrelated was not stored; --force stores it",
                    "{1} pairs that seem unrelated were not stored; --force stores them", stored.refused));
  return pairs > stored.refused || stored.receipt.added > 0 ? kDone : kNo;
}

int run_align(const AlignArgs& args, Console& console) {
  const Sides sides = read_sides(args, console);
  const Pairing pairing = pair(args, sides);
  const int result = args.memory.empty() ? print_alignment(args, sides, pairing, console)
                                         : store_alignment(args, sides, pairing, console);
  return sides.left_out > 0 ? kFailed : result;
}

}  // namespace

Runner define_align(CLI::App& app) {
  auto args = std::make_shared<AlignArgs>();
  add_files(app, args->sides, "SOURCE",
            tr("Source and target: two files or two folders. Without a target, what the memory holds."));
  add_source(app, args->languages, tr("Language of the source; recognised without it."));
  add_target(app, args->languages, tr("Language of the target; recognised without it."));
  add_memory(app, args->memory, tr("Store the aligned segments in this memory."));
  app.add_option("--pair", args->pair, tr("Pair the documents of two folders by content or by name."))
      ->type_name(tr("HOW"));
  app.add_option("--input", args->input,
                 tr("What the files are: auto, release (scraped web pages), text, lines (a segment a line)."))
      ->type_name(tr("FORMAT"));
  app.add_option("--format", args->format,
                 tr("Print beads, tsv, tmx, xliff, or html to review; the suffix of -o decides otherwise."))
      ->type_name(tr("FORMAT"));
  app.add_option("-o,--output", args->output, tr("Write to this file instead of standard output."))
      ->type_name(tr("FILE"));
  add_reading(app, args->reading);
  app.add_option("--dictionary", args->dictionary,
                 tr("Terms and their translations, a table or TMX, that the texts are known to use."))
      ->type_name(tr("FILE"));
  app.add_flag("--force", args->force, tr("Store pairs too that seem to have nothing to do with each other."));
  add_dry_run(app, args->dry_run);
  app.footer(
      tr("Beads are numbers of segments from 0 on, source and target, and the confidence:\n"
         "  0,1<TAB>0<TAB>0.97    two source sentences became one\n"
         "For folders each line begins with the names of the two files.\n"
         "All pairs learn from one another which words translate which; with -m that is kept for\n"
         "later runs, in a file beside the memory (oim.tm.lexicon).\n"
         "Pairs that are stored already are left alone: a run that was stopped can be started again.\n"
         "Of files that were corrected the units are replaced, but for those that were reviewed or edited;\n"
         "those that were deleted stay out.\n"
         "Exit status: 0 if there is an alignment, 1 if there is none, 2 if a file could not be read;\n"
         "in folders the others are aligned all the same.\n"
         "Examples:\n"
         "  oimtm align release.en.txt release.fr.txt\n"
         "  oimtm align releases/en releases/fr -m oim.tm\n"
         "  oimtm align releases/en -m oim.tm         the French is stored already\n"
         "  oimtm align en.txt fr.txt -o review.html  to check in a browser, which saves reviewed.tsv;\n"
         "  oimtm import reviewed.tsv -m oim.tm       brings that in: with the column reviewed, its rows take\n"
         "                                            the place of what was aligned; wrong ones are parted"));
  return [args](Console& console) { return run_align(*args, console); };
}

}  // namespace oimtm::cli

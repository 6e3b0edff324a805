#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "cli/messages.h"
#include "cli/moses.h"
#include "cli/omegat.h"
#include "cli/unit_changes.h"
#include "cli/unit_output.h"
#include "tm/filter.h"
#include "tm/memory.h"

namespace oimtm::cli {

namespace {

struct ExportArgs {
  std::string memory;
  std::string output;
  std::string format;
  std::string doctype;
  std::string encoding;
  std::string omegat;
  LanguageFlags languages;
  std::vector<std::string> conditions;
  bool dry_run = false;
};

formats::UnitOptions::Doctype parse_doctype(const std::string& name) {
  using Doctype = formats::UnitOptions::Doctype;
  if (name.empty() || name == "none") return Doctype::none;
  if (name == "system") return Doctype::system;
  if (name == "public") return Doctype::public_id;
  throw UsageError(msg("--doctype is none, system or public, not {1}", name));
}

struct Counts {
  std::size_t chosen = 0;
  std::size_t written = 0;
  std::size_t left_out = 0;
};

template <class Output>
Counts write_all(const tm::Memory& memory, const tm::Filter& filter, Output& output, Console& console) {
  Counts counts;
  memory.for_each([&](const tm::StoredUnit& stored) {
    stop_if_interrupted();
    if (!filter.matches(stored)) return;
    ++counts.chosen;
    ++(output.write(stored.unit) ? counts.written : counts.left_out);
    if (counts.written % 1000 == 0) console.progress(tr("units"), counts.written, 0);
  });
  if (counts.written > 0) output.finish();  // a file that is there is not replaced by an empty one
  return counts;
}

std::string names_of(const std::vector<text::LanguageTag>& languages) {
  std::string names;
  for (const text::LanguageTag& language : languages) names += (names.empty() ? "" : ", ") + language.str();
  return names;
}

void tell(const Counts& counts, const formats::UnitOptions& options, const tm::Memory& memory, Console& console) {
  const auto& [chosen, written, left_out] = counts;
  if (written > 0)
    console.say(trn("{1} unit written", "{1} units written", written));
  else
    console.say(tr("no unit written: the output is left as it is"));
  if (left_out > 0 && (options.source.empty() || options.target.empty()))
    console.say(fill(tr("units left out, which are not in {2}: {1}"),
                     {std::to_string(left_out), (options.source.empty() ? options.target : options.source).str()}));
  else if (left_out > 0)
    console.say(fill(tr("units left out, which are not in {2} and {3}: {1}"),
                     {std::to_string(left_out), options.source.str(), options.target.str()}));
  if (written > 0) return;
  console.say(memory.size() == 0 ? tr("the memory is empty")
              : chosen == 0      ? tr("no unit of the memory fits")
                                 : fill(tr("the memory has these languages: {1}"), {names_of(memory.languages())}));
}

// --omegat names files and their format itself.
void refuse_what_is_not_heeded(const ExportArgs& args) {
  if (args.omegat.empty()) return;
  if (!args.output.empty()) throw UsageError(msg("--omegat and {1} exclude one another", "-o"));
  if (!args.format.empty()) throw UsageError(msg("--omegat and {1} exclude one another", "--format"));
}

int run_export(const ExportArgs& args, Console& console) {
  if (args.output.empty() && args.format.empty() && args.omegat.empty())
    throw UsageError(msg("no output was named"), {}, msg("name a file with -o oim.tmx, or a format with --format tmx"));
  refuse_what_is_not_heeded(args);
  const tm::Filter filter = filter_of(args.conditions);
  const SoftInterrupts soft;
  const tm::Memory memory = tm::Memory::open(required_memory(args.memory), tm::Memory::Access::read);
  const auto [source, target] = memory.main_languages(args.languages.source_tag(), args.languages.target_tag(),
                                                      args.conditions.empty() ? nullptr : &filter);
  formats::UnitOptions options{source, target, args.format};
  options.encoding = args.encoding;
  options.doctype = parse_doctype(args.doctype);
  options.header = memory.header();
  if (!args.languages.source.empty() || !args.languages.target.empty())
    std::erase_if(options.header, [](const auto& said) { return said.first == "tmx:srclang"; });
  Counts counts;
  if (args.format == "moses") {
    MosesOutput output(args.output, options, console);
    counts = write_all(memory, filter, output, console);
  } else if (args.omegat.empty()) {
    UnitOutput output(args.output, options, console);
    counts = write_all(memory, filter, output, console);
  } else {
    const std::string name = std::filesystem::path(required_memory(args.memory)).stem().string();
    OmegatOutput output(args.omegat, name, options, console);
    counts = write_all(memory, filter, output, console);
  }
  tell(counts, options, memory, console);
  return counts.written > 0 ? kDone : kNo;
}

}  // namespace

Runner define_export(CLI::App& app) {
  auto args = std::make_shared<ExportArgs>();
  add_memory(app, args->memory, tr("The memory."));
  app.add_option("-o,--output", args->output, tr("The file to write: .tmx, .xlf, .tsv or .csv."))
      ->type_name(tr("FILE"));
  app.add_option("--format", args->format,
                 tr("tmx, xliff (2.1; or xliff1.2, xliff2.0, xliff2.2), tsv, csv or moses; the suffix of -o decides "
                    "otherwise."))
      ->type_name(tr("FORMAT"));
  app.add_option("--omegat", args->omegat,
                 tr("Write into the folder of an OmegaT project: tm/, tm/auto/, tm/penalty-NN/."))
      ->type_name(tr("FOLDER"));
  app.add_option("--doctype", args->doctype, tr("The DOCTYPE of TMX: none (as it is otherwise), system or public."))
      ->type_name(tr("KIND"));
  app.add_option("--encoding", args->encoding, tr("UTF-8, as it is otherwise, or UTF-16."))->type_name(tr("NAME"));
  add_source(app, args->languages, tr("Source language; without it that of most units."));
  add_target(app, args->languages, tr("Target language; without it that of most units."));
  add_where(app, args->conditions);
  add_dry_run(app, args->dry_run);
  app.footer(
      tr("TMX 1.4b takes all units in all languages. XLIFF and tables take one pair of languages:\n"
         "XLIFF the units that have the source, tables those that have both. A name that ends with .gz\n"
         "is packed. --omegat takes aligned units with a confidence of 0.9 or more for tm/auto/, others\n"
         "for tm/penalty-10/ to -30/, and units without a confidence for tm/. --format moses -o news writes\n"
         "news.en and news.fr, a text a line.\n"
         "Examples:\n"
         "  oimtm export -m oim.tm -o oim.tmx\n"
         "  oimtm export -m oim.tm -s en -t fr -o oim.xlf\n"
         "  oimtm export -m oim.tm --where \"date>=2024\" -o new.tmx"));
  return [args](Console& console) { return run_export(*args, console); };
}

}  // namespace oimtm::cli

#include <memory>

#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "cli/json.h"
#include "cli/messages.h"
#include "cli/output_file.h"
#include "cli/writable_memory.h"
#include "formats/unit_stream.h"

namespace oimtm::cli {

namespace {

struct ImportArgs {
  std::vector<std::string> files;
  LanguageFlags languages;
  std::string memory;
  std::string format;
  bool json = false;
  bool dry_run = false;
};

// What became of every unit of a file: read = added + merged + rejected.
struct FileReceipt {
  formats::UnitCounts counts;
  tm::Receipt units;
};

FileReceipt import_file(tm::Memory& memory, const std::string& file, const ImportArgs& args, Console& console) {
  FileReceipt receipt;
  const formats::UnitOptions options{args.languages.source_tag(), args.languages.target_tag(), args.format};
  receipt.units = memory.add(
      [&](const tm::Memory::UnitSink& take) {
        std::size_t taken = 0;
        const auto visit = [&](const text::TranslationUnit& unit) {
          take(unit);
          stop_if_interrupted();
          if (++taken % 1000 == 0) console.progress(tr("units"), taken, 0);
        };
        receipt.counts = formats::read_units(file, options, visit, console.sink());
      },
      {"import", file, args.dry_run});
  console.clear_progress();
  return receipt;
}

void tell(const std::string& file, const FileReceipt& receipt, bool json, Console& console) {
  if (json) {
    console.print(to_line({{"schema", 1},
                           {"file", file},
                           {"read", receipt.counts.read},
                           {"added", receipt.units.added},
                           {"merged", receipt.units.merged},
                           {"rejected", receipt.counts.rejected}}));
    return;
  }
  console.say(fill(tr("{1}: units read: {2} = {3} added + {4} merged + {5} rejected"),
                   {file, std::to_string(receipt.counts.read), std::to_string(receipt.units.added),
                    std::to_string(receipt.units.merged), std::to_string(receipt.counts.rejected)}));
}

int run_import(const ImportArgs& args, Console& console) {
  if (args.files.empty())
    throw UsageError(msg("no file was named"), {}, msg("for example: oimtm import oim.tmx -m oim.tm"));
  WritableMemory memory(required_memory(args.memory));
  bool lost = false;
  for (const std::string& file : args.files) {
    const FileReceipt receipt = import_file(*memory, file, args, console);
    if (!args.dry_run && receipt.units.added > 0) memory.keep();
    tell(file, receipt, args.json, console);
    lost = lost || receipt.counts.rejected > 0;
  }
  return lost ? kFailed : kDone;
}

}  // namespace

Runner define_import(CLI::App& app) {
  auto args = std::make_shared<ImportArgs>();
  add_files(app, args->files, "FILE", tr("Exchange files: TMX, or tables with tabs (TSV)."));
  add_memory(app, args->memory, tr("The memory that takes the units; made if it is missing."));
  add_source(app, args->languages, tr("Language of a table's first column, if its first line does not say."));
  add_target(app, args->languages, tr("Language of a table's second column."));
  app.add_option("--format", args->format, tr("tmx or tsv; the file's suffix decides otherwise."))
      ->type_name(tr("FORMAT"));
  add_json(app, args->json);
  add_dry_run(app, args->dry_run);
  app.footer(
      tr("Ends with a receipt: every unit that was read was added, merged with one that was there\n"
         "already, or rejected, with its line and the reason.\n"
         "Exit status: 0 if all came in, 2 if a unit was rejected or a file could not be read; a\n"
         "file that cannot be read to its end changes nothing.\n"
         "Examples:\n"
         "  oimtm import oim.tmx -m oim.tm\n"
         "  oimtm import pairs.tsv -s en -t fr -m oim.tm"));
  return [args](Console& console) { return run_import(*args, console); };
}

}  // namespace oimtm::cli

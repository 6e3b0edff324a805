#include <algorithm>
#include <memory>

#include "cli/commands/commands.h"
#include "cli/file_failure.h"
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
  ExchangeFlags reading;
  bool json = false;
  bool dry_run = false;
};

// What became of every unit of a file: read = added + merged + rejected.
struct FileReceipt {
  formats::UnitCounts counts;
  tm::Receipt units;
};

// What two files say alike of themselves.
text::Attributes alike(const text::Attributes& one, text::Attributes other) {
  std::erase_if(other, [&](const auto& said) { return std::find(one.begin(), one.end(), said) == one.end(); });
  return other;
}

// `partner` is the other file of a pair; empty if the format needs none.
FileReceipt import_file(tm::Memory& memory, const std::string& file, const std::string& partner,
                        formats::UnitOptions options, const ImportArgs& args, Console& console) {
  FileReceipt receipt;
  options.partner = partner;
  text::Attributes header;
  options.take_header = [&](const text::Attributes& given) { header = given; };
  const bool was_empty = memory.size() == 0;
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
  if (!args.dry_run && receipt.units.added > 0)
    memory.set_header(was_empty ? header : alike(memory.header(), std::move(header)));
  return receipt;
}

void tell(const std::string& file, const FileReceipt& receipt, bool json, Console& console) {
  if (json) {
    console.print(to_line({{"schema", 1},
                           {"file", file},
                           {"read", receipt.counts.read},
                           {"added", receipt.units.added},
                           {"merged", receipt.units.merged},
                           {"rejected", receipt.counts.rejected},
                           {"faults", receipt.counts.faults},
                           {"repaired", receipt.counts.repaired}}));
    return;
  }
  const Message total = msg("units read: {1} = {2} added + {3} merged + {4} rejected", receipt.counts.read,
                            receipt.units.added, receipt.units.merged, receipt.counts.rejected);
  if (receipt.counts.lost())  // an error: told even where only errors are
    console.fail(InputError(total, {file, 0, 0}));
  else
    console.say(file + ": " + tr(total));
  if (receipt.counts.faults > 0)
    console.say(trn("{1} fault outside of any unit: what stood there is lost",
                    "{1} faults outside of any unit: what stood there is lost", receipt.counts.faults));
  if (receipt.counts.repaired > 0) console.say(trn("{1} place mended", "{1} places mended", receipt.counts.repaired));
}

formats::UnitOptions options_of(const ImportArgs& args) {
  formats::UnitOptions options{args.languages.source_tag(), args.languages.target_tag(), args.format};
  options.encoding = args.reading.encoding;
  options.repair = args.reading.repair;
  options.strict = args.reading.strict;
  options.limits = parse_limits(args.reading.limits);
  return options;
}

int run_import(const ImportArgs& args, Console& console) {
  if (args.files.empty())
    throw UsageError(msg("no file was named"), {}, msg("for example: oimtm import oim.tmx -m oim.tm"));
  const formats::UnitOptions options = options_of(args);
  WritableMemory memory(required_memory(args.memory));
  bool lost = false;
  const bool in_pairs = args.format == "moses";
  if (in_pairs && args.files.size() % 2 != 0)
    throw UsageError(msg("Moses files come in pairs, the source's and the target's"), {},
                     msg("for example: oimtm import --format moses news.en news.fr -m oim.tm"));
  for (std::size_t i = 0; i < args.files.size(); i += in_pairs ? 2 : 1) {
    const std::string& file = args.files[i];
    try {
      const FileReceipt receipt = import_file(*memory, file, in_pairs ? args.files[i + 1] : "", options, args, console);
      tell(file, receipt, args.json, console);
      lost = lost || receipt.counts.lost();
    } catch (const StoreError&) {
      throw;
    } catch (const Error& error) {  // nothing of this file came in; the others may
      if (options.strict) throw;
      fail_file(file, error, args.json, console);
      lost = true;
    }
  }
  return lost ? kFailed : kDone;
}

}  // namespace

Runner define_import(CLI::App& app) {
  auto args = std::make_shared<ImportArgs>();
  add_files(app, args->files, "FILE", tr("Exchange files: TMX, XLIFF, tables (TSV, CSV), or Moses files in pairs."));
  add_memory(app, args->memory, tr("The memory that takes the units; made if it is missing."));
  add_source(app, args->languages, tr("Language of a table's first column, if its first line does not say."));
  add_target(app, args->languages, tr("Language of a table's second column."));
  app.add_option("--format", args->format, tr("tmx, xliff, tsv, csv or moses; the file's suffix decides otherwise."))
      ->type_name(tr("FORMAT"));
  add_exchange(app, args->reading);
  add_json(app, args->json);
  add_dry_run(app, args->dry_run);
  app.footer(
      tr("Ends with a receipt: every unit that was read was added, merged with one that was there\n"
         "already, or rejected, with its line and the reason.\n"
         "Behind a fault reading goes on at the next unit; --strict ends at the first and changes nothing.\n"
         "Files packed with gzip are unpacked. A limit is named by the message that it causes.\n"
         "Exit status: 0 if all came in, 2 if anything was lost or a file could not be read.\n"
         "Examples:\n"
         "  oimtm import oim.tmx -m oim.tm\n"
         "  oimtm import pairs.tsv -s en -t fr -m oim.tm"));
  return [args](Console& console) { return run_import(*args, console); };
}

}  // namespace oimtm::cli

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "cli/json.h"
#include "cli/messages.h"
#include "cli/output_file.h"
#include "formats/input.h"
#include "tm/memory.h"

namespace oimtm::cli {

namespace {

struct VerifyArgs {
  std::string memory;
  bool repair = false;
  bool json = false;
};

// What is to be done about it.
std::string advice(const tm::Verification& found) {
  if (found.faults > found.index_faults)
    return tr("go back to a backup; without one, oimtm export -o - gives what stands before the first damaged page");
  return tr("no unit is lost: oimtm verify --repair makes the indexes anew");
}

int run_verify(const VerifyArgs& args, Console& console) {
  const std::string path = required_memory(args.memory);
  const tm::Memory memory = tm::Memory::open(path, tm::Memory::Access::read);
  Json faults = Json::array();
  const tm::Verification found = memory.verify([&](const Diagnostic& fault) {
    faults.push_back(tr(fault.message));
    if (!args.json) console.print(path + ": " + tr(fault.message) + "\n");
  });
  const bool is_repaired = args.repair && found.index_faults > 0;
  if (is_repaired) tm::Memory::open(path, tm::Memory::Access::write).rebuild_indexes();
  const bool is_sound = found.faults == 0 || (is_repaired && found.faults == found.index_faults);
  if (args.json)
    console.print(to_line({{"schema", 1},
                           {"sound", is_sound},
                           {"repaired", is_repaired ? found.index_faults : 0},
                           {"units", found.units},
                           {"segments", found.segments},
                           {"changes", found.changes},
                           {"content", fmt::format("{:016x}", found.content)},
                           {"faults", std::move(faults)}}));
  else if (found.faults == 0)
    console.say(
        fill(tr("{1} is sound: units: {2}, segments: {3}, changes: {4}"),
             {path, std::to_string(found.units), std::to_string(found.segments), std::to_string(found.changes)}));
  else
    console.say(trn("{1} thing is wrong", "{1} things are wrong", found.faults) +
                (is_sound ? "" : "\n  " + advice(found)));
  if (is_repaired && !args.json) console.say(tr("the indexes are made anew"));
  return is_sound ? kDone : kNo;
}

struct BackupArgs {
  std::string memory;
  std::string output;
  bool dry_run = false;
};

// A folder that goes with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_((std::filesystem::temp_directory_path() / "oimtm-XXXXXX").string()) {
    if (::mkdtemp(path_.data()) == nullptr)
      throw UsageError(msg("cannot be written: {1}", std::strerror(errno)), {path_, 0, 0});
  }
  ~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

// Prints a copy, and returns its units. Its file is gone by then: whoever reads may go away,
// which ends the program.
std::size_t print_copy(const tm::Memory& memory, Console& console) {
  std::optional<TemporaryFolder> folder(std::in_place);
  const std::string copy = folder->file("copy.tm");
  memory.back_up(copy, stop_if_interrupted);
  const std::size_t units = tm::Memory::open(copy, tm::Memory::Access::read).size();
  formats::ByteSource source(copy);
  folder.reset();
  std::string part(std::size_t{1} << 16, '\0');
  while (const std::size_t got = source.read(part.data(), part.size())) {
    stop_if_interrupted();
    console.print(std::string_view(part).substr(0, got));
  }
  console.flush();
  return units;
}

void rehearse_copy(const std::string& path) {
  if (path == "-") return;
  std::error_code error;
  if (std::filesystem::exists(path, error)) throw UsageError(msg("there is a file already"), {path, 0, 0});
  const OutputFile file(path);
}

int run_backup(const BackupArgs& args, Console& console) {
  if (args.output.empty())
    throw UsageError(msg("no output was named"), {}, msg("name the copy with -o: oimtm backup -m oim.tm -o copy.tm"));
  const std::string path = required_memory(args.memory);
  const SoftInterrupts soft;
  const tm::Memory memory = tm::Memory::open(path, tm::Memory::Access::read);
  std::size_t units = memory.size();
  if (args.dry_run) {
    rehearse_copy(args.output);
  } else if (args.output == "-") {
    units = print_copy(memory, console);
  } else {
    memory.back_up(args.output, stop_if_interrupted);
    units = tm::Memory::open(args.output, tm::Memory::Access::read).size();
  }
  console.say(fill(tr("{1} copied to {2}: units: {3}"), {path, args.output, std::to_string(units)}));
  return kDone;
}

}  // namespace

Runner define_verify(CLI::App& app) {
  auto args = std::make_shared<VerifyArgs>();
  add_memory(app, args->memory, tr("The memory."));
  app.add_flag("--repair", args->repair,
               tr("Make the indexes anew if one is damaged. Units and history stay as they are."));
  add_json(app, args->json);
  app.footer(
      tr("Reads every row and holds it against its checksum, the history against its chain, and the\n"
         "indexes against the rows. Others may use the memory meanwhile.\n"
         "Exit status: 0 if it is sound or was repaired, 1 if something is wrong, 2 if it cannot be\n"
         "opened at all."));
  return [args](Console& console) { return run_verify(*args, console); };
}

Runner define_backup(CLI::App& app) {
  auto args = std::make_shared<BackupArgs>();
  add_memory(app, args->memory, tr("The memory; others may use it meanwhile."));
  app.add_option("-o,--output", args->output, tr("The copy: a file that is not there yet; - is standard output."))
      ->type_name(tr("FILE"));
  add_dry_run(app, args->dry_run);
  app.footer(tr("The copy is a memory, as the first was at one moment. It appears whole or not at all."));
  return [args](Console& console) { return run_backup(*args, console); };
}

}  // namespace oimtm::cli

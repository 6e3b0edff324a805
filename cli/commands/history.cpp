#include <charconv>
#include <memory>

#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "cli/json.h"
#include "cli/messages.h"
#include "cli/unit_changes.h"

namespace oimtm::cli {

namespace {

struct HistoryArgs {
  std::string memory;
  bool json = false;
};

// Names of files may have line ends.
std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = '?';
  return text;
}

std::string line_of(const tm::PastChange& change) {
  std::string line =
      fill(tr("{1}  {2}  +{3} -{4}  {5}"), {std::to_string(change.revision), change.time, std::to_string(change.added),
                                            std::to_string(change.removed), change.command});
  if (!change.detail.empty()) line += " " + one_line(change.detail);
  if (change.undoes) line += " " + fill(tr("(takes {1} back)"), {std::to_string(*change.undoes)});
  if (change.is_undone) line += " " + tr("(taken back)");
  return line + "\n";
}

int run_history(const HistoryArgs& args, Console& console) {
  const tm::Memory memory = tm::Memory::open(required_memory(args.memory), tm::Memory::Access::read);
  for (const tm::PastChange& change : memory.history()) {
    if (!args.json) {
      console.print(line_of(change));
      continue;
    }
    console.print(to_line({{"schema", 1},
                           {"revision", change.revision},
                           {"time", change.time},
                           {"command", change.command},
                           {"detail", change.detail},
                           {"added", change.added},
                           {"removed", change.removed},
                           {"undoes", change.undoes ? Json(*change.undoes) : Json()},
                           {"undone", change.is_undone}}));
  }
  return kDone;
}

struct UndoArgs {
  std::string memory;
  std::vector<std::string> revision;
  bool json = false;
  bool dry_run = false;
};

// Why taking a change back has changed no unit.
std::string why_nothing(const tm::Memory& memory, const tm::Undo& undo) {
  for (const tm::PastChange& change : memory.history())
    if (change.revision == undo.revision && change.is_undone) return tr("change {1} is taken back already");
  return undo.left > 0 ? tr("change {1} cannot be taken back: later changes have replaced all of its units")
                       : tr("change {1} has changed no unit");
}

int run_undo(const UndoArgs& args, Console& console) {
  if (args.revision.size() > 1) throw UsageError(msg("one change is taken back at a time"));
  std::optional<std::int64_t> revision;
  if (!args.revision.empty()) revision = parse_number(tr("REVISION"), args.revision.front(), 1, INT32_MAX);
  tm::Memory memory = open_to_change(args.memory);
  const tm::Undo undo = memory.undo(revision, {"undo", "", args.dry_run});
  const bool is_done = undo.is_policy || undo.receipt.added + undo.receipt.removed > 0;
  if (args.json) {
    console.print(to_line({{"schema", 1},
                           {"undoes", undo.revision},
                           {"added", undo.receipt.added},
                           {"removed", undo.receipt.removed},
                           {"left", undo.left}}));
    return is_done ? kDone : kNo;
  }
  if (!is_done) {
    console.say(fill(why_nothing(memory, undo), {std::to_string(undo.revision)}));
    return kNo;
  }
  console.say(
      fill(tr("change {1} taken back: units removed: {2}, brought back: {3}"),
           {std::to_string(undo.revision), std::to_string(undo.receipt.removed), std::to_string(undo.receipt.added)}));
  if (undo.left > 0)
    console.say(trn("{1} unit had been changed since, and stays as it is",
                    "{1} units had been changed since, and stay as they are", undo.left));
  return kDone;
}

}  // namespace

Runner define_history(CLI::App& app) {
  auto args = std::make_shared<HistoryArgs>();
  add_memory(app, args->memory, tr("The memory."));
  add_json(app, args->json);
  app.footer(
      tr("A line a change, the oldest first: its number, when it was made (UTC), how many units it added\n"
         "and removed, the command. oimtm lookup --as-of sees the memory as it was then."));
  return [args](Console& console) { return run_history(*args, console); };
}

Runner define_undo(CLI::App& app) {
  auto args = std::make_shared<UndoArgs>();
  add_files(app, args->revision, "REVISION", tr("The change, as oimtm history numbers them; without it the last one."));
  add_memory(app, args->memory, tr("The memory."));
  add_json(app, args->json);
  add_dry_run(app, args->dry_run);
  app.footer(
      tr("What the change added is removed, what it removed is brought back; other changes stay. Given\n"
         "again without a number, it takes back the change before. To take an undo back, name its number.\n"
         "Exit status: 0 if something was taken back, 1 if nothing was there to take back.\n"
         "Examples:\n"
         "  oimtm undo -m oim.tm --dry-run\n"
         "  oimtm undo 12 -m oim.tm"));
  return [args](Console& console) { return run_undo(*args, console); };
}

}  // namespace oimtm::cli

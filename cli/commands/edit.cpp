#include <algorithm>
#include <memory>

#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "cli/json.h"
#include "cli/messages.h"
#include "cli/output_file.h"
#include "cli/unit_changes.h"
#include "tm/filter.h"

namespace oimtm::cli {

namespace {

struct EditArgs {
  std::string memory;
  std::vector<std::string> conditions;
  std::optional<std::string> replace;
  std::optional<std::string> with;
  std::string in = "both";
  std::vector<std::string> settings;
  std::optional<std::string> duplicates;
  bool regex = false;
  bool json = false;
  bool dry_run = false;
};

tm::Duplicates parse_policy(const std::string& name) {
  if (name == "all") return tm::Duplicates::all;
  if (name == "newest") return tm::Duplicates::newest;
  if (name == "context") return tm::Duplicates::one_a_context;
  throw UsageError(msg("--duplicates is all, newest or context, not {1}", name));
}

void check(const EditArgs& args) {
  require_text("--replace", args.replace.value_or(""));
  require_text("--with", args.with.value_or(""));
  for (const std::string& setting : args.settings) require_text("--set", setting);
  if (args.replace.has_value() != args.with.has_value()) throw UsageError(msg("--replace and --with want one another"));
  if (args.in != "source" && args.in != "target" && args.in != "both")
    throw UsageError(msg("--in is source, target or both, not {1}", args.in));
  if (!args.replace && args.settings.empty() && !args.duplicates)
    throw UsageError(msg("no change was named"), {}, msg("name it with --replace and --with, --set or --duplicates"));
}

// What the history says of the change: the flags as they were given.
std::string describe(const EditArgs& args) {
  std::string detail;
  const auto add = [&](const char* flag, const std::string& value) {
    detail += (detail.empty() ? "" : " ") + std::string(flag) + " " + value;
  };
  for (const std::string& condition : args.conditions) add("--where", condition);
  if (args.replace) add(args.regex ? "--regex --replace" : "--replace", *args.replace);
  if (args.with) add("--with", *args.with);
  if (args.replace && args.in != "both") add("--in", args.in);
  for (const std::string& setting : args.settings) add("--set", setting);
  if (args.duplicates) add("--duplicates", *args.duplicates);
  return detail;
}

int run_edit(const EditArgs& args, Console& console) {
  check(args);
  const tm::Filter filter = filter_of(args.conditions);
  const UnitEditor editor({args.replace, args.with.value_or(""), args.in, args.regex, args.settings});
  const auto policy = args.duplicates ? std::optional(parse_policy(*args.duplicates)) : std::nullopt;
  const SoftInterrupts soft;
  tm::Memory memory = open_to_change(args.memory);
  const tm::ChangeInfo info{std::string(tm::kEditing), describe(args), args.dry_run};
  std::size_t edited = 0;
  const bool edits = args.replace || !args.settings.empty();
  const auto revise = [&](const tm::StoredUnit& stored) -> std::optional<tm::Memory::Units> {
    stop_if_interrupted();
    if (!filter.matches(stored)) return std::nullopt;
    std::optional<text::TranslationUnit> changed = editor.edit(stored.unit);
    if (!changed) return std::nullopt;
    ++edited;
    return tm::Memory::Units{std::move(*changed)};
  };
  const tm::Receipt receipt = edits ? memory.revise(revise, info, policy) : memory.set_duplicates(policy.value(), info);
  const std::size_t dropped = receipt.removed - edited;  // each unit that was edited was replaced
  if (args.json) {
    console.print(to_line({{"schema", 1}, {"edited", edited}, {"merged", receipt.merged}, {"removed", dropped}}));
  } else {
    if (edits)
      console.say(fill(tr("units edited: {1}, of which are now the same as others: {2}"),
                       {std::to_string(edited), std::to_string(receipt.merged)}));
    if (args.duplicates || dropped > 0) console.say(fill(tr("duplicates removed: {1}"), {std::to_string(dropped)}));
  }
  return edited > 0 || args.duplicates ? kDone : kNo;
}

struct DeleteArgs {
  std::string memory;
  std::vector<std::string> conditions;
  bool json = false;
  bool dry_run = false;
};

std::size_t delete_units(const DeleteArgs& args) {
  const tm::Filter filter = filter_of(args.conditions);
  const SoftInterrupts soft;
  tm::Memory memory = open_to_change(args.memory);
  std::string detail;
  for (const std::string& condition : args.conditions)
    detail += (detail.empty() ? "--where " : " --where ") + condition;
  const auto revise = [&](const tm::StoredUnit& stored) {
    stop_if_interrupted();
    return filter.matches(stored) ? std::optional(tm::Memory::Units()) : std::nullopt;
  };
  return memory.revise(revise, {std::string(tm::kDeletion), detail}).removed;
}

// What would be deleted; a memory that may only be read tells it too.
std::size_t count_units(const DeleteArgs& args) {
  const tm::Filter filter = filter_of(args.conditions);
  const SoftInterrupts soft;
  const tm::Memory memory = tm::Memory::open(required_memory(args.memory), tm::Memory::Access::read);
  std::size_t count = 0;
  memory.for_each([&](const tm::StoredUnit& stored) {
    stop_if_interrupted();
    count += filter.matches(stored) ? 1 : 0;
  });
  return count;
}

int run_delete(const DeleteArgs& args, Console& console) {
  if (args.conditions.empty())
    throw UsageError(msg("no units were named"), {},
                     msg("for example: oimtm delete -m oim.tm --where document=old.txt"));
  const std::size_t removed = args.dry_run ? count_units(args) : delete_units(args);
  if (args.json)
    console.print(to_line({{"schema", 1}, {"removed", removed}}));
  else
    console.say(trn("{1} unit removed", "{1} units removed", removed));
  return removed > 0 ? kDone : kNo;
}

}  // namespace

Runner define_edit(CLI::App& app) {
  auto args = std::make_shared<EditArgs>();
  add_memory(app, args->memory, tr("The memory."));
  add_where(app, args->conditions);
  app.add_option("--replace", args->replace, tr("Find this text in the segments ..."))->type_name(tr("TEXT"));
  app.add_option("--with", args->with, tr("... and put this in its place; may be empty."))->type_name(tr("TEXT"));
  app.add_flag("--regex", args->regex, tr("The text to find is a regular expression; $1 is its first group."));
  app.add_option("--in", args->in, tr("Replace in the source, the target or both (default both)."))
      ->type_name(tr("SIDE"));
  app.add_option("--set", args->settings,
                 tr("Give this value to source, target, text:LANG, date, confidence, note, prop:NAME or tmx:NAME;\n"
                    "an empty one takes it away."))
      ->type_name(tr("NAME=VALUE"))
      ->allow_extra_args(false);
  app.add_option("--duplicates", args->duplicates,
                 tr("From now on keep all, the newest, or one a context, of units with the same source and languages."))
      ->type_name(tr("POLICY"));
  add_json(app, args->json);
  add_dry_run(app, args->dry_run);
  app.footer(
      tr("An edited unit gets the present date and a new number; oimtm undo takes the change back.\n"
         "Exit status: 0 if something was changed, 1 if nothing was there to change.\n"
         "Examples:\n"
         "  oimtm edit -m oim.tm --replace \"Etats membres\" --with \"États membres\" --dry-run\n"
         "  oimtm edit -m oim.tm --where document=old.fr.txt --set \"note=to be checked\"\n"
         "  oimtm edit -m oim.tm --duplicates newest"));
  return [args](Console& console) { return run_edit(*args, console); };
}

Runner define_delete(CLI::App& app) {
  auto args = std::make_shared<DeleteArgs>();
  add_memory(app, args->memory, tr("The memory."));
  add_where(app, args->conditions);
  add_json(app, args->json);
  add_dry_run(app, args->dry_run);
  app.footer(
      tr("Several conditions have to hold all. What is removed can be brought back by oimtm undo.\n"
         "Exit status: 0 if something was removed, 1 if nothing was there to remove.\n"
         "Examples:\n"
         "  oimtm delete -m oim.tm --where document=draft.fr.txt --dry-run\n"
         "  oimtm delete -m oim.tm --where \"confidence<0.5\" --where \"date<2015\""));
  return [args](Console& console) { return run_delete(*args, console); };
}

}  // namespace oimtm::cli

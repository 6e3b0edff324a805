#include <map>
#include <memory>

#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "cli/json.h"
#include "cli/messages.h"
#include "tm/memory.h"

namespace oimtm::cli {

namespace {

struct StatsArgs {
  std::string memory;
  bool json = false;
};

struct Stats {
  std::size_t units = 0;
  std::size_t waiting = 0;  // in one language only
  std::map<std::string, std::size_t> languages;
  std::size_t documents = 0;
};

int run_stats(const StatsArgs& args, Console& console) {
  const tm::Memory memory = tm::Memory::open(required_memory(args.memory), tm::Memory::Access::read);
  Stats stats;
  memory.for_each([&](const tm::StoredUnit& stored) {
    ++stats.units;
    stats.waiting += stored.unit.variants.size() == 1 ? 1 : 0;
    for (const text::Variant& variant : stored.unit.variants) ++stats.languages[variant.language.str()];
  });
  stats.documents = memory.documents().size();
  if (args.json) {
    console.print(to_line({{"schema", 1},
                           {"units", stats.units},
                           {"waiting", stats.waiting},
                           {"languages", stats.languages},
                           {"documents", stats.documents}}));
    return kDone;
  }
  std::string text =
      fill(tr("units: {1}, in one language only: {2}"), {std::to_string(stats.units), std::to_string(stats.waiting)}) +
      "\n";
  for (const auto& [language, count] : stats.languages) text += "  " + language + "  " + std::to_string(count) + "\n";
  console.print(text + trn("{1} document", "{1} documents", stats.documents) + "\n");
  return kDone;
}

}  // namespace

Runner define_stats(CLI::App& app) {
  auto args = std::make_shared<StatsArgs>();
  add_memory(app, args->memory, tr("The memory."));
  add_json(app, args->json);
  return [args](Console& console) { return run_stats(*args, console); };
}

}  // namespace oimtm::cli

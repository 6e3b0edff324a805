#include "formats/validate.h"

#include <memory>

#include "cli/commands/commands.h"
#include "cli/file_failure.h"
#include "cli/flags.h"
#include "cli/json.h"
#include "cli/messages.h"

namespace oimtm::cli {

namespace {

struct ValidateArgs {
  std::vector<std::string> files;
  std::string format;
  std::vector<std::string> limits;
  bool json = false;
};

void print_finding(const formats::Finding& finding, bool json, Console& console) {
  const bool is_error = finding.severity == formats::Finding::Severity::error;
  const std::string words = tr(finding.message);
  if (json) {
    console.print(to_line({{"schema", 1},
                           {"file", finding.where.file},
                           {"line", finding.where.line},
                           {"column", finding.where.column},
                           {"severity", is_error ? "error" : "warning"},
                           {"rule", finding.rule},
                           {"message", words}}));
    return;
  }
  const std::string severity = is_error ? "" : tr("warning: ");
  console.print(to_string(finding.where) + ": " + severity + words + " [" + std::string(finding.rule) + "]\n");
}

int run_validate(const ValidateArgs& args, Console& console) {
  if (args.files.empty()) throw UsageError(msg("no file was named"), {}, msg("for example: oimtm validate oim.tmx"));
  const formats::Limits limits = parse_limits(args.limits);
  bool sound = true;
  bool opened = true;
  for (const std::string& file : args.files) {
    const auto find = [&](const formats::Finding& finding) { print_finding(finding, args.json, console); };
    try {
      const formats::ValidationCounts counts = formats::validate(file, {args.format, limits}, find);
      console.say(
          fill(tr("{1}: units: {2}, errors: {3}, warnings: {4}"),
               {file, std::to_string(counts.units), std::to_string(counts.errors), std::to_string(counts.warnings)}));
      sound = sound && counts.errors == 0;
    } catch (const Error& error) {
      fail_file(file, error, args.json, console);
      opened = false;
    }
  }
  if (!opened) return kFailed;
  return sound ? kDone : kNo;
}

}  // namespace

Runner define_validate(CLI::App& app) {
  auto args = std::make_shared<ValidateArgs>();
  add_files(app, args->files, "FILE", tr("Exchange files."));
  app.add_option("--format", args->format, tr("The format of all files; the suffix decides otherwise."))
      ->type_name(tr("FORMAT"));
  add_limits(app, args->limits);
  add_json(app, args->json);
  app.footer(
      tr("Prints what is wrong, a line each: file, line and column, the rule in words, and its name.\n"
         "Nothing is fetched from the network.\n"
         "Exit status: 0 if there is no error, 1 if there is one, 2 if a file could not be opened.\n"
         "Examples:\n"
         "  oimtm validate oim.tmx\n"
         "  oimtm validate --json *.tmx"));
  return [args](Console& console) { return run_validate(*args, console); };
}

}  // namespace oimtm::cli

// oimtm: the command line.
#include <CLI/Error.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>
#include <vector>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/messages.h"
#include "cli/output_file.h"

namespace oimtm::cli {

namespace {

// The arguments in the order that CLI11 wants, which is the last first. "help COMMAND" is
// "COMMAND --help".
std::vector<std::string> arguments(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  if (!words.empty() && words.front() == "help") {
    words.erase(words.begin());
    words.emplace_back("--help");
  }
  std::reverse(words.begin(), words.end());
  return words;
}

void answer(const std::string& text) {
  Console console;
  console.print(text);
  console.flush();
}

// Help and version are answers too: they end the parsing by an exception.
bool parsed_to_the_end(CLI::App& app, int argc, char** argv) {
  try {
    app.parse(arguments(argc, argv));
    refuse_unknown(app);
    return true;
  } catch (const CLI::CallForHelp&) {
    refuse_unknown(app);
    answer(help_of(app));
  } catch (const CLI::CallForVersion& version) {
    answer(std::string(version.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    throw_usage(error, app);
  }
  return false;
}

bool is_rehearsal(const CLI::App& command) {
  const CLI::Option* const dry_run = command.get_option_no_throw("--dry-run");
  return dry_run != nullptr && dry_run->count() > 0;
}

// What the command line names to be read: all files but what options of output name.
std::vector<std::string> inputs_of(const CLI::App& command) {
  std::vector<std::string> inputs;
  for (const CLI::Option* option : command.get_options()) {
    if (option->check_lname("output") || option->check_lname("omegat")) continue;
    for (const std::string& word : option->results()) inputs.push_back(word);
  }
  return inputs;
}

int run_command(int argc, char** argv) {
  CLI::App app(tr("A translation memory and localization toolkit."), "oimtm");
  ConsoleOptions options;
  const std::vector<std::pair<CLI::App*, Runner>> runners = define_all(app, options);
  if (!parsed_to_the_end(app, argc, argv)) return kDone;
  for (const auto& [command, runner] : runners) {
    if (!command->parsed()) continue;
    Console console(options);
    protect_inputs(inputs_of(*command));
    if (is_rehearsal(*command)) rehearse_outputs();
    const int status = runner(console);
    console.flush();
    end_if_interrupted();  // what was done by then is whole; who sent the signal wants no more
    return status;
  }
  std::fputs(help_of(app).c_str(), stderr);
  return kFailed;
}

int run(int argc, char** argv) {
  choose_language();
  install_cleanup();
  try {
    return run_command(argc, argv);
  } catch (const Interrupted&) {
    end_if_interrupted();
  } catch (const Error& error) {
    Console().fail(error);
  } catch (const std::bad_alloc&) {
    Console().fail(UsageError(msg("there is not enough memory for this")));
  } catch (const std::exception& error) {  // of the standard library: a folder that is gone, for example
    Console().fail(UsageError(msg("this failed: {1}", error.what())));
  }
  return kFailed;
}

}  // namespace

}  // namespace oimtm::cli

int main(int argc, char** argv) { return oimtm::cli::run(argc, argv); }

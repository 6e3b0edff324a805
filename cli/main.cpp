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

// What the user asked for: a command's runner, or none if help was all.
struct Parsed {
  Runner run;
  ConsoleOptions console;
};

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

Parsed parse(int argc, char** argv) {
  Parsed parsed;
  CLI::App app(tr("A translation memory and localization toolkit."), "oimtm");
  std::vector<std::pair<CLI::App*, Runner>> runners = define_all(app, parsed.console);
  try {
    app.parse(arguments(argc, argv));
  } catch (const CLI::CallForHelp&) {
    refuse_unknown(app);
    std::fputs(help_of(app).c_str(), stdout);
    return {[](Console&) { return static_cast<int>(kDone); }, {}};
  } catch (const CLI::CallForVersion& version) {
    std::puts(version.what());
    return {[](Console&) { return static_cast<int>(kDone); }, {}};
  } catch (const CLI::ParseError& error) {
    throw_usage(error, app);
  }
  refuse_unknown(app);
  const auto chosen =
      std::find_if(runners.begin(), runners.end(), [](const auto& entry) { return entry.first->parsed(); });
  if (chosen != runners.end()) {
    parsed.run = chosen->second;
    return parsed;
  }
  std::fputs(help_of(app).c_str(), argc > 1 ? stdout : stderr);
  parsed.run = [argc](Console&) { return static_cast<int>(argc > 1 ? kDone : kFailed); };
  return parsed;
}

int run(int argc, char** argv) {
  choose_language();
  install_cleanup();
  try {
    const Parsed parsed = parse(argc, argv);
    Console console(parsed.console);
    const int status = parsed.run(console);
    console.flush();
    return status;
  } catch (const Error& error) {
    Console().fail(error);
  } catch (const std::bad_alloc&) {
    Console().fail(UsageError(msg("there is not enough memory for this")));
  }
  return kFailed;
}

}  // namespace

}  // namespace oimtm::cli

int main(int argc, char** argv) { return oimtm::cli::run(argc, argv); }

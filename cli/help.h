// Flags, help and usage errors: what stands between CLI11 and the commands.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command.h"

namespace oimtm::cli {

// Puts all commands and the flags of the whole program on `app`; returns each command with
// what runs it. `console` and `app` have to outlive the parsing.
std::vector<std::pair<CLI::App*, Runner>> define_all(CLI::App& app, ConsoleOptions& console);

// The help of the command that was asked about; of the program if it was none.
std::string help_of(const CLI::App& app);

// The word nearest to what was typed, or the first that begins so; empty if none is near.
std::string nearest(std::string_view typed, const std::vector<std::string>& words);

// Throws UsageError in our words for what CLI11 could not parse.
[[noreturn]] void throw_usage(const CLI::ParseError& error, const CLI::App& app);

// Throws UsageError for a flag or command that does not exist, with the nearest that does.
void refuse_unknown(const CLI::App& app);

}  // namespace oimtm::cli

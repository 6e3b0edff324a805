// The commands, and what every one of them is given.
#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.h"

namespace oimtm::cli {

// How the program ends. kNo is an answer, not a failure: nothing was found.
enum Exit : int { kDone = 0, kNo = 1, kFailed = 2 };

// Runs a command whose flags have been read; returns its exit status. Throws Error.
using Runner = std::function<int(Console& console)>;

struct Command {
  const char* name;
  const char* summary;  // one line, to be translated
  // Puts the command's flags on `app`: name, value, help and where the value goes, in one
  // place.
  Runner (*define)(CLI::App& app);
};

// In the order in which help lists them.
std::span<const Command> commands();

}  // namespace oimtm::cli

// The manual pages and the shells' completions, out of the table of flags that the program
// itself reads: they cannot say anything else.
#pragma once

#include <CLI/App.hpp>
#include <string>

namespace oimtm::cli {

// The manual page of this name, as roff: "oimtm", as without a name, or "oimtm-lookup" for a
// command. Throws
// UsageError for a command that does not exist.
std::string manual_page(const CLI::App& app, const std::string& topic);

// What `shell` (bash, zsh or fish) has to read to complete commands, flags and files.
// Throws UsageError for another shell.
std::string completions(const CLI::App& app, const std::string& shell);

}  // namespace oimtm::cli

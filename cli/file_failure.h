// A file of several that could not be read, while the others are.
#pragma once

#include <string>

#include "cli/console.h"
#include "cli/json.h"
#include "cli/messages.h"

namespace oimtm::cli {

// Tells why; with `json` for programs too, which read a line for each file.
inline void fail_file(const std::string& file, const Error& error, bool json, Console& console) {
  console.clear_progress();
  console.fail(error);
  if (json) console.print(to_line({{"schema", 1}, {"file", file}, {"error", tr(error.message())}}));
}

}  // namespace oimtm::cli

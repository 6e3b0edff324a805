// The message catalogues of cli/messages/, built into the program.
#pragma once

#include <optional>
#include <string_view>

namespace oimtm::cli {

// The compiled catalogue (.mo) of a language; nothing if there is none.
std::optional<std::string_view> catalogue(std::string_view name);

}  // namespace oimtm::cli

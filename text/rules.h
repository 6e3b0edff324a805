// The rule files of text/rules/, built into the library.
#pragma once

#include <optional>
#include <string_view>

namespace oimtm::text {

// The bytes of text/rules/<name>.srx; nothing if there is no such file. "default" is for
// languages that have none of their own.
std::optional<std::string_view> rules_file(std::string_view name);

}  // namespace oimtm::text

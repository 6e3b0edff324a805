// JSON Lines as commands print them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace oimtm::cli {

using Json = nlohmann::ordered_json;

// One object a line, UTF-8. Text that is not valid UTF-8 has U+FFFD in its place.
inline std::string to_line(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace oimtm::cli

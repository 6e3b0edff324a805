// Putting a run's file in its place. Private to tm/.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace oimtm::tm {

// Writes beside `path` and renames when complete; false if that cannot be done (a folder
// that may not be written, a full disk) or another process is doing it. Who has the old
// file open keeps it.
bool replace_file(const std::string& path, std::span<const std::byte> bytes);

}  // namespace oimtm::tm

// The files of runs: their names, and putting one in its place. Private to tm/.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace oimtm::tm {

// A file MEMORY-fuzzy-LANGUAGE-LEVEL.
struct RunFile {
  std::string path;
  std::string language;  // base; "und" for what has none
  std::size_t level = 0;
};
RunFile run_file(const std::string& memory, const std::string& base, std::size_t level);

// Those that stand beside a memory, by language and level. Drafts are none.
std::vector<RunFile> run_files(const std::string& memory);

// Writes beside `path` and renames when complete; false if that cannot be done (a folder
// that may not be written, a full disk) or another process is doing it. Who has the old
// file open keeps it.
bool replace_file(const std::string& path, std::span<const std::byte> bytes);

}  // namespace oimtm::tm

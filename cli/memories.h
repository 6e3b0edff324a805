// The memories that look-ups ask: -m, given once or several times.
#pragma once

#include <string>
#include <vector>

#include "cli/console.h"
#include "tm/memory.h"

namespace oimtm::cli {

struct OpenMemory {
  tm::Memory memory;
  int penalty;
  std::string name;  // of its file, without folders
};

// Opens what `flags` name, or else OIMTM_MEMORY, for reading; with `as_of` as they were then
// (see tm::Memory::open_as_of). Throws UsageError if no memory is named.
std::vector<OpenMemory> open_memories(const std::vector<std::string>& flags, const std::string& as_of = "");

// Warns of a language that none of the memories has; an empty one is none.
void warn_of_absent(const text::LanguageTag& language, const std::vector<OpenMemory>& memories, Console& console);

struct FoundMatch {
  tm::Match match;
  const OpenMemory* memory;  // lives as long as `memories` do
};

// The best matches of all memories, best first, at most options.limit of them; each memory's
// own penalty is taken off. The same texts are one match, of the memory where it is the best.
std::vector<FoundMatch> look_up(const std::vector<OpenMemory>& memories, const tm::Query& query,
                                tm::LookupOptions options);

}  // namespace oimtm::cli

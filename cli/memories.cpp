#include "cli/memories.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "cli/flags.h"

namespace oimtm::cli {

std::vector<OpenMemory> open_memories(const std::vector<std::string>& flags, const std::string& as_of) {
  std::vector<OpenMemory> memories;
  for (const std::string& flag : flags.empty() ? std::vector{required_memory("")} : flags) {
    const MemoryFlag named = parse_memory(flag);
    memories.push_back({as_of.empty() ? tm::Memory::open(named.path, tm::Memory::Access::read)
                                      : tm::Memory::open_as_of(named.path, as_of),
                        named.penalty, std::filesystem::path(named.path).filename().string()});
  }
  return memories;
}

void warn_of_absent(const text::LanguageTag& language, const std::vector<OpenMemory>& memories, Console& console) {
  if (language.empty()) return;
  std::set<std::string> known;
  for (const OpenMemory& open : memories) {
    for (const text::LanguageTag& each : open.memory.languages()) {
      if (text::same_base(each, language)) return;
      known.insert(each.str());
    }
  }
  if (known.empty()) return;
  console.warn({msg("nothing in the memory is in {1}; it has these languages: {2}", language.str(),
                    fmt::format("{}", fmt::join(known, ", "))),
                {}});
}

namespace {

// What tells the matches of one query and memory from one another.
using Key = std::tuple<tm::UnitId, std::size_t, std::optional<std::size_t>, std::string, int>;

Key key_of(const tm::Match& match) {
  return {match.stored.id, match.source, match.target, match.source_variant().segment.text, match.score.net};
}

}  // namespace

std::vector<FoundMatch> look_up(const std::vector<OpenMemory>& memories, const tm::Query& query,
                                tm::LookupOptions options) {
  std::vector<tm::Match> matches;
  std::map<Key, const OpenMemory*> origins;  // of matches that look alike, the first: rank() keeps that one
  for (const OpenMemory& memory : memories) {
    options.penalty = memory.penalty;
    for (tm::Match& match : memory.memory.lookup(query, options)) {
      origins.try_emplace(key_of(match), &memory);
      matches.push_back(std::move(match));
    }
  }
  if (memories.size() > 1) tm::rank(matches, options.limit);
  std::vector<FoundMatch> found;
  for (tm::Match& match : matches) {
    const OpenMemory* const origin = origins.at(key_of(match));
    found.push_back({std::move(match), origin});
  }
  return found;
}

}  // namespace oimtm::cli

// Matches, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "cli/json.h"
#include "tm/match.h"
#include "tm/phrases.h"

namespace oimtm::cli {

// Appends an object but for its last brace: {"schema": 1, "query": ..., "matches": [...]
// docs/cli.md has the names.
void append_json(std::string& json, const std::string& query, const std::vector<tm::Match>& matches);

// The text that was found, with [-what it has-]{+what the query has+} where they differ;
// in colours, if wanted.
std::string marked_source(const std::string& query, const tm::Match& match, bool colored);

// Some lines that tell all of a match.
std::string to_lines(const std::string& query, const tm::Match& match, bool colored);

// The known phrases inside a query: one more member, "phrases", of such an object, and lines.
void append_json(std::string& json, const std::string& query, const std::vector<tm::KnownPhrase>& phrases);
std::string to_lines(const std::string& query, const std::vector<tm::KnownPhrase>& phrases, bool colored);

}  // namespace oimtm::cli

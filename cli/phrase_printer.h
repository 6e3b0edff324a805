// Recurring phrases, for people and for programs.
#pragma once

#include <string>

#include "cli/json.h"
#include "tm/phrases.h"

namespace oimtm::cli {

// One object a family, or a line of the frame: docs/phrases.md has the names.
Json to_json(const tm::PhraseReport& report, const tm::PhraseFamily& family);
Json to_json(const tm::PhraseReport& report, const tm::FrameLine& line);

// A family as some lines of text; `number` stands before it.
std::string to_lines(const tm::PhraseReport& report, const tm::PhraseFamily& family, std::size_t number, bool colored);

// A line a wording and translation, for a terminology tool; and the line of their names.
std::string table_header();
std::string to_table(const tm::PhraseReport& report, const tm::PhraseFamily& family);

// "2016-03-01 - 2022-03-01", or one of them; empty without dates.
std::string date_span(const std::string& first, const std::string& last);

// Whether translations differ from wording to wording only; within one the wording says it.
bool differs_among_wordings(const tm::PhraseFamily& family);

// "3 documents, approved".
std::string extent_of(const tm::NestedText& nested);

}  // namespace oimtm::cli

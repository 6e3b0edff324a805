// Words for people, in their language. The catalogues in cli/messages/ are built into the
// program; the environment (LC_ALL, LC_MESSAGES, LANG) chooses.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/error.h"

namespace oimtm::cli {

// Finds out which language to speak; to be called once, before the others.
void choose_language();

// A language tag: "en" or "fr".
std::string_view interface_language();

// The translation of `english`, which is a literal so that it can be collected.
std::string tr(const char* english);

// Marks a literal in a table for translation; tr() translates it when it is shown.
constexpr const char* mark(const char* english) { return english; }

// One of two forms, as the language has it for `count` things; {1} is the count.
std::string trn(const char* one, const char* many, std::size_t count);

std::string tr(const Message& message);

}  // namespace oimtm::cli

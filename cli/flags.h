// Flags that several commands share, with one wording each.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

#include "formats/limits.h"
#include "formats/text_source.h"
#include "text/language.h"

namespace oimtm::cli {

struct LanguageFlags {
  std::string source;
  std::string target;

  // The tags; empty ones if the flags were not given. Throw UsageError for a tag that is
  // none, or of a language that nobody knows.
  text::LanguageTag source_tag() const;
  text::LanguageTag target_tag() const;
};

// How documents are read.
struct ReadingFlags {
  std::string threads = "1";
  std::string max_block = "16";  // MB
  bool repair = false;

  // What they say. Throw UsageError for a number that is none or too large.
  std::size_t thread_count() const;
  formats::TextOptions text_options() const;
};

// How exchange files are read: --encoding, --repair, --strict, --limit.
struct ExchangeFlags {
  std::string encoding;
  std::vector<std::string> limits;
  bool repair = false;
  bool strict = false;
};

// A memory, and the points that its matches lose.
struct MemoryFlag {
  std::string path;
  int penalty = 0;
};

void add_files(CLI::App& app, std::vector<std::string>& files, const char* name, const std::string& help);
void add_source(CLI::App& app, LanguageFlags& flags, const std::string& help);
void add_target(CLI::App& app, LanguageFlags& flags, const std::string& help);
void add_memory(CLI::App& app, std::string& memory, const std::string& help);
void add_exchange(CLI::App& app, ExchangeFlags& flags);
void add_limits(CLI::App& app, std::vector<std::string>& limits);

// "NAME=NUMBER", where K, M or G may follow the number. Throws UsageError for a name that no
// limit has, and for what is no number.
formats::Limits parse_limits(const std::vector<std::string>& limits);

void add_json(CLI::App& app, bool& json);
// --threads, --repair and --max-block.
void add_reading(CLI::App& app, ReadingFlags& flags);
void add_dry_run(CLI::App& app, bool& dry_run);

// `memory`, or what OIMTM_MEMORY says. Throws UsageError if there is neither.
std::string required_memory(const std::string& memory);

// The files that were named; none stands for standard input, if that is no terminal.
// Throws UsageError if there is nothing to read.
std::vector<std::string> files_or_input(const std::vector<std::string>& files);

// "FILE:PENALTY" taken apart; a path with a colon and no number behind it is a path. Throws
// UsageError for a penalty above 100, unless there is a file of that name.
MemoryFlag parse_memory(const std::string& flag);

// Throws UsageError that names the flag if its value is no UTF-8.
void require_text(const std::string& flag, const std::string& value);

// A whole number of at least `least`. Throws UsageError that names the flag.
int parse_number(const std::string& flag, const std::string& value, int least, int most);

}  // namespace oimtm::cli

// What the parts of `oimtm phrases` share: list, approve, check.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/flags.h"
#include "tm/phrases.h"

namespace oimtm::cli {

struct PhrasesArgs {
  std::vector<std::string> words;
  std::string memory;
  LanguageFlags languages;
  std::string input = "auto";
  std::string min_words = "4";
  std::string min_documents = "2";
  std::string document_lines;
  std::string limit;
  std::string format;
  std::string output;
  bool keep = false;
  bool json = false;
  bool dry_run = false;
};

// The format that --json, --format or the suffix of -o ask for; `known` are those that there are,
// with commas between them.
std::string phrase_format(const PhrasesArgs& args, std::string_view known);

int run_phrase_list(const PhrasesArgs& args, const std::vector<std::string>& files, Console& console);
int run_phrase_approve(const PhrasesArgs& args, const std::vector<std::string>& texts, Console& console);
int run_phrase_check(const PhrasesArgs& args, const std::vector<std::string>& files, Console& console);

// An approved phrase, with [-what it has-]{+what the text has+} where they differ.
std::string marked_edits(const std::string& text, const std::string& phrase, const tm::PhraseUse& use, bool colored);

}  // namespace oimtm::cli

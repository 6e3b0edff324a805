// What runs of the aligner know before they begin: a dictionary, and what earlier runs have
// learned, in a file beside the memory.
#pragma once

#include <string>

#include "align/lexicon.h"
#include "cli/console.h"
#include "text/language.h"

namespace oimtm::cli {

// The terms of a table or TMX, in both directions. The languages are those of a table whose
// first line does not name them. Throws InputError and UsageError as an import does.
align::Lexicons read_dictionary(const std::string& file, const text::LanguageTag& source,
                                const text::LanguageTag& target, Console& console);

// What was learned for this memory; nothing if there is no such file or it is damaged, since
// it can be learned again.
align::Lexicons load_lexicons(const std::string& memory);

// Adds to what was learned for this memory. The file appears whole or not at all; one that
// cannot be written is warned of.
void save_lexicons(const std::string& memory, const align::Lexicons& learned, Console& console);

// A run that stores pairs of documents, and has not stored them all: a file beside the memory
// says so, as long as the lexicon does not have what the run has learned.
class UnfinishedRun {
 public:
  explicit UnfinishedRun(const std::string& memory);
  bool is_there() const { return is_there_; }  // a former one, that was stopped
  void begin() const;
  void end() const;

 private:
  std::string file_;
  bool is_there_ = false;
};

// Adds to each pair of languages, in both directions.
void merge(align::Lexicons& lexicons, const align::Lexicons& more);

}  // namespace oimtm::cli

// Corpora for mining, out of documents, exchange files or a memory.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/console.h"
#include "text/language.h"
#include "tm/memory.h"
#include "tm/phrases.h"

namespace oimtm::cli {

struct PhraseSource {
  std::vector<std::string> paths;  // documents, folders, exchange files; "-"
  std::string input = "auto";      // how documents are read: DocumentOptions::input
  text::LanguageTag language;      // empty: each one's own
  text::LanguageTag target;        // empty: every other language
  // So many lines of a file, or units of no document, are one document. 0: a file is one,
  // and a unit of no document is one.
  std::size_t document_lines = 0;
};

struct PhraseInput {
  std::vector<tm::PhraseCorpus> corpora;  // one a language, by its tag; varieties of a language are one
  std::size_t left_out = 0;               // files that could not be read; why is said
};

// Of several files, or a folder's, bad ones are left out; a single one throws.
PhraseInput read_corpora(const PhraseSource& source, Console& console);
PhraseInput read_corpora(const tm::Memory& memory, const PhraseSource& source, Console& console);

}  // namespace oimtm::cli

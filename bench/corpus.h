// Texts for benchmarks: a folder that OIMTM_BENCH_TEXTS names (corpora/fetch brings some),
// or else the French releases.
#pragma once

#include <cstdlib>
#include <string>

#include "formats/input.h"

namespace oimtm::bench {

// The text files of the folder, one behind the other, over and over until there are
// `bytes` of them.
inline std::string french_text(std::size_t bytes) {
  const char* folder = std::getenv("OIMTM_BENCH_TEXTS");
  std::string once;
  for (const std::string& file : formats::list_documents(folder != nullptr ? folder : OIMTM_CORPORA "/releases/fr"))
    once += formats::read_file(file) + "\n";
  std::string text;
  while (text.size() < bytes) text.append(once, 0, std::min(once.size(), bytes - text.size()));
  text.resize(text.rfind('\n') + 1);  // whole lines: no character is cut
  return text;
}

}  // namespace oimtm::bench

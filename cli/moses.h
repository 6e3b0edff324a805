// Pairs of files with a text a line, as trainers of machine translation want them.
#pragma once

#include <string>

#include "cli/unit_output.h"

namespace oimtm::cli {

// Writes NAME.SOURCE and NAME.TARGET, such as news.en and news.fr.
class MosesOutput {
 public:
  // Throws UsageError if no name was given, or a file cannot be made there.
  MosesOutput(const std::string& name, const formats::UnitOptions& options, Console& console);

  // False if the unit lacks one of the two languages.
  bool write(const text::TranslationUnit& unit);

  // Puts both files into place, and says how many line ends became spaces and how many codes
  // were left out.
  void finish();

 private:
  void write_line(const text::Segment& segment, TextOutput& output);

  formats::UnitOptions options_;
  Console& console_;
  TextOutput source_;
  TextOutput target_;
  std::size_t blanked_ = 0;
  std::size_t codes_ = 0;
};

}  // namespace oimtm::cli

// Memories in the folders from which an OmegaT project reads them.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "cli/unit_output.h"

namespace oimtm::cli {

// Units by how far they can be trusted, as files NAME.tmx below a project's folder:
//   tm/auto/        aligned with a confidence of 0.9 or more: OmegaT inserts exact matches
//   tm/             without a confidence, as they came from translators: it proposes them
//   tm/penalty-NN/  aligned with less: it takes 10 % off for each tenth below, 30 at most
class OmegatOutput {
 public:
  // Throws UsageError if the folders cannot be made.
  OmegatOutput(const std::string& project, const std::string& name, formats::UnitOptions options, Console& console);

  // False if the unit lacks one of the two languages.
  bool write(const text::TranslationUnit& unit);

  // Puts all files into place. A file of that name that an earlier export left, and that has
  // no units any more, is removed.
  void finish();

 private:
  std::string path(const std::string& folder) const;

  std::string project_;
  std::string name_;
  formats::UnitOptions options_;
  Console& console_;
  std::map<std::string, std::unique_ptr<UnitOutput>> outputs_;  // by folder
};

}  // namespace oimtm::cli

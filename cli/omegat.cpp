#include "cli/omegat.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace oimtm::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::array<const char*, 5> kFolders = {"tm", "tm/auto", "tm/penalty-10", "tm/penalty-20", "tm/penalty-30"};

const char* folder_of(const text::TranslationUnit& unit) {
  if (!unit.confidence) return kFolders[0];
  if (*unit.confidence >= 0.9) return kFolders[1];
  return *unit.confidence >= 0.8 ? kFolders[2] : *unit.confidence >= 0.7 ? kFolders[3] : kFolders[4];
}

}  // namespace

OmegatOutput::OmegatOutput(const std::string& project, const std::string& name, formats::UnitOptions options,
                           Console& console)
    : project_(project), name_(name), options_(std::move(options)), console_(console) {
  options_.format = "tmx";
  make_output_folder((fs::path(project_) / "tm").string());
}

std::string OmegatOutput::path(const std::string& folder) const {
  return (fs::path(project_) / folder / (name_ + ".tmx")).string();
}

bool OmegatOutput::write(const text::TranslationUnit& unit) {
  const text::Variant* const source = text::find_variant(unit, options_.source);
  const text::Variant* const target = text::find_variant(unit, options_.target);
  if (source == nullptr || target == nullptr || source == target) return false;
  const char* const folder = folder_of(unit);
  std::unique_ptr<UnitOutput>& output = outputs_[folder];
  if (!output) {
    make_output_folder((fs::path(project_) / folder).string());
    output = std::make_unique<UnitOutput>(path(folder), options_, console_);
  }
  return output->write(unit);
}

void OmegatOutput::finish() {
  for (auto& [folder, output] : outputs_) output->finish();
  for (const char* folder : kFolders)
    if (!outputs_.contains(folder)) remove_output(path(folder));
}

}  // namespace oimtm::cli

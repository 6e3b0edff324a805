// Where a command's output goes: a file that appears whole, or standard output.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/console.h"
#include "cli/output_file.h"
#include "formats/unit_stream.h"

namespace oimtm::cli {

// Text to a file, or to standard output for an empty path or "-". Nowhere in a rehearsal.
class TextOutput {
 public:
  TextOutput(const std::string& path, Console& console);

  void write(std::string_view bytes);
  void finish();

 private:
  Console& console_;
  std::optional<OutputFile> file_;
};

// Units in an exchange format.
class UnitOutput {
 public:
  UnitOutput(const std::string& path, const formats::UnitOptions& options, Console& console);

  // False if the format cannot hold the unit.
  bool write(const text::TranslationUnit& unit) { return writer_->write(unit); }
  void finish();

 private:
  TextOutput output_;
  std::unique_ptr<formats::UnitWriter> writer_;
};

}  // namespace oimtm::cli

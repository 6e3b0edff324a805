#include "cli/unit_output.h"

namespace oimtm::cli {

TextOutput::TextOutput(const std::string& path, Console& console) : console_(console) {
  if (!path.empty() && path != "-") file_.emplace(path);
}

void TextOutput::write(std::string_view bytes) {
  if (file_)
    file_->write(bytes);
  else if (!are_outputs_rehearsed())
    console_.print(bytes);
}

void TextOutput::finish() {
  if (file_) file_->commit();
}

UnitOutput::UnitOutput(const std::string& path, const formats::UnitOptions& options, Console& console)
    : output_(path, console),
      writer_(formats::make_writer(
          path, options, [this](std::string_view bytes) { output_.write(bytes); }, console.sink())) {}

void UnitOutput::finish() {
  writer_->finish();
  output_.finish();
}

}  // namespace oimtm::cli

#include "cli/moses.h"

namespace oimtm::cli {

namespace {

std::string file_of(const std::string& name, const text::LanguageTag& language) {
  if (name.empty() || name == "-")
    throw UsageError(msg("Moses files are two, and want a name"), {}, msg("for example: --format moses -o news"));
  return name + "." + language.str();
}

}  // namespace

MosesOutput::MosesOutput(const std::string& name, const formats::UnitOptions& options, Console& console)
    : options_(options),
      console_(console),
      source_(file_of(name, options.source), console),
      target_(file_of(name, options.target), console) {}

bool MosesOutput::write(const text::TranslationUnit& unit) {
  const text::Variant* const source = text::find_variant(unit, options_.source);
  const text::Variant* const target = text::find_variant(unit, options_.target);
  if (source == nullptr || target == nullptr || source == target) return false;
  write_line(source->segment, source_);
  write_line(target->segment, target_);
  return true;
}

void MosesOutput::write_line(const text::Segment& segment, TextOutput& output) {
  std::string line = segment.text;
  for (char& c : line) {
    if (c != '\n' && c != '\r') continue;
    c = ' ';
    ++blanked_;
  }
  codes_ += segment.codes.size();
  output.write(line += '\n');
}

void MosesOutput::finish() {
  source_.finish();
  target_.finish();
  if (blanked_ > 0) console_.warn({msg("line ends in texts, written as spaces: {1}", blanked_), {}});
  if (codes_ > 0) console_.warn({msg("inline codes left out: {1}", codes_), {}});
}

}  // namespace oimtm::cli

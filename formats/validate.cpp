#include "formats/validate.h"

#include <algorithm>
#include <array>

#include "formats/suffix.h"
#include "formats/tmx/tmx.h"
#include "formats/xliff/xliff.h"

namespace oimtm::formats {

namespace {

struct ValidatedFormat {
  std::string_view name;
  std::array<std::string_view, 5> suffixes;  // unused ones are empty
  Validator validate;
};

constexpr std::array<ValidatedFormat, 2> kFormats = {{
    {"tmx", {".tmx"}, validate_tmx},
    {"xliff", {".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"}, validate_xliff},
}};

const ValidatedFormat& find_format(const std::string& path, const std::string& name) {
  const std::string suffix = exchange_suffix(path);
  std::string names;
  for (const ValidatedFormat& format : kFormats) {
    names += (names.empty() ? "" : ", ") + std::string(format.name);
    const auto& known = format.suffixes;
    const bool fits = !suffix.empty() && std::find(known.begin(), known.end(), suffix) != known.end();
    if (name.empty() ? fits : name == format.name) return format;
  }
  if (!name.empty())
    throw UsageError(msg("{1} is no format that can be validated", name), {path, 0, 0}, msg("known are: {1}", names));
  refuse_folder(path);
  throw UsageError(msg("the name does not tell which exchange format it is"), {path, 0, 0},
                   msg("say it with --format; known are: {1}", names));
}

}  // namespace

ValidationCounts validate(const std::string& path, const ValidateOptions& options, const FindingSink& find) {
  const ValidatedFormat& format = find_format(path, options.format);
  ByteSource source(path);
  ValidationCounts counts;
  const auto count = [&](const Finding& finding) {
    ++(finding.severity == Finding::Severity::error ? counts.errors : counts.warnings);
    find(finding);
  };
  try {
    counts.units = format.validate(source, options, count);
  } catch (const InputError& error) {
    count({Finding::Severity::error, error.where(), "well-formed", error.message()});
  }
  return counts;
}

}  // namespace oimtm::formats

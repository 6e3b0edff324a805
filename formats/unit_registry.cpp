#include <algorithm>
#include <array>
#include <filesystem>

#include "formats/input.h"
#include "formats/tmx/tmx.h"
#include "formats/tsv/tsv.h"
#include "formats/unit_stream.h"
#include "formats/xliff/xliff.h"

namespace oimtm::formats {

namespace {

struct UnitFormat {
  std::string_view name;
  std::array<std::string_view, 3> suffixes;  // ones that are not there are empty
  UnitCounts (*read)(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                     const DiagnosticSink& report);
  std::unique_ptr<UnitWriter> (*write)(const UnitOptions& options, ByteSink sink, DiagnosticSink report);
};

constexpr std::array<UnitFormat, 7> kFormats = {{
    {"tmx", {".tmx"}, read_tmx, write_tmx},
    {"xliff", {".xlf", ".xliff"}, read_xliff, write_xliff},
    {"xliff1.2", {".sdlxliff", ".mqxliff", ".mxliff"}, read_xliff, write_xliff},
    {"xliff2.0", {}, read_xliff, write_xliff},
    {"xliff2.1", {}, read_xliff, write_xliff},
    {"xliff2.2", {}, read_xliff, write_xliff},
    {"tsv", {".tsv", ".txt"}, read_tsv, write_tsv},
}};

const UnitFormat& find_format(const std::string& path, const std::string& name, bool for_reading) {
  const std::string suffix = std::filesystem::path(path).extension().string();
  std::string names;
  for (const UnitFormat& format : kFormats) {
    if (for_reading && format.read == nullptr) continue;
    names += (names.empty() ? "" : ", ") + std::string(format.name);
    const bool has_suffix = std::find(format.suffixes.begin(), format.suffixes.end(), suffix) != format.suffixes.end();
    if (name.empty() ? has_suffix && !suffix.empty() : name == format.name) return format;
  }
  if (!name.empty())
    throw UsageError(msg("unknown exchange format {1}", name), {path, 0, 0}, msg("known are: {1}", names));
  throw UsageError(msg("the name does not tell which exchange format it is"), {path, 0, 0},
                   msg("say it with --format; known are: {1}", names));
}

}  // namespace

UnitCounts read_units(const std::string& path, const UnitOptions& options, const UnitVisitor& visit,
                      const DiagnosticSink& report) {
  const UnitFormat& format = find_format(path, options.format, true);
  ByteSource source(path);
  return format.read(source, options, visit, report);
}

std::unique_ptr<UnitWriter> make_writer(const std::string& path, const UnitOptions& options, ByteSink sink,
                                        DiagnosticSink report) {
  const UnitFormat& format = find_format(path, options.format, false);
  UnitOptions chosen = options;
  chosen.format = format.name;
  return format.write(chosen, std::move(sink), std::move(report));
}

}  // namespace oimtm::formats

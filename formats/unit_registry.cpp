#include <algorithm>
#include <array>
#include <cctype>

#include "formats/input.h"
#include "formats/sinks.h"
#include "formats/suffix.h"
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

constexpr std::array<UnitFormat, 9> kFormats = {{
    {"tmx", {".tmx"}, read_tmx, write_tmx},
    {"xliff", {".xlf", ".xliff"}, read_xliff, write_xliff},
    {"xliff1.2", {".sdlxliff", ".mqxliff", ".mxliff"}, read_xliff, write_xliff},
    {"xliff2.0", {}, read_xliff, write_xliff},
    {"xliff2.1", {}, read_xliff, write_xliff},
    {"xliff2.2", {}, read_xliff, write_xliff},
    {"tsv", {".tsv", ".txt"}, read_tsv, write_tsv},
    {"csv", {".csv"}, read_csv, write_csv},
    {"moses", {}, read_moses, nullptr},
}};

const UnitFormat& find_format(const std::string& path, const std::string& name, bool for_reading) {
  const std::string suffix = exchange_suffix(path);
  std::string names;
  for (const UnitFormat& format : kFormats) {
    if (for_reading ? format.read == nullptr : format.write == nullptr) continue;
    names += (names.empty() ? "" : ", ") + std::string(format.name);
    const bool has_suffix = std::find(format.suffixes.begin(), format.suffixes.end(), suffix) != format.suffixes.end();
    if (name.empty() ? has_suffix && !suffix.empty() : name == format.name) return format;
  }
  if (!name.empty())
    throw UsageError(msg("unknown exchange format {1}", name), {path, 0, 0}, msg("known are: {1}", names));
  refuse_folder(path);
  throw UsageError(msg("the name does not tell which exchange format it is"), {path, 0, 0},
                   msg("say it with --format; known are: {1}", names));
}

bool is_same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  });
}

bool is_utf16(std::string_view name) { return is_same_name(name, "UTF-16") || is_same_name(name, "UTF-16LE"); }
bool is_utf8(std::string_view name) { return is_same_name(name, "UTF-8") || is_same_name(name, "UTF8"); }

// A writer whose bytes are packed.
class PackedWriter : public UnitWriter {
 public:
  PackedWriter(std::unique_ptr<UnitWriter> writer, std::shared_ptr<GzipSink> sink)
      : writer_(std::move(writer)), sink_(std::move(sink)) {}

  bool write(const text::TranslationUnit& unit) override { return writer_->write(unit); }
  void finish() override {
    writer_->finish();
    sink_->finish();
  }

 private:
  std::unique_ptr<UnitWriter> writer_;
  std::shared_ptr<GzipSink> sink_;
};

}  // namespace

UnitCounts read_units(const std::string& path, const UnitOptions& options, const UnitVisitor& visit,
                      const DiagnosticSink& report) {
  refuse_folder(path);  // whose name tells no format either
  const UnitFormat& format = find_format(path, options.format, true);
  ByteSource source(path);
  return format.read(source, options, visit, report);
}

std::unique_ptr<UnitWriter> make_writer(const std::string& path, const UnitOptions& options, ByteSink sink,
                                        DiagnosticSink report) {
  const UnitFormat& format = find_format(path, options.format, false);
  UnitOptions written = options;
  written.format = format.name;
  std::shared_ptr<GzipSink> gzip;
  if (is_packed_name(path)) {
    gzip = std::make_shared<GzipSink>(std::move(sink));
    sink = [gzip](std::string_view bytes) { gzip->write(bytes); };
  }
  if (is_utf16(options.encoding)) {
    written.encoding = "UTF-16";
    sink = utf16_sink(std::move(sink));
  } else if (!options.encoding.empty()) {
    if (!is_utf8(options.encoding))
      throw UsageError(msg("nothing is written in the encoding {1}", options.encoding), {},
                       msg("known are: UTF-8, UTF-16"));
    written.encoding.clear();
  }
  auto writer = format.write(written, std::move(sink), std::move(report));
  if (!gzip) return writer;
  return std::make_unique<PackedWriter>(std::move(writer), gzip);
}

}  // namespace oimtm::formats

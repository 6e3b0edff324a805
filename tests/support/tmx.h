// TMX in strings: made, read, and written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/tmx/tmx.h"
#include "tests/support/errors.h"

namespace oimtm::test {

// All that reading a file gives.
struct TmxFile {
  std::vector<text::TranslationUnit> units;
  formats::UnitCounts counts;
  text::Attributes header;
  std::vector<std::string> diagnostics;
};

// Reads a file of these bytes, which messages call "f".
inline TmxFile read_tmx(std::string_view bytes, formats::UnitOptions options = {}) {
  TmxFile file;
  Diagnostics diagnostics;
  formats::ByteSource source(bytes, "f");
  options.take_header = [&](const text::Attributes& header) { file.header = header; };
  file.counts = formats::read_tmx(
      source, options, [&](const text::TranslationUnit& unit) { file.units.push_back(unit); }, diagnostics.sink());
  file.diagnostics = diagnostics.lines;
  return file;
}

// A file with this body, which begins in line 4.
inline std::string tmx(const std::string& body, const std::string& header = "<header srclang=\"en\"/>",
                       const std::string& doctype = "") {
  return "<?xml version=\"1.0\"?>" + doctype + "\n<tmx version=\"1.4\">\n" + header + "<body>\n" + body +
         "\n</body></tmx>";
}

inline std::string tuv(const std::string& language, const std::string& segment) {
  return "<tuv xml:lang=\"" + language + "\"><seg>" + segment + "</seg></tuv>";
}

// A unit in English alone.
inline std::string tu(const std::string& segment) { return "<tu>" + tuv("en", segment) + "</tu>"; }

}  // namespace oimtm::test

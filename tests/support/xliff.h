// XLIFF in tests: read from a text, and small files around what a test is about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/xliff/xliff.h"

namespace oimtm::test {

struct XliffUnits {
  std::vector<text::TranslationUnit> units;
  formats::UnitCounts counts;
  std::vector<std::string> diagnostics;
};

inline XliffUnits read_xliff(std::string_view file, const formats::UnitOptions& options = {}) {
  XliffUnits result;
  formats::ByteSource source(file, "f.xlf");
  result.counts = formats::read_xliff(
      source, options, [&](const text::TranslationUnit& unit) { result.units.push_back(unit); },
      [&](const Diagnostic& diagnostic) {
        result.diagnostics.push_back(to_string(diagnostic.where) + ": " +
                                     fill(diagnostic.message.pattern, diagnostic.message.arguments));
      });
  return result;
}

inline std::string xliff12(const std::string& body, const std::string& more = "target-language=\"fr\"") {
  return "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file original=\"a.html\" "
         "source-language=\"en\" " +
         more + " datatype=\"html\"><body>" + body + "</body></file></xliff>";
}

inline std::string xliff2(const std::string& file_content, const std::string& more = "trgLang=\"fr\"") {
  return "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"en\" " + more +
         "><file id=\"f\">" + file_content + "</file></xliff>";
}

}  // namespace oimtm::test

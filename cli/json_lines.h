// Texts as JSON lines, each answered by a JSON line.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "cli/console.h"
#include "cli/documents.h"
#include "cli/json.h"
#include "formats/text_source.h"

namespace oimtm::cli {

// {"text": ..., "lang": ...} a line in, {"segments": [...]} a line out. A line that cannot be
// answered so is told, and answered by {"error": ...}, so that there is an answer a line; blank
// lines ask for nothing.
class JsonLines {
 public:
  // `language` is that of lines without one; `srx` a file of rules, empty for our own.
  JsonLines(text::LanguageTag language, const std::string& srx, formats::TextOptions options, Console& console);

  // Each line is answered before the next one is waited for. Throws InputError where the file
  // is no text: what is behind that is not known.
  void answer(const std::string& file);

  std::size_t failed() const { return failed_; }  // lines, so far

 private:
  Json answer_to(std::string_view line, const Location& where);
  Json split(const std::string& text, const text::LanguageTag& language, const Location& where);
  Json failure(const Error& error);

  text::LanguageTag language_;
  formats::TextOptions options_;
  Console& console_;
  DocumentReader reader_;
  std::set<text::LanguageTag> warned_;
  bool is_first_ = true;
  std::size_t failed_ = 0;
};

}  // namespace oimtm::cli

// Lines of text files. Private to formats/.
#pragma once

#include <string>
#include <string_view>

#include "formats/exchange_text.h"
#include "formats/unit_stream.h"
#include "text/error.h"

namespace oimtm::formats {

// Lines of a source, without their ends, as they come: LF, CR LF, or CR alone in a file that
// has no LF in its first 256 KB. Throws InputError for one that is
// longer than the limit on texts.
class LineReader {
 public:
  LineReader(ByteSource& source, const UnitOptions& options);

  // False at the end. The line is valid until the next call.
  bool next(std::string_view& line);

  std::size_t number() const { return number_; }
  Location where() const { return {source_.path(), number_, 0}; }
  const std::string& path() const { return source_.path(); }

 private:
  bool fill();

  ExchangeText source_;
  std::size_t longest_;
  std::string buffer_;
  char line_end_ = '\n';
  std::size_t begin_ = 0;
  std::size_t number_ = 0;
};

// Counts the units of a table, and tells what is rejected or mended.
class TableLog {
 public:
  TableLog(const UnitOptions& options, const DiagnosticSink& report) : options_(options), report_(report) {}

  // Throws InputError if reading is strict.
  void reject(Message reason, const Location& where);

  void tell(Message message, const Location& where) const { report_({std::move(message), where}); }

  // Why a text cannot be one of a unit; empty if it can, or after it was mended: `text` is
  // then that in `mended`.
  Message check(std::string_view& text, std::string& mended, const Location& where);

  UnitCounts counts;

 private:
  const UnitOptions& options_;
  const DiagnosticSink& report_;
};

// A unit of two texts.
text::TranslationUnit unit_of(const text::LanguageTag& source, std::string_view source_text,
                              const text::LanguageTag& target, std::string_view target_text);

// The tag in a field of a header; empty if it is no language that is known.
text::LanguageTag language_in(std::string_view field);

}  // namespace oimtm::formats

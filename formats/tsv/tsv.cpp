#include "formats/tsv/tsv.h"

#include <vector>

#include "formats/tsv/columns.h"
#include "formats/tsv/line_reader.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

// The first fields of a line, at most so many.
std::vector<std::string> split_fields(std::string_view line, std::size_t most) {
  std::vector<std::string> fields;
  for (;;) {
    const std::size_t tab = line.find('\t');
    fields.emplace_back(line.substr(0, tab));
    if (tab == std::string_view::npos || fields.size() >= most) return fields;
    line.remove_prefix(tab + 1);
  }
}

class TsvWriter : public UnitWriter {
 public:
  TsvWriter(UnitOptions options, ByteSink sink, DiagnosticSink report)
      : options_(std::move(options)), sink_(std::move(sink)), report_(std::move(report)) {}

  bool write(const text::TranslationUnit& unit) override {
    const auto values = column_values(unit, options_, codes_);
    if (!values) return false;
    header();
    write_line(*values);
    return true;
  }

  void finish() override {
    header();
    if (blanked_ > 0) report_({msg("tabs or line ends in texts, written as spaces: {1}", blanked_), {}});
    if (codes_ > 0) report_({msg("inline codes left out: {1}", codes_), {}});
  }

 private:
  void header() {
    if (!has_header_) write_line(column_names(options_));
    has_header_ = true;
  }

  void write_line(const std::vector<std::string>& values) {
    line_.clear();
    for (const std::string& value : values) {
      if (&value != values.data()) line_ += '\t';
      for (const char c : value) {
        const bool separates = c == '\t' || c == '\n' || c == '\r';
        blanked_ += separates ? 1 : 0;
        line_ += separates ? ' ' : c;
      }
    }
    sink_(line_ += '\n');
  }

  UnitOptions options_;
  ByteSink sink_;
  DiagnosticSink report_;
  std::string line_;
  bool has_header_ = false;
  std::size_t blanked_ = 0;
  std::size_t codes_ = 0;
};

}  // namespace

UnitCounts read_tsv(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                    const DiagnosticSink& report) {
  LineReader lines(source, options);
  TableLog log(options, report);
  Columns columns;
  std::string mended;
  for (std::string_view line; lines.next(line);) {
    if (lines.number() == 1) {
      columns = columns_of(split_fields(line, kMostColumns), options, lines.where(), '\t', log);
      if (columns.has_header) continue;
    }
    if (text::trim(line).empty()) continue;
    ++log.counts.read;
    Message reason = log.check(line, mended, lines.where());
    const std::vector<std::string> fields = split_fields(line, used_columns(columns));
    if (reason.empty() && fields.size() < 2) reason = msg("no tab: a source and a target are wanted");
    if (reason.empty() && text::trim(fields[0]).empty()) reason = msg("the source is empty");
    if (reason.empty() && text::trim(fields[1]).empty()) reason = msg("the target is empty");
    if (!reason.empty()) {
      log.reject(std::move(reason), lines.where());
      continue;
    }
    text::TranslationUnit unit = unit_of(columns.source, fields[0], columns.target, fields[1]);
    add_columns(unit, columns, fields);
    visit(unit);
  }
  if (lines.number() == 0) throw InputError(msg("is empty"), {lines.path(), 0, 0});
  return log.counts;
}

std::unique_ptr<UnitWriter> write_tsv(const UnitOptions& options, ByteSink sink, DiagnosticSink report) {
  return std::make_unique<TsvWriter>(options, std::move(sink), std::move(report));
}

}  // namespace oimtm::formats

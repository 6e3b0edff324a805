#include <algorithm>
#include <array>

#include "formats/tsv/columns.h"
#include "formats/tsv/line_reader.h"
#include "formats/tsv/tsv.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

// Whether a spreadsheet takes the cell for a formula, when the apostrophes before it are off.
bool is_formula(std::string_view cell) {
  cell.remove_prefix(std::min(cell.find_first_not_of('\''), cell.size()));
  return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

// The separator that the first line has most of, outside of quotes.
char separator_in(std::string_view line) {
  constexpr std::array<char, 3> kSeparators = {',', ';', '\t'};
  std::array<std::size_t, 3> counts{};
  bool in_quotes = false;
  for (const char c : line) {
    if (c == '"') in_quotes = !in_quotes;
    for (std::size_t i = 0; !in_quotes && i < kSeparators.size(); ++i) counts[i] += c == kSeparators[i] ? 1 : 0;
  }
  return kSeparators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

// What a first line "sep=;" says to spreadsheets; 0 if it is none.
char separator_said_in(std::string_view line) {
  if (line.size() == 7 && line.front() == '"' && line.back() == '"') line = line.substr(1, 5);
  constexpr std::string_view kName = "sep=";
  const bool says_it =
      line.size() == kName.size() + 1 && std::equal(kName.begin(), kName.end(), line.begin(), [](char name, char c) {
        return name == c || (c >= 'A' && c <= 'Z' && name == c - 'A' + 'a');
      });
  const bool is_separator = says_it && std::string_view(",;|:\t").find(line.back()) != std::string_view::npos;
  return is_separator ? line.back() : '\0';
}

// Takes records of one or more lines apart, a line at a time.
class Record {
 public:
  std::vector<std::string> fields;
  Message fault;  // why it is none; empty if it is one

  // Keeps the first `most` fields of the next record.
  void begin(std::size_t most) {
    fields.assign(1, {});
    fault = {};
    most_ = most;
    column_ = size_ = 0;
    is_blank_ = true;
    state_ = State::start;
  }

  // True if the record ends with the line.
  bool add(std::string_view line, char separator) {
    if (state_ == State::quoted) append('\n');
    for (const char c : line) take(c, separator);
    return state_ != State::quoted;
  }

  std::size_t size() const { return size_; }  // of the last field, in bytes
  // Whether all its fields are, those that are not kept too.
  bool is_blank() const {
    return is_blank_ && std::all_of(fields.begin(), fields.end(),
                                    [](const std::string& field) { return text::trim(field).empty(); });
  }

 private:
  enum class State { start, plain, quoted, behind_quote };

  void append(char c) {
    ++size_;
    if (column_ < most_)
      fields.back() += c;
    else
      is_blank_ = is_blank_ && (c == ' ' || c == '\n');
  }

  void take(char c, char separator) {
    if (state_ == State::quoted) {
      if (c == '"')
        state_ = State::behind_quote;
      else
        append(c);
    } else if (c == separator) {
      if (++column_ < most_) fields.emplace_back();
      size_ = 0;
      state_ = State::start;
    } else if (state_ == State::behind_quote) {
      if (c != '"' && fault.empty()) fault = msg("a text behind a closing quote: quotes in a cell are doubled");
      append(c);
      state_ = c == '"' ? State::quoted : State::behind_quote;
    } else if (c == '"' && state_ == State::start) {
      state_ = State::quoted;
    } else {
      append(c);
      state_ = State::plain;
    }
  }

  std::size_t most_ = 0;
  std::size_t column_ = 0;
  std::size_t size_ = 0;
  bool is_blank_ = true;  // what is not kept
  State state_ = State::start;
};

class CsvReader {
 public:
  CsvReader(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit, const DiagnosticSink& report)
      : lines_(source, options), options_(options), visit_(visit), log_(options, report) {}

  UnitCounts read() {
    std::string_view line;
    while (lines_.next(line)) {
      if (lines_.number() == 1 && (said_separator_ = separator_said_in(line)) != '\0') continue;
      if (!in_record_) begin(line);
      if (record_.add(line, separator_)) {
        end();
      } else if (record_.size() > options_.limits.text) {
        record_.fault = msg("a text of more than {1} bytes (limit text)", options_.limits.text);
        end();
      }
    }
    if (lines_.number() == 0) throw InputError(msg("is empty"), {lines_.path(), 0, 0});
    if (in_record_) {
      record_.fault = msg("a quote that is not closed: the rest of the file is in it");
      end();
    }
    return log_.counts;
  }

 private:
  void begin(std::string_view line) {
    if (is_first_) separator_ = said_separator_ != '\0' ? said_separator_ : separator_in(line);
    record_.begin(is_first_ ? kMostColumns : used_columns(columns_));
    in_record_ = true;
    place_ = lines_.where();
  }

  void end() {
    in_record_ = false;
    if (is_first_) {
      is_first_ = false;
      columns_ = columns_of(record_.fields, options_, place_, separator_, log_);
      if (columns_.has_header) return;
    }
    if (record_.is_blank() && record_.fault.empty()) return;
    ++log_.counts.read;
    Message reason = std::move(record_.fault);
    if (reason.empty() && record_.fields.size() < 2) reason = msg("one column: a source and a target are wanted");
    std::array<std::string_view, 2> texts;
    for (std::size_t i = 0; reason.empty() && i < texts.size(); ++i) {
      texts[i] = record_.fields[i];
      texts[i] = armed(texts[i]);
      reason = log_.check(texts[i], mended_[i], place_);
      if (reason.empty() && text::trim(texts[i]).empty())
        reason = i == 0 ? msg("the source is empty") : msg("the target is empty");
    }
    for (const std::size_t column : {columns_.source_document, columns_.target_document}) {
      if (!reason.empty() || column == 0 || column >= record_.fields.size()) continue;
      std::string mended;  // of its own: a text may be in mended_
      std::string_view name = armed(record_.fields[column]);
      reason = log_.check(name, mended, place_);
      record_.fields[column] = std::string(name);
    }
    if (!reason.empty()) {
      log_.reject(std::move(reason), place_);
      return;
    }
    text::TranslationUnit unit = unit_of(columns_.source, texts[0], columns_.target, texts[1]);
    add_columns(unit, columns_, record_.fields);
    visit_(unit);
  }

  // What writing has put an apostrophe before.
  static std::string_view armed(std::string_view cell) {
    return cell.starts_with('\'') && is_formula(cell) ? cell.substr(1) : cell;
  }

  LineReader lines_;
  const UnitOptions& options_;
  const UnitVisitor& visit_;
  TableLog log_;
  Columns columns_;
  Record record_;
  std::array<std::string, 2> mended_;
  Location place_;
  char separator_ = ',';
  char said_separator_ = '\0';  // by the file's first line
  bool is_first_ = true;
  bool in_record_ = false;
};

class CsvWriter : public UnitWriter {
 public:
  CsvWriter(UnitOptions options, ByteSink sink, DiagnosticSink report)
      : options_(std::move(options)), sink_(std::move(sink)), report_(std::move(report)) {}

  bool write(const text::TranslationUnit& unit) override {
    const auto values = column_values(unit, options_, codes_);
    if (!values) return false;
    header();
    write_record(*values);
    return true;
  }

  void finish() override {
    header();
    if (disarmed_ > 0)
      report_({msg("cells that a spreadsheet would take for formulas, written with ' before: {1}", disarmed_), {}});
    if (codes_ > 0) report_({msg("inline codes left out: {1}", codes_), {}});
  }

 private:
  void header() {
    if (!has_header_) write_record(column_names(options_));
    has_header_ = true;
  }

  void write_record(const std::vector<std::string>& values) {
    record_.clear();
    for (const std::string& value : values) {
      if (&value != values.data()) record_ += ',';
      write_cell(value);
    }
    sink_(record_ += "\r\n");
  }

  void write_cell(std::string_view value) {
    const bool disarm = is_formula(value);
    disarmed_ += disarm ? 1 : 0;
    const bool quote = value.find_first_of(",;\t\"\r\n") != std::string_view::npos;
    if (quote) record_ += '"';
    if (disarm) record_ += '\'';
    for (const char c : value) {
      if (c == '"') record_ += '"';
      record_ += c;
    }
    if (quote) record_ += '"';
  }

  UnitOptions options_;
  ByteSink sink_;
  DiagnosticSink report_;
  std::string record_;
  bool has_header_ = false;
  std::size_t disarmed_ = 0;
  std::size_t codes_ = 0;
};

}  // namespace

UnitCounts read_csv(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                    const DiagnosticSink& report) {
  return CsvReader(source, options, visit, report).read();
}

std::unique_ptr<UnitWriter> write_csv(const UnitOptions& options, ByteSink sink, DiagnosticSink report) {
  return std::make_unique<CsvWriter>(options, std::move(sink), std::move(report));
}

}  // namespace oimtm::formats

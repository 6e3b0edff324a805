#include "formats/tsv/tsv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "text/characters.h"

namespace oimtm::formats {

namespace {

constexpr std::size_t kLongestLine = 16 * 1024 * 1024;  // bytes

// Lines of a source, without their ends, as they come.
class LineReader {
 public:
  explicit LineReader(ByteSource& source) : source_(source) {}

  // False at the end. The line is valid until the next call.
  bool next(std::string_view& line) {
    std::size_t end = 0;
    while ((end = buffer_.find('\n', begin_)) == std::string::npos && fill()) {
    }
    if (end == std::string::npos) {
      if (begin_ >= buffer_.size()) return false;
      end = buffer_.size();
    }
    line = std::string_view(buffer_).substr(begin_, end - begin_);
    if (line.ends_with('\r')) line.remove_suffix(1);
    begin_ = end + 1;
    if (++number_ == 1) line.remove_prefix(byte_order_mark(line));
    return true;
  }

  std::size_t number() const { return number_; }
  Location where() const { return {source_.path(), number_, 0}; }

 private:
  bool fill() {
    buffer_.erase(0, std::min(begin_, buffer_.size()));
    begin_ = 0;
    if (buffer_.size() > kLongestLine)
      throw InputError(msg("a line of more than 16 MB: this is no tab separated file"),
                       {source_.path(), number_ + 1, 0});
    const std::size_t old = buffer_.size();
    buffer_.resize(old + 256 * 1024);
    const std::size_t got = source_.read(buffer_.data() + old, buffer_.size() - old);
    buffer_.resize(old + got);
    return got > 0;
  }

  ByteSource& source_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::size_t number_ = 0;
};

std::vector<std::string_view> split_fields(std::string_view line) {
  std::vector<std::string_view> fields;
  for (;;) {
    const std::size_t tab = line.find('\t');
    fields.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return fields;
    line.remove_prefix(tab + 1);
  }
}

text::LanguageTag language_in(std::string_view field) {
  const auto tag = text::LanguageTag::parse(field);
  return tag && tag->is_known() ? *tag : text::LanguageTag();
}

// The languages of the columns: from the header, or as asked for.
struct Columns {
  text::LanguageTag source;
  text::LanguageTag target;
  bool has_header = false;
  std::size_t reviewed = 0;  // number of the column that says so; 0: there is none
};

Columns columns_of(const std::vector<std::string_view>& first, const UnitOptions& options, const Location& where) {
  const text::LanguageTag source = language_in(first.front());
  const text::LanguageTag target = first.size() > 1 ? language_in(first[1]) : text::LanguageTag();
  if (!source.empty() && !target.empty()) {
    const auto reviewed = std::find(first.begin() + 2, first.end(), "reviewed");
    return {source, target, true, reviewed != first.end() ? static_cast<std::size_t>(reviewed - first.begin()) : 0};
  }
  if (options.source.empty() || options.target.empty())
    throw UsageError(msg("the languages of the two columns are not known"), where,
                     msg("say them with -s and -t, for example -s en -t fr, or in a first line: en<TAB>fr"));
  return {options.source, options.target, false, 0};
}

// Why a line is no unit; empty if it is one.
Message fault(const std::vector<std::string_view>& fields, std::string_view line) {
  if (const auto bad = text::find_invalid_utf8(line)) return msg("not valid UTF-8 at byte {1} of the line", *bad);
  if (line.find('\0') != std::string_view::npos) return msg("a NUL byte in the line");
  if (fields.size() < 2) return msg("no tab: a source and a target are wanted");
  if (text::trim(fields[0]).empty()) return msg("the source is empty");
  if (text::trim(fields[1]).empty()) return msg("the target is empty");
  return {};
}

class TsvWriter : public UnitWriter {
 public:
  TsvWriter(UnitOptions options, ByteSink sink, DiagnosticSink report)
      : options_(std::move(options)), sink_(std::move(sink)), report_(std::move(report)) {}

  bool write(const text::TranslationUnit& unit) override {
    const text::Variant* source = text::find_variant(unit, options_.source);
    const text::Variant* target = text::find_variant(unit, options_.target);
    if (source == nullptr || target == nullptr || source == target) return false;
    header();
    codes_ += source->segment.codes.size() + target->segment.codes.size();
    std::string line;
    append(line, source->segment.text);
    append(line += '\t', target->segment.text);
    line += '\t';
    if (unit.confidence) {
      std::array<char, 32> digits{};
      const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *unit.confidence).ptr;
      line.append(digits.data(), end);
    }
    for (const text::Variant* variant : {source, target}) {
      line += '\t';
      if (variant->origin) append(line, variant->origin->document);
    }
    sink_(line += '\n');
    return true;
  }

  void finish() override {
    header();
    if (blanked_ > 0) report_({msg("tabs or line ends in texts, written as spaces: {1}", blanked_), {}});
    if (codes_ > 0) report_({msg("inline codes left out: {1}", codes_), {}});
  }

 private:
  void header() {
    if (!has_header_)
      sink_(options_.source.str() + '\t' + options_.target.str() + "\tconfidence\tsource_document\ttarget_document\n");
    has_header_ = true;
  }

  void append(std::string& line, std::string_view text) {
    for (const char c : text) {
      const bool separates = c == '\t' || c == '\n' || c == '\r';
      blanked_ += separates ? 1 : 0;
      line += separates ? ' ' : c;
    }
  }

  UnitOptions options_;
  ByteSink sink_;
  DiagnosticSink report_;
  bool has_header_ = false;
  std::size_t blanked_ = 0;
  std::size_t codes_ = 0;
};

}  // namespace

UnitCounts read_tsv(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                    const DiagnosticSink& report) {
  LineReader lines(source);
  UnitCounts counts;
  Columns columns;
  for (std::string_view line; lines.next(line);) {
    const std::vector<std::string_view> fields = split_fields(line);
    if (lines.number() == 1) {
      columns = columns_of(fields, options, lines.where());
      if (columns.has_header) continue;
    }
    if (text::trim(line).empty()) continue;
    ++counts.read;
    if (const Message reason = fault(fields, line); !reason.empty()) {
      ++counts.rejected;
      report({reason, lines.where()});
      continue;
    }
    text::TranslationUnit unit;
    unit.variants.push_back({columns.source, {std::string(fields[0]), {}, {}}, {}, {}, {}});
    unit.variants.push_back({columns.target, {std::string(fields[1]), {}, {}}, {}, {}, {}});
    if (columns.reviewed > 0 && columns.reviewed < fields.size() && !text::trim(fields[columns.reviewed]).empty()) {
      unit.confidence = 1;
      unit.attributes.emplace_back("prop:reviewed", std::string(text::trim(fields[columns.reviewed])));
    }
    visit(unit);
  }
  if (lines.number() == 0) throw InputError(msg("is empty"), {source.path(), 0, 0});
  return counts;
}

std::unique_ptr<UnitWriter> write_tsv(const UnitOptions& options, ByteSink sink, DiagnosticSink report) {
  return std::make_unique<TsvWriter>(options, std::move(sink), std::move(report));
}

}  // namespace oimtm::formats

#include "formats/tsv/line_reader.h"

#include <algorithm>

#include "text/characters.h"
#include "text/encoding.h"

namespace oimtm::formats {

LineReader::LineReader(ByteSource& source, const UnitOptions& options)
    : source_(source, {options.encoding, false, options.repair, options.limits}), longest_(options.limits.text) {}

bool LineReader::next(std::string_view& line) {
  std::size_t end = 0;
  while ((end = buffer_.find(line_end_, begin_)) == std::string::npos && fill()) {
  }
  if (end == std::string::npos) {
    if (begin_ >= buffer_.size()) return false;
    end = buffer_.size();
  }
  line = std::string_view(buffer_).substr(begin_, end - begin_);
  if (line.ends_with('\r')) line.remove_suffix(1);
  begin_ = end + 1;
  ++number_;
  return true;
}

bool LineReader::fill() {
  buffer_.erase(0, std::min(begin_, buffer_.size()));
  begin_ = 0;
  if (buffer_.size() > longest_)
    throw InputError(msg("a line of more than {1} bytes (limit text)", longest_), {path(), number_ + 1, 0});
  const std::size_t old = buffer_.size();
  buffer_.resize(old + std::max<std::size_t>(old, 256 * 1024));
  std::size_t end = old;
  while (end < buffer_.size()) {
    const std::size_t part = source_.read(buffer_.data() + end, buffer_.size() - end);
    if (part == 0) break;
    end += part;
  }
  buffer_.resize(end);
  // A file without any LF in its first part is one of CRs, as spreadsheets once wrote it.
  if (number_ == 0 && old == 0 && buffer_.find('\n') == std::string::npos && buffer_.find('\r') != std::string::npos)
    line_end_ = '\r';
  return end > old;
}

void TableLog::reject(Message reason, const Location& where) {
  if (options_.strict) throw InputError(std::move(reason), where);
  ++counts.rejected;
  report_({std::move(reason), where});
}

Message TableLog::check(std::string_view& text, std::string& mended, const Location& where) {
  const auto bad = text::find_invalid_utf8(text);
  if (!bad && text.find('\0') == std::string_view::npos) return {};
  if (!options_.repair)
    return bad ? msg("not valid UTF-8 at byte {1} of the text", *bad) : msg("a NUL byte in the text");
  ++counts.repaired;
  report_({bad ? msg("bytes that are not UTF-8, read as windows-1252") : msg("a NUL byte, dropped"), where});
  text::Transcoder windows("windows-1252");
  mended.clear();
  while (!text.empty()) {
    const std::size_t sound = text::find_invalid_utf8(text).value_or(text.size());
    mended.append(text.substr(0, sound));
    if (sound < text.size()) windows.decode(text.substr(sound, 1), true, mended);
    text.remove_prefix(std::min(sound + 1, text.size()));
  }
  for (std::size_t at = 0; (at = mended.find('\xFF', at)) != std::string::npos;) mended.replace(at, 1, "\xEF\xBF\xBD");
  std::erase(mended, '\0');
  text = mended;
  return {};
}

text::TranslationUnit unit_of(const text::LanguageTag& source, std::string_view source_text,
                              const text::LanguageTag& target, std::string_view target_text) {
  text::TranslationUnit unit;
  unit.variants.push_back({source, {std::string(source_text), {}, {}}, {}, {}, {}});
  unit.variants.push_back({target, {std::string(target_text), {}, {}}, {}, {}, {}});
  return unit;
}

text::LanguageTag language_in(std::string_view field) {
  const auto tag = text::LanguageTag::parse(field);
  return tag && tag->is_known() ? *tag : text::LanguageTag();
}

}  // namespace oimtm::formats

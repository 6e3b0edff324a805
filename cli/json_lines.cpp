#include "cli/json_lines.h"

#include <charconv>
#include <limits>
#include <span>
#include <utility>

#include "cli/messages.h"
#include "formats/input.h"
#include "formats/lines.h"

namespace oimtm::cli {

namespace {

// A window as large as any text.
formats::TextOptions all_at_once() {
  formats::TextOptions options;
  options.window = options.largest_block = std::numeric_limits<std::size_t>::max() / 4;
  return options;
}

// The unit of UTF-16 that "\uXXXX" at the head of `json` stands for; 0 if none does.
unsigned escaped_unit(std::string_view json) {
  unsigned unit = 0;
  if (!json.starts_with("\\u") || json.size() < 6) return 0;
  const auto [end, error] = std::from_chars(json.data() + 2, json.data() + 6, unit, 16);
  return error == std::errc() && end == json.data() + 6 ? unit : 0;
}

// Half of a character, which is no text: "\ud83d" without its other half.
bool has_lone_surrogate(std::string_view json) {
  for (std::size_t at = json.find('\\'); at < json.size(); at = json.find('\\', at)) {
    const unsigned unit = escaped_unit(json.substr(at));
    const unsigned next = unit == 0 ? 0 : escaped_unit(json.substr(at + 6));
    const bool is_pair = unit >= 0xD800 && unit < 0xDC00 && next >= 0xDC00 && next < 0xE000;
    if (unit >= 0xD800 && unit < 0xE000 && !is_pair) return true;
    at += is_pair ? 12 : 2;  // a backslash escapes the sign behind it
  }
  return false;
}

// Throws InputError for what is no object with a text.
Json parse(std::string_view line, const Location& where) {
  Json object = Json::parse(line, nullptr, false);
  if (object.is_discarded() && has_lone_surrogate(line))
    throw InputError(msg("half of a surrogate pair, which is no character"), where);
  if (!object.is_object() || !object.contains("text") || !object["text"].is_string())
    throw InputError(msg("not a JSON object with a \"text\""), where);
  return object;
}

// What "lang" of a line says, if it is there.
text::LanguageTag language_of(const Json& object, const Location& where, const text::LanguageTag& otherwise) {
  if (!object.contains("lang")) return otherwise;
  const auto tag =
      object["lang"].is_string() ? text::LanguageTag::parse(object["lang"].get<std::string>()) : std::nullopt;
  if (!tag || !tag->is_known()) throw InputError(msg("\"lang\" is no language: {1}", object["lang"].dump()), where);
  return *tag;
}

// A place within the record's text is none of the file; one in the rules stays.
Error of_record(const Error& error, const Location& where) {
  if (error.where().file == where.file) return Error(error.message(), where, error.hint());
  return Error(error.message(), error.where(), msg("on the text of {1}", to_string(where)));
}

}  // namespace

JsonLines::JsonLines(text::LanguageTag language, const std::string& srx, formats::TextOptions options, Console& console)
    : language_(std::move(language)),
      options_(formats::line_by_line(options)),
      console_(console),
      reader_({{}, "text", language_, srx}, console) {}

void JsonLines::answer(const std::string& file) {
  formats::ByteSource bytes(file);
  bytes.before_waiting([&] { console_.flush(); });
  formats::TextSource lines(bytes, options_);
  formats::for_each_line(lines, [&](const formats::Line& line) {
    if (line.is_blank()) return;
    Json answer = Json::object();
    if (std::exchange(is_first_, false)) answer["schema"] = 1;
    answer.update(answer_to(line.text, {file, line.number, 0}));
    console_.print(to_line(answer));
  });
}

Json JsonLines::answer_to(std::string_view line, const Location& where) {
  try {
    const Json object = parse(line, where);
    const auto text = object["text"].get<std::string>();
    return {{"segments", split(text, language_of(object, where, language_), where)}};
  } catch (const InputError& error) {
    return failure(of_record(error, where));
  } catch (const UsageError& error) {  // rules that are not for the line's language
    return failure(of_record(error, where));
  }
}

// Nothing of a text is taken away, bullets neither: its caller counts characters.
Json JsonLines::split(const std::string& text, const text::LanguageTag& language, const Location& where) {
  if (const auto odd = general_rules(language); odd && warned_.insert(language).second) console_.warn(*odd);
  const text::Segmenter& segmenter = reader_.segmenter(language.empty() ? text::LanguageTag("und") : language);
  Json segments = Json::array();
  formats::ByteSource bytes(text, where.file);
  formats::TextSource source(bytes, all_at_once());
  for (const std::span<const formats::Line> paragraph : formats::paragraphs(source.lines()))
    for (const text::Segment& piece : segmenter.split(formats::join(paragraph))) segments.push_back(piece.text);
  return segments;
}

Json JsonLines::failure(const Error& error) {
  ++failed_;
  console_.fail(error);
  return {{"error", tr(error.message())}};
}

}  // namespace oimtm::cli

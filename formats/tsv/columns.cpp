#include "formats/tsv/columns.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "text/characters.h"

namespace oimtm::formats {

namespace {

bool is_word(std::string_view field, std::string_view word) {
  return std::equal(field.begin(), field.end(), word.begin(), word.end(),
                    [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

// Whether a field is the name of a language, in English, French or itself.
bool is_name_of(std::string_view field, const text::LanguageTag& language) {
  const std::array<text::LanguageTag, 3> readers = {text::LanguageTag("en"), text::LanguageTag("fr"), language};
  return std::any_of(readers.begin(), readers.end(), [&](const text::LanguageTag& reader) {
    return is_word(text::trim(field), language.display_name(reader));
  });
}

// Whether a first record of two languages is a header where both languages are asked for.
bool is_header_for(const UnitOptions& options, const text::LanguageTag& first, const text::LanguageTag& second) {
  if (options.source.empty() || options.target.empty()) return true;
  return (text::same_base(first, options.source) && text::same_base(second, options.target)) ||
         (text::same_base(first, options.target) && text::same_base(second, options.source));
}

// Whether a field that names a language is hardly a word: "de" or "fr-CA", but not "non".
bool is_code(std::string_view field) {
  return field.size() == 2 || field.find_first_of("-_") != std::string_view::npos;
}

// Whether a column has a name that we give to one, or look for.
bool names_columns(const std::vector<std::string>& first) {
  return std::any_of(first.begin() + 2, first.end(),
                     [](const std::string& field) { return field == "confidence" || field == "reviewed"; });
}

std::string example(char separator) { return separator == '\t' ? "en<TAB>fr" : std::string("en") + separator + "fr"; }

}  // namespace

Columns columns_of(const std::vector<std::string>& first, const UnitOptions& options, const Location& where,
                   char separator, const TableLog& log) {
  const std::string second = first.size() > 1 ? first[1] : std::string();
  const text::LanguageTag source = language_in(first.front());
  const text::LanguageTag target = language_in(second);
  const bool are_languages = !source.empty() && !target.empty();
  if (are_languages && (is_header_for(options, source, target) || names_columns(first))) {
    const auto reviewed = std::find(first.begin() + 2, first.end(), "reviewed");
    return {source, target, true, reviewed != first.end() ? static_cast<std::size_t>(reviewed - first.begin()) : 0};
  }
  if (options.source.empty() || options.target.empty())
    throw UsageError(
        msg("the languages of the two columns are not known"), where,
        msg("say them with -s and -t, for example -s en -t fr, or in a first line: {1}", example(separator)));
  if (are_languages && is_code(first.front()) && is_code(second))
    log.tell(msg("the first record names {1} and {2}, not the languages asked for: it is read as a text", first.front(),
                 second),
             where);
  const bool has_header = (is_word(first.front(), "source") && is_word(second, "target")) ||
                          (is_name_of(first.front(), options.source) && is_name_of(second, options.target));
  return {options.source, options.target, has_header, 0};
}

void mark_reviewed(text::TranslationUnit& unit, const Columns& columns, const std::vector<std::string>& fields) {
  if (columns.reviewed == 0 || columns.reviewed >= fields.size()) return;
  const std::string_view mark = text::trim(fields[columns.reviewed]);
  if (mark.empty()) return;
  unit.confidence = 1;
  unit.attributes.emplace_back("prop:reviewed", std::string(mark));
}

std::vector<std::string> column_names(const UnitOptions& options) {
  return {options.source.str(), options.target.str(), "confidence", "source_document", "target_document"};
}

std::optional<std::vector<std::string>> column_values(const text::TranslationUnit& unit, const UnitOptions& options,
                                                      std::size_t& codes) {
  const text::Variant* const source = text::find_variant(unit, options.source);
  const text::Variant* const target = text::find_variant(unit, options.target);
  if (source == nullptr || target == nullptr || source == target) return std::nullopt;
  codes += source->segment.codes.size() + target->segment.codes.size();
  std::vector<std::string> values = {source->segment.text, target->segment.text, {}, {}, {}};
  if (unit.confidence) {
    std::array<char, 32> digits{};
    values[2].assign(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), *unit.confidence).ptr);
  }
  if (source->origin) values[3] = source->origin->document;
  if (target->origin) values[4] = target->origin->document;
  return values;
}

}  // namespace oimtm::formats

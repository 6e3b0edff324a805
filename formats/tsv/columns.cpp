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

// Of a column behind the first two; 0 if there is none of that name.
std::size_t column_of(const std::vector<std::string>& first, std::string_view name) {
  const auto found = std::find(first.begin() + 2, first.end(), name);
  return found != first.end() ? static_cast<std::size_t>(found - first.begin()) : 0;
}

std::string example(char separator) { return separator == '\t' ? "en<TAB>fr" : std::string("en") + separator + "fr"; }

}  // namespace

Columns columns_of(const std::vector<std::string>& first, const UnitOptions& options, const Location& where,
                   char separator, const TableLog& log) {
  const std::string second = first.size() > 1 ? first[1] : std::string();
  const text::LanguageTag source = language_in(first.front());
  const text::LanguageTag target = language_in(second);
  const bool are_languages = !source.empty() && !target.empty();
  const bool is_asked_for = are_languages && is_header_for(options, source, target);
  if (are_languages && (is_asked_for || names_columns(first))) {
    if (!is_asked_for)
      log.tell(msg("the first record says {1} and {2}, which is taken; not {3} and {4}", source.str(), target.str(),
                   options.source.str(), options.target.str()),
               where);
    return {source,
            target,
            true,
            column_of(first, "reviewed"),
            column_of(first, "source_document"),
            column_of(first, "target_document")};
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
  return {options.source, options.target, has_header};
}

void add_columns(text::TranslationUnit& unit, const Columns& columns, const std::vector<std::string>& fields) {
  const std::array<std::size_t, 2> documents = {columns.source_document, columns.target_document};
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (documents[i] == 0 || documents[i] >= fields.size()) continue;
    const std::string_view name = text::trim(fields[documents[i]]);
    if (!name.empty()) unit.variants[i].origin = text::Origin{std::string(name), {}, {}, 0};
  }
  if (columns.reviewed == 0 || columns.reviewed >= fields.size()) return;
  const std::string_view mark = text::trim(fields[columns.reviewed]);
  if (mark.empty()) return;
  unit.confidence = mark == text::kWrong ? std::nullopt : std::optional(1.0);
  unit.attributes.emplace_back(text::kReviewed, std::string(mark));
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

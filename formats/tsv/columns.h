// What stands in the columns of a table. Private to formats/.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/tsv/line_reader.h"
#include "formats/unit_stream.h"
#include "text/error.h"

namespace oimtm::formats {

// The languages of the first two columns: from the header, or as asked for.
struct Columns {
  text::LanguageTag source;
  text::LanguageTag target;
  bool has_header = false;
  // Numbers of the columns that say who has checked it, and what it is from; 0: there is none.
  std::size_t reviewed = 0;
  std::size_t source_document = 0;
  std::size_t target_document = 0;
};

// A first record of two languages is a header, unless both are asked for and are others: no
// and non are words too, but de and es are told to `log`. Throws UsageError if neither it nor
// the options say the languages; `separator` is what stands between the columns.
Columns columns_of(const std::vector<std::string>& first, const UnitOptions& options, const Location& where,
                   char separator, const TableLog& log);

// Columns of the first record that are looked at, and those of all others: no more are kept.
inline constexpr std::size_t kMostColumns = 1000;
inline std::size_t used_columns(const Columns& columns) {
  return std::max({std::size_t{1}, columns.reviewed, columns.source_document, columns.target_document}) + 1;
}

// Gives a unit what the other columns say: the documents, and that a person has checked it.
void add_columns(text::TranslationUnit& unit, const Columns& columns, const std::vector<std::string>& fields);

// The names of the columns that are written, and the values of a unit in them; nothing if it
// is not in the pair of languages. Codes that are left out are added to `codes`.
std::vector<std::string> column_names(const UnitOptions& options);
std::optional<std::vector<std::string>> column_values(const text::TranslationUnit& unit, const UnitOptions& options,
                                                      std::size_t& codes);

}  // namespace oimtm::formats

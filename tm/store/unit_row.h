// A unit as its rows in the tables have it, and the hashes that guard them. Private to tm/.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "text/hash.h"
#include "tm/match.h"
#include "tm/store/sqlite.h"

namespace oimtm::tm {

// In `previous` and `next`: the document's edge. NULL there: not known.
constexpr std::int64_t kEdge = 0;

struct VariantRow {
  std::int64_t segment = 0;
  std::optional<std::int64_t> document;
  std::optional<std::string> block;
  std::optional<std::string> kind;
  std::optional<std::int64_t> position;
  std::optional<std::string> ranges;
  std::optional<std::int64_t> previous;
  std::optional<std::int64_t> next;
  std::optional<std::string> attributes;
};

// What makes a unit the same as another is in `hash`: texts, documents, places, neighbours.
struct UnitRow {
  std::uint64_t hash = 0;
  std::optional<double> confidence;
  std::optional<std::string> date;
  std::optional<std::string> attributes;
  std::vector<VariantRow> variants;
};

// A hash of bytes that are put in one after the other.
template <class Value>
void mix(std::uint64_t& hash, const Value& value) {
  if constexpr (std::is_arithmetic_v<Value>)
    hash = text::hash64({reinterpret_cast<const char*>(&value), sizeof value}, hash);
  else
    hash = text::hash64(value, hash);
}

// Over all that the rows of a unit, a segment or a document say, 32 bits: what `verify`
// compares. Their numbers are guarded by the chain through the history.
std::uint32_t checksum(const UnitRow& unit);
std::uint32_t checksum(std::int64_t language, std::string_view text, std::string_view codes);
std::uint32_t checksum(std::int64_t language, std::string_view name, std::optional<std::uint64_t> content_hash);

// Calls `visit` for the units with the numbers `first` to `last`, dead or alive, in order.
struct NumberedUnitRow {
  UnitId id = 0;
  std::int64_t born = 0;
  std::int64_t died = 0;  // 0: it lives
  std::uint32_t checksum = 0;
  UnitRow row;
};
void for_each_row(const Connection& connection, UnitId first, UnitId last,
                  const std::function<void(const NumberedUnitRow&)>& visit);

// The columns that read_units() wants, and the tables joined to `unit u` that have them: in
// this order, or SQLite would find another, and sort all rows of the memory in memory.
extern const char* const kUnitColumns;
extern const char* const kVariantJoins;

// Puts the rows of a query, one a variant, together to units. Each is valid until the visitor
// returns.
void read_units(Statement& rows, const std::function<void(const StoredUnit&)>& visit);
std::vector<StoredUnit> collect(Statement& rows);

// The tag in a column; an empty tag for a language that is not known. There are few, and
// parsing one is slow: they are kept.
text::LanguageTag read_language(const Statement& row, int column);

}  // namespace oimtm::tm

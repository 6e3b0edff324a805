#include "tm/store/unit_row.h"

#include <map>

#include "tm/store/encoding.h"

namespace oimtm::tm {

namespace {

void read_context(const Statement& row, int id, int text, std::optional<std::string>& context) {
  if (row.is_null(id))
    context.reset();
  else
    (context ? *context : context.emplace()) = row.integer(id) == kEdge ? std::string_view() : row.bytes(text);
}

// What a variant had before is overwritten, and its memory used again.
void read_variant(const Statement& row, text::Variant& variant) {
  variant.language = read_language(row, 4);
  variant.segment.text = row.bytes(5);
  variant.segment.codes = decode_codes(row.bytes(6));
  variant.segment.ranges = decode_ranges(row.bytes(11));
  if (row.is_null(7)) {
    variant.origin.reset();
  } else {
    text::Origin& origin = variant.origin ? *variant.origin : variant.origin.emplace();
    origin.document = row.bytes(7);
    origin.block = row.bytes(8);
    origin.kind = text::block_kind(row.bytes(9)).value_or(text::BlockKind::body);
    origin.position = static_cast<std::size_t>(row.integer(10));
  }
  read_context(row, 12, 13, variant.context.previous);
  read_context(row, 14, 15, variant.context.next);
  decode_attributes(row.bytes(16), variant.attributes);
}

void read_unit(const Statement& row, text::TranslationUnit& unit) {
  unit.confidence = row.is_null(1) ? std::nullopt : std::optional(row.real(1));
  unit.date = row.bytes(2);
  decode_attributes(row.bytes(3), unit.attributes);
}

// Bytes to be hashed at once: values of a fixed size as they are, text behind its length.
class Bytes {
 public:
  template <class Value>
  void add(const Value& value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void add(std::string_view text) {
    add(text.size());
    bytes_ += text;
  }
  void add(const std::string& text) { add(std::string_view(text)); }
  template <class Value>
  void add(const std::optional<Value>& value) {
    bytes_ += value ? '+' : '-';
    if (value) add(*value);
  }
  std::uint32_t checksum() const { return static_cast<std::uint32_t>(text::hash64(bytes_)); }

 private:
  std::string bytes_;
};

template <class Value>
std::optional<Value> read_optional(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  if constexpr (std::is_same_v<Value, std::string>)
    return row.text(column);
  else if constexpr (std::is_floating_point_v<Value>)
    return row.real(column);
  else
    return row.integer(column);
}

}  // namespace

std::uint32_t checksum(const UnitRow& unit) {
  Bytes bytes;
  bytes.add(unit.hash);
  bytes.add(unit.confidence);
  bytes.add(unit.date);
  bytes.add(unit.attributes);
  for (const VariantRow& variant : unit.variants) {
    bytes.add(variant.segment);
    bytes.add(variant.document);
    bytes.add(variant.block);
    bytes.add(variant.kind);
    bytes.add(variant.position);
    bytes.add(variant.ranges);
    bytes.add(variant.previous);
    bytes.add(variant.next);
    bytes.add(variant.attributes);
  }
  return bytes.checksum();
}

std::uint32_t checksum(std::int64_t language, std::string_view text, std::string_view codes) {
  std::uint64_t hash = text::hash64(text, static_cast<std::uint64_t>(language));
  mix(hash, codes);
  return static_cast<std::uint32_t>(hash);
}

std::uint32_t checksum(std::int64_t language, std::string_view name, std::optional<std::uint64_t> content_hash) {
  Bytes bytes;
  bytes.add(language);
  bytes.add(name);
  bytes.add(content_hash);
  return bytes.checksum();
}

void for_each_row(const Connection& connection, UnitId first, UnitId last,
                  const std::function<void(const NumberedUnitRow&)>& visit) {
  Statement rows(connection,
                 "SELECT u.id, u.born, u.died, u.checksum, u.hash, u.confidence, u.date, u.attributes, v.segment, "
                 "v.document, v.block, v.kind, v.position, v.ranges, v.previous, v.next, v.attributes "
                 "FROM unit u LEFT JOIN variant v ON v.unit = u.id WHERE u.id BETWEEN ? AND ? ORDER BY u.id, v.place");
  NumberedUnitRow current;
  for (rows.bind(first, last); rows.step();) {
    if (rows.integer(0) != current.id) {
      if (current.id != 0) visit(current);
      current = {rows.integer(0), rows.integer(1), rows.integer(2), static_cast<std::uint32_t>(rows.integer(3)), {}};
      current.row = {static_cast<std::uint64_t>(rows.integer(4)),
                     read_optional<double>(rows, 5),
                     read_optional<std::string>(rows, 6),
                     read_optional<std::string>(rows, 7),
                     {}};
    }
    if (rows.is_null(8)) continue;
    current.row.variants.push_back({rows.integer(8), read_optional<std::int64_t>(rows, 9),
                                    read_optional<std::string>(rows, 10), read_optional<std::string>(rows, 11),
                                    read_optional<std::int64_t>(rows, 12), read_optional<std::string>(rows, 13),
                                    read_optional<std::int64_t>(rows, 14), read_optional<std::int64_t>(rows, 15),
                                    read_optional<std::string>(rows, 16)});
  }
  if (current.id != 0) visit(current);
}

const char* const kUnitColumns =
    "SELECT u.id, u.confidence, u.date, u.attributes, l.tag, s.text, s.codes, d.name, v.block, v.kind, v.position, "
    "v.ranges, v.previous, p.text, v.next, n.text, v.attributes ";
const char* const kVariantJoins =
    "CROSS JOIN variant v ON v.unit = u.id CROSS JOIN segment s ON s.id = v.segment "
    "CROSS JOIN language l ON l.id = s.language "
    "LEFT JOIN document d ON d.id = v.document LEFT JOIN segment p ON p.id = v.previous "
    "LEFT JOIN segment n ON n.id = v.next ";

void read_units(Statement& rows, const std::function<void(const StoredUnit&)>& visit) {
  StoredUnit current;
  auto& variants = current.unit.variants;
  std::size_t count = 0;  // of those that are of the unit at hand
  const auto give = [&] {
    variants.resize(count);
    if (current.id != 0) visit(current);
  };
  while (rows.step()) {
    if (rows.integer(0) != current.id) {
      give();
      current.id = rows.integer(0);
      read_unit(rows, current.unit);
      count = 0;
    }
    if (count == variants.size()) variants.emplace_back();
    read_variant(rows, variants[count++]);
  }
  give();
}

std::vector<StoredUnit> collect(Statement& rows) {
  std::vector<StoredUnit> units;
  read_units(rows, [&](const StoredUnit& unit) { units.push_back(unit); });
  return units;
}

text::LanguageTag read_language(const Statement& row, int column) {
  thread_local std::map<std::string, text::LanguageTag, std::less<>> known;
  const std::string_view tag = row.bytes(column);
  const auto found = known.find(tag);
  if (found != known.end()) return found->second;
  return known[std::string(tag)] = text::LanguageTag::parse(tag).value_or(text::LanguageTag());
}

}  // namespace oimtm::tm

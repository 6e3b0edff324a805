#include "tm/store/lookup_reader.h"

#include "text/error.h"
#include "tm/store/encoding.h"

namespace oimtm::tm {

namespace {

std::string read_uuid(const Connection& connection) {
  Statement row(connection, "SELECT value FROM meta WHERE name = 'uuid'");
  return row.step() ? row.text(0) : std::string();
}

std::optional<std::int64_t> integer_or_nothing(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.integer(column));
}

}  // namespace

LookupReader::LookupReader(const Connection& connection, const std::string& alive)
    : connection_(connection),
      uuid_(read_uuid(connection)),
      begin_(connection, "BEGIN"),
      end_(connection, "COMMIT"),
      state_(connection, "SELECT revision, chain FROM batch ORDER BY revision DESC LIMIT 1"),
      chain_(connection, "SELECT chain FROM batch WHERE revision = ?"),
      last_(connection, "SELECT max(id) FROM segment"),
      segment_(connection, "SELECT language, text, codes FROM segment WHERE id = ?"),
      text_(connection, "SELECT language, text FROM segment WHERE id = ?"),
      // No ORDER BY: the loops give the rows in order, and SQLite would sort them again. A unit
      // that has the segment twice comes twice.
      units_(connection,
             "SELECT u.id, u.confidence, u.date, v.segment, v.previous, v.next, v.place "
             "FROM variant o CROSS JOIN unit u ON u.id = o.unit AND " +
                 alive + " CROSS JOIN variant v ON v.unit = u.id WHERE o.segment = ?") {}

LookupReader::Snapshot::Snapshot(LookupReader& reader) : reader_(reader) { reader_.begin_.run(); }

LookupReader::Snapshot::~Snapshot() {
  try {
    reader_.end_.run();
  } catch (const Error&) {
    // Nothing was changed that could be lost.
  }
}

StoreState LookupReader::state() {
  if (!state_.bind().step()) return {};
  const StoreState state{state_.integer(0), static_cast<std::uint64_t>(state_.integer(1))};
  state_.bind();
  return state;
}

std::optional<std::uint64_t> LookupReader::chain_at(std::int64_t revision) {
  if (!chain_.bind(revision).step()) return std::nullopt;
  const auto chain = static_cast<std::uint64_t>(chain_.integer(0));
  chain_.bind(revision);
  return chain;
}

std::int64_t LookupReader::last_segment() {
  const std::int64_t last = last_.bind().step() ? last_.integer(0) : 0;
  last_.bind();
  return last;
}

void LookupReader::for_each_segment(std::string_view base, std::int64_t after,
                                    const std::function<void(std::int64_t, std::string_view)>& visit) {
  Statement rows(connection_,
                 "SELECT id, text FROM segment WHERE id > ?1 AND language IN "
                 "(SELECT id FROM language WHERE tag = ?2 OR tag GLOB ?2 || '-*') ORDER BY id");
  for (rows.bind(after, base); rows.step();) visit(rows.integer(0), rows.bytes(1));
}

StoredSegment LookupReader::segment(std::int64_t id) {
  if (!segment_.bind(id).step()) return {id, {}, {}};
  StoredSegment found{id, language(segment_.integer(0)), {segment_.text(1), decode_codes(segment_.bytes(2)), {}}};
  segment_.bind(id);
  return found;
}

std::string LookupReader::segment_text(std::int64_t id) {
  std::string found = segment_.bind(id).step() ? segment_.text(1) : std::string();
  segment_.bind(id);
  return found;
}

std::vector<UnitBrief> LookupReader::units_with(const StoredSegment& segment) {
  std::vector<UnitBrief> units;
  for (units_.bind(segment.id); units_.step();) {
    if (units.empty() || units.back().id != units_.integer(0)) {
      units.push_back({units_.integer(0), std::nullopt, units_.text(2), {}});
      if (!units_.is_null(1)) units.back().confidence = units_.real(1);
    }
    const auto place = static_cast<std::size_t>(units_.integer(6));
    auto& variants = units.back().variants;
    if (place != variants.size()) connection_.fail(SQLITE_CORRUPT);
    variants.push_back(
        {segment.language, units_.integer(3), integer_or_nothing(units_, 4), integer_or_nothing(units_, 5), {}});
    if (variants.back().segment != segment.id) read_text(variants.back());
  }
  return units;
}

void LookupReader::read_text(UnitBrief::Variant& variant) {
  if (!text_.bind(variant.segment).step()) return;
  variant.language = language(text_.integer(0));
  variant.text = text_.bytes(1);
  text_.bind(variant.segment);  // a row that is held would hold the snapshot
}

const text::LanguageTag& LookupReader::language(std::int64_t id) {
  const auto known = languages_.find(id);
  if (known != languages_.end()) return known->second;
  Statement row(connection_, "SELECT tag FROM language WHERE id = ?");
  const bool exists = row.bind(id).step();
  return languages_[id] =
             exists ? text::LanguageTag::parse(row.text(0)).value_or(text::LanguageTag()) : text::LanguageTag();
}

}  // namespace oimtm::tm

#include "tm/store/store.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <utility>

#include "text/error.h"
#include "tm/phrases.h"
#include "tm/store/encoding.h"
#include "tm/store/schema.h"
#include "tm/store/unit_row.h"

namespace oimtm::tm {

namespace {

constexpr const char* kDocumentColumns =
    "SELECT d.id, d.name, l.tag, d.content_hash FROM document d JOIN language l ON l.id = d.language ";

std::vector<StoredDocument> read_documents(Statement& rows) {
  std::vector<StoredDocument> documents;
  while (rows.step()) {
    documents.push_back({rows.integer(0), rows.text(1), read_language(rows, 2), std::nullopt});
    if (!rows.is_null(3)) documents.back().content_hash = static_cast<std::uint64_t>(rows.integer(3));
  }
  return documents;
}

// Calls `visit` with the first and the last of numbers that follow one another.
void for_each_run(const std::vector<UnitId>& numbers, const std::function<void(UnitId, UnitId)>& visit) {
  for (std::size_t begin = 0, end = 0; begin < numbers.size(); begin = end) {
    for (end = begin + 1; end < numbers.size() && numbers[end] == numbers[end - 1] + 1;) ++end;
    visit(numbers[begin], numbers[end - 1]);
  }
}

}  // namespace

Store::Store(const std::string& path, Mode mode) : connection_(open_memory(path, mode == Mode::write, is_new_)) {}

Store::~Store() {
  // A memory that was made and then never filled, because the input was bad, leaves nothing.
  if (connection_.handle() == nullptr || !is_new_) return;
  try {
    if (revision() != 0 || !is_alone(connection_)) return;
    // Somebody may have filled it and gone before it was locked. Only the file goes: alone,
    // it has no others, and those that stand there a moment later are of the memory that
    // took its place.
    if (revision() != 0)
      give_back(connection_);
    else
      std::remove(connection_.path().c_str());
  } catch (const Error&) {
    // It cannot be read any more: leave it for somebody to look at.
  }
}

void Store::go_back(std::int64_t revision) {
  revision_ = revision;
  const std::string number = std::to_string(revision);
  alive_ = "u.born <= " + number + " AND (u.died IS NULL OR u.died > " + number + ")";
  one_unit_.reset();
  units_with_.reset();
}

std::int64_t Store::number(const std::string& sql) const {
  Statement statement(connection_, sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Store::revision() const { return revision_ ? *revision_ : number("SELECT max(revision) FROM batch"); }

std::size_t Store::size() const {
  const WholeRead whole(connection_);
  // Of what lives now, two indexes say how many; one by one they would all be read.
  if (!is_past())
    return static_cast<std::size_t>(
        number("SELECT (SELECT count(*) FROM unit) - (SELECT count(*) FROM unit WHERE died IS NOT NULL)"));
  return static_cast<std::size_t>(number("SELECT count(*) FROM unit u WHERE " + alive_));
}

std::vector<StoredDocument> Store::documents() const {
  Statement rows(connection_, std::string(kDocumentColumns) + "ORDER BY d.name, d.id");
  return read_documents(rows);
}

std::vector<StoredDocument> Store::documents(std::string_view name, const text::LanguageTag& language) const {
  Statement rows(connection_, std::string(kDocumentColumns) + "WHERE l.tag = ? AND d.name = ? ORDER BY d.id");
  rows.bind(language.str(), name);
  return read_documents(rows);
}

bool Store::holds(const text::LanguageTag& language, std::uint64_t content_hash) const {
  Statement found(connection_,
                  "SELECT 1 FROM document d JOIN language l ON l.id = d.language "
                  "JOIN variant v ON v.document = d.id JOIN unit u ON u.id = v.unit "
                  "WHERE l.tag = ? AND d.content_hash = ? AND " +
                      alive_ + " LIMIT 1");
  return found.bind(language.str(), content_hash).step();
}

std::string Store::document_name(std::int64_t document) const {
  Statement name(connection_, "SELECT name FROM document WHERE id = ?");
  return name.bind(document).step() ? name.text(0) : std::string();
}

std::vector<text::LanguageTag> Store::languages() const {
  Statement rows(connection_,
                 "SELECT l.tag FROM language l WHERE EXISTS (SELECT 1 FROM segment s "
                 "CROSS JOIN variant v ON v.segment = s.id CROSS JOIN unit u ON u.id = v.unit "
                 "WHERE s.language = l.id AND " +
                     alive_ + ") ORDER BY l.tag");
  std::vector<text::LanguageTag> languages;
  while (rows.step()) languages.push_back(read_language(rows, 0));
  return languages;
}

std::vector<StoredUnit> Store::units_of(std::int64_t document) const {
  Statement rows(connection_, std::string(kUnitColumns) + "FROM variant o JOIN unit u ON u.id = o.unit AND " + alive_ +
                                  " " + kVariantJoins + "WHERE o.document = ? ORDER BY o.position, u.id, v.place");
  rows.bind(document);
  return collect(rows);
}

std::vector<std::string> Store::former_texts(std::int64_t document, const std::set<UnitId>& units) const {
  Statement rows(connection_,
                 "SELECT v.unit, v.position, u.died IS NOT NULL, s.text FROM variant v JOIN unit u ON u.id = v.unit "
                 "JOIN segment s ON s.id = v.segment WHERE v.document = ? AND v.previous IS NOT NULL");
  std::set<std::int64_t> places;
  std::vector<std::pair<std::int64_t, std::string>> dead;
  for (rows.bind(document); rows.step();) {
    if (rows.integer(2) != 0)
      dead.emplace_back(rows.integer(1), rows.text(3));
    else if (units.contains(rows.integer(0)))
      places.insert(rows.integer(1));
  }
  std::vector<std::string> texts;
  for (auto& [place, text] : dead)
    if (places.contains(place)) texts.push_back(std::move(text));
  return texts;
}

void Store::for_each(const std::function<void(const StoredUnit&)>& visit) const {
  const WholeRead whole(connection_);
  Statement between(connection_, units_between_sql());
  for (const StoredDocument& document : documents())
    for_each_run(numbers_in(document.id), [&](UnitId first, UnitId last) {
      between.bind(first, last);
      read_units(between, visit);
    });
  Statement others(connection_,
                   std::string(kUnitColumns) + "FROM unit u CROSS JOIN variant o ON o.unit = u.id AND o.place = 0 " +
                       kVariantJoins + "WHERE " + alive_ + " AND o.document IS NULL ORDER BY u.id, v.place");
  read_units(others, visit);
}

// The units whose sources stand in a document, dead or alive, in its order.
std::vector<UnitId> Store::numbers_in(std::int64_t document) const {
  std::vector<std::pair<std::int64_t, UnitId>> places;
  Statement rows(connection_, "SELECT position, unit FROM variant WHERE document = ? AND place = 0");
  for (rows.bind(document); rows.step();) places.emplace_back(rows.integer(0), rows.integer(1));
  std::sort(places.begin(), places.end());
  std::vector<UnitId> units;
  units.reserve(places.size());
  for (const auto& [position, unit] : places) units.push_back(unit);
  return units;
}

void Store::for_each_outline(const std::function<bool(const text::TranslationUnit&)>& visit) const {
  const WholeRead whole(connection_);
  Statement rows(connection_, std::string("SELECT u.id, l.tag FROM unit u ") + kVariantJoins + "WHERE " + alive_ +
                                  " ORDER BY u.id, v.place");
  UnitId current = 0;
  text::TranslationUnit unit;
  while (rows.step()) {
    if (rows.integer(0) != current) {
      if (current != 0 && !visit(unit)) return;
      current = rows.integer(0);
      unit.variants.clear();
    }
    unit.variants.emplace_back().language = read_language(rows, 1);
  }
  if (current != 0) visit(unit);
}

std::optional<StoredUnit> Store::unit(UnitId id) const {
  if (!one_unit_)
    one_unit_.emplace(connection_, std::string(kUnitColumns) + "FROM unit u " + kVariantJoins + "WHERE u.id = ? AND " +
                                       alive_ + " ORDER BY v.place");
  one_unit_->bind(id);
  std::vector<StoredUnit> found = collect(*one_unit_);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::string Store::units_between_sql() const {
  return std::string(kUnitColumns) + "FROM unit u " + kVariantJoins + "WHERE u.id BETWEEN ? AND ? AND " + alive_ +
         " ORDER BY u.id, v.place";
}

std::vector<StoredUnit> Store::units_between(UnitId first, UnitId last) const {
  Statement rows(connection_, units_between_sql());
  rows.bind(first, last);
  return collect(rows);
}

UnitId Store::last_unit() const { return number("SELECT max(id) FROM unit"); }

std::vector<StoredUnit> Store::units_with(std::int64_t segment, Places places, UnitId after, std::size_t most) const {
  if (!units_with_)
    units_with_.emplace(connection_, std::string(kUnitColumns) +
                                         "FROM (SELECT DISTINCT w.unit FROM variant w JOIN unit u ON u.id = w.unit "
                                         "WHERE w.segment = ? AND w.unit > ? AND w.place BETWEEN ? AND ? AND " +
                                         alive_ + " ORDER BY w.unit LIMIT ?) o JOIN unit u ON u.id = o.unit " +
                                         kVariantJoins + "ORDER BY u.id, v.place");
  units_with_->bind(segment, after, places.first, places.last, most);
  return collect(*units_with_);
}

std::vector<StoredUnit> Store::phrases() const {
  // Its condition is that of the partial index. Nothing is joined: with more tables to choose
  // from SQLite would begin at another one, and read the whole memory.
  Statement rows(connection_, "SELECT u.id FROM unit u WHERE instr(u.attributes, 'prop:x-phrase') > 0 AND " + alive_ +
                                  " ORDER BY u.id");
  std::vector<StoredUnit> units;
  while (rows.step())
    if (std::optional<StoredUnit> stored = unit(rows.integer(0)); stored && is_approved_phrase(stored->unit))
      units.push_back(std::move(*stored));
  return units;
}

}  // namespace oimtm::tm

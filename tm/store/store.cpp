#include "tm/store/store.h"

#include <cstdint>
#include <cstdio>

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

void Store::for_each(const std::function<void(const StoredUnit&)>& visit) const {
  Statement of_documents(connection_, std::string(kUnitColumns) + "FROM variant o JOIN unit u ON u.id = o.unit AND " +
                                          alive_ + " JOIN document od ON od.id = o.document " + kVariantJoins +
                                          "WHERE o.place = 0 AND o.document IS NOT NULL "
                                          "ORDER BY od.name, od.id, o.position, u.id, v.place");
  read_units(of_documents, visit);
  Statement others(connection_, std::string(kUnitColumns) +
                                    "FROM unit u JOIN variant o ON o.unit = u.id AND o.place = 0 " + kVariantJoins +
                                    "WHERE " + alive_ + " AND o.document IS NULL ORDER BY u.id, v.place");
  read_units(others, visit);
}

std::optional<StoredUnit> Store::unit(UnitId id) const {
  if (!one_unit_)
    one_unit_.emplace(connection_, std::string(kUnitColumns) + "FROM unit u " + kVariantJoins + "WHERE u.id = ? AND " +
                                       alive_ + " ORDER BY v.place");
  one_unit_->bind(id);
  std::vector<StoredUnit> found = collect(*one_unit_);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<StoredUnit> Store::units_between(UnitId first, UnitId last) const {
  Statement rows(connection_, std::string(kUnitColumns) + "FROM unit u " + kVariantJoins +
                                  "WHERE u.id BETWEEN ? AND ? AND " + alive_ + " ORDER BY u.id, v.place");
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
  // The first condition is that of the index.
  Statement rows(connection_, std::string(kUnitColumns) + "FROM unit u " + kVariantJoins +
                                  "WHERE instr(u.attributes, 'prop:x-phrase') > 0 AND " + alive_ +
                                  " ORDER BY u.id, v.place");
  std::vector<StoredUnit> units = collect(rows);
  std::erase_if(units, [](const StoredUnit& stored) { return !is_approved_phrase(stored.unit); });
  return units;
}

}  // namespace oimtm::tm

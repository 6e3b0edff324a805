#include "tm/store/store.h"

#include <ctime>
#include <map>

#include "text/error.h"
#include "text/hash.h"
#include "tm/store/encoding.h"
#include "tm/store/schema.h"

namespace oimtm::tm {

namespace {

// In `previous` and `next`: the document's edge. NULL there: not known.
constexpr std::int64_t kEdge = 0;

// The columns that a UnitRows reads, whatever the rest of the query is.
constexpr const char* kUnitColumns =
    "SELECT u.id, u.confidence, u.date, u.attributes, l.tag, s.text, s.codes, d.name, v.block, v.kind, v.position, "
    "v.ranges, v.previous, p.text, v.next, n.text, v.attributes ";
constexpr const char* kVariantJoins =
    "JOIN variant v ON v.unit = u.id JOIN segment s ON s.id = v.segment JOIN language l ON l.id = s.language "
    "LEFT JOIN document d ON d.id = v.document LEFT JOIN segment p ON p.id = v.previous "
    "LEFT JOIN segment n ON n.id = v.next ";

std::optional<std::string> context_text(const Statement& row, int id, int text) {
  if (row.is_null(id)) return std::nullopt;
  return row.integer(id) == kEdge ? std::string() : row.text(text);
}

// A language that is not known is an empty tag. There are few, and parsing one is slow.
text::LanguageTag read_language(const Statement& row, int column) {
  thread_local std::map<std::string, text::LanguageTag, std::less<>> known;
  const std::string_view tag = row.view(column);
  const auto found = known.find(tag);
  if (found != known.end()) return found->second;
  return known[std::string(tag)] = text::LanguageTag::parse(tag).value_or(text::LanguageTag());
}

text::Variant read_variant(const Statement& row) {
  text::Variant variant;
  variant.language = read_language(row, 4);
  variant.segment = {row.text(5), decode_codes(row.text(6)), decode_ranges(row.text(11))};
  if (!row.is_null(7))
    variant.origin = {row.text(7), row.text(8), text::block_kind(row.text(9)).value_or(text::BlockKind::body),
                      static_cast<std::size_t>(row.integer(10))};
  variant.context = {context_text(row, 12, 13), context_text(row, 14, 15)};
  variant.attributes = decode_attributes(row.text(16));
  return variant;
}

// Puts the rows of a query, one a variant, together to units.
void read_units(Statement& rows, const std::function<void(const StoredUnit&)>& visit) {
  StoredUnit current;
  while (rows.step()) {
    if (rows.integer(0) != current.id) {
      if (current.id != 0) visit(current);
      current = {rows.integer(0), {}};
      if (!rows.is_null(1)) current.unit.confidence = rows.real(1);
      current.unit.date = rows.text(2);
      current.unit.attributes = decode_attributes(rows.text(3));
    }
    current.unit.variants.push_back(read_variant(rows));
  }
  if (current.id != 0) visit(current);
}

std::vector<StoredUnit> collect(Statement& rows) {
  std::vector<StoredUnit> units;
  read_units(rows, [&](const StoredUnit& unit) { units.push_back(unit); });
  return units;
}

std::string now() {
  const std::time_t time = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[sizeof "2026-01-01T00:00:00Z"];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

template <class Value>
void mix(std::uint64_t& hash, const Value& value) {
  if constexpr (std::is_integral_v<Value>)
    hash = text::hash64({reinterpret_cast<const char*>(&value), sizeof value}, hash);
  else
    hash = text::hash64(value, hash);
}

}  // namespace

class Store::Impl {
 public:
  explicit Impl(Connection opened) : connection(std::move(opened)) {}

  std::int64_t number(const char* sql) const {
    Statement statement(connection, sql);
    return statement.step() ? statement.integer(0) : 0;
  }

  Connection connection;
  std::optional<Statement> one_unit;  // prepared when it is first asked
  bool is_new = false;
};

Store::Store(const std::string& path, Mode mode) {
  const bool is_new = mode == Mode::write && create_memory(path);
  impl_ = std::make_unique<Impl>(open_memory(path, mode == Mode::write));
  impl_->is_new = is_new;
}

Store::~Store() {
  // A memory that was made and then never filled, because the input was bad, leaves nothing.
  if (impl_ == nullptr || !impl_->is_new) return;
  try {
    if (revision() != 0 || !is_alone(impl_->connection)) return;
    remove_files(impl_->connection.path());
  } catch (const Error&) {
    // It cannot be read any more: leave it for somebody to look at.
  }
}

Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

const Connection& Store::connection() const { return impl_->connection; }

std::int64_t Store::revision() const { return impl_->number("SELECT max(revision) FROM batch"); }

std::size_t Store::size() const {
  return static_cast<std::size_t>(impl_->number("SELECT count(*) FROM unit WHERE died IS NULL"));
}

std::vector<StoredDocument> Store::documents() const {
  Statement rows(impl_->connection,
                 "SELECT d.id, d.name, l.tag, d.content_hash FROM document d JOIN language l ON l.id = d.language "
                 "ORDER BY d.name, d.id");
  std::vector<StoredDocument> documents;
  while (rows.step()) {
    documents.push_back({rows.integer(0), rows.text(1), read_language(rows, 2), std::nullopt});
    if (!rows.is_null(3)) documents.back().content_hash = static_cast<std::uint64_t>(rows.integer(3));
  }
  return documents;
}

std::string Store::document_name(std::int64_t document) const {
  Statement row(impl_->connection, "SELECT name FROM document WHERE id = ?");
  return row.bind(document).step() ? row.text(0) : std::string();
}

std::vector<text::LanguageTag> Store::languages() const {
  Statement rows(impl_->connection,
                 "SELECT l.tag FROM language l WHERE EXISTS (SELECT 1 FROM segment s "
                 "CROSS JOIN variant v ON v.segment = s.id CROSS JOIN unit u ON u.id = v.unit "
                 "WHERE s.language = l.id AND u.died IS NULL) ORDER BY l.tag");
  std::vector<text::LanguageTag> languages;
  while (rows.step()) languages.push_back(read_language(rows, 0));
  return languages;
}

std::vector<StoredUnit> Store::units_of(std::int64_t document) const {
  Statement rows(impl_->connection, std::string(kUnitColumns) +
                                        "FROM variant o JOIN unit u ON u.id = o.unit AND u.died IS NULL " +
                                        kVariantJoins + "WHERE o.document = ? ORDER BY o.position, u.id, v.place");
  rows.bind(document);
  return collect(rows);
}

void Store::for_each(const std::function<void(const StoredUnit&)>& visit) const {
  Statement of_documents(
      impl_->connection,
      std::string(kUnitColumns) +
          "FROM variant o JOIN unit u ON u.id = o.unit AND u.died IS NULL "
          "JOIN document od ON od.id = o.document " +
          kVariantJoins +
          "WHERE o.place = 0 AND o.document IS NOT NULL ORDER BY od.name, od.id, o.position, u.id, v.place");
  read_units(of_documents, visit);
  Statement others(impl_->connection,
                   std::string(kUnitColumns) + "FROM unit u JOIN variant o ON o.unit = u.id AND o.place = 0 " +
                       kVariantJoins + "WHERE u.died IS NULL AND o.document IS NULL ORDER BY u.id, v.place");
  read_units(others, visit);
}

std::optional<StoredUnit> Store::unit(UnitId id) const {
  if (!impl_->one_unit)
    impl_->one_unit.emplace(impl_->connection, std::string(kUnitColumns) + "FROM unit u " + kVariantJoins +
                                                   "WHERE u.id = ? AND u.died IS NULL ORDER BY v.place");
  impl_->one_unit->bind(id);
  std::vector<StoredUnit> found = collect(*impl_->one_unit);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

class Store::Change::Impl {
 public:
  Impl(const Connection& opened, std::string_view command, std::string_view detail)
      : connection(opened), transaction(opened), command_(command), detail_(detail) {
    Statement last(connection, "SELECT revision, chain FROM batch ORDER BY revision DESC LIMIT 1");
    const bool is_first = !last.step();
    revision = is_first ? 1 : last.integer(0) + 1;
    chain = is_first ? 0 : static_cast<std::uint64_t>(last.integer(1));
  }

  std::int64_t language(const text::LanguageTag& tag) {
    if (const auto known = languages_.find(tag); known != languages_.end()) return known->second;
    add_language.run(tag.str());
    find_language.bind(tag.str()).step();
    return languages_[tag] = find_language.integer(0);
  }

  std::int64_t segment(std::int64_t in_language, const text::Segment& text) {
    const std::string codes = encode(text.codes);
    std::uint64_t hash = text::hash64(text.text, static_cast<std::uint64_t>(in_language));
    mix(hash, codes);
    for (find_segment.bind(hash, in_language); find_segment.step();)
      if (find_segment.text(1) == text.text && find_segment.text(2) == codes) return find_segment.integer(0);
    add_segment.run(in_language, hash, text.text, codes.empty() ? std::nullopt : std::optional(codes));
    return sqlite3_last_insert_rowid(connection.handle());
  }

  std::int64_t document(std::int64_t in_language, const std::string& name, std::optional<std::uint64_t> content_hash) {
    if (content_hash && find_content.bind(*content_hash, in_language).step()) return find_content.integer(0);
    if (find_name.bind(in_language, name, content_hash).step()) {
      const std::int64_t id = find_name.integer(0);
      if (content_hash) set_content.run(*content_hash, id);
      return id;
    }
    add_document.run(in_language, name, content_hash, revision);
    return sqlite3_last_insert_rowid(connection.handle());
  }

  std::optional<std::int64_t> neighbour(std::int64_t in_language, const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    return text->empty() ? kEdge : segment(in_language, {*text, {}, {}});
  }

  const Connection& connection;
  Transaction transaction;
  std::int64_t revision = 1;
  std::uint64_t chain = 0;  // a hash of all changes up to this one
  Receipt receipt;
  std::string command_;
  std::string detail_;
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> files;  // documents by language and the name given

  Statement add_language{connection, "INSERT OR IGNORE INTO language (tag) VALUES (?)"};
  Statement find_language{connection, "SELECT id FROM language WHERE tag = ?"};
  Statement find_segment{connection, "SELECT id, text, codes FROM segment WHERE hash = ? AND language = ?"};
  Statement add_segment{connection, "INSERT INTO segment (language, hash, text, codes) VALUES (?, ?, ?, ?)"};
  Statement find_content{connection, "SELECT id FROM document WHERE content_hash = ? AND language = ?"};
  Statement find_name{connection,
                      "SELECT id FROM document WHERE language = ?1 AND name = ?2 "
                      "AND (?3 IS NULL OR content_hash IS NULL) ORDER BY id DESC LIMIT 1"};
  Statement set_content{connection, "UPDATE document SET content_hash = ? WHERE id = ?"};
  Statement add_document{connection, "INSERT INTO document (language, name, content_hash, born) VALUES (?, ?, ?, ?)"};
  Statement find_unit{connection, "SELECT id FROM unit WHERE hash = ? AND died IS NULL"};
  Statement add_unit{connection, "INSERT INTO unit (born, hash, confidence, date, attributes) VALUES (?, ?, ?, ?, ?)"};
  Statement add_variant{connection, "INSERT INTO variant VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
  Statement remove_unit{connection, "UPDATE unit SET died = ? WHERE id = ? AND died IS NULL"};
  Statement add_batch{connection, "INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?)"};

 private:
  std::map<text::LanguageTag, std::int64_t> languages_;
};

Store::Change::Change(Store& store, std::string_view command, std::string_view detail)
    : impl_(std::make_unique<Impl>(store.impl_->connection, command, detail)) {}
Store::Change::~Change() = default;

std::int64_t Store::Change::add_document(const std::string& name, const text::LanguageTag& language,
                                         std::optional<std::uint64_t> content_hash) {
  const std::int64_t in_language = impl_->language(language);
  if (content_hash) return impl_->files[{in_language, name}] = impl_->document(in_language, name, content_hash);
  const auto file = impl_->files.find({in_language, name});
  return file != impl_->files.end() ? file->second : impl_->document(in_language, name, std::nullopt);
}

UnitId Store::Change::add(const text::TranslationUnit& unit) {
  struct Row {
    std::int64_t segment;
    std::optional<std::int64_t> document, previous, next;
  };
  std::vector<Row> rows;
  std::uint64_t hash = 0;
  for (const text::Variant& variant : unit.variants) {
    const std::int64_t language = impl_->language(variant.language);
    Row row{impl_->segment(language, {variant.segment.text, variant.segment.codes, {}}), {}, {}, {}};
    if (variant.origin) row.document = add_document(variant.origin->document, variant.language, std::nullopt);
    row.previous = impl_->neighbour(language, variant.context.previous);
    row.next = impl_->neighbour(language, variant.context.next);
    for (const auto& part : {std::optional(row.segment), row.document, row.previous, row.next})
      mix(hash, part.value_or(-1));
    if (variant.origin) mix(hash, variant.origin->position);
    rows.push_back(row);
  }
  if (impl_->find_unit.bind(hash).step()) {
    ++impl_->receipt.merged;
    return impl_->find_unit.integer(0);
  }
  const auto or_null = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); };
  impl_->add_unit.run(impl_->revision, hash, unit.confidence, or_null(unit.date), or_null(encode(unit.attributes)));
  const std::int64_t id = sqlite3_last_insert_rowid(impl_->connection.handle());
  for (std::size_t place = 0; place < rows.size(); ++place) {
    const text::Variant& variant = unit.variants[place];
    const auto& origin = variant.origin;
    impl_->add_variant.run(
        id, place, rows[place].segment, rows[place].document, origin ? std::optional(origin->block) : std::nullopt,
        origin ? std::optional(std::string(text::to_string(origin->kind))) : std::nullopt,
        origin ? std::optional(origin->position) : std::nullopt, or_null(encode(variant.segment.ranges)),
        rows[place].previous, rows[place].next, or_null(encode(variant.attributes)));
  }
  mix(impl_->chain, hash);
  ++impl_->receipt.added;
  return id;
}

void Store::Change::remove(UnitId unit) {
  impl_->remove_unit.run(impl_->revision, unit);
  if (sqlite3_changes(impl_->connection.handle()) == 0) return;
  mix(impl_->chain, unit);
  ++impl_->receipt.removed;
}

const Receipt& Store::Change::receipt() const { return impl_->receipt; }

Receipt Store::Change::commit() {
  if (impl_->receipt.added > 0 || impl_->receipt.removed > 0)
    impl_->add_batch.run(impl_->revision, now(), impl_->command_, impl_->detail_, impl_->receipt.added,
                         impl_->receipt.removed, impl_->chain);
  impl_->transaction.commit();
  return impl_->receipt;
}

}  // namespace oimtm::tm

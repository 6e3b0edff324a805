#include "tm/store/migration.h"

#include <cstdint>
#include <optional>

#include "text/error.h"
#include "tm/store/chain.h"
#include "tm/store/schema.h"
#include "tm/store/unit_row.h"

namespace oimtm::tm {

namespace {

// What format 2 added: a checksum a row, where the units of a change begin, changes that
// undo others, the index of the concordance.
constexpr const char* kTwo = R"sql(
ALTER TABLE unit ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batch ADD COLUMN first INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batch ADD COLUMN undoes INTEGER;
CREATE INDEX unit_died ON unit (died) WHERE died IS NOT NULL;
CREATE TABLE gram_run (run INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE gram (id INTEGER PRIMARY KEY, blocks BLOB NOT NULL);
)sql";

// What format 3 added: approved phrases are found without reading every unit.
constexpr const char* kThree = R"sql(
CREATE INDEX unit_phrase ON unit (id) WHERE instr(attributes, 'prop:x-phrase') > 0;
)sql";

// The hash of a segment had 64 bits. An index is built faster than it is changed.
void shorten_segment_hashes(const Connection& connection) {
  connection.run("DROP INDEX segment_hash");
  Statement rows(connection, "SELECT id, language, text, codes FROM segment");
  Statement set(connection, "UPDATE segment SET hash = ? WHERE id = ?");
  while (rows.step()) set.run(checksum(rows.integer(1), rows.text(2), rows.text(3)), rows.integer(0));
  connection.run("CREATE INDEX segment_hash ON segment (hash)");
}

void add_checksums(const Connection& connection) {
  Statement documents(connection, "SELECT id, language, name, content_hash FROM document");
  Statement set_document(connection, "UPDATE document SET checksum = ? WHERE id = ?");
  while (documents.step()) {
    std::optional<std::uint64_t> content;
    if (!documents.is_null(3)) content = static_cast<std::uint64_t>(documents.integer(3));
    set_document.run(checksum(documents.integer(1), documents.text(2), content), documents.integer(0));
  }
  Statement set_unit(connection, "UPDATE unit SET checksum = ? WHERE id = ?");
  for_each_row(connection, 1, INT64_MAX,
               [&](const NumberedUnitRow& unit) { set_unit.run(checksum(unit.row), unit.id); });
}

// The chain through the history is new, link by link.
void chain_again(const Connection& connection) {
  connection.run("UPDATE batch SET first = coalesce((SELECT min(id) FROM unit WHERE born = revision), 0)");
  Statement set(connection, "UPDATE batch SET chain = ? WHERE revision = ?");
  std::uint64_t chain = 0;
  for (const BatchRow& batch : read_batches(connection)) {
    chain = link(chain, batch, digest_births(connection, batch), digest_deaths(connection, batch.revision));
    set.run(chain, batch.revision);
  }
}

int version(const Connection& connection) {
  Statement statement(connection, "PRAGMA user_version");
  return statement.step() ? static_cast<int>(statement.integer(0)) : 0;
}

}  // namespace

void migrate(const Connection& connection) {
  Transaction transaction(connection);
  const int before = version(connection);
  if (before >= kSchemaVersion) return;  // somebody else was faster
  if (before < 2) {
    connection.run(kTwo);
    shorten_segment_hashes(connection);
    add_checksums(connection);
    chain_again(connection);
  }
  connection.run(kThree);
  connection.run("PRAGMA user_version = " + std::to_string(kSchemaVersion));
  transaction.commit();
}

}  // namespace oimtm::tm

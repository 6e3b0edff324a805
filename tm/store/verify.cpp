#include "tm/store/verify.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "tm/store/chain.h"
#include "tm/store/unit_row.h"

namespace oimtm::tm {

namespace {

class Verifier {
 public:
  Verifier(const Connection& connection, const DiagnosticSink& report) : connection_(connection), report_(report) {}

  Verification run() {
    // A page that cannot be read ends one check, not all.
    for (const auto check : {&Verifier::check_pages, &Verifier::check_segments, &Verifier::check_documents,
                             &Verifier::check_units, &Verifier::check_references, &Verifier::check_history}) {
      try {
        (this->*check)();
      } catch (const StoreError& error) {
        wrong(error.message());
      }
    }
    return result_;
  }

 private:
  void wrong(Message message) {
    ++result_.faults;
    report_({std::move(message), {connection_.path(), 0, 0}});
  }

  void check_pages() {
    Statement rows(connection_, "PRAGMA integrity_check(20)");
    while (rows.step())
      if (rows.text(0) != "ok") wrong(msg("SQLite says: {1}", rows.text(0)));
  }

  void check_segments() {
    Statement rows(connection_, "SELECT id, language, text, codes, hash FROM segment ORDER BY id");
    while (rows.step()) {
      ++result_.segments;
      if (checksum(rows.integer(1), rows.bytes(2), rows.bytes(3)) != rows.integer(4))
        wrong(msg("segment {1} is not what was stored", rows.integer(0)));
    }
  }

  void check_documents() {
    Statement rows(connection_, "SELECT id, language, name, content_hash, checksum FROM document ORDER BY id");
    while (rows.step()) {
      std::optional<std::uint64_t> content;
      if (!rows.is_null(3)) content = static_cast<std::uint64_t>(rows.integer(3));
      if (checksum(rows.integer(1), rows.bytes(2), content) != rows.integer(4))
        wrong(msg("document {1} is not what was stored", rows.integer(0)));
    }
  }

  void check_units() {
    for_each_row(connection_, INT64_MIN, INT64_MAX, [&](const NumberedUnitRow& unit) {
      ++numbered_;
      if (unit.died == 0) {
        ++result_.units;
        std::uint64_t hash = 0;
        mix(hash, unit.checksum);
        result_.content += hash;
      }
      if (checksum(unit.row) != unit.checksum || unit.row.variants.empty())
        wrong(msg("unit {1} is not what was stored", unit.id));
      if (unit.died != 0 && unit.died < unit.born)
        wrong(msg("unit {1} died at revision {2}, before it was born", unit.id, unit.died));
    });
  }

  // Counts what refers to a row that is not there.
  void check_reference(const char* sql, Message (*message)(std::int64_t)) {
    Statement count(connection_, sql);
    if (count.step() && count.integer(0) > 0) wrong(message(count.integer(0)));
  }

  void check_references() {
    check_reference(
        "SELECT count(*) FROM variant v WHERE NOT EXISTS (SELECT 1 FROM segment WHERE id = v.segment) "
        "OR (v.previous > 0 AND NOT EXISTS (SELECT 1 FROM segment WHERE id = v.previous)) "
        "OR (v.next > 0 AND NOT EXISTS (SELECT 1 FROM segment WHERE id = v.next))",
        [](std::int64_t count) { return msg("variants whose segments are missing: {1}", count); });
    check_reference("SELECT count(*) FROM variant v WHERE NOT EXISTS (SELECT 1 FROM unit WHERE id = v.unit)",
                    [](std::int64_t count) { return msg("variants whose unit is missing: {1}", count); });
    check_reference(
        "SELECT count(*) FROM variant v WHERE v.document IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM document WHERE id = v.document)",
        [](std::int64_t count) { return msg("variants whose document is missing: {1}", count); });
    check_reference(
        "SELECT count(*) FROM (SELECT 1 FROM variant GROUP BY unit HAVING min(place) <> 0 OR max(place) <> count(*) - "
        "1)",
        [](std::int64_t count) { return msg("units whose variants are not in a row: {1}", count); });
    check_reference(
        "SELECT (SELECT count(*) FROM segment s WHERE NOT EXISTS (SELECT 1 FROM language WHERE id = s.language)) "
        "+ (SELECT count(*) FROM document d WHERE NOT EXISTS (SELECT 1 FROM language WHERE id = d.language))",
        [](std::int64_t count) { return msg("segments and documents whose language is missing: {1}", count); });
  }

  // Each change: its units, the chain up to it, and its place in time.
  void check_history() {
    std::uint64_t chain = 0;
    std::int64_t revision = 0;
    std::int64_t born = 0;
    std::int64_t died = 0;
    for (const BatchRow& batch : read_batches(connection_)) {
      ++result_.changes;
      const std::uint64_t wanted =
          link(chain, batch, digest_births(connection_, batch), digest_deaths(connection_, batch.revision));
      if (batch.revision != ++revision) wrong(msg("the change before {1} is missing", batch.revision));
      if (batch.chain != wanted) wrong(msg("change {1} is not what was stored", batch.revision));
      // From here on as it is written: one broken link is told once.
      chain = batch.chain;
      revision = batch.revision;
      born += batch.born;
      died += batch.died;
    }
    Statement dead(connection_, "SELECT count(*) FROM unit WHERE died IS NOT NULL");
    if (born != numbered_) wrong(msg("units: {1}, but the history tells of {2}", numbered_, born));
    if (dead.step() && dead.integer(0) != died)
      wrong(msg("units that died: {1}, but the history tells of {2}", dead.integer(0), died));
  }

  const Connection& connection_;
  const DiagnosticSink& report_;
  Verification result_;
  std::int64_t numbered_ = 0;  // units, dead ones too
};

}  // namespace

Verification verify_store(const Connection& connection, const DiagnosticSink& report) {
  Verifier verifier(connection, report);
  const Snapshot snapshot(connection);
  return verifier.run();
}

}  // namespace oimtm::tm

#include "tm/store/chain.h"

#include "tm/store/unit_row.h"

namespace oimtm::tm {

std::vector<BatchRow> read_batches(const Connection& connection) {
  Statement rows(connection,
                 "SELECT revision, time, command, detail, born, died, chain, first, undoes FROM batch "
                 "ORDER BY revision");
  std::vector<BatchRow> batches;
  while (rows.step()) {
    batches.push_back({rows.integer(0), rows.text(1), rows.text(2), rows.text(3), rows.integer(4), rows.integer(5),
                       static_cast<std::uint64_t>(rows.integer(6)), rows.integer(7), std::nullopt});
    if (!rows.is_null(8)) batches.back().undoes = rows.integer(8);
  }
  return batches;
}

void add_birth(std::uint64_t& digest, std::uint32_t checksum) { mix(digest, checksum); }

void add_death(std::uint64_t& digest, UnitId unit) {
  std::uint64_t hash = 0;
  mix(hash, unit);
  digest += hash;
}

std::uint64_t digest_births(const Connection& connection, const BatchRow& batch) {
  std::uint64_t digest = 0;
  Statement rows(connection, "SELECT checksum FROM unit WHERE id BETWEEN ? AND ? AND born = ? ORDER BY id");
  for (rows.bind(batch.first, batch.first + batch.born - 1, batch.revision); rows.step();)
    add_birth(digest, static_cast<std::uint32_t>(rows.integer(0)));
  return digest;
}

std::uint64_t digest_deaths(const Connection& connection, std::int64_t revision) {
  std::uint64_t digest = 0;
  Statement rows(connection, "SELECT id FROM unit WHERE died = ?");
  for (rows.bind(revision); rows.step();) add_death(digest, rows.integer(0));
  return digest;
}

std::uint64_t link(std::uint64_t chain, const BatchRow& batch, std::uint64_t births, std::uint64_t deaths) {
  mix(chain, batch.revision);
  for (const std::string& text : {batch.time, batch.command, batch.detail}) {
    mix(chain, text.size());
    mix(chain, text);
  }
  mix(chain, batch.born);
  mix(chain, batch.died);
  mix(chain, batch.first);
  mix(chain, batch.undoes.value_or(0));
  mix(chain, births);
  mix(chain, deaths);
  return chain;
}

}  // namespace oimtm::tm

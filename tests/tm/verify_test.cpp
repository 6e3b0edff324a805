// A memory is proven sound, and damage to any row is found; formats of before come forward;
// copies are memories.
#include <catch2/catch.hpp>
#include <filesystem>

#include "align/units.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"
#include "tests/support/processes.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "tm/memory.h"
#include "tm/store/sqlite.h"

namespace oimtm {

namespace {
namespace fs = std::filesystem;

using Units = std::vector<text::TranslationUnit>;

void run_sql(const std::string& path, const std::string& sql) {
  tm::Connection(path, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE).run(sql);
}

std::vector<std::string> faults(const tm::Memory& memory) {
  std::vector<std::string> lines;
  const tm::Verification found = memory.verify(
      [&](const Diagnostic& fault) { lines.push_back(fill(fault.message.pattern, fault.message.arguments)); });
  CHECK(found.faults == lines.size());
  return lines;
}

// A memory with documents, units of every kind, units that died, and an indexed concordance.
void fill_memory(tm::Memory& memory) {
  test::Dice dice(3);
  Units units;
  for (int i = 0; i < 6000; ++i)
    units.push_back(
        test::unit({{"en", std::to_string(i) + " " + test::random_text(dice, 3)}, {"fr", std::to_string(i)}}));
  units.front().variants[0].segment.codes = {{text::InlineCode::Kind::stands_alone, 0, "1", "<br/>"}};
  units.front().attributes = {{"note", "first"}};
  units.front().confidence = 0.5;
  units.front().date = "2020-01-01";
  memory.add(units, {"import", "x.tmx", false});
  const auto document = test::document("d", "fr", {"Un.", "Deux."});
  memory.store({&document, 1}, align::make_units(document), {"segment", "d", false});
  memory.revise([](const tm::StoredUnit& stored) { return stored.id < 9 ? std::optional(Units{}) : std::nullopt; },
                {"delete", "", false});
  memory.undo(std::nullopt, {"undo", "", false});
}

// A number of SQLite's file format: seven bits a byte, the last without the eighth.
std::uint64_t take_number(const std::string& bytes, std::size_t& at) {
  std::uint64_t value = 0;
  do value = value << 7 | (static_cast<unsigned char>(bytes[at]) & 0x7F);
  while ((bytes[at++] & 0x80) != 0);
  return value;
}

std::size_t two_bytes(const std::string& bytes, std::size_t at) {
  return static_cast<std::size_t>(static_cast<unsigned char>(bytes[at])) << 8 |
         static_cast<unsigned char>(bytes[at + 1]);
}

// Where the number of the row ends that holds the bytes at `place`, in a page of a table.
std::size_t end_of_row_number(const std::string& file, std::size_t place) {
  const std::size_t page = place - place % two_bytes(file, 16);
  REQUIRE(file[page] == '\x0D');
  std::size_t cell = 0;
  for (std::size_t i = 0; i < two_bytes(file, page + 3); ++i) {
    const std::size_t begin = page + two_bytes(file, page + 8 + 2 * i);
    if (begin <= place) cell = std::max(cell, begin);
  }
  take_number(file, cell);  // the size of the row
  take_number(file, cell);
  return cell;
}

// The file of such a memory; made once.
const std::string& full_file() {
  static const std::string bytes = [] {
    test::TemporaryFolder folder;
    {
      tm::Memory memory = test::writable(folder);
      fill_memory(memory);
    }
    return test::read_file(test::memory_path(folder));
  }();
  return bytes;
}

}  // namespace

TEST_CASE("what was stored is sound") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  CHECK(faults(memory).empty());
  fill_memory(memory);
  CHECK(faults(memory).empty());
  const tm::Verification found = memory.verify([](const Diagnostic&) {});
  CHECK(found.units == 6002);
  CHECK(found.changes == 4);
}

TEST_CASE("damage to any row is found") {
  struct Row {
    const char* why;
    const char* damage;
    const char* fault;
  };
  const auto row = GENERATE(values<Row>({
      {"a text", "UPDATE segment SET text = text || '.' WHERE id = 7", "segment 7 is not what was stored"},
      {"a code", "UPDATE segment SET codes = 'x' WHERE id = 1", "segment 1 is not what was stored"},
      {"a text's language", "UPDATE segment SET language = 1 WHERE id = 2", "segment 2 is not what was stored"},
      {"a segment that is gone", "DELETE FROM segment WHERE id = 9", "variants whose segments are missing: "},
      {"a note", "UPDATE unit SET attributes = NULL WHERE id = 1", "unit 1 is not what was stored"},
      {"a confidence", "UPDATE unit SET confidence = 0.51 WHERE id = 1", "unit 1 is not what was stored"},
      {"a date", "UPDATE unit SET date = '2021-01-01' WHERE id = 1", "unit 1 is not what was stored"},
      {"a unit's hash", "UPDATE unit SET hash = hash + 1 WHERE id = 100", "unit 100 is not what was stored"},
      {"a unit that is gone", "DELETE FROM unit WHERE id = 100", "variants whose unit is missing: 2"},
      {"a unit without variants", "DELETE FROM variant WHERE unit = 100", "unit 100 is not what was stored"},
      {"a variant less", "DELETE FROM variant WHERE unit = 100 AND place = 1", "unit 100 is not what was stored"},
      {"a gap among variants", "UPDATE variant SET place = 1099511627776 WHERE unit = 100 AND place = 1",
       "units whose variants are not in a row: 1"},
      {"another segment", "UPDATE variant SET segment = 1 WHERE unit = 100", "unit 100 is not what was stored"},
      {"another place", "UPDATE variant SET position = 5 WHERE unit = 6002", "unit 6002 is not what was stored"},
      {"another neighbour", "UPDATE variant SET next = NULL WHERE unit = 6002", "unit 6002 is not what was stored"},
      {"a unit that lives again", "UPDATE unit SET died = NULL WHERE id = 5", "change 3 is not what was stored"},
      {"a unit that dies", "UPDATE unit SET died = 4 WHERE id = 500", "change 4 is not what was stored"},
      {"a unit that was born later", "UPDATE unit SET born = 2 WHERE id = 500", "change 1 is not what was stored"},
      {"a unit that nobody added", "INSERT INTO unit (born, hash, checksum) VALUES (1, 1, 1)",
       "units: 6011, but the history tells of 6010"},
      {"a document's name", "UPDATE document SET name = 'e'", "document 1 is not what was stored"},
      {"a document that is gone", "DELETE FROM document", "variants whose document is missing: 2"},
      {"a language that is gone", "DELETE FROM language WHERE tag = 'fr'",
       "segments and documents whose language is missing: 6003"},
      {"a change's time", "UPDATE batch SET time = '1999-01-01T00:00:00Z' WHERE revision = 2",
       "change 2 is not what was stored"},
      {"a change's command", "UPDATE batch SET detail = 'y' WHERE revision = 1", "change 1 is not what was stored"},
      {"what a change took back", "UPDATE batch SET undoes = 2 WHERE revision = 4", "change 4 is not what was stored"},
      {"a change that is gone", "DELETE FROM batch WHERE revision = 2", "the change before 3 is missing"},
      {"a list of the concordance", "DELETE FROM gram WHERE id = (SELECT min(id) FROM gram)",
       "the index of the concordance differs from the segments"},
      {"a block of the concordance", "UPDATE gram SET blocks = x'0100' WHERE id = (SELECT max(id) FROM gram)",
       "the index of the concordance differs from the segments"},
      {"an index of SQLite",
       "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = "
       "'variant_segment') WHERE name = 'unit_died'",
       "SQLite says: "},
  }));
  CAPTURE(row.why);
  test::TemporaryFolder folder;
  test::write_file(test::memory_path(folder), full_file());
  run_sql(test::memory_path(folder), "PRAGMA writable_schema = ON; " + std::string(row.damage));
  const std::vector<std::string> found = faults(test::readable(folder));
  CAPTURE(found);
  CHECK(std::any_of(found.begin(), found.end(), [&](const std::string& line) { return line.starts_with(row.fault); }));
}

TEST_CASE("bytes that were overwritten anywhere are found, or are nowhere") {
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  {
    tm::Memory memory = test::writable(folder);
    Units units;
    for (int i = 0; i < 200; ++i) units.push_back(test::unit({{"en", "unit " + std::to_string(i)}, {"fr", "x"}}));
    memory.add(units, {"import", "x", false});
  }
  const auto before = test::units_of(test::readable(folder));
  const std::string bytes = test::read_file(path);
  test::Dice dice(17);
  int told = 0;
  for (int round = 0; round < 150; ++round) {
    std::string damaged = bytes;
    // Behind the header, where SQLite keeps numbers of its own that mean nothing here.
    char& byte = damaged[100 + dice.below(damaged.size() - 100)];
    byte = static_cast<char>(byte ^ (1 << dice.below(8)));
    fs::remove(path + "-shm");
    fs::remove(path + "-wal");
    test::write_file(path, damaged);
    bool is_told = false;
    Units after;
    try {
      const tm::Memory memory = test::readable(folder);
      is_told = memory.verify([](const Diagnostic&) {}).faults > 0;
      if (!is_told) after = test::units_of(memory);
    } catch (const StoreError&) {
      is_told = true;
    }
    told += is_told ? 1 : 0;
    if (!is_told) CHECK(after == before);  // it was a byte that nothing uses
  }
  CHECK(told > 20);
}

TEST_CASE("a memory of an earlier format is brought forward, whoever opens it") {
  const auto access = GENERATE(tm::Memory::Access::read, tm::Memory::Access::write);
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  run_sql(path, "PRAGMA journal_mode = WAL");
  run_sql(path, test::read_file(test::data("tm/data/format-1.sql")));
  {
    tm::Memory memory = tm::Memory::open(path, access);
    CHECK(faults(memory).empty());
    CHECK(test::texts_of(memory) == std::vector<std::string>{"First text.", "Second text.", "Save the file", "Open"});
    CHECK(memory.history().size() == 4);
    CHECK(memory.concordance({.pattern = "text"}).size() == 4);
  }
  tm::Memory memory = test::writable(folder);
  const auto before = test::units_of(memory);
  CHECK(memory.add(before, {}) == tm::Receipt{0, before.size(), 0});
  CHECK(memory.add(Units{test::unit({{"en", "new"}})}, {}) == tm::Receipt{1, 0, 0});
  memory.undo(4, {"undo", "", false});
  CHECK(memory.size() == 7);
  CHECK(faults(memory).empty());
}

TEST_CASE("a memory that was brought forward has the tables of a new one") {
  test::TemporaryFolder folder;
  test::writable(folder).add(Units{test::unit({{"en", "a"}})}, {});
  run_sql(folder.path("old.tm"), test::read_file(test::data("tm/data/format-1.sql")));
  tm::Memory::open(folder.path("old.tm"), tm::Memory::Access::read);
  const auto tables = [&](const char* name) {
    const std::string path = folder.path(name);
    const tm::Connection connection(path, path, SQLITE_OPEN_READONLY);
    tm::Statement rows(connection,
                       "SELECT m.type, m.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk FROM sqlite_schema m "
                       "LEFT JOIN pragma_table_info(m.name) c ORDER BY m.name, c.cid");
    std::vector<std::string> lines;
    while (rows.step()) {
      std::string line;
      for (int column = 0; column < 7; ++column) line += rows.text(column) + " ";
      lines.push_back(line);
    }
    return lines;
  };
  CHECK(tables("old.tm") == tables("m.tm"));
}

TEST_CASE("a memory of an earlier format that may not be written is refused") {
  if (::geteuid() != 0) return;
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  run_sql(path, test::read_file(test::data("tm/data/format-1.sql")));
  fs::permissions(path, fs::perms(0444));
  fs::permissions(folder.path(), fs::perms(0555));
  const std::string outcome = test::in_other_process([&] {
    if (!test::become_nobody()) return std::string("still somebody");
    return test::error_of([&] { tm::Memory::open(path, tm::Memory::Access::read); });
  });
  CHECK_THAT(outcome, Catch::Contains("the memory may not be written"));
  fs::permissions(folder.path(), fs::perms(0755));
}

TEST_CASE("a backup is the memory at one moment") {
  test::TemporaryFolder folder;
  test::write_file(test::memory_path(folder), full_file());
  const tm::Memory memory = test::readable(folder);
  tm::Memory writer = test::writable(folder);
  writer.add(
      [&](const tm::Memory::UnitSink& take) {
        take(test::unit({{"en", "not committed"}}));
        memory.back_up(folder.path("copy.tm"));
      },
      {});
  const tm::Memory copy = tm::Memory::open(folder.path("copy.tm"), tm::Memory::Access::read);
  CHECK(copy.size() == 6002);
  CHECK(memory.size() == 6003);
  CHECK(faults(copy).empty());
  CHECK(copy.history().size() == 4);
}

TEST_CASE("what is left of a memory that is gone goes into no other") {
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  test::Process([&] {
    tm::Memory writer = test::writable(folder);
    writer.add(std::vector{test::unit({{"en", "old"}})}, {});
    return ::raise(SIGKILL);
  }).wait();
  REQUIRE(fs::file_size(path + "-wal") > 0);
  test::TemporaryFolder other;
  test::writable(other).add(std::vector{test::unit({{"en", "new"}})}, {});
  fs::remove(path);
  const std::string fault = "StoreError: " + path + "-wal: is left of a memory that is gone";
  CHECK_THAT(test::error_of([&] { test::writable(folder); }), Catch::StartsWith(fault));
  CHECK_THAT(test::error_of([&] { test::readable(other).back_up(path); }), Catch::StartsWith(fault));
  CHECK(!fs::exists(path));
  CHECK(fs::exists(path + "-wal"));
}

TEST_CASE("a damaged memory takes no backup's place") {
  test::TemporaryFolder folder;
  std::string bytes = full_file();
  std::fill(bytes.begin() + 40'000, bytes.begin() + 44'096, 'x');
  test::write_file(test::memory_path(folder), bytes);
  CHECK_THAT(test::error_of([&] { test::readable(folder).back_up(folder.path("copy.tm")); }),
             Catch::StartsWith("StoreError: " + test::memory_path(folder) + ": the memory is damaged"));
  CHECK(!fs::exists(folder.path("copy.tm")));
}

TEST_CASE("a backup takes nobody's place, and leaves nothing where it fails") {
  test::TemporaryFolder folder;
  test::write_file(test::memory_path(folder), full_file());
  const tm::Memory memory = test::readable(folder);
  test::write_file(folder.path("there"), "mine");
  CHECK_THAT(test::error_of([&] { memory.back_up(folder.path("there")); }),
             Catch::StartsWith("UsageError: " + folder.path("there") + ": there is a file already"));
  CHECK(test::read_file(folder.path("there")) == "mine");
  CHECK_THAT(test::error_of([&] { memory.back_up(folder.path("none/copy.tm")); }), Catch::StartsWith("StoreError: "));
  const std::string outcome = test::in_other_process([&] {
    const tm::Memory reader = test::readable(folder);
    test::fill_disk_at(100'000);
    return test::error_of([&] { reader.back_up(folder.path("full.tm")); });
  });
  CHECK_THAT(outcome, Catch::StartsWith("StoreError: " + folder.path("full.tm") + ": "));
  struct Stopped {};
  CHECK_THROWS_AS(memory.back_up(folder.path("stopped.tm"), [] { throw Stopped(); }), Stopped);
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    const std::string name = entry.path().filename().string();
    CHECK((name == "there" || name.starts_with("m.tm")));
  }
}

TEST_CASE("segments out of the order of their numbers are found, and end neither verify nor an import in a loop") {
  std::string bytes = full_file();
  const std::size_t place = bytes.find("3000 ");
  REQUIRE(place != std::string::npos);
  bytes[end_of_row_number(bytes, place) - 1] ^= 0x20;
  test::TemporaryFolder folder;
  test::write_file(test::memory_path(folder), bytes);
  CHECK_FALSE(faults(tm::Memory::open(test::memory_path(folder), tm::Memory::Access::read)).empty());
  tm::Memory memory = test::writable(folder);
  CHECK_THROWS_AS(memory.rebuild_indexes(), StoreError);
}

}  // namespace oimtm

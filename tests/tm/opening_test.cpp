// Opening what is no memory, or one that cannot be used: each case has its error, and the
// error names the file.
#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>

#include "tests/support/files.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "tm/memory.h"
#include "tm/store/schema.h"

namespace oimtm {

namespace {
namespace fs = std::filesystem;

using Access = tm::Memory::Access;
using Units = std::vector<text::TranslationUnit>;

// Opens and uses a memory in every way.
void use(const std::string& path, Access access) {
  tm::Memory memory = tm::Memory::open(path, access);
  memory.for_each([](const tm::StoredUnit&) {});
  memory.documents();
  memory.lookup({{"units", {}, {}}, {}, {}, {}});
  if (access == Access::write) memory.add(Units{test::unit({{"en", "more"}})}, {});
}

// A memory with some thousand units, closed.
void make_large(const std::string& path) {
  test::Dice dice(5);
  Units units;
  for (int i = 0; i < 3000; ++i)
    units.push_back(test::unit({{"en", std::to_string(i) + test::random_text(dice, 9)}, {"fr", "x"}}));
  tm::Memory::open(path, Access::write).add(units, {});
}

void run_sql(const std::string& path, const std::string& sql) {
  tm::Connection(path, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE).run(sql);
}

}  // namespace

TEST_CASE("what is no memory is refused, and stays as it is") {
  struct Row {
    const char* why;
    std::function<void(const std::string&)> make;
    const char* error;  // behind the file's name
  };
  const Access access = GENERATE(Access::read, Access::write);
  const auto row = GENERATE(values<Row>({
      {"an empty file", [](const std::string& path) { test::write_file(path, ""); },
       "is not a translation memory of oimtm"},
      {"a short text", [](const std::string& path) { test::write_file(path, "text"); },
       "is not a translation memory of oimtm"},
      {"a long text", [](const std::string& path) { test::write_file(path, std::string(10000, 'x')); },
       "is not a translation memory of oimtm"},
      {"an empty database", [](const std::string& path) { run_sql(path, "VACUUM"); },
       "is not a translation memory of oimtm"},
      {"a database of another program",
       [](const std::string& path) { run_sql(path, "CREATE TABLE unit (id); PRAGMA application_id = 7"); },
       "is not a translation memory of oimtm"},
      {"a memory of a newer oimtm",
       [](const std::string& path) {
         tm::Memory::open(path, Access::write).add(Units{test::unit({{"en", "a"}})}, {});
         run_sql(path, "PRAGMA user_version = 99");
       },
       "the memory was written by a newer oimtm (its format is 99, this one knows 3)"},
  }));
  CAPTURE(row.why);
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  row.make(path);
  const std::string before = test::read_file(path);
  CHECK_THAT(test::error_of([&] { use(path, access); }), Catch::StartsWith("StoreError: " + path + ": " + row.error));
  CHECK(test::read_file(path) == before);
}

TEST_CASE("a memory that is not there is the caller's mistake when it is read") {
  test::TemporaryFolder folder;
  const std::string path = folder.path("missing.tm");
  CHECK_THAT(test::error_of([&] { use(path, Access::read); }),
             Catch::StartsWith("UsageError: " + path + ": no such memory"));
  CHECK_FALSE(fs::exists(path));
}

TEST_CASE("a folder is no memory") {
  const Access access = GENERATE(Access::read, Access::write);
  test::TemporaryFolder folder;
  CHECK_THAT(test::error_of([&] { use(folder.path(), access); }),
             Catch::StartsWith("UsageError: " + folder.path() + ": is a folder"));
}

TEST_CASE("a memory is not made in a folder that is not there") {
  test::TemporaryFolder folder;
  const std::string path = folder.path("none/m.tm");
  CHECK_THAT(test::error_of([&] { use(path, Access::write); }),
             Catch::StartsWith("StoreError: " + path + ": the memory cannot be opened"));
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("a memory without a name is none") {
  CHECK_THAT(test::error_of([&] { use("", Access::read); }), Catch::StartsWith("UsageError: "));
  CHECK_THAT(test::error_of([&] { use("", Access::write); }), Catch::StartsWith("UsageError: "));
}

TEST_CASE("a path means a file, whatever SQLite would make of it") {
  struct Row {
    const char* why;
    const char* name;
  };
  const auto row = GENERATE(values<Row>({
      {"SQLite's name of a database that is not kept", ":memory:"},
      {"what looks like an address", "file:m.tm?mode=memory"},
      {"characters of addresses", "50% a?b#c.tm"},
      {"other letters", "mémoire 世界.tm"},
      {"a quotation mark", "it's \"one\".tm"},
  }));
  CAPTURE(row.why);
  test::TemporaryFolder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  use(row.name, Access::write);
  CHECK(fs::exists(row.name));
  CHECK(test::error_of([&] { use(row.name, Access::read); }) == "no error");
  fs::current_path(before);
}

TEST_CASE("a damaged memory is told, not believed") {
  struct Row {
    const char* why;
    std::function<void(std::string&)> damage;
  };
  const Access access = GENERATE(Access::read, Access::write);
  const auto row = GENERATE(values<Row>({
      {"cut off in the middle", [](std::string& bytes) { bytes.resize(bytes.size() / 2); }},
      {"cut off behind the header", [](std::string& bytes) { bytes.resize(100); }},
      {"all pages but the first overwritten",
       [](std::string& bytes) { std::fill(bytes.begin() + 4096, bytes.end(), '\x5A'); }},
      {"pages in the middle overwritten",
       [](std::string& bytes) { std::fill(bytes.begin() + 40960, bytes.begin() + 409600, '\0'); }},
  }));
  CAPTURE(row.why);
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  make_large(path);
  std::string bytes = test::read_file(path);
  REQUIRE(bytes.size() > 500000);
  row.damage(bytes);
  test::write_file(path, bytes);
  CHECK_THAT(test::error_of([&] { use(path, access); }), Catch::StartsWith("StoreError: " + path + ": "));
}

TEST_CASE("a header that is overwritten makes it no memory") {
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  make_large(path);
  std::string bytes = test::read_file(path);
  bytes.replace(0, 16, "Somebody else's.");
  test::write_file(path, bytes);
  CHECK_THAT(test::error_of([&] { use(path, Access::read); }),
             Catch::StartsWith("StoreError: " + path + ": is not a translation memory"));
}

}  // namespace oimtm

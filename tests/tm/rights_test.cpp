// Memories that may not be read or written, and disks that are full. Root may do anything,
// so these run in processes that have given their rights up; without root they are skipped.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/processes.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"

namespace oimtm {

namespace {
namespace fs = std::filesystem;

using Access = tm::Memory::Access;
using Units = std::vector<text::TranslationUnit>;

// The outcome of work done without any rights.
std::string as_nobody(const std::function<void()>& work) {
  return test::in_other_process([&] {
    if (!test::become_nobody()) return std::string("still somebody");
    return test::error_of(work);
  });
}

void set_mode(const std::string& path, unsigned mode) { fs::permissions(path, static_cast<fs::perms>(mode)); }

// Reads a memory that should hold just the unit "old".
void read_old(const std::string& path) {
  const tm::Memory memory = tm::Memory::open(path, Access::read);
  if (test::texts_of(memory) != std::vector<std::string>{"old"}) throw std::runtime_error("another content");
  if (memory.lookup({{"old", {}, {}}, {}, {}, {}}).size() != 1) throw std::runtime_error("not found");
}

void write_new(const std::string& path) {
  tm::Memory::open(path, Access::write).add(Units{test::unit({{"en", "new"}})}, {});
}

}  // namespace

TEST_CASE("rights decide what can be done with a memory, and nothing is left behind") {
  struct Row {
    const char* why;
    unsigned folder;
    unsigned file;
    const char* reading;
    const char* writing;
  };
  if (::geteuid() != 0) return;
  const auto row = GENERATE(values<Row>({
      {"all rights", 0777, 0666, "no error", "no error"},
      {"a file that may only be read", 0777, 0444, "no error", "StoreError: PATH: the memory may not be written"},
      {"a folder that may only be read", 0555, 0666, "no error", "StoreError: PATH: the memory "},
      {"both", 0555, 0444, "no error", "StoreError: PATH: the memory "},
      {"a file that may not be read", 0777, 0000, "StoreError: PATH: the memory cannot be opened",
       "StoreError: PATH: the memory cannot be opened"},
      {"a folder that may not be entered", 0700, 0666, "UsageError: PATH: no such memory",
       "StoreError: PATH: the memory cannot be opened"},
  }));
  CAPTURE(row.why);
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  test::writable(folder).add(Units{test::unit({{"en", "old"}})}, {});
  set_mode(path, row.file);
  set_mode(folder.path(), row.folder);
  const auto told = [&](std::string pattern) {
    const std::size_t at = pattern.find("PATH");
    return at == std::string::npos ? pattern : pattern.replace(at, 4, path);
  };
  CHECK_THAT(as_nobody([&] { read_old(path); }), Catch::StartsWith(told(row.reading)));
  CHECK_THAT(as_nobody([&] { write_new(path); }), Catch::StartsWith(told(row.writing)));
  set_mode(folder.path(), 0777);
  CHECK(test::readable(folder).size() == (std::string(row.writing) == "no error" ? 2 : 1));
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("a memory is not made where nothing may be written") {
  if (::geteuid() != 0) return;
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  CHECK_THAT(as_nobody([&] { write_new(path); }),
             Catch::StartsWith("StoreError: " + path + ": the memory cannot be opened"));
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("a memory in a folder that may only be read is never read as it was before") {
  if (::geteuid() != 0) return;
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  SECTION("while somebody else is writing") {
    tm::Memory writer = test::writable(folder);
    writer.add(Units{test::unit({{"en", "old"}})}, {});
    CHECK(as_nobody([&] { read_old(path); }) == "no error");
  }
  SECTION("when somebody else died while writing") {
    test::Process([&] {
      tm::Memory writer = test::writable(folder);
      writer.add(Units{test::unit({{"en", "old"}})}, {});
      return ::raise(SIGKILL);
    }).wait();
    REQUIRE(fs::exists(path + "-wal"));
    CHECK(as_nobody([&] { read_old(path); }) == "no error");
    CHECK(test::texts_of(test::readable(folder)) == std::vector<std::string>{"old"});
  }
}

TEST_CASE("a memory that is opened for reading is not changed, and reading leaves nothing beside it") {
  test::TemporaryFolder folder;
  test::writable(folder).add(Units{test::unit({{"en", "old"}})}, {});
  const std::string before = test::read_file(test::memory_path(folder));
  {
    tm::Memory memory = test::readable(folder);
    CHECK_THAT(test::error_of([&] {
                 memory.add(Units{test::unit({{"en", "new"}})}, {});
               }),
               Catch::StartsWith("StoreError: " + test::memory_path(folder) + ": the memory may not be written"));
    CHECK(test::texts_of(memory) == std::vector<std::string>{"old"});
  }
  CHECK(test::read_file(test::memory_path(folder)) == before);
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("a full disk leaves the memory as it was") {
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  Units old;
  Units more;
  test::Dice dice(6);
  for (int i = 0; i < 200; ++i)
    old.push_back(test::unit({{"en", std::to_string(i) + " old " + test::random_text(dice, 5)}}));
  for (int i = 0; i < 20000; ++i)
    more.push_back(test::unit({{"en", std::to_string(i) + " more " + test::random_text(dice, 5)}}));
  test::writable(folder).add(old, {});
  const std::size_t room = GENERATE(1, 20'000, 200'000, 1'500'000);
  CAPTURE(room);
  const std::string outcome = test::in_other_process([&] {
    test::fill_disk_at(fs::file_size(path) + room);
    return test::error_of([&] { tm::Memory::open(path, Access::write).add(more, {}); });
  });
  CHECK_THAT(outcome, Catch::StartsWith("StoreError: " + path + ": "));
  CHECK(test::units_of(test::readable(folder)) == old);
  CHECK(test::writable(folder).add(more, {}).added == more.size());  // when there is room again
}

TEST_CASE("a memory on a full disk can be read") {
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  test::writable(folder).add(Units{test::unit({{"en", "old"}})}, {});
  for (int round = 0; round < 2; ++round)  // whatever the first one left there
    CHECK(test::in_other_process([&] {
            test::fill_disk_at(1000);
            return test::error_of([&] { read_old(path); });
          }) == "no error");
  CHECK_THAT(test::in_other_process([&] {
               test::fill_disk_at(1000);
               return test::error_of([&] { write_new(path); });
             }),
             Catch::StartsWith("StoreError: " + path + ": the disk is full; nothing was changed"));
}

TEST_CASE("a memory on a full disk is not read as it was before somebody died") {
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  test::Process([&] {
    tm::Memory writer = test::writable(folder);
    writer.add(Units{test::unit({{"en", "old"}})}, {});
    return ::raise(SIGKILL);
  }).wait();
  fs::remove(path + "-shm");
  CHECK_THAT(test::in_other_process([&] {
               test::fill_disk_at(1000);
               return test::error_of([&] { read_old(path); });
             }),
             Catch::StartsWith("StoreError: " + path + ": the disk is full"));
}

TEST_CASE("a memory that cannot be made for want of room leaves no file") {
  test::TemporaryFolder folder;
  const std::size_t room = GENERATE(0, 5'000, 30'000, 60'000);
  CAPTURE(room);
  const std::string outcome = test::in_other_process([&] {
    test::fill_disk_at(room);
    return test::error_of([&] { write_new(test::memory_path(folder)); });
  });
  CHECK_THAT(outcome, Catch::StartsWith("StoreError: " + test::memory_path(folder) + ": "));
  CHECK(fs::is_empty(folder.path()));
}

}  // namespace oimtm

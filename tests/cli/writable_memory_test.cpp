// A new memory that is interrupted before it holds anything is removed, unless somebody
// else uses it.
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>

#include "cli/output_file.h"
#include "cli/writable_memory.h"
#include "tests/support/files.h"
#include "tests/support/processes.h"
#include "tests/support/units.h"

namespace oimtm {

namespace {
namespace fs = std::filesystem;

using Units = std::vector<text::TranslationUnit>;

// Opens a memory and is interrupted there. Ends by the signal, as a program does.
int be_interrupted(const std::string& path, bool stores, const std::function<void()>& meanwhile) {
  cli::install_cleanup();
  try {
    cli::WritableMemory memory(path);
    if (stores) memory->add(Units{test::unit({{"en", "stored"}})}, {});
    meanwhile();
    std::raise(SIGTERM);
    cli::stop_if_interrupted();
  } catch (const cli::Interrupted&) {
    cli::end_if_interrupted();
  }
  return 0;
}

}  // namespace

TEST_CASE("an interrupt removes a new memory that holds nothing, and leaves every other") {
  test::TemporaryFolder folder;
  const std::string path = folder.path("m.tm");
  const auto nothing = [] {};
  SECTION("nothing was stored") {
    CHECK(test::Process([&] { return be_interrupted(path, false, nothing); }).wait() == -1);
    CHECK(fs::is_empty(folder.path()));
  }
  SECTION("something was stored") {
    CHECK(test::Process([&] { return be_interrupted(path, true, nothing); }).wait() == -1);
    CHECK(tm::Memory::open(path, tm::Memory::Access::read).size() == 1);
  }
  SECTION("it was there before") {
    tm::Memory::open(path, tm::Memory::Access::write).add(Units{test::unit({{"en", "old"}})}, {});
    CHECK(test::Process([&] { return be_interrupted(path, false, nothing); }).wait() == -1);
    CHECK(tm::Memory::open(path, tm::Memory::Access::read).size() == 1);
  }
  SECTION("somebody else has it open") {
    test::Pipe made;
    test::Pipe opened;
    test::Process process([&] {
      return be_interrupted(path, false, [&] {
        made.put();
        opened.take();
      });
    });
    made.take();
    tm::Memory other = tm::Memory::open(path, tm::Memory::Access::write);
    opened.put();
    CHECK(process.wait() == -1);
    other.add(Units{test::unit({{"en", "mine"}})}, {});
    CHECK(tm::Memory::open(path, tm::Memory::Access::read).size() == 1);
  }
  SECTION("somebody else has filled it and gone") {
    CHECK(test::Process([&] {
            return be_interrupted(path, false, [&] {
              test::Process([&] {
                tm::Memory::open(path, tm::Memory::Access::write).add(Units{test::unit({{"en", "theirs"}})}, {});
                return 0;
              }).wait();
            });
          }).wait() == -1);
    CHECK(tm::Memory::open(path, tm::Memory::Access::read).size() == 1);
  }
}

TEST_CASE("a memory that its maker removes while it is being opened is made anew") {
  // One process makes memories and drops them empty, the other stores units into what it
  // finds or makes: none may be lost.
  for (int round = 0; round < 20; ++round) {
    test::TemporaryFolder folder;
    const std::string path = folder.path("m.tm");
    test::Process maker([&] {
      for (int i = 0; i < 20; ++i) tm::Memory::open(path, tm::Memory::Access::write);
      return 0;
    });
    tm::Memory::open(path, tm::Memory::Access::write).add(Units{test::unit({{"en", "mine"}})}, {});
    CHECK(tm::Memory::open(path, tm::Memory::Access::read).size() == 1);
    CHECK(maker.wait() == 0);
    CHECK(tm::Memory::open(path, tm::Memory::Access::read).size() == 1);
  }
}

}  // namespace oimtm

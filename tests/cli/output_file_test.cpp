// Files that appear whole or not at all.
#include "cli/output_file.h"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>

#include "tests/support/files.h"
#include "text/error.h"

namespace oimtm {

TEST_CASE("what a killed process left is in nobody's way, and stays", "[output-file]") {
  test::TemporaryFolder folder;
  const std::string path = folder.path("out.txt");
  const std::string left = path + ".part-" + std::to_string(::getpid());
  test::write_file(left, "half");
  {
    cli::OutputFile file(path);
    file.write("whole");
    file.commit();
  }
  CHECK(test::read_file(path) == "whole");
  CHECK(test::read_file(left) == "half");
  { const cli::OutputFile unfinished(folder.path("other.txt")); }
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("an interrupt that is sent twice at once is one, and what was open is unwound", "[output-file]") {
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGTERM, SIG_DFL);
    cli::install_cleanup();
    const cli::SoftInterrupts soft;
    std::raise(SIGTERM);
    std::raise(SIGTERM);
    try {
      cli::stop_if_interrupted();
    } catch (const cli::Interrupted&) {
      ::_exit(3);
    }
    ::_exit(4);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 3);
}

TEST_CASE("a rehearsed output may be a device, and its folder one that would be made", "[output-file]") {
  const pid_t child = ::fork();
  if (child == 0) {
    cli::rehearse_outputs();
    int status = 0;
    try {
      test::TemporaryFolder folder;
      cli::make_output_folder(folder.path("new/"));
      const cli::OutputFile inside(folder.path("new/out.txt"));
      const cli::OutputFile device("/dev/null");
    } catch (const Error&) {
      status = 1;
    }
    ::_exit(status);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

}  // namespace oimtm

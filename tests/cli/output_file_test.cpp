// Files that appear whole or not at all.
#include "cli/output_file.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/files.h"

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

}  // namespace oimtm

// Files as they come in: what is no text, and what a folder stands for.
#include "formats/input.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <numeric>

#include "formats/gzip.h"
#include "tests/support/errors.h"
#include "tests/support/files.h"
#include "text/error.h"

namespace {

using namespace oimtm;
using namespace std::string_literals;
using test::error_of;

struct BadText {
  const char* why;
  std::string bytes;
  std::string says;
};

}  // namespace

TEST_CASE("what cannot be opened is the caller's mistake, and the message names it", "[input]") {
  const test::TemporaryFolder folder;
  const std::string missing = folder.path("missing.txt");
  CHECK(error_of<UsageError>([&] { formats::read_file(missing); }) ==
        missing + ": cannot be opened: No such file or directory");
  CHECK(error_of<UsageError>([&] { formats::read_file(folder.path()); }) ==
        folder.path() + ": is a folder; a file is wanted here");
}

TEST_CASE("a file is read byte by byte as it is, whatever its size", "[input]") {
  const test::TemporaryFolder folder;
  const std::string odd = "line ends of both kinds\r\n\na NUL\0and no UTF-8 \xFF"s;
  const std::size_t copies = GENERATE(0, 1, 10'000);  // the last is more than is read at once
  std::string bytes;
  for (std::size_t i = 0; i < copies; ++i) bytes += odd;
  test::write_file(folder.path("file"), bytes);
  CHECK(formats::read_file(folder.path("file")) == bytes);
}

TEST_CASE("bytes in memory are read like those of a file", "[input]") {
  formats::ByteSource source("abcde", "a name");
  char part[2];
  std::string read;
  while (const std::size_t got = source.read(part, sizeof part)) read.append(part, got);
  CHECK(read == "abcde");
  CHECK(source.path() == "a name");
  CHECK(source.read(part, sizeof part) == 0);
}

TEST_CASE("packed members of a byte each come together, not one by one", "[input]") {
  const std::string member = "\x1F\x8B\x08\0\0\0\0\0\0\xFF\x01\x01\0\xFE\xFFx\x83\x16\xDC\x8C\x01\0\0\0"s;
  std::string packed;
  for (int i = 0; i < 10'000; ++i) packed += member;
  const auto unpack = [](const std::string& bytes, std::vector<std::size_t>& parts) {
    formats::ByteSource source(bytes, "f.gz");
    formats::Unpacker unpacker(source, {});
    std::string buffer(4000, ' ');
    while (const std::size_t got = unpacker.read(buffer.data(), buffer.size())) parts.push_back(got);
  };
  std::vector<std::size_t> parts;
  unpack(packed, parts);
  CHECK(parts == std::vector<std::size_t>{4000, 4000, 2000});
  for (const std::string& end : {member.substr(0, 12), member.substr(0, 16) + std::string(8, 'x')}) {
    parts.clear();
    CHECK_FALSE(test::error_of<InputError>([&] { unpack(packed + end, parts); }).empty());
    CHECK(std::accumulate(parts.begin(), parts.end(), std::size_t{0}) >= 10'000);  // what is before is given
  }
}

TEST_CASE("what is no text is refused with byte offset, line and column", "[input]") {
  const BadText row = GENERATE(values<BadText>({
      {"a byte of Latin-1", "ab\nd\xE9j\xE0", "f:2:2: not valid UTF-8 at byte offset 4"},
      {"columns count characters, not bytes", "é\xFF", "f:1:2: not valid UTF-8 at byte offset 2"},
      {"a character that is cut off by the end", "abc\xC3", "f:1:4: not valid UTF-8 at byte offset 3"},
      {"an overlong slash", "\xC0\xAF", "f:1:1: not valid UTF-8 at byte offset 0"},
      {"half of a surrogate pair", "a\xED\xA0\x80", "f:1:2: not valid UTF-8 at byte offset 1"},
      {"above U+10FFFF", "\xF4\x90\x80\x80", "f:1:1: not valid UTF-8 at byte offset 0"},
      {"the first of several faults counts", "\n\n\x80\x80\0"s, "f:3:1: not valid UTF-8 at byte offset 2"},
      {"a NUL is UTF-8, but no text", "line\nab\0c"s, "f:2:3: a NUL byte at byte offset 7"},
  }));
  CAPTURE(row.why);
  CHECK(error_of<InputError>([&] { formats::check_text(row.bytes, "f"); }).starts_with(row.says));
}

TEST_CASE("the hint tells UTF-16 from other encodings", "[input]") {
  const auto says = [](std::string_view bytes) {
    return error_of<InputError>([&] { formats::check_text(bytes, "f"); });
  };
  CHECK(says("\xFF\xFEh\0"s).find("iconv -f UTF-16") != std::string::npos);
  CHECK(says("\xFE\xFF\0h"s).find("iconv -f UTF-16") != std::string::npos);
  CHECK(says("caf\xE9").find("iconv -f WINDOWS-1252") != std::string::npos);
}

TEST_CASE("text that is odd but whole is accepted", "[input]") {
  struct Row {
    const char* why;
    std::string bytes;
    std::size_t mark;
  };
  const Row row = GENERATE(values<Row>({{"nothing at all", "", 0},
                                        {"a byte order mark", "\xEF\xBB\xBFtext", 3},
                                        {"a byte order mark alone", "\xEF\xBB\xBF", 3},
                                        {"one in mid-text is a character", "a\xEF\xBB\xBF", 0},
                                        {"control characters", "\x01\x7F\x1B", 0},
                                        {"the last characters of Unicode", "\xF4\x8F\xBF\xBF", 0}}));
  CAPTURE(row.why);
  CHECK_NOTHROW(formats::check_text(row.bytes, "f"));
  CHECK(formats::byte_order_mark(row.bytes) == row.mark);
}

TEST_CASE("a folder stands for the files directly in it, by name, without hidden ones", "[input]") {
  const test::TemporaryFolder folder;
  for (const char* name : {"b.txt", "a.txt", "B.txt", "10.txt", ".hidden", "no suffix"})
    test::write_file(folder.path(name), "x");
  std::filesystem::create_directory(folder.path("inner"));
  test::write_file(folder.path("inner/c.txt"), "x");
  std::filesystem::create_symlink("nowhere", folder.path("broken link"));
  std::filesystem::create_symlink("a link to itself", folder.path("a link to itself"));
  const std::vector<std::string> expected = {folder.path("10.txt"), folder.path("B.txt"), folder.path("a.txt"),
                                             folder.path("b.txt"), folder.path("no suffix")};
  CHECK(formats::list_documents(folder.path()) == expected);
}

TEST_CASE("a file and standard input stand for themselves", "[input]") {
  const test::TemporaryFolder folder;
  const std::string file = folder.path(".hidden");
  test::write_file(file, "x");
  CHECK(formats::list_documents(file) == std::vector{file});
  CHECK(formats::list_documents("-") == std::vector{"-"s});
}

TEST_CASE("a path that stands for no document is the caller's mistake", "[input]") {
  const test::TemporaryFolder folder;
  test::write_file(folder.path(".hidden"), "x");
  CHECK(error_of<UsageError>([&] { formats::list_documents(folder.path()); }) ==
        folder.path() + ": a folder without files");
  const std::string missing = folder.path("missing");
  CHECK(error_of<UsageError>([&] { formats::list_documents(missing); }) ==
        missing + ": cannot be opened: No such file or directory");
}

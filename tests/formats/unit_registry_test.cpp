// Which exchange format a file has, and formats that there are not.
#include <catch2/catch.hpp>
#include <string>

#include "formats/unit_stream.h"
#include "tests/support/errors.h"
#include "tests/support/files.h"

namespace {

using namespace oimtm;

const formats::UnitVisitor kIgnore = [](const text::TranslationUnit&) {};
const DiagnosticSink kSilent = [](const Diagnostic&) {};

std::string written_as(const std::string& path, const std::string& format) {
  std::string file;
  formats::make_writer(
      path, {text::LanguageTag("en"), text::LanguageTag("fr"), format}, [&](std::string_view part) { file += part; },
      kSilent)
      ->finish();
  return file;
}

}  // namespace

TEST_CASE("the format of an exchange file is told by its suffix or by name", "[exchange]") {
  struct Row {
    const char* why;
    std::string path;
    std::string format;
    std::string begins;
  };
  const Row row = GENERATE(values<Row>({{"TMX", "a.tmx", "", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx "},
                                        {"XLIFF", "a.xlf", "", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff "},
                                        {"its long suffix", "a.xliff", "", "<?xml "},
                                        {"XLIFF of other tools", "a.sdlxliff", "", "<?xml "},
                                        {"a table", "a.tsv", "", "en\tfr\t"},
                                        {"as text", "a.txt", "", "en\tfr\t"},
                                        {"the name wins", "a.tmx", "tsv", "en\tfr\t"},
                                        {"standard output wants a name", "-", "tsv", "en\tfr\t"}}));
  CAPTURE(row.why);
  CHECK(written_as(row.path, row.format).starts_with(row.begins));
}

TEST_CASE("an exchange format that does not exist is the caller's mistake", "[exchange]") {
  CHECK(test::error_of<UsageError>([] { written_as("a.po", ""); }) ==
        "a.po: the name does not tell which exchange format it is\n"
        "say it with --format; known are: tmx, xliff, xliff1.2, xliff2.0, xliff2.1, xliff2.2, tsv, csv");
  CHECK(test::error_of<UsageError>([] { written_as("a.tmx", "po"); }) ==
        "a.tmx: unknown exchange format po\nknown are: tmx, xliff, xliff1.2, xliff2.0, xliff2.1, xliff2.2, tsv, csv");
  CHECK_FALSE(test::error_of<UsageError>([] { written_as("folder/tmx", ""); }).empty());
}

TEST_CASE("the format is known before the file is opened", "[exchange]") {
  const test::TemporaryFolder folder;
  const auto read = [&](const std::string& name) {
    return test::error_of<UsageError>([&] { formats::read_units(folder.path(name), {}, kIgnore, kSilent); });
  };
  CHECK(read("missing.tmx").ends_with("cannot be opened: No such file or directory"));
  CHECK(read("missing.po").find("exchange format") != std::string::npos);
}

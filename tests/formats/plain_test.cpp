// Text without markup, and which filter is taken for what.
#include "formats/plain/plain.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/errors.h"
#include "text/error.h"

namespace {

using namespace oimtm;
using Strings = std::vector<std::string>;

// Each block as "id kind: text".
Strings described(const std::vector<text::Block>& blocks) {
  Strings result;
  for (const text::Block& block : blocks)
    result.push_back(block.id + " " + std::string(text::to_string(block.kind)) + ": " + block.content.text);
  return result;
}

}  // namespace

TEST_CASE("a text has a block a paragraph, with its items as lists", "[plain]") {
  const std::string original =
      "\xEF\xBB\xBFTitle\r\n\r\n  One, and\r\ntwo.\r\n- an item\r\n•\tanother, that\r\ngoes on\n";
  CHECK(described(formats::filter_named("text").blocks(original, {})) ==
        Strings{"L1 body: Title", "L3 body: One, and two.", "L5 list: an item", "L6 list: another, that goes on"});
}

TEST_CASE("a file that is segmented already has a block a line, blank ones too", "[plain]") {
  const std::string original = "One. Two.\n\n- not an item\r\n \nno end";
  const std::vector<text::Block> blocks = formats::filter_named("lines").blocks(original, {});
  CHECK(described(blocks) ==
        Strings{"L1 body: One. Two.", "L2 body: ", "L3 body: - not an item", "L4 body: ", "L5 body: no end"});
  for (const text::Block& block : blocks) CHECK(block.is_whole);
}

TEST_CASE("filters are found by name, the one for releases first", "[plain][registry]") {
  CHECK(formats::filters().front().name == "release");
  for (const formats::Filter& filter : formats::filters()) CHECK(&formats::filter_named(filter.name) == &filter);
}

TEST_CASE("a filter that does not exist is the caller's mistake, with the names that do", "[plain][registry]") {
  const std::string name = GENERATE("docx", "", "Release", "release ");
  CHECK(test::error_of<UsageError>([&] { formats::filter_named(name); }) ==
        "unknown document format " + name + "\nknown are: release, text, lines");
}

TEST_CASE("a page with a frame is read as a release, another as text", "[plain][registry]") {
  const std::string page = "Our work\nOur work\nIOM helps\nOn Monday.\nOn Tuesday.\nOn Wednesday.\n";
  CHECK(formats::filter_for(page, {}).name == "release");
  CHECK(formats::filter_for(page.substr(18), {}).name == "text");
  CHECK(formats::filter_for("", {}).name == "text");
}

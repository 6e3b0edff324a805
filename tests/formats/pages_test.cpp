// Whole pages as scraped, of two sites of an agency and of a quite different one, with every
// block that is in them. tests/formats/pages/SITE/*.page, a block a line:
//
//   KIND<TAB>TEXT       ⏎ is where the page has a line end and the block a space; a bullet
//                       before the text is in the page, not in the block; but in a body
//   +KIND<TAB>TEXT      fused to the line before
//   dateline<TAB>TEXT   the dateline of the block before; no line of the page
//
// A blank line is one of the page too.
#include <catch2/catch.hpp>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "formats/filter.h"
#include "formats/input.h"
#include "formats/lines.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace {

using namespace oimtm;
using Strings = std::vector<std::string>;

struct Page {
  std::string original;
  Strings blocks;
};

std::string with_wraps_as(std::string text, const std::string& end) {
  const std::string wrap = "⏎";
  for (std::size_t at = 0; (at = text.find(wrap, at)) != std::string::npos; at += end.size())
    text.replace(at, wrap.size(), end);
  return text;
}

Page parse(const std::string& file) {
  Page page;
  std::istringstream lines(test::read_file(file));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    if (line.empty()) page.original += "\n";
    if (line.empty()) continue;
    REQUIRE(tab != std::string::npos);
    std::string kind = line.substr(0, tab);
    const std::string text = line.substr(tab + 1);
    if (kind == "dateline") {
      page.blocks.push_back("dateline: " + text);
      continue;
    }
    if (kind.front() == '+') {
      kind.erase(0, 1);
      page.original.pop_back();
    }
    page.original += with_wraps_as(text, "\n") + "\n";
    const std::size_t bullet = kind != "body" && text.size() > 1 ? formats::bullet_length(text) : 0;
    page.blocks.push_back(kind + ": " + with_wraps_as(text.substr(bullet), " "));
  }
  return page;
}

Strings blocks_of(const Page& page, const formats::LineCounts& counts) {
  Strings blocks;
  for (const text::Block& block : formats::filter_named("release").blocks(page.original, counts)) {
    blocks.push_back(std::string(text::to_string(block.kind)) + ": " + block.content.text);
    if (block.dateline)
      blocks.push_back("dateline: " + block.content.text.substr(block.dateline->begin, block.dateline->size()));
  }
  return blocks;
}

std::map<std::string, Page> site(const std::string& name) {
  std::map<std::string, Page> pages;
  for (const std::string& file : formats::list_documents(test::data("formats/pages/" + name)))
    pages[file.substr(file.rfind('/') + 1)] = parse(file);
  return pages;
}

void check_together(const std::map<std::string, Page>& pages) {
  formats::LineCounts counts;
  for (const auto& [name, page] : pages) counts.add(page.original);
  for (const auto& [name, page] : pages) {
    CAPTURE(name);
    CHECK(blocks_of(page, counts) == page.blocks);
    CHECK(formats::filter_for(page.original, counts).name == "release");
  }
}

}  // namespace

TEST_CASE("pages of an agency's two sites are taken apart, each alone", "[pages]") {
  const auto pages = site("agency");
  REQUIRE(pages.size() >= 10);
  for (const auto& [name, page] : pages) {
    CAPTURE(name);
    CHECK(blocks_of(page, {}) == page.blocks);
    CHECK(formats::filter_for(page.original, {}).name == "release");
  }
}

TEST_CASE("pages of an agency's two sites are taken apart, all together", "[pages]") { check_together(site("agency")); }

TEST_CASE("pages of a site whose frame is told by repetition alone are taken apart", "[pages]") {
  check_together(site("foundation"));
}

#include "text/document.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

namespace {

using oimtm::text::BlockKind;

}  // namespace

TEST_CASE("every kind of block has a name of its own that reads back") {
  std::set<std::string_view> names;
  for (const BlockKind kind : {BlockKind::title, BlockKind::body, BlockKind::list, BlockKind::quote, BlockKind::contact,
                               BlockKind::about, BlockKind::menu}) {
    const std::string_view name = to_string(kind);
    names.insert(name);
    REQUIRE(oimtm::text::block_kind(name) == kind);
  }
  CHECK(names.size() == 7);
}

TEST_CASE("a name that is no kind is nothing") {
  for (const char* name : {"", "Body", "body ", "heading"}) {
    CAPTURE(name);
    CHECK_FALSE(oimtm::text::block_kind(name).has_value());
  }
}

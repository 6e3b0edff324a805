#include "text/hash.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

TEST_CASE("hashes are the values of XXH3 that memories on disk were written with") {
  using oimtm::text::hash64;
  CHECK(hash64("") == 0x2D06800538D394C2);
  CHECK(hash64("", 1) != hash64(""));
  CHECK(hash64(std::string("a\0b", 3)) != hash64("a"));
}

TEST_CASE("texts that differ by one byte have different hashes") {
  std::set<std::uint64_t> seen;
  for (std::size_t length = 0; length < 300; ++length) seen.insert(oimtm::text::hash64(std::string(length, 'a')));
  CHECK(seen.size() == 300);
}

TEST_CASE("bytes that come in parts have the hash of all of them in a row", "[hash]") {
  std::string all;
  oimtm::text::StreamingHash hash;
  CHECK(hash.value() == oimtm::text::hash64(""));
  for (std::size_t part = 0; part < 60; ++part) {
    const std::string bytes(part * 7, static_cast<char>(part));
    all += bytes;
    hash.add(bytes);
    CHECK(hash.value() == oimtm::text::hash64(all));
  }
}

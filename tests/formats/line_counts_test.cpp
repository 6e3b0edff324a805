// Counting the lines of many documents in little memory.
#include "formats/line_counts.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "formats/input.h"
#include "formats/text_source.h"

namespace {

using namespace oimtm;

// A document of lines that stand nowhere else, of hashes alone.
std::vector<std::uint64_t> rare_lines(std::uint64_t document, std::size_t count) {
  std::vector<std::uint64_t> hashes(count);
  for (std::size_t i = 0; i < count; ++i) hashes[i] = (document * count + i + 1) * 0x9E3779B97F4A7C15;
  return hashes;
}

std::uint64_t hash_of(const std::string& line) {
  formats::ByteSource bytes(line, "");
  formats::TextSource source(bytes);
  std::uint64_t hash = 0;
  formats::hash_lines(source, [&](std::span<const std::uint64_t> hashes) { hash = hashes.front(); });
  return hash;
}

}  // namespace

TEST_CASE("a line counts once a document, in however many parts it comes", "[line-counts]") {
  formats::LineCounts counts;
  const std::uint64_t hash = hash_of("Menu");
  for (int document = 0; document < 3; ++document) {
    counts.begin_document();
    for (int part = 0; part < 2; ++part) counts.add_lines(std::vector{hash, hash});
  }
  CHECK(counts.count("menu") == 3);
  CHECK(counts.documents() == 3);
}

TEST_CASE("what many documents share is known among any number of rare lines", "[line-counts]") {
  constexpr std::size_t kDocuments = 3000;
  constexpr std::size_t kRare = 500;  // of each: a million and a half
  formats::LineCounts counts;
  for (std::uint64_t document = 0; document < kDocuments; ++document) {
    counts.begin_document();
    counts.add_lines(std::vector{hash_of("Qui sommes nous")});
    if (document % 10 == 0) counts.add_lines(std::vector{hash_of("Une autre édition")});
    counts.add_lines(rare_lines(document, kRare));
  }
  const std::size_t error = kDocuments * kRare / 125'000;
  CHECK(counts.count("Qui sommes nous") <= kDocuments);
  CHECK(counts.count("Qui sommes nous") >= kDocuments - error);
  CHECK(counts.count("Une autre édition") <= kDocuments / 10);
  CHECK(counts.count("Une autre édition") >= kDocuments / 10 - error);
  CHECK(counts.count("nulle part") == 0);
}

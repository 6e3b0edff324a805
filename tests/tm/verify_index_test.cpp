// The files of the fuzzy indexes are proven, and indexes that are damaged are made anew.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/files.h"
#include "tests/support/generate.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "text/placeables.h"
#include "tm/fuzzy_index/fuzzy_index.h"
#include "tm/memory.h"
#include "tm/store/store.h"

namespace oimtm {

namespace {
namespace fs = std::filesystem;

using Units = std::vector<text::TranslationUnit>;

std::vector<std::string> faults(const tm::Memory& memory) {
  std::vector<std::string> lines;
  const tm::Verification found = memory.verify(
      [&](const Diagnostic& fault) { lines.push_back(fill(fault.message.pattern, fault.message.arguments)); });
  CHECK(found.faults == lines.size());
  CHECK(found.index_faults == lines.size());
  return lines;
}

// Adds units, and brings the files of a language up to date with a tail so short that there
// are several.
void add_indexed(const std::string& path, test::Dice& dice, std::size_t count, std::string_view language = "fr") {
  Units units;
  for (std::size_t i = 0; i < count; ++i)
    units.push_back(test::unit({{std::string(language).c_str(), test::random_text(dice, dice.below(9))}}));
  tm::Memory::open(path, tm::Memory::Access::write).add(units, {});
  const tm::Store store(path, tm::Store::Mode::read);
  tm::LookupReader reader(store.connection());
  tm::FuzzyIndex index(path, std::string(language), 5);
  const tm::LookupReader::Snapshot snapshot(reader);
  index.catch_up(reader);
}

// A memory with two runs of French, one of German, and segments that no run has.
std::string indexed_memory(const test::TemporaryFolder& folder, test::Dice& dice) {
  const std::string path = test::memory_path(folder);
  add_indexed(path, dice, 120);
  add_indexed(path, dice, 12);
  add_indexed(path, dice, 30, "de");
  test::writable(folder).add(Units{test::unit({{"fr", "the tail"}})}, {});
  REQUIRE(fs::exists(path + "-fuzzy-fr-0"));
  REQUIRE(fs::exists(path + "-fuzzy-fr-1"));
  REQUIRE(fs::exists(path + "-fuzzy-de-0"));
  return path;
}

}  // namespace

TEST_CASE("indexes that are whole are sound, and so is what a killed writer left") {
  test::Dice dice(31);
  test::TemporaryFolder folder;
  const std::string path = indexed_memory(folder, dice);
  CHECK(faults(test::readable(folder)).empty());
  const std::string second = test::read_file(path + "-fuzzy-fr-1");
  add_indexed(path, dice, 90);  // takes the second run into a new one
  test::write_file(path + "-fuzzy-fr-2.new", "half");
  CHECK(faults(test::readable(folder)).empty());
  add_indexed(path, dice, 600);  // takes all in; the one that was killed did not remove the other
  REQUIRE(!fs::exists(path + "-fuzzy-fr-1"));
  test::write_file(path + "-fuzzy-fr-1", second);
  CHECK(faults(test::readable(folder)).empty());
}

TEST_CASE("a bit that changed anywhere in an index is found") {
  test::Dice dice(32);
  test::TemporaryFolder folder;
  const std::string path = indexed_memory(folder, dice);
  const tm::Memory memory = test::readable(folder);
  for (const char* suffix : {"-fuzzy-fr-0", "-fuzzy-fr-1", "-fuzzy-de-0"}) {
    const std::string whole = test::read_file(path + suffix);
    for (int round = 0; round < 150; ++round) {
      std::string damaged = whole;
      // Half of them where the numbers that matter lie close together.
      const std::size_t at = dice.below(dice.chance(2) ? 400 : damaged.size());
      damaged[at] ^= static_cast<char>(1 << dice.below(8));
      test::write_file(path + suffix, damaged);
      CAPTURE(suffix, at);
      const std::vector<std::string> found = faults(memory);
      CAPTURE(found);
      REQUIRE(found.size() == 1);
      CHECK_THAT(found[0], Catch::StartsWith("the index m.tm" + std::string(suffix) + " "));
    }
    test::write_file(path + suffix, whole);
  }
  CHECK(faults(memory).empty());
}

TEST_CASE("an index that is not this memory's, or not all of it, is told") {
  test::Dice dice(33);
  test::TemporaryFolder folder;
  const std::string path = indexed_memory(folder, dice);
  const std::string first = path + "-fuzzy-fr-0";
  std::string told;
  SECTION("cut off") {
    fs::resize_file(first, fs::file_size(first) / 2);
    told = "the index m.tm-fuzzy-fr-0 is damaged";
  }
  SECTION("nothing in it") {
    test::write_file(first, "");
    told = "the index m.tm-fuzzy-fr-0 is damaged";
  }
  SECTION("the first of two is gone") {
    fs::remove(first);
    told = "what is before the index m.tm-fuzzy-fr-1 is missing";
  }
  SECTION("of another language") {
    fs::copy_file(path + "-fuzzy-de-0", first, fs::copy_options::overwrite_existing);
    told = "the index m.tm-fuzzy-fr-0 is of another memory, or of what the memory was in another past";
  }
  SECTION("of another memory") {
    test::TemporaryFolder other;
    const std::string foreign = indexed_memory(other, dice);
    fs::copy_file(foreign + "-fuzzy-fr-0", first, fs::copy_options::overwrite_existing);
    told = "the index m.tm-fuzzy-fr-0 is of another memory, or of what the memory was in another past";
  }
  SECTION("of what the memory was before it was restored from a copy") {
    tm::Memory::open(path, tm::Memory::Access::read).back_up(folder.path("copy.tm"));
    add_indexed(path, dice, 700);
    fs::rename(folder.path("copy.tm"), path);
    told = "the index m.tm-fuzzy-fr-0 is of another memory, or of what the memory was in another past";
  }
  CHECK(faults(test::readable(folder)) == std::vector{told});
  // Made anew, it is sound.
  tm::Memory memory = test::writable(folder);
  const auto before = test::units_of(memory);
  memory.rebuild_indexes();
  CHECK(faults(memory).empty());
  CHECK(!memory.lookup({{before.back().variants[0].segment.text, {}, {}}, text::LanguageTag("fr"), {}, {}}).empty());
  CHECK(faults(memory).empty());
  CHECK(test::units_of(memory) == before);
}

TEST_CASE("an index that misses segments, or has others, is told") {
  test::Dice dice(34);
  test::TemporaryFolder folder;
  const std::string path = indexed_memory(folder, dice);
  const auto run_sql = [&](const std::string& sql) { tm::Connection(path, path, SQLITE_OPEN_READWRITE).run(sql); };
  run_sql(GENERATE("DELETE FROM segment WHERE id = 7", "UPDATE segment SET text = text || ' word' WHERE id = 7",
                   "UPDATE segment SET language = (SELECT id FROM language WHERE tag = 'de') WHERE id = 7"));
  std::vector<std::string> lines;
  const tm::Verification found = test::readable(folder).verify(
      [&](const Diagnostic& fault) { lines.push_back(fill(fault.message.pattern, fault.message.arguments)); });
  CHECK(found.index_faults >= 1);
  CHECK(std::count(lines.begin(), lines.end(), "the index m.tm-fuzzy-fr-0 differs from the segments") == 1);
}

TEST_CASE("the index of the concordance is made anew") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  Units units;
  for (int i = 0; i < 12'000; ++i) units.push_back(test::unit({{"en", "text " + std::to_string(i)}}));
  memory.add(units, {});
  const std::string path = test::memory_path(folder);
  tm::Connection(path, path, SQLITE_OPEN_READWRITE).run("DELETE FROM gram WHERE id % 3 = 0");
  CHECK(faults(memory) == std::vector<std::string>{"the index of the concordance differs from the segments"});
  memory.rebuild_indexes();
  CHECK(faults(memory).empty());
  CHECK(memory.concordance({.pattern = "text 11470"}).size() == 1);
}

TEST_CASE("runs of the concordance that are missing, or cover what is not there, are told of and mended") {
  const std::string_view damage = GENERATE("DELETE FROM gram_run", "UPDATE gram_run SET last = last + 16000");
  const test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  Units units;
  for (int i = 0; i < 10'015; ++i) units.push_back(test::unit({{"fr", "text " + std::to_string(i)}}));
  tm::Memory memory = test::writable(folder);
  memory.add(units, {});
  REQUIRE(faults(memory).empty());
  tm::Connection(path, path, SQLITE_OPEN_READWRITE).run(std::string(damage));
  CAPTURE(damage);
  CHECK(faults(memory) == std::vector<std::string>{"the index of the concordance differs from the segments"});
  // A list that has lost its run keeps the next one from being written.
  if (damage.starts_with("UPDATE")) {
    memory.add(Units{test::unit({{"fr", "quite new"}})}, {});
    CHECK(memory.concordance({.pattern = "quite new"}).size() == 1);
  }
  memory.rebuild_indexes();
  CHECK(faults(memory).empty());
  for (text::TranslationUnit& unit : units) unit.variants.front().segment.text += " more";
  CHECK(memory.add(units, {}).added == units.size());
}

}  // namespace oimtm

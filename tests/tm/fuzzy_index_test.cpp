// The fuzzy index against a comparison with every segment; its files, whole, old, foreign
// and damaged.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>

#include "tests/support/files.h"
#include "tests/support/generate.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "text/placeables.h"
#include "tm/fuzzy_index/fuzzy_index.h"
#include "tm/score.h"
#include "tm/store/store.h"

namespace oimtm {

namespace {
namespace fs = std::filesystem;

using Units = std::vector<text::TranslationUnit>;
using Raws = std::map<std::int64_t, int>;  // raw likeness by segment

const text::LanguageTag kFrench("fr");
constexpr std::size_t kSmallTail = 20;

Units some_units(test::Dice& dice, std::size_t count) {
  Units units;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = test::random_text(dice, dice.below(dice.chance(20) ? 90 : 9));
    if (!units.empty() && dice.chance(3)) text = dice.pick(units).variants[0].segment.text + " " + text;
    units.push_back(test::unit({{"fr", text}, {"en", "x" + std::to_string(dice.below(1000))}}));
  }
  return units;
}

class Index {
 public:
  explicit Index(const std::string& path, std::size_t tail = kSmallTail)
      : store_(path, tm::Store::Mode::read), reader_(store_.connection()), index_(path, "fr", tail) {}

  Raws find(const std::string& text, int least) {
    const tm::LookupReader::Snapshot snapshot(reader_);
    const tm::FuzzyQuery query(tm::fold_tokens(text, text::match_tokens(text, kFrench)));
    for (;;) {
      index_.catch_up(reader_);
      Raws found;
      try {
        index_.find(query, least, [&](auto candidates) {
          for (const tm::Candidate& candidate : candidates)
            CHECK(found.emplace(candidate.segment, candidate.raw).second);  // each once
          return least;
        });
        return found;
      } catch (const tm::DamagedRun&) {
        index_.forget();
      }
    }
  }

  Raws scan(const std::string& text, int least) {
    Raws found;
    const tm::Tokens query = text::match_tokens(text, kFrench);
    reader_.for_each_segment("fr", 0, [&](std::int64_t id, std::string_view other) {
      const tm::Tokens tokens = text::match_tokens(other, kFrench);
      const int raw = query.empty() && tokens.empty() ? (text == other ? 100 : 0) : tm::similarity(query, tokens);
      if (raw >= least) found.emplace(id, raw);
    });
    return found;
  }

 private:
  tm::Store store_;
  tm::LookupReader reader_;
  tm::FuzzyIndex index_;
};

// Asks for texts of the memory, changed a little; how much was found.
std::size_t check_exact(Index& index, const Units& units, test::Dice& dice, int queries) {
  std::size_t found = 0;
  for (int i = 0; i < queries; ++i) {
    std::string text = units.empty() ? "" : dice.pick(units).variants[0].segment.text;
    if (dice.chance(2)) text += " " + test::random_text(dice, dice.below(3));
    const int least = 50 + static_cast<int>(dice.below(51));
    CAPTURE(text, least);
    const Raws raws = index.find(text, least);
    CHECK(raws == index.scan(text, least));
    found += raws.size();
  }
  return found;
}

std::vector<std::string> files_of(const std::string& path) {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(fs::path(path).parent_path()))
    if (entry.path().string().starts_with(path + "-fuzzy-fr-")) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

// A memory of `count` units with its index beside it.
Units make_indexed(const std::string& path, test::Dice& dice, std::size_t count) {
  Units units = some_units(dice, count);
  tm::Memory::open(path, tm::Memory::Access::write).add(units, {});
  Index(path).find("x", 50);
  return units;
}

}  // namespace

TEST_CASE("the index finds what a comparison with every segment finds, whatever came when") {
  test::Dice dice(21);
  std::size_t found = 0;
  for (int round = 0; round < 6; ++round) {
    test::TemporaryFolder folder;
    const std::string path = test::memory_path(folder);
    tm::Memory memory = test::writable(folder);
    memory.add(Units{test::unit({{"en", "first"}})}, {});
    Index index(path);
    Units units;
    for (int change = 0; change < 8; ++change) {
      const Units more = some_units(dice, dice.below(dice.chance(3) ? 200 : 30));
      memory.add(more, {});
      units.insert(units.end(), more.begin(), more.end());
      CAPTURE(round, change, units.size());
      found += check_exact(index, units, dice, 20);
      Index other(path);  // as another process
      check_exact(other, units, dice, 2);
      CHECK(files_of(path).size() <= 4);
    }
  }
  CHECK(found > 800);  // else nothing was tried
}

TEST_CASE("a second process reads the files of the first, and writes none") {
  test::Dice dice(22);
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  const Units units = make_indexed(path, dice, 100);
  const auto files = files_of(path);
  REQUIRE(files.size() == 1);
  const auto time = fs::last_write_time(files[0]);
  Index index(path);
  check_exact(index, units, dice, 5);
  CHECK(files_of(path) == files);
  CHECK(fs::last_write_time(files[0]) == time);
}

TEST_CASE("a memory that was replaced does not meet the index of the other") {
  test::Dice dice(23);
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  Units units = make_indexed(path, dice, 100);
  SECTION("by an older state of itself, which then went another way") {
    fs::copy_file(path, folder.path("copy"));
    tm::Memory::open(path, tm::Memory::Access::write).add(some_units(dice, 100), {});
    Index(path).find("x", 50);
    fs::copy_file(folder.path("copy"), path, fs::copy_options::overwrite_existing);
    const Units more = some_units(dice, 100);
    tm::Memory::open(path, tm::Memory::Access::write).add(more, {});
    units.insert(units.end(), more.begin(), more.end());
  }
  SECTION("by another") {
    fs::remove(path);
    units = some_units(dice, 100);
    tm::Memory::open(path, tm::Memory::Access::write).add(units, {});
  }
  Index index(path);
  CHECK(check_exact(index, units, dice, 30) > 30);
}

TEST_CASE("an index that was damaged in any way never gives a wrong answer") {
  test::Dice dice(24);
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  const Units units = make_indexed(path, dice, 60);
  const std::string file = files_of(path).at(0);
  const std::string whole = test::read_file(file);
  const std::string text = units[7].variants[0].segment.text;
  const Raws truth = Index(path).scan(text, 50);
  std::size_t rebuilt = 0;
  for (int round = 0; round < 1000; ++round) {
    std::string bytes = whole;
    switch (dice.below(6)) {
      case 0: bytes.resize(dice.below(bytes.size())); break;
      case 1: bytes.append(dice.below(40'000), '\0'); break;
      case 2: bytes.replace(dice.below(bytes.size()), dice.below(20'000), std::string(dice.below(20'000), 'x')); break;
      default:
        for (std::size_t i = 0; i <= dice.below(50); ++i)
          bytes[dice.below(bytes.size())] ^= static_cast<char>(1 << dice.below(8));
    }
    CAPTURE(round);
    if (dice.chance(50))
      fs::remove(file);
    else
      test::write_file(file, bytes);
    CHECK(Index(path).find(text, 50) == truth);
    rebuilt += test::read_file(file) == whole ? 1 : 0;
  }
  CHECK(rebuilt > 400);  // what it did not have to read may stay
}

TEST_CASE("files of another language, another level and a killed writer do no harm") {
  test::Dice dice(25);
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  const Units units = make_indexed(path, dice, 100);
  fs::copy_file(path + "-fuzzy-fr-0", path + "-fuzzy-fr-1");
  fs::copy_file(path + "-fuzzy-fr-0", path + "-fuzzy-en-0");
  test::write_file(path + "-fuzzy-fr-0.new", "half");
  Index index(path);
  check_exact(index, units, dice, 10);
  const tm::Memory memory = test::readable(folder);
  CHECK(!memory.lookup({units[0].variants[1].segment, text::LanguageTag("en"), {}, {}}).empty());
  tm::Memory::open(path, tm::Memory::Access::write).add(some_units(dice, 200), {});
  Index(path).find("x", 50);
  CHECK(files_of(path) == std::vector<std::string>{path + "-fuzzy-fr-0"});
}

}  // namespace oimtm

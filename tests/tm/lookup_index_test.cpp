// Look-ups by the index against the same look-ups without it, in memories that have files of
// it; several threads and processes; long texts; folders that may not be written.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <thread>

#include "tests/support/files.h"
#include "tests/support/generate.h"
#include "tests/support/processes.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "tm/memory.h"

namespace oimtm {

namespace {
namespace fs = std::filesystem;

using Units = std::vector<text::TranslationUnit>;

const std::vector<std::string> kLanguages = {"fr", "fr-CH", "en", "de"};
const std::vector<std::string> kNames = {"save", "Save", "file", "files", "folder", "print", "the",  "all",
                                         "25",   "600",  "open", ".",     "?",      "L’OIM", "l'OIM"};

std::string some_text(test::Dice& dice) {
  std::string text = "word" + std::to_string(dice.below(300));
  for (std::size_t i = dice.below(4); i > 0; --i) text += " " + dice.pick(kNames);
  return text;
}

Units some_units(test::Dice& dice, std::size_t count) {
  Units units;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string first = dice.pick(kLanguages);
    std::string second = dice.pick(kLanguages);
    if (second.substr(0, 2) == first.substr(0, 2)) second = "it";
    units.push_back(test::unit({{first, some_text(dice)}, {second, some_text(dice)}}));
    if (dice.chance(4)) units.back().variants[1].segment = units.back().variants[0].segment;
    if (dice.chance(3)) units.back().date = "202" + std::to_string(dice.below(6));
    if (dice.chance(3)) units.back().confidence = static_cast<double>(dice.below(100)) / 100;
    if (dice.chance(3)) units.back().variants[0].context = {kNames[dice.below(3)], kNames[dice.below(3)]};
    // The same two texts again, from elsewhere.
    if (dice.chance(10)) {
      units.push_back(units[dice.below(units.size())]);
      units.back().variants[0].origin = {"d" + std::to_string(i), "b", text::BlockKind::body, i};
    }
  }
  return units;
}

// All that is to be the same, with or without the index.
std::string told(const std::vector<tm::Match>& matches) {
  std::string lines;
  for (const tm::Match& match : matches) {
    lines += std::to_string(match.score.net) + " " + std::to_string(match.score.raw) + " " +
             std::to_string(match.stored.id) + " " + std::to_string(match.source) + " " +
             std::to_string(match.target.value_or(99)) + " +" + std::to_string(match.others);
    for (const tm::Penalty& penalty : match.score.penalties)
      lines += " " + std::string(penalty.name) + " " + std::to_string(penalty.points);
    lines += "\n";
  }
  return lines;
}

tm::Query some_query(test::Dice& dice, const Units& units) {
  tm::Query query{{some_text(dice), {}, {}}, {}, {}, {}};
  if (dice.chance(2)) query.segment = dice.pick(units).variants[0].segment;
  if (!dice.chance(3)) query.source = text::LanguageTag(dice.pick(kLanguages));
  if (dice.chance(3)) query.target = text::LanguageTag(dice.pick(kLanguages));
  if (dice.chance(2)) query.context = {kNames[dice.below(3)], kNames[dice.below(3)]};
  return query;
}

tm::LookupOptions some_options(test::Dice& dice) {
  tm::LookupOptions options;
  options.min_score = dice.pick(std::vector{50, 50, 55, 60, 70, 85, 100, 101, 102});
  options.limit = dice.pick(std::vector<std::size_t>{1, 2, 5, 20, 1000});
  options.strict = dice.chance(5);
  options.penalty = dice.pick(std::vector{0, 0, 3, 30});
  return options;
}

Units numbered(std::size_t from, std::size_t count) {
  Units units;
  for (std::size_t i = from; i < from + count; ++i) {
    const std::string number = std::to_string(i);
    units.push_back(test::unit({{"en", "unit w" + number + " of v" + number}, {"fr", "unité " + number}}));
  }
  return units;
}

// Looks up units that are there for certain; how many were not found as they should be.
int look_up_all(const tm::Memory& memory, std::size_t count, std::size_t step) {
  int wrong = 0;
  for (std::size_t i = 0; i < count; i += step) {
    const std::string number = std::to_string(i);
    const auto found = memory.lookup({{"Unit w" + number + " of v" + number, {}, {}}, text::LanguageTag("en"), {}, {}});
    const bool right =
        !found.empty() && found[0].score.net == 99 && found[0].target_variant()->segment.text == "unité " + number;
    wrong += right ? 0 : 1;
  }
  return wrong;
}

}  // namespace

TEST_CASE("a look-up by the index is the same look-up") {
  test::Dice dice(31);
  std::size_t matches = 0;
  for (int round = 0; round < 2; ++round) {
    test::TemporaryFolder folder;
    Units units = some_units(dice, 4000);
    test::writable(folder).add(units, {});
    const tm::Memory memory = test::readable(folder);
    for (int i = 0; i < 400; ++i) {
      const tm::Query query = some_query(dice, units);
      tm::LookupOptions options = some_options(dice);
      CAPTURE(round, i, query.segment.text, query.source.str(), query.target.str(), options.min_score, options.limit,
              options.penalty);
      const auto found = memory.lookup(query, options);
      options.exhaustive = true;
      CHECK(told(found) == told(memory.lookup(query, options)));
      matches += found.size();
    }
    CHECK(fs::exists(test::memory_path(folder) + "-fuzzy-fr-0"));  // else only memory was asked
  }
  CHECK(matches > 1000);  // else nothing was tried
}

TEST_CASE("the index of the languages that come first is there when a memory is closed") {
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  test::writable(folder).add(numbered(0, 1200), {});
  CHECK(fs::exists(path + "-fuzzy-en-0"));
  CHECK(!fs::exists(path + "-fuzzy-fr-0"));
  const tm::Memory memory = test::readable(folder);
  CHECK(memory.lookup({{"unité 7", {}, {}}, text::LanguageTag("fr"), {}, {}}).front().reverse);
  CHECK(fs::exists(path + "-fuzzy-fr-0"));
}

TEST_CASE("a rehearsal and a failed change leave no index") {
  test::TemporaryFolder folder;
  test::writable(folder).add(numbered(0, 10), {});
  test::writable(folder).add(numbered(10, 1200), {"import", "", true});
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("look-ups in a folder that may not be written") {
  if (::geteuid() != 0) return;
  const bool has_index = GENERATE(false, true);
  const bool is_stale = GENERATE(false, true);
  CAPTURE(has_index, is_stale);
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  test::writable(folder).add(numbered(0, 1200), {});
  if (is_stale) test::writable(folder).add(numbered(1200, 300), {});
  if (!has_index) fs::remove(path + "-fuzzy-en-0");
  fs::permissions(folder.path(), static_cast<fs::perms>(0555));
  const std::string outcome = test::in_other_process([&] {
    if (!test::become_nobody()) return std::string("still somebody");
    return std::to_string(look_up_all(test::readable(folder), is_stale ? 1500 : 1200, 100));
  });
  CHECK(outcome == "0");
  CHECK(fs::exists(path + "-fuzzy-en-0") == has_index);
  fs::permissions(folder.path(), static_cast<fs::perms>(0777));
}

TEST_CASE("a disk that is full costs the index, not the look-up") {
  test::TemporaryFolder folder;
  const std::string path = test::memory_path(folder);
  test::writable(folder).add(numbered(0, 1200), {});
  fs::remove(path + "-fuzzy-en-0");
  const std::string outcome = test::in_other_process([&] {
    const tm::Memory memory = test::readable(folder);
    test::fill_disk_at(20'000);
    return std::to_string(look_up_all(memory, 1200, 100));
  });
  CHECK(outcome == "0");
  CHECK(!fs::exists(path + "-fuzzy-en-0"));
  CHECK(!fs::exists(path + "-fuzzy-en-0.new"));
}

TEST_CASE("eight threads and three processes look up while one imports") {
  test::TemporaryFolder folder;
  constexpr std::size_t kBefore = 1100;
  test::writable(folder).add(numbered(0, kBefore), {});
  std::vector<std::unique_ptr<test::Process>> processes;
  processes.reserve(3);
  for (int i = 0; i < 3; ++i)
    processes.push_back(std::make_unique<test::Process>([&] {
      int wrong = 0;
      for (int round = 0; round < 4; ++round) wrong += look_up_all(test::readable(folder), kBefore, 50);
      return std::min(wrong, 99);
    }));
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      const tm::Memory memory = test::readable(folder);
      for (std::size_t round = 0; round < 4; ++round) wrong += look_up_all(memory, kBefore, 40 + i);
    });
  {
    tm::Memory memory = test::writable(folder);
    for (std::size_t change = 0; change < 10; ++change) memory.add(numbered(kBefore + 200 * change, 200), {});
  }
  for (std::thread& thread : threads) thread.join();
  for (auto& process : processes) CHECK(process->wait() == 0);
  CHECK(wrong == 0);
  CHECK(look_up_all(test::readable(folder), kBefore + 2000, 10) == 0);
}

TEST_CASE("a text of 20,000 characters is found as it is, and with a twentieth of it changed") {
  test::TemporaryFolder folder;
  std::string text;
  std::string changed;
  for (int i = 0; text.size() < 20'000; ++i) {
    const std::string word = "mot" + std::to_string(i * 7919 % 5000) + "a ";
    text += word;
    changed += i % 25 == 0 ? "autre " : word;
  }
  tm::Memory memory = test::writable(folder);
  memory.add(Units{test::unit({{"fr", text}, {"en", "long"}}), test::unit({{"fr", changed + "x"}, {"en", "other"}})},
             {});
  const auto exact = memory.lookup({{text, {}, {}}, text::LanguageTag("fr"), {}, {}}, {.min_score = 100});
  REQUIRE(exact.size() == 1);
  CHECK(exact[0].score.net == 100);
  CHECK(exact[0].source_variant().segment.text == text);
  const auto near = memory.lookup({{changed, {}, {}}, text::LanguageTag("fr"), {}, {}}, {.min_score = 90});
  REQUIRE(near.size() == 2);
  CHECK(near[1].source_variant().segment.text == text);
  CHECK(near[1].score.raw >= 95);
}

TEST_CASE("of thousands that are as like, the same are shown with the index and without") {
  constexpr std::size_t kSame = 3000;
  test::TemporaryFolder folder;
  Units units;
  for (std::size_t i = 0; i < kSame; ++i) {
    const std::string number = std::to_string(i);
    units.push_back(test::unit({{"en", "Save all the files"}, {"fr", "Tout " + number}}));  // a text, many translations
    units.push_back(test::unit({{"en", "Close w" + number + " of it"}, {"fr", "Fermer"}}));  // many texts, one apart
    units.push_back(test::unit({{"en", "x"}, {"fr", "y"}}));                                 // the same unit
    units.back().variants[0].origin = {"d" + number, "b", text::BlockKind::body, i};
  }
  {
    tm::Memory memory = test::writable(folder);
    memory.add(units, {});
  }
  const tm::Memory memory = test::readable(folder);
  for (const char* const text :
       {"Save all the files", "Save the files", "Close w7 of it", "Close that of it", "x", "?"})
    for (const std::size_t limit : {1, 5, 400}) {
      const tm::Query query{{text, {}, {}}, text::LanguageTag("en"), {}, {}};
      tm::LookupOptions options{.min_score = 50, .limit = limit};
      const auto fast = memory.lookup(query, options);
      options.exhaustive = true;
      CAPTURE(text, limit);
      CHECK((told(fast) == told(memory.lookup(query, options))));
    }
}

}  // namespace oimtm

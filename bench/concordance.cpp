// Searches of the concordance, against reading every text.
// OIMTM_BENCH_MEMORY names a memory; without it one is made of the French releases.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <vector>

#include "bench/corpus.h"
#include "text/segmenter.h"
#include "tm/concordance/search.h"
#include "tm/memory.h"
#include "tm/store/store.h"

namespace {

namespace bench = oimtm::bench;
namespace text = oimtm::text;
namespace memory = oimtm::tm;  // `tm` alone would be the C library's calendar time

using Kind = memory::ConcordanceQuery::Kind;

const std::string& memory_file() {
  static const std::string file = [] {
    if (const char* named = std::getenv("OIMTM_BENCH_MEMORY")) return std::string(named);
    const auto made = std::filesystem::temp_directory_path() / "oimtm-bench-concordance.tm";
    std::filesystem::remove(made);
    const text::LanguageTag french("fr");
    const text::Segmenter segmenter(text::SrxRules::built_in(french), french);
    std::vector<text::TranslationUnit> units;
    for (int round = 0; units.size() < 50'000; ++round)
      for (text::Segment& segment : segmenter.split({bench::french_text(100'000), {}, {}})) {
        segment.text += " " + std::to_string(round);
        segment.ranges.clear();
        units.push_back({{{french, std::move(segment), {}, {}, {}}}, {}, {}, {}});
      }
    memory::Memory::open(made.string(), memory::Memory::Access::write).add(units, {"bench", "", false});
    return made.string();
  }();
  return file;
}

// Phrases of two to five words, from texts of the memory.
const std::vector<std::string>& phrases() {
  static const std::vector<std::string> taken = [] {
    const memory::Store store(memory_file(), memory::Store::Mode::read);
    std::mt19937 random(5);
    std::vector<std::string> found;
    while (found.size() < 500) {
      const memory::UnitId unit = 1 + static_cast<memory::UnitId>(random()) % store.last_unit();
      for (const memory::StoredUnit& stored : store.units_between(unit, unit)) {
        const std::string& whole = stored.unit.variants.front().segment.text;
        std::size_t begin = random() % whole.size();
        begin = begin == 0 ? 0 : whole.find(' ', begin);
        if (begin == std::string::npos) continue;
        std::size_t end = begin + 1;
        for (std::size_t words = 2 + random() % 4; words > 0 && end < whole.size(); --words)
          end = std::min(whole.find(' ', end + 1), whole.size());
        std::string phrase = whole.substr(begin, end - begin);
        phrase.erase(0, phrase.find_first_not_of(' '));
        if (phrase.size() > 3) found.push_back(std::move(phrase));
      }
    }
    return found;
  }();
  return taken;
}

double milliseconds() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

void search(benchmark::State& state, const std::vector<std::string>& patterns, Kind kind, bool exhaustive) {
  const memory::Store store(memory_file(), memory::Store::Mode::read);
  std::vector<double> times;
  std::size_t next = 0;
  for (auto _ : state) {
    const double begin = milliseconds();
    benchmark::DoNotOptimize(
        memory::search(store, {.pattern = patterns[next++ % patterns.size()], .kind = kind}, exhaustive));
    times.push_back(milliseconds() - begin);
  }
  std::sort(times.begin(), times.end());
  state.counters["p50_ms"] = times[times.size() / 2];
  state.counters["p99_ms"] = times[times.size() * 99 / 100];
}

void phrase(benchmark::State& state) { search(state, phrases(), Kind::phrase, false); }
BENCHMARK(phrase)->Iterations(500)->Unit(benchmark::kMillisecond);

void phrase_exhaustive(benchmark::State& state) { search(state, phrases(), Kind::phrase, true); }
BENCHMARK(phrase_exhaustive)->Iterations(10)->Unit(benchmark::kMillisecond);

void wildcard(benchmark::State& state) {
  search(state, {"inter*tion*", "fi?e", "migr* *", "config*", "un*able"}, Kind::wildcard, false);
}
BENCHMARK(wildcard)->Iterations(20)->Unit(benchmark::kMillisecond);

void regex(benchmark::State& state) {
  search(state, {"\\b\\d{4}\\b", "(?i)\\berror(s)?\\b", "colou?r", "^The .*\\.$", "[A-Z]{4,}"}, Kind::regex, false);
}
BENCHMARK(regex)->Iterations(20)->Unit(benchmark::kMillisecond);

void regex_without_literal_and_rare(benchmark::State& state) { search(state, {"\\b\\d{9}\\b"}, Kind::regex, false); }
BENCHMARK(regex_without_literal_and_rare)->Iterations(3)->Unit(benchmark::kMillisecond);

void letter_or_punctuation(benchmark::State& state) {
  search(state, {"e", "z", "'''", "?!", "¶", "…", "@", "~", "œ"}, Kind::phrase, false);
}
BENCHMARK(letter_or_punctuation)->Iterations(45)->Unit(benchmark::kMillisecond);

}  // namespace

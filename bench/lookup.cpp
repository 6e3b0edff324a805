// Look-ups by the index against the exhaustive scan of the same memory, in the same run: the
// counters p50_us and p99_us are of single look-ups, in microseconds of processor time.
//
// OIMTM_BENCH_UNITS names a table (source, tab, translation; English and French) to fill the
// memory from; else it is made of the French releases, words exchanged. OIMTM_BENCH_COUNT
// is how many units are taken, recombined from halves of real segments if the table has
// fewer (default 20,000). OIMTM_BENCH_MEMORY names a memory that is made of them if it is not
// there, and kept; filling one of millions takes longer than asking it.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "bench/corpus.h"
#include "text/segmenter.h"
#include "tm/memory.h"

namespace {

namespace bench = oimtm::bench;
namespace fs = std::filesystem;
namespace memory = oimtm::tm;  // `tm` alone would be the C library's calendar time
namespace text = oimtm::text;

std::vector<std::string> real_segments() {
  std::vector<std::string> segments;
  if (const char* table = std::getenv("OIMTM_BENCH_UNITS")) {
    std::ifstream file(table);
    for (std::string line; std::getline(file, line);) segments.push_back(line.substr(0, line.find('\t')));
    return segments;
  }
  const text::LanguageTag french("fr");
  const text::Segmenter segmenter(text::SrxRules::built_in(french), french);
  for (const text::Segment& segment : segmenter.split({bench::french_text(100'000), {}, {}}))
    segments.push_back(segment.text);
  return segments;
}

std::string first_half(const std::string& segment) { return segment.substr(0, segment.find(' ', segment.size() / 2)); }

std::string second_half(const std::string& segment) {
  const std::size_t cut = segment.find(' ', segment.size() / 2);
  return cut == std::string::npos ? "" : segment.substr(cut);
}

// A memory of so many segments, and queries like them.
class Fixture {
 public:
  Fixture() {
    const char* count = std::getenv("OIMTM_BENCH_COUNT");
    const std::size_t wanted = count != nullptr ? std::stoul(count) : 20'000;
    if (const char* named = std::getenv("OIMTM_BENCH_MEMORY")) {
      file_ = named;
    } else {
      fs::remove_all(folder_);
      fs::create_directories(folder_);
    }
    if (!fs::exists(file_)) fill(wanted);
    make_queries();
  }
  ~Fixture() { fs::remove_all(folder_); }
  Fixture(const Fixture&) = delete;
  Fixture& operator=(const Fixture&) = delete;

  memory::Memory open() const { return memory::Memory::open(file_.string(), memory::Memory::Access::read); }

  std::vector<std::string> natural, exact, brief;

 private:
  void fill(std::size_t wanted) {
    auto store = memory::Memory::open(file_.string(), memory::Memory::Access::write);
    store.add(
        [&](const memory::Memory::UnitSink& take) {
          for (std::size_t i = 0; i < wanted; ++i) {
            text::Variant first{
                text::LanguageTag("en"), {i < real_.size() ? real_[i] : recombined(), {}, {}}, {}, {}, {}};
            text::Variant second{text::LanguageTag("fr"), {std::to_string(i), {}, {}}, {}, {}, {}};
            take({{std::move(first), std::move(second)}, {}, {}, {}});
          }
        },
        {"bench", "", false});
  }

  void make_queries() {
    dice_.seed(2);
    for (int i = 0; i < 1000; ++i) natural.push_back(recombined());
    for (int i = 0; i < 1000; ++i) exact.push_back(pick());
    const std::vector<std::string> marks = {"...", "!", "« »", "- -", "?!", "'''"};
    for (int i = 0; i < 1000; ++i) {
      const std::string& segment = pick();
      brief.push_back(i % 4 == 0 ? marks[dice_() % marks.size()] : segment.substr(0, segment.find(' ', 8)));
    }
  }

  const std::string& pick() { return real_[dice_() % real_.size()]; }
  std::string recombined() {
    const std::string& end = pick();
    return first_half(pick()) + second_half(end);
  }

  std::vector<std::string> real_ = real_segments();
  std::mt19937 dice_{1};
  fs::path folder_ = fs::temp_directory_path() / "oimtm-bench-lookup";
  fs::path file_ = folder_ / "bench.tm";
};

const Fixture& fixture() {
  static const Fixture fixture;
  return fixture;
}

// Microseconds that this thread has had. Look-ups read from memory; what others do on the machine
// meanwhile is not theirs.
double processor_time() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e6 * static_cast<double>(now.tv_sec) + 1e-3 * static_cast<double>(now.tv_nsec);
}

void look_up(benchmark::State& state, const std::vector<std::string>& queries, int min_score, bool exhaustive) {
  const memory::Memory store = fixture().open();
  memory::LookupOptions options;
  options.min_score = min_score;
  options.exhaustive = exhaustive;
  const auto ask = [&](const std::string& query) {
    return store.lookup({{query, {}, {}}, text::LanguageTag("en"), {}, {}}, options);
  };
  benchmark::DoNotOptimize(ask("warm"));
  std::vector<double> times;
  for (auto _ : state) {
    const double begin = processor_time();
    benchmark::DoNotOptimize(ask(queries[times.size() % queries.size()]));
    times.push_back(processor_time() - begin);
  }
  std::sort(times.begin(), times.end());
  state.counters["p50_us"] = times[times.size() / 2];
  state.counters["p99_us"] = times[times.size() * 99 / 100];
}

void natural_at_70(benchmark::State& state) { look_up(state, fixture().natural, 70, false); }
void natural_at_50(benchmark::State& state) { look_up(state, fixture().natural, 50, false); }
void short_at_70(benchmark::State& state) { look_up(state, fixture().brief, 70, false); }
void exact(benchmark::State& state) { look_up(state, fixture().exact, 100, false); }
void exhaustive_at_70(benchmark::State& state) { look_up(state, fixture().natural, 70, true); }
BENCHMARK(natural_at_70)->Unit(benchmark::kMicrosecond)->Iterations(5000);
BENCHMARK(natural_at_50)->Unit(benchmark::kMicrosecond)->Iterations(2000);
BENCHMARK(short_at_70)->Unit(benchmark::kMicrosecond)->Iterations(5000);
BENCHMARK(exact)->Unit(benchmark::kMicrosecond)->Iterations(5000);
BENCHMARK(exhaustive_at_70)->Unit(benchmark::kMicrosecond)->Iterations(20);

}  // namespace

// Look-ups in a memory, against the cost of the bare comparison of all segments.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <vector>

#include "bench/corpus.h"
#include "text/segmenter.h"
#include "tm/memory.h"
#include "tm/score.h"

namespace {

namespace bench = oimtm::bench;
namespace text = oimtm::text;
namespace memory = oimtm::tm;  // `tm` alone would be the C library's calendar time

const text::LanguageTag kFrench("fr");

std::vector<text::Segment> segments(std::size_t bytes) {
  const text::Segmenter segmenter(text::SrxRules::built_in(kFrench), kFrench);
  return segmenter.split({bench::french_text(bytes), {}, {}});
}

// Different texts: a number makes each its own.
std::vector<text::TranslationUnit> units(const std::vector<text::Segment>& segments, std::size_t count) {
  std::vector<text::TranslationUnit> result;
  result.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    text::Segment segment{segments[i % segments.size()].text + " " + std::to_string(i), {}, {}};
    result.push_back({{{kFrench, std::move(segment), {}, {}, {}}}, {}, {}, {}});
  }
  return result;
}

void lookup(benchmark::State& state) {
  const auto file = std::filesystem::temp_directory_path() / "oimtm-bench.tm";
  std::filesystem::remove(file);
  const auto texts = segments(100'000);
  {
    auto store = memory::Memory::open(file.string(), memory::Memory::Access::write);
    store.add(units(texts, static_cast<std::size_t>(state.range(0))), {"bench", "", false});
    std::size_t next = 0;
    for (auto _ : state)
      benchmark::DoNotOptimize(
          store.lookup({.segment = texts[next++ % texts.size()], .source = kFrench, .target = {}, .context = {}}));
  }
  std::filesystem::remove(file);
}
BENCHMARK(lookup)->Arg(1000)->Arg(10000)->Unit(benchmark::kMicrosecond);

void compare_all(benchmark::State& state) {
  const auto texts = segments(100'000);
  std::vector<memory::Tokens> tokens;
  tokens.reserve(static_cast<std::size_t>(state.range(0)));
  for (std::int64_t i = 0; i < state.range(0); ++i)
    tokens.push_back(text::tokenize(texts[static_cast<std::size_t>(i) % texts.size()].text, kFrench));
  std::size_t next = 0;
  for (auto _ : state) {
    const memory::Tokens& query = tokens[next++ % tokens.size()];
    for (const memory::Tokens& other : tokens) benchmark::DoNotOptimize(memory::similarity(query, other));
  }
}
BENCHMARK(compare_all)->Arg(1000)->Arg(10000)->Unit(benchmark::kMicrosecond);

}  // namespace

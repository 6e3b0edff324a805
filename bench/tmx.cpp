// Reading TMX into units, all they have, against expat that only counts elements, on the same
// file in the same run; and writing it.
//
// OIMTM_BENCH_TMX names the file; without it 20 MB are made of the releases.
#include <benchmark/benchmark.h>
#include <expat.h>

#include <cstdlib>
#include <string>

#include "bench/corpus.h"
#include "formats/tmx/tmx.h"

namespace {

using namespace oimtm;

// A unit a line of the releases, with what CAT tools write: numbers, dates, codes.
std::string made_file() {
  constexpr std::size_t kBytes = 20'000'000;
  const std::string french = bench::french_text(200'000);
  std::string file;
  formats::UnitOptions options;
  options.source = text::LanguageTag("fr");
  const auto writer = formats::write_tmx(
      options, [&](std::string_view part) { file += part; }, [](const Diagnostic&) {});
  for (std::size_t at = 0, number = 0; file.size() < kBytes; ++number) {
    const std::size_t end = french.find('\n', at);
    const std::string line = french.substr(at, end - at);
    at = end + 1 < french.size() ? end + 1 : 0;
    if (line.empty()) continue;
    text::TranslationUnit unit;
    unit.date = "2026-01-31T23:59:59Z";
    unit.attributes = {{"tmx:tuid", std::to_string(number)}, {"tmx:creationid", "jean"}, {"prop:project", "P1"}};
    for (const char* language : {"fr", "en"})
      unit.variants.push_back({text::LanguageTag(language), {line, {}, {}}, {}, {}, {}});
    if (number % 4 == 0)
      unit.variants[0].segment.codes = {
          {text::InlineCode::Kind::opens, 0, "1", "<bpt i=\"1\">&lt;b&gt;</bpt>"},
          {text::InlineCode::Kind::closes, line.size(), "1", "<ept i=\"1\">&lt;/b&gt;</ept>"}};
    writer->write(unit);
  }
  writer->finish();
  return file;
}

const std::string& file() {
  static const std::string bytes = [] {
    const char* const path = std::getenv("OIMTM_BENCH_TMX");
    return path == nullptr ? made_file() : formats::read_file(path);
  }();
  return bytes;
}

void expat_counts(benchmark::State& state) {
  for (auto _ : state) {
    std::size_t elements = 0;
    XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetUserData(parser, &elements);
    XML_SetElementHandler(
        parser, [](void* count, const char*, const char**) { ++*static_cast<std::size_t*>(count); }, nullptr);
    formats::ByteSource source(file(), "bench");
    for (std::size_t got = 1; got > 0;) {
      void* const buffer = XML_GetBuffer(parser, 256 * 1024);
      got = source.read(static_cast<char*>(buffer), 256 * 1024);
      XML_ParseBuffer(parser, static_cast<int>(got), got == 0 ? 1 : 0);
    }
    XML_ParserFree(parser);
    benchmark::DoNotOptimize(elements);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file().size()));
}
BENCHMARK(expat_counts)->Unit(benchmark::kMillisecond);

void read_units(benchmark::State& state) {
  for (auto _ : state) {
    std::size_t bytes = 0;
    formats::ByteSource source(file(), "bench");
    const auto counts = formats::read_tmx(
        source, {},
        [&](const text::TranslationUnit& unit) {
          for (const text::Variant& variant : unit.variants) bytes += variant.segment.text.size();
        },
        [](const Diagnostic&) {});
    benchmark::DoNotOptimize(bytes);
    state.counters["units"] = static_cast<double>(counts.read);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file().size()));
}
BENCHMARK(read_units)->Unit(benchmark::kMillisecond);

// Reading goes with it, as units have to come from somewhere: subtract it.
void read_and_write_units(benchmark::State& state) {
  for (auto _ : state) {
    std::size_t bytes = 0;
    formats::ByteSource source(file(), "bench");
    const auto writer = formats::write_tmx(
        {}, [&](std::string_view part) { bytes += part.size(); }, [](const Diagnostic&) {});
    formats::read_tmx(
        source, {}, [&](const text::TranslationUnit& unit) { writer->write(unit); }, [](const Diagnostic&) {});
    writer->finish();
    benchmark::DoNotOptimize(bytes);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file().size()));
}
BENCHMARK(read_and_write_units)->Unit(benchmark::kMillisecond);

}  // namespace

// Reading TMX into units, all they have, against expat that only counts elements, on the same
// bytes in the same run: as most files are, with many inline codes, in UTF-16, packed; and
// writing it.
//
// OIMTM_BENCH_TMX names the file that is read in place of the first; the others are 20 MB each,
// made of the releases.
#include <benchmark/benchmark.h>
#include <expat.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "bench/corpus.h"
#include "formats/exchange_text.h"
#include "formats/tmx/tmx.h"

namespace {

using namespace oimtm;

enum Form { kPlain, kCodes, kUtf16, kPacked, kForms };
constexpr std::array<const char*, kForms> kNames = {"plain", "codes", "UTF-16", "gzip"};

// A pair of codes around each fourth word.
std::vector<text::InlineCode> codes_of(const std::string& line) {
  std::vector<text::InlineCode> codes;
  std::size_t word = 0;
  for (std::size_t at = 0; at < line.size();
       at = line.find_first_not_of(' ', std::min(line.find(' ', at), line.size()))) {
    if (word++ % 4 != 0) continue;
    const std::string id = std::to_string(word);
    codes.push_back({text::InlineCode::Kind::opens, at, id, "<bpt i=\"" + id + "\">&lt;b&gt;</bpt>"});
    const std::size_t end = std::min(line.find(' ', at), line.size());
    codes.push_back({text::InlineCode::Kind::closes, end, id, "<ept i=\"" + id + "\">&lt;/b&gt;</ept>"});
  }
  return codes;
}

// With what CAT tools write: numbers, dates, codes.
text::TranslationUnit unit_of(const std::string& line, std::size_t number, Form form) {
  text::TranslationUnit unit;
  unit.date = "2026-01-31T23:59:59Z";
  unit.attributes = {{"tmx:tuid", std::to_string(number)}, {"tmx:creationid", "jean"}, {"prop:project", "P1"}};
  for (const char* language : {"fr", "en"})
    unit.variants.push_back({text::LanguageTag(language), {line, {}, {}}, {}, {}, {}});
  if (form == kCodes)
    unit.variants[0].segment.codes = unit.variants[1].segment.codes = codes_of(line);
  else if (number % 4 == 0)
    unit.variants[0].segment.codes = {
        {text::InlineCode::Kind::opens, 0, "1", "<bpt i=\"1\">&lt;b&gt;</bpt>"},
        {text::InlineCode::Kind::closes, line.size(), "1", "<ept i=\"1\">&lt;/b&gt;</ept>"}};
  return unit;
}

// A unit a line of the releases.
std::string made_file(Form form) {
  constexpr std::size_t kBytes = 20'000'000;
  const std::string french = bench::french_text(200'000);
  std::string file;
  std::size_t written = 0;
  formats::UnitOptions options;
  options.source = text::LanguageTag("fr");
  if (form == kUtf16) options.encoding = "UTF-16";
  const auto writer = formats::make_writer(
      form == kPacked ? "bench.tmx.gz" : "bench.tmx", options, [&](std::string_view part) { file += part; },
      [](const Diagnostic&) {});
  for (std::size_t at = 0, number = 0; written < kBytes; ++number) {
    const std::size_t end = french.find('\n', at);
    const std::string line = french.substr(at, end - at);
    at = end + 1 < french.size() ? end + 1 : 0;
    if (line.empty()) continue;
    written += 2 * line.size() + 300;  // with the markup around two texts, about
    writer->write(unit_of(line, number, form));
  }
  writer->finish();
  return file;
}

const std::string& file(Form form) {
  static std::array<std::string, kForms> files;
  const char* const path = std::getenv("OIMTM_BENCH_TMX");
  std::string& bytes = files[form];
  if (bytes.empty()) bytes = path != nullptr && form == kPlain ? formats::read_file(path) : made_file(form);
  return bytes;
}

Form form_of(benchmark::State& state) {
  const auto form = static_cast<Form>(state.range(0));
  state.SetLabel(kNames[form]);
  file(form);  // made now, and not while time is taken
  return form;
}

// Every form, at the rate at which its bytes go by; a packed file's are those in it.
void count_bytes(benchmark::State& state, Form form) {
  static std::size_t unpacked = 0;
  if (form == kPacked && unpacked == 0) {
    formats::ByteSource source(file(form), "bench");
    formats::ExchangeText text(source, {});
    std::vector<char> buffer(256 * 1024);
    while (const std::size_t got = text.read(buffer.data(), buffer.size())) unpacked += got;
  }
  const std::size_t bytes = form == kPacked ? unpacked : file(form).size();
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

// Expat decodes UTF-16 itself, and has the packed unpacked for it.
void expat_counts(benchmark::State& state) {
  const Form form = form_of(state);
  for (auto _ : state) {
    std::size_t elements = 0;
    XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetUserData(parser, &elements);
    XML_SetElementHandler(
        parser, [](void* count, const char*, const char**) { ++*static_cast<std::size_t*>(count); }, nullptr);
    formats::ByteSource source(file(form), "bench");
    std::optional<formats::ExchangeText> unpacked;
    if (form == kPacked) unpacked.emplace(source, formats::ExchangeOptions{});
    for (std::size_t got = 1; got > 0;) {
      auto* const buffer = static_cast<char*>(XML_GetBuffer(parser, 256 * 1024));
      got = unpacked ? unpacked->read(buffer, 256 * 1024) : source.read(buffer, 256 * 1024);
      if (XML_ParseBuffer(parser, static_cast<int>(got), got == 0 ? 1 : 0) == XML_STATUS_ERROR) {
        state.SkipWithError("expat does not read the file to its end");
        break;
      }
    }
    XML_ParserFree(parser);
    benchmark::DoNotOptimize(elements);
  }
  count_bytes(state, form);
}
BENCHMARK(expat_counts)->DenseRange(0, kForms - 1)->Unit(benchmark::kMillisecond);

void read_units(benchmark::State& state) {
  const Form form = form_of(state);
  for (auto _ : state) {
    std::size_t bytes = 0;
    formats::ByteSource source(file(form), "bench");
    const auto counts = formats::read_tmx(
        source, {},
        [&](const text::TranslationUnit& unit) {
          for (const text::Variant& variant : unit.variants) bytes += variant.segment.text.size();
        },
        [](const Diagnostic&) {});
    benchmark::DoNotOptimize(bytes);
    state.counters["units"] = static_cast<double>(counts.read);
  }
  count_bytes(state, form);
}
BENCHMARK(read_units)->DenseRange(0, kForms - 1)->Unit(benchmark::kMillisecond);

// Reading goes with it, as units have to come from somewhere: subtract it.
void read_and_write_units(benchmark::State& state) {
  file(kPlain);
  for (auto _ : state) {
    std::size_t bytes = 0;
    formats::ByteSource source(file(kPlain), "bench");
    const auto writer = formats::write_tmx(
        {}, [&](std::string_view part) { bytes += part.size(); }, [](const Diagnostic&) {});
    formats::read_tmx(
        source, {}, [&](const text::TranslationUnit& unit) { writer->write(unit); }, [](const Diagnostic&) {});
    writer->finish();
    benchmark::DoNotOptimize(bytes);
  }
  count_bytes(state, kPlain);
}
BENCHMARK(read_and_write_units)->Unit(benchmark::kMillisecond);

}  // namespace

// Segmentation, a line at a time, against ICU's sentence iterator on the same text in the same
// run. Both get UTF-8; ICU's conversion to UTF-16 counts. Only the rules of the text's own
// language tell something of the work that one has.
#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>

#include <memory>
#include <string_view>
#include <vector>

#include "bench/corpus.h"
#include "text/segmenter.h"

namespace {

using namespace oimtm;

constexpr std::size_t kBytes = 50'000'000;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

void ours(benchmark::State& state, const char* tag) {
  const std::string text = bench::french_text(kBytes);
  const text::LanguageTag language(tag);
  const text::Segmenter segmenter(text::SrxRules::built_in(language), language);
  const std::vector<std::string_view> lines = lines_of(text);
  for (auto _ : state)
    for (const std::string_view line : lines) benchmark::DoNotOptimize(segmenter.split({std::string(line), {}, {}}));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK_CAPTURE(ours, french_rules, "fr")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ours, english_rules, "en")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ours, rules_for_all_others, "qaa")->Unit(benchmark::kMillisecond);

void icu_sentence_iterator(benchmark::State& state) {
  const std::string text = bench::french_text(kBytes);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> sentences(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getFrench(), status));
  const std::vector<std::string_view> lines = lines_of(text);
  for (auto _ : state) {
    for (const std::string_view line : lines) {
      const auto utf16 = icu::UnicodeString::fromUTF8({line.data(), static_cast<std::int32_t>(line.size())});
      sentences->setText(utf16);
      while (sentences->next() != icu::BreakIterator::DONE) benchmark::DoNotOptimize(sentences->current());
    }
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(icu_sentence_iterator)->Unit(benchmark::kMillisecond);

}  // namespace

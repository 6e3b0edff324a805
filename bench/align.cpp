// Alignment of generated texts against Gale & Church's full table over lengths alone, on texts
// of a tenth of the size in the same run: what it costs a sentence should not grow.
#include <benchmark/benchmark.h>

#include <random>
#include <string>

#include "align/bitext_aligner.h"
#include "text/document.h"

namespace {

using namespace oimtm;

// Sentences of 5 to 25 words out of 20,000, the frequent ones often; their translations have
// other letters. One in twenty is left out on one side.
struct Texts {
  text::SegmentedDocument source{"source", text::LanguageTag("en"), 0, {}};
  text::SegmentedDocument target{"target", text::LanguageTag("fr"), 0, {}};
};

Texts generate(std::size_t sentences) {
  Texts texts;
  std::mt19937 dice(1);
  std::uniform_real_distribution<double> real(0, 1);
  for (std::size_t i = 0; i < sentences; ++i) {
    std::string english;
    std::string french;
    for (std::size_t w = 5 + dice() % 20; w > 0; --w) {
      const auto number = static_cast<std::uint64_t>(20000 * real(dice) * real(dice) * real(dice));
      const std::string word = std::to_string(number * 7919 % 20011);
      english += "e" + word + "n ";
      french += "f" + word + "r ";
    }
    const std::uint64_t left_out = dice() % 40;
    if (left_out != 0) texts.source.segments.push_back({{english, {}, {}}, text::BlockKind::body, "", {}});
    if (left_out != 1) texts.target.segments.push_back({{french, {}, {}}, text::BlockKind::body, "", {}});
  }
  return texts;
}

void ours(benchmark::State& state) {
  const Texts texts = generate(static_cast<std::size_t>(state.range(0)));
  const align::TextPair pair{&texts.source, &texts.target};
  for (auto _ : state) benchmark::DoNotOptimize(align::align_texts({&pair, 1}));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(ours)->Arg(2000)->Arg(20000)->Arg(100000)->Unit(benchmark::kMillisecond);

// The difference of lengths alone.
class Lengths : public align::CostModel {
 public:
  explicit Lengths(const Texts& texts) : texts_(texts) {}

  std::size_t source_size() const override { return texts_.source.segments.size(); }
  std::size_t target_size() const override { return texts_.target.segments.size(); }
  double cost(const align::Bead& bead) const override {
    const double source = length(texts_.source, bead.source_begin, bead.source_count);
    const double target = length(texts_.target, bead.target_begin, bead.target_count);
    const double shape = bead.source_count == 1 && bead.target_count == 1 ? 0.1 : bead.is_null() ? 4.5 : 3;
    return shape + (source - target) * (source - target) / (6.8 * (source + target + 1));
  }

 private:
  static double length(const text::SegmentedDocument& document, std::size_t begin, std::size_t count) {
    double sum = 0;
    for (std::size_t i = begin; i < begin + count; ++i)
      sum += static_cast<double>(document.segments[i].segment.text.size());
    return sum;
  }

  const Texts& texts_;
};

void gale_and_church(benchmark::State& state) {
  const Texts texts = generate(static_cast<std::size_t>(state.range(0)));
  Lengths model(texts);
  const align::Band all(model.source_size(), model.target_size());
  for (auto _ : state) benchmark::DoNotOptimize(align::find_beads(model, all));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(gale_and_church)->Arg(2000)->Unit(benchmark::kMillisecond);

}  // namespace

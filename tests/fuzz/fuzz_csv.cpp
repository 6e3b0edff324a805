// The reader of tables with commas: what it gives is sound, and comes back when it is written.
#include <string>
#include <vector>

#include "formats/tsv/tsv.h"
#include "tests/fuzz/fuzz.h"

using namespace oimtm;

namespace {

using Units = std::vector<text::TranslationUnit>;

Units read(std::string_view file, const formats::UnitOptions& options) {
  Units units;
  formats::ByteSource source(file, "input");
  const auto counts = formats::read_csv(
      source, options, [&](const text::TranslationUnit& unit) { units.push_back(unit); }, fuzz::kSilent);
  fuzz::expect(counts.read == units.size() + counts.rejected, "every unit is given or rejected");
  return units;
}

// What a table can hold of a text: line ends are LF.
std::string with_plain_ends(std::string text) {
  for (std::size_t at = 0; (at = text.find("\r\n", at)) != std::string::npos;) text.erase(at, 1);
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::run([&] {
    const Units units = read(fuzz::bytes(data, size), {text::LanguageTag("en"), text::LanguageTag("fr"), {}});
    if (units.empty() || units[0].variants[0].language == units[0].variants[1].language) return;
    const formats::UnitOptions options{units[0].variants[0].language, units[0].variants[1].language, {}};
    std::string file;
    const auto writer = formats::write_csv(
        options, [&](std::string_view part) { file += part; }, fuzz::kSilent);
    for (const text::TranslationUnit& unit : units) fuzz::expect(writer->write(unit), "what was read can be written");
    writer->finish();
    const Units again = read(file, options);
    fuzz::expect(again.size() == units.size(), "every unit comes back");
    for (std::size_t i = 0; i < units.size(); ++i)
      for (const std::size_t side : {0u, 1u}) {
        const std::string& text = units[i].variants[side].segment.text;
        fuzz::expect_text(text);
        fuzz::expect(again[i].variants[side].segment.text == with_plain_ends(text), "every text comes back");
      }
  });
  return 0;
}

// The TMX reader: what it gives is sound, and comes back the same when it is written.
#include <vector>

#include "formats/tmx/tmx.h"
#include "tests/fuzz/fuzz.h"

using namespace oimtm;

namespace {

using Units = std::vector<text::TranslationUnit>;

Units read(std::string_view file, formats::UnitOptions& options) {
  Units units;
  options.take_header = [&](const text::Attributes& header) { options.header = header; };
  formats::ByteSource source(file, "input");
  std::size_t told = 0;
  const auto counts = formats::read_tmx(
      source, options, [&](const text::TranslationUnit& unit) { units.push_back(unit); },
      [&](const Diagnostic&) { ++told; });
  fuzz::expect(counts.rejected + counts.faults <= told, "what is lost is told");
  fuzz::expect(counts.read == units.size() + counts.rejected, "every unit is given or rejected");
  return units;
}

std::string written(const Units& units, const formats::UnitOptions& options) {
  std::string file;
  const auto writer = formats::write_tmx(
      options, [&](std::string_view part) { file += part; }, fuzz::kSilent);
  for (const text::TranslationUnit& unit : units) fuzz::expect(writer->write(unit), "what was read can be written");
  writer->finish();
  return file;
}

void check(const text::Segment& segment) {
  fuzz::expect_text(segment.text);
  std::size_t at = 0;
  for (const text::InlineCode& code : segment.codes) {
    fuzz::expect(code.offset >= at && code.offset <= segment.text.size(), "codes are in order and in the text");
    fuzz::expect_text(std::string_view(segment.text).substr(at, code.offset - at));
    fuzz::expect_text(code.markup);
    at = code.offset;
  }
}

// A unit that lacks its source language, or the header's, is written with one that it has.
Units without_srclang(Units units) {
  for (text::TranslationUnit& unit : units)
    std::erase_if(unit.attributes, [](const auto& attribute) { return attribute.first == "tmx:srclang"; });
  return units;
}

void check(const text::TranslationUnit& unit) {
  fuzz::expect(!unit.variants.empty(), "a unit has a variant");
  for (const text::Variant& variant : unit.variants) {
    fuzz::expect(!variant.language.empty(), "a variant has a language");
    check(variant.segment);
    for (const auto& [name, value] : variant.attributes) fuzz::expect_text(name + value);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::run([&] {
    formats::UnitOptions options;
    options.repair = size % 2 == 1;
    const Units units = read(fuzz::bytes(data, size), options);
    for (const text::TranslationUnit& unit : units) check(unit);
    const std::string file = written(units, options);
    const Units again = read(file, options);
    fuzz::expect(without_srclang(again) == without_srclang(units), "what is written comes back");
    fuzz::expect(written(again, options) == file, "written again, it is the same file");
  });
  return 0;
}

// Everything that reads XLIFF: units, the check, and files that are changed by their bytes.
#include <string>
#include <vector>

#include "formats/bilingual.h"
#include "formats/xliff/xliff.h"
#include "tests/fuzz/fuzz.h"

using namespace oimtm;

namespace {

using Units = std::vector<text::TranslationUnit>;

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

Units read(std::string_view file) {
  Units units;
  formats::ByteSource source(file, "input");
  std::size_t rejected = 0;
  const auto counts = formats::read_xliff(
      source, {}, [&](const text::TranslationUnit& unit) { units.push_back(unit); },
      [&](const Diagnostic&) { ++rejected; });
  fuzz::expect(counts.rejected == rejected, "every rejected unit is told");
  fuzz::expect(counts.read == units.size() + rejected, "every unit is given or rejected");
  for (const text::TranslationUnit& unit : units)
    for (const text::Variant& variant : unit.variants) check(variant.segment);
  return units;
}

void write(const Units& units) {
  if (units.empty()) return;
  const text::LanguageTag source = units[0].variants[0].language;
  const text::LanguageTag target = units[0].variants.size() > 1 ? units[0].variants[1].language : text::LanguageTag();
  for (const char* format : {"xliff1.2", "xliff2.1"}) {
    std::string file;
    const auto writer = formats::write_xliff(
        {source, target, format}, [&](std::string_view part) { file += part; }, fuzz::kSilent);
    for (const text::TranslationUnit& unit : units) writer->write(unit);
    writer->finish();
    read(file);
  }
}

std::string rewritten(std::string_view file, const formats::Filler& fill) {
  formats::ByteSource source(file, "input");
  std::string copy;
  formats::rewrite_bilingual(
      source, {}, fill, [&](std::string_view part) { copy += part; }, fuzz::kSilent);
  return copy;
}

// A file of which nothing is asked stays as it is; one whose sources are written as targets
// can be read again, and so can one that gets candidates.
void rewrite(std::string_view file) {
  fuzz::expect(rewritten(file, [](const formats::BilingualSegment&) { return formats::SegmentChange(); }) == file,
               "an untouched file keeps its bytes");
  const std::string filled = rewritten(file, [](const formats::BilingualSegment& segment) {
    formats::SegmentChange change;
    change.target = formats::tie(segment.source, segment.source);
    fuzz::expect(change.target.has_value(), "a source is its own translation");
    change.candidates.push_back({segment.source, segment.source, 100, "memory"});
    change.marks_state = true;
    return change;
  });
  rewritten(filled, [](const formats::BilingualSegment& segment) {
    fuzz::expect(segment.source.text.empty() || segment.target.has_value(), "a target that was written is there");
    return formats::SegmentChange();
  });
}

// A work file made of it gives it back.
void lift(std::string_view file) {
  std::string work;
  formats::WorkFile writer({}, [&](std::string_view part) { work += part; });
  writer.add_bilingual("input", std::string(file));
  writer.finish();
  formats::ByteSource source(work, "work");
  std::string merged;
  formats::merge(
      source, [&](const formats::Merged& document) { merged = document.bytes; }, fuzz::kSilent);
  fuzz::expect(merged == file, "an untouched work file gives the same bytes");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view file = fuzz::bytes(data, size);
  fuzz::run([&] { write(read(file)); });
  fuzz::run([&] { rewrite(file); });
  fuzz::run([&] { lift(file); });
  fuzz::run([&] {
    formats::ByteSource source(file, "input");
    formats::merge(
        source, [](const formats::Merged&) {}, fuzz::kSilent);
  });
  fuzz::run([&] {
    formats::ByteSource source(file, "input");
    formats::validate_xliff(source, {}, [](const formats::Finding&) {});
  });
  return 0;
}

#include "align/units.h"

#include <algorithm>

namespace oimtm::align {

namespace {

bool is_written_without_spaces(const text::LanguageTag& language) {
  const std::string_view base = language.base();
  return base == "ja" || base == "zh" || base == "th" || base == "lo" || base == "km" || base == "my";
}

// Blank lines of a file that keeps its lines are segments without text.
bool has_text(const text::SegmentedDocument& document, std::size_t begin, std::size_t count) {
  const auto first = document.segments.begin() + static_cast<std::ptrdiff_t>(begin);
  return std::any_of(first, first + static_cast<std::ptrdiff_t>(count),
                     [](const text::DocumentSegment& segment) { return !segment.segment.text.empty(); });
}

// Segments begin to begin + count of a document as one variant.
text::Variant make_variant(const text::SegmentedDocument& document, std::size_t begin, std::size_t count) {
  const auto& segments = document.segments;
  text::Variant variant;
  variant.language = document.language;
  for (std::size_t i = begin; i < begin + count; ++i) {
    text::Segment& joined = variant.segment;
    if (!joined.text.empty() && !is_written_without_spaces(document.language)) joined.text += ' ';
    for (text::InlineCode code : segments[i].segment.codes) {
      code.offset += joined.text.size();
      joined.codes.push_back(std::move(code));
    }
    joined.text += segments[i].segment.text;
    joined.ranges.insert(joined.ranges.end(), segments[i].segment.ranges.begin(), segments[i].segment.ranges.end());
  }
  variant.origin = {document.name, segments[begin].block, segments[begin].kind, begin};
  variant.context.previous = begin > 0 ? segments[begin - 1].segment.text : "";
  variant.context.next = begin + count < segments.size() ? segments[begin + count].segment.text : "";
  return variant;
}

void add_single(std::vector<text::TranslationUnit>& units, const text::SegmentedDocument& document, std::size_t begin,
                std::size_t count) {
  for (std::size_t i = begin; i < begin + count; ++i)
    if (has_text(document, i, 1)) units.push_back({{make_variant(document, i, 1)}, {}, {}, {}});
}

}  // namespace

std::vector<text::TranslationUnit> make_units(const text::SegmentedDocument& source,
                                              const text::SegmentedDocument& target, std::span<const Bead> beads) {
  std::vector<text::TranslationUnit> units;
  for (const Bead& bead : beads) {
    if (!has_text(source, bead.source_begin, bead.source_count) ||
        !has_text(target, bead.target_begin, bead.target_count)) {
      add_single(units, source, bead.source_begin, bead.source_count);
      add_single(units, target, bead.target_begin, bead.target_count);
      continue;
    }
    units.push_back({{make_variant(source, bead.source_begin, bead.source_count),
                      make_variant(target, bead.target_begin, bead.target_count)},
                     bead.confidence,
                     {},
                     {}});
  }
  return units;
}

std::vector<text::TranslationUnit> make_units(const text::SegmentedDocument& document) {
  std::vector<text::TranslationUnit> units;
  add_single(units, document, 0, document.segments.size());
  return units;
}

}  // namespace oimtm::align

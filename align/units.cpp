#include "align/units.h"

namespace oimtm::align {

namespace {

bool is_written_without_spaces(const text::LanguageTag& language) {
  const std::string_view base = language.base();
  return base == "ja" || base == "zh" || base == "th" || base == "lo" || base == "km" || base == "my";
}

// A document as it is stored: without its segments without text, which are the blank lines
// of a file that keeps its lines.
class StoredDocument {
 public:
  explicit StoredDocument(const text::SegmentedDocument& document) : document_(document) {
    for (const text::DocumentSegment& segment : document.segments) {
      before_.push_back(segments_.size());
      if (!segment.segment.text.empty()) segments_.push_back(&segment);
    }
    before_.push_back(segments_.size());
  }

  std::size_t size() const { return segments_.size(); }
  // How many segments are stored of those before `segment`.
  std::size_t before(std::size_t segment) const { return before_[segment]; }
  // Stored segments begin to begin + count as one variant.
  text::Variant variant(std::size_t begin, std::size_t count) const;

 private:
  std::string text(std::size_t stored) const { return segments_[stored]->segment.text; }

  const text::SegmentedDocument& document_;
  std::vector<const text::DocumentSegment*> segments_;
  std::vector<std::size_t> before_;
};

text::Variant StoredDocument::variant(std::size_t begin, std::size_t count) const {
  text::Variant variant;
  variant.language = document_.language;
  text::Segment& joined = variant.segment;
  for (std::size_t i = begin; i < begin + count; ++i) {
    const text::Segment& segment = segments_[i]->segment;
    if (i > begin && !is_written_without_spaces(document_.language)) joined.text += ' ';
    for (text::InlineCode code : segment.codes) {
      code.offset += joined.text.size();
      joined.codes.push_back(std::move(code));
    }
    joined.text += segment.text;
    joined.ranges.insert(joined.ranges.end(), segment.ranges.begin(), segment.ranges.end());
  }
  variant.origin = {document_.name, segments_[begin]->block, segments_[begin]->kind, begin};
  variant.context.previous = begin > 0 ? text(begin - 1) : "";
  variant.context.next = begin + count < size() ? text(begin + count) : "";
  return variant;
}

void add_single(std::vector<text::TranslationUnit>& units, const StoredDocument& document, std::size_t begin,
                std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) units.push_back({{document.variant(i, 1)}, {}, {}, {}});
}

}  // namespace

std::vector<text::TranslationUnit> make_units(const text::SegmentedDocument& source,
                                              const text::SegmentedDocument& target, std::span<const Bead> beads) {
  const StoredDocument sources(source);
  const StoredDocument targets(target);
  std::vector<text::TranslationUnit> units;
  for (const Bead& bead : beads) {
    const std::size_t s = sources.before(bead.source_begin);
    const std::size_t t = targets.before(bead.target_begin);
    const std::size_t s_end = sources.before(bead.source_begin + bead.source_count);
    const std::size_t t_end = targets.before(bead.target_begin + bead.target_count);
    if (s < s_end && t < t_end) {
      units.push_back({{sources.variant(s, s_end - s), targets.variant(t, t_end - t)}, bead.confidence, {}, {}});
      continue;
    }
    add_single(units, sources, s, s_end);
    add_single(units, targets, t, t_end);
  }
  return units;
}

std::vector<text::TranslationUnit> make_units(const text::SegmentedDocument& document) {
  const StoredDocument stored(document);
  std::vector<text::TranslationUnit> units;
  add_single(units, stored, 0, stored.size());
  return units;
}

}  // namespace oimtm::align

#include <algorithm>
#include <array>

#include "formats/bilingual.h"
#include "formats/xliff/base64.h"
#include "formats/xliff/content.h"
#include "formats/xliff/names.h"
#include "formats/xliff/skeleton.h"
#include "formats/xliff/unit.h"
#include "formats/xml_writer.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

std::string unit_head(const std::string& id) {
  std::string xml = "    <unit";
  append_attribute(xml, "id", id);
  return xml + ">\n";
}

// The state that a target of XLIFF 1.2 or 2 has in ours, with what XLIFF 2 has no word for in
// `sub_state`.
std::string state_of(std::string_view state, std::string& sub_state) {
  if (state == "initial" || state == "translated" || state == "reviewed" || state == "final") return std::string(state);
  constexpr std::array<std::string_view, 7> kOfXliff1 = {
      "needs-adaptation",  "needs-l10n", "needs-review-adaptation", "needs-review-l10n", "needs-review-translation",
      "needs-translation", "signed-off"};
  if (std::find(kOfXliff1.begin(), kOfXliff1.end(), state) != kOfXliff1.end())
    sub_state = "oimtm:" + std::string(state);
  if (xliff::is_untranslated(state)) return "initial";
  if (state == "signed-off") return "reviewed";
  return sub_state.empty() ? std::string() : "translated";
}

std::string segment_xml(std::size_t number, const std::string& source, const std::string* target,
                        std::string_view original_state = {}) {
  std::string xml = "      <segment";
  append_attribute(xml, "id", xliff::segment_id(number));
  std::string sub_state;
  const std::string state = target != nullptr ? state_of(original_state, sub_state) : std::string();
  if (!state.empty()) append_attribute(xml, "state", state);
  if (!sub_state.empty()) append_attribute(xml, "subState", sub_state);
  xml += ">\n        <source xml:space=\"preserve\">" + source + "</source>\n";
  if (target != nullptr) xml += "        <target xml:space=\"preserve\">" + *target + "</target>\n";
  return xml + "      </segment>\n";
}

bool is_blank(const text::Segment& segment) { return text::trim(segment.text).empty(); }

// The segments of an XLIFF file, a unit of ours for each of its units. Codes carry the
// elements of the file, so that they can be put back.
class Lifter {
 public:
  void take(const BilingualSegment& segment) {
    if (!segment.is_translatable || is_blank(segment.source)) return;
    if (source.empty()) source = segment.source_language;
    if (target.empty()) target = segment.target_language;
    if (!is_open_ || segment.unit != unit_ || segment.document != document_) close();
    is_open_ = true;
    ++segments;
    unit_ = segment.unit;
    document_ = segment.document;
    content_.begin_source();
    const std::string source_xml = content_.write(segment.source);
    const bool has_target = segment.target && !is_blank(*segment.target);
    const std::string target_xml = has_target ? content_.write(*segment.target) : std::string();
    segments_ += segment_xml(segment.number, source_xml, has_target ? &target_xml : nullptr, segment.state);
  }

  void close() {
    if (!is_open_) return;
    units += unit_head("u" + std::to_string(++count_)) + content_.original_data("      ") + segments_ + "    </unit>\n";
    segments_.clear();
    content_ = xliff::ContentWriter2();
    is_open_ = false;
  }

  std::string units;
  std::size_t segments = 0;
  text::LanguageTag source;
  text::LanguageTag target;

 private:
  bool is_open_ = false;
  std::string unit_;
  std::string document_;
  std::string segments_;
  xliff::ContentWriter2 content_;
  std::size_t count_ = 0;
};

}  // namespace

WorkFile::WorkFile(UnitOptions options, ByteSink sink) : options_(std::move(options)), sink_(std::move(sink)) {}

void WorkFile::open(const text::LanguageTag& source, const text::LanguageTag& target) {
  if (files_++ > 0) {
    if (source != options_.source)
      throw UsageError(
          msg("documents in {1} and in {2} cannot be in one XLIFF file", options_.source.str(), source.str()));
    return;
  }
  options_.source = source;
  if (options_.target.empty()) options_.target = target;
  std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff";
  append_attribute(head, "xmlns", xliff::kXliff20);
  append_attribute(head, "version", "2.1");
  append_attribute(head, "srcLang", options_.source.str());
  if (!options_.target.empty()) append_attribute(head, "trgLang", options_.target.str());
  sink_(head + ">\n");
}

void WorkFile::add(const text::Document& document, const std::vector<text::DocumentSegment>& segments) {
  open(document.language, {});
  xliff::Skeleton skeleton{"text", document.original, {}, {}};
  std::string units;
  std::string block;
  std::size_t unit_count = 0;
  bool is_open = false;
  for (const text::DocumentSegment& segment : segments) {
    if (is_blank(segment.segment) || segment.segment.ranges.empty()) continue;
    if (!is_open || segment.block != block) {
      if (is_open) units += "    </unit>\n";
      units += unit_head("u" + std::to_string(++unit_count));
      block = segment.block;
      is_open = true;
    }
    xliff::ContentWriter2 content;
    units += segment_xml(skeleton.ranges.size(), content.write(segment.segment), nullptr);
    skeleton.sources.push_back(xliff::source_fingerprint(segment.segment.text));
    skeleton.ranges.push_back({segment.segment.ranges.front().begin, segment.segment.ranges.back().end});
  }
  units += is_open ? "    </unit>\n" : "    <unit id=\"u0\"><segment id=\"empty\"><source/></segment></unit>\n";
  sink_(xliff::file_head(files_, document.name, skeleton) + units + "  </file>\n");
}

std::size_t WorkFile::add_bilingual(const std::string& name, const std::string& bytes) {
  Lifter lifter;
  ByteSource source(bytes, name);
  rewrite_bilingual(
      source, {},
      [&](const BilingualSegment& segment) {
        lifter.take(segment);
        return SegmentChange();
      },
      [](std::string_view) {}, [](const Diagnostic&) {});
  lifter.close();
  if (lifter.source.empty()) lifter.source = options_.source.empty() ? text::LanguageTag("und") : options_.source;
  open(files_ > 0 && lifter.units.empty() ? options_.source : lifter.source, lifter.target);
  if (lifter.units.empty()) lifter.units = "    <unit id=\"u0\"><segment id=\"empty\"><source/></segment></unit>\n";
  sink_(xliff::file_head(files_, name, {"xliff", bytes, {}, {}}) + lifter.units + "  </file>\n");
  return lifter.segments;
}

void WorkFile::finish() { sink_("</xliff>\n"); }

}  // namespace oimtm::formats

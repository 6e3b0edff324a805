#include <algorithm>
#include <map>
#include <set>

#include "formats/bilingual.h"
#include "formats/inline_code.h"
#include "formats/xliff/line_ends.h"
#include "formats/xliff/names.h"
#include "formats/xliff/skeleton.h"
#include "formats/xliff/translation.h"
#include "formats/xliff/walker.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

using namespace xliff;

struct Translation {
  text::Segment source;
  text::Segment target;
  std::string state;
  Location where;
};

// Collects the translations of one document after the other, and puts them in.
class Merger : public UnitWalker {
 public:
  Merger(std::string path, const MergedVisitor& visit, const DiagnosticSink& report)
      : UnitWalker(path), path_(std::move(path)), visit_(visit), report_(report) {}

  std::size_t documents = 0;

 protected:
  void container(const XmlNode& tag, const Scope& scope) override {
    if (tag.local() != "file") return;
    name_ = scope.original;
    target_language_ = text::LanguageTag::parse(scope.target_language).value_or(text::LanguageTag());
    skeleton_.reset();
    translations_.clear();
    seen_.clear();
    translatable_ = 0;
  }

  void other(const XmlNode& element) override {
    if (auto skeleton = read_skeleton(element, path_)) {
      skeleton_ = std::move(skeleton);
      skeleton_place_ = at(element);
    }
  }

  void unit(const Unit& unit) override {
    if (!skeleton_) return;
    for (const xliff::Segment& segment : unit.segments) {
      const auto number = segment_number(segment.id);
      if (!number) {
        const bool has_translation = segment.target && !is_blank(*segment.target);
        if (has_translation) refuse(at(*segment.node), msg("a segment that is none of the document: {1}", segment.id));
        continue;
      }
      seen_.insert(*number);
      if (!segment.target || is_blank(*segment.target)) continue;
      const bool is_new =
          translations_
              .try_emplace(*number, Translation{segment.source, *segment.target, segment.state, at(*segment.node)})
              .second;
      if (!is_new) refuse(at(*segment.node), msg("the segment {1} stands in the file twice", segment.id));
    }
  }

  void end_container(const XmlNode& tag) override {
    if (tag.local() != "file" || !skeleton_) return;
    ++documents;
    merged_.name = name_;
    skeleton_->format == "text" ? merge_text() : merge_xliff();
    const std::size_t segments = skeleton_->format == "text" ? skeleton_->ranges.size() : translatable_;
    merged_.untranslated = segments - std::min(segments, merged_.translated);
    if (merged_.missing > 0)
      tell({msg("segments of the document that the file no longer has: {1}", merged_.missing), {path_, 0, 0}});
    visit_(merged_);
    merged_ = {};
  }

 private:
  void refuse(Location where, Message reason) {
    ++merged_.refused;
    tell({std::move(reason), std::move(where)});
  }

  void lose_codes(Location where, Message what) {
    ++merged_.incomplete;
    tell({std::move(what), std::move(where)});
  }

  void tell(const Diagnostic& diagnostic) {
    if (!is_second_) report_(diagnostic);
  }

  void refuse_other_source(const Translation& translation, std::size_t number) {
    refuse(translation.where, msg("the segment {1} has another source than the document", segment_id(number)));
  }

  void merge_text() {
    const std::string& original = skeleton_->original;
    const LineEnds line_ends(original);
    std::size_t at = 0;
    for (std::size_t number = 0; number < skeleton_->ranges.size(); ++number)
      merged_.missing += seen_.contains(number) ? 0 : 1;
    for (const auto& [number, translation] : translations_) {
      if (number >= skeleton_->ranges.size()) {
        refuse(translation.where, msg("a segment that is none of the document: {1}", segment_id(number)));
        continue;
      }
      const bool is_source =
          skeleton_->sources.empty() || skeleton_->sources[number] == source_fingerprint(translation.source.text);
      if (!is_source) {
        refuse_other_source(translation, number);
        continue;
      }
      const text::ByteRange range = skeleton_->ranges[number];
      if (!translation.target.codes.empty())
        lose_codes(translation.where, msg("text has no inline codes: those of the translation are left out"));
      merged_.bytes += original.substr(at, range.begin - at);
      merged_.bytes += line_ends.encoded(translation.target.text, translation.source.text);
      at = range.end;
      ++merged_.translated;
    }
    merged_.bytes += original.substr(at);
  }

  // A file that does not say its target language is told it if it gets a translation.
  void merge_xliff() {
    const std::size_t refused = merged_.refused;
    if (rewrite_original({}) == 0 || target_language_.empty()) return;
    merged_.bytes.clear();
    merged_.translated = 0;
    merged_.refused = refused;
    merged_.incomplete = 0;
    merged_.missing = 0;
    translatable_ = 0;
    is_second_ = true;
    rewrite_original({target_language_});
    is_second_ = false;
  }

  // It was well-formed when it was put into the skeleton.
  std::size_t rewrite_original(const RewriteOptions& options) {
    try {
      return rewrite(options);
    } catch (const InputError&) {
      throw damaged_skeleton(skeleton_place_);
    }
  }

  std::size_t rewrite(const RewriteOptions& options) {
    ByteSource source(skeleton_->original, name_);
    std::size_t used = 0;
    const auto fill = [&](const BilingualSegment& segment) {
      if (segment.is_translatable && !text::trim(segment.source.text).empty()) {
        ++translatable_;
        merged_.missing += seen_.contains(segment.number) ? 0 : 1;
      }
      const auto found = translations_.find(segment.number);
      if (found == translations_.end()) return SegmentChange();
      ++used;
      if (source_fingerprint(found->second.source.text) != source_fingerprint(segment.source.text)) {
        refuse_other_source(found->second, segment.number);
        return SegmentChange();
      }
      return change_of(segment, found->second);
    };
    const RewriteCounts counts = rewrite_bilingual(
        source, options, fill, [&](std::string_view part) { merged_.bytes += part; },
        [&](const Diagnostic& diagnostic) { tell(diagnostic); });
    merged_.refused += counts.refused;
    merged_.translated -= counts.refused;
    if (used < translations_.size()) {
      const std::size_t strange = translations_.size() - used;
      merged_.refused += strange - 1;
      refuse({path_, 0, 0}, msg("segments that are none of the document: {1}", strange));
    }
    return counts.changed;
  }

  // The codes are numbered in the order of the source's: which one of them each is, is told
  // by those of the translated file's source.
  SegmentChange change_of(const BilingualSegment& segment, const Translation& translation) {
    SegmentChange change;
    auto tied = translation.source.codes.size() == segment.source.codes.size()
                    ? tie(translation.source, translation.target)
                    : std::nullopt;
    // A target that waits for its translation is none as long as nobody says otherwise.
    const bool is_same = is_there(segment, translation.target, tied);
    const bool waits = is_same && is_untranslated(segment.state);
    if (waits && (translation.state.empty() || is_untranslated(translation.state))) return change;
    const bool is_unchanged = is_same && !waits;
    if (is_unchanged || tied)
      ++merged_.translated;
    else
      refuse(translation.where, msg("the translation cannot be put in: it has codes that the source has not"));
    if (is_unchanged) return change;
    if (const std::size_t lost = codes_lost(segment.source, translation.target); tied && lost > 0)
      lose_codes(translation.where, msg("the translation lacks inline codes of its source: {1}", lost));
    change.target = std::move(tied);
    return change;
  }

  // Whether this is the target that the file has already.
  static bool is_there(const BilingualSegment& segment, const text::Segment& target,
                       const std::optional<TiedTarget>& tied) {
    if (!segment.target || segment.target->text != target.text || segment.target->codes.size() != target.codes.size())
      return false;
    for (std::size_t i = 0; i < target.codes.size(); ++i) {
      const text::InlineCode& there = segment.target->codes[i];
      const text::InlineCode& code = target.codes[i];
      const bool is_same =
          there.kind == code.kind && there.offset == code.offset && content_of(there).data == content_of(code).data;
      if (!is_same) return false;
    }
    const auto tied_there = tie(segment.source, *segment.target);
    return !tied || !tied_there || tied->ties == tied_there->ties;
  }

  std::string path_;
  const MergedVisitor& visit_;
  const DiagnosticSink& report_;
  std::string name_;
  text::LanguageTag target_language_;
  std::optional<Skeleton> skeleton_;
  Location skeleton_place_;
  std::set<std::size_t> seen_;  // segments that the work file has
  std::map<std::size_t, Translation> translations_;
  std::size_t translatable_ = 0;  // segments of an XLIFF original
  bool is_second_ = false;        // what is wrong was told the first time
  Merged merged_;
};

}  // namespace

std::size_t merge(ByteSource& source, const MergedVisitor& visit, const DiagnosticSink& report) {
  Merger merger(source.path(), visit, report);
  XmlReader(source).read(merger);
  return merger.documents;
}

}  // namespace oimtm::formats

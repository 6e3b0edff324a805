#include <algorithm>
#include <array>

#include "formats/tmx/dates.h"
#include "formats/tmx/props.h"
#include "formats/xliff/exchange_metadata.h"
#include "formats/xliff/walker.h"
#include "formats/xliff/xliff.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

using xliff::Scope;
using xliff::Segment;
using xliff::Unit;

bool is_blank(const text::Segment& segment) { return text::trim(segment.text).empty() && segment.codes.empty(); }

bool has_nul(const text::Segment& segment) { return segment.text.find('\0') != std::string::npos; }

// Gives each segment as a unit. What stands beside it is known when the next one is, so
// each waits for it.
class UnitReader : public xliff::UnitWalker {
 public:
  UnitReader(const std::string& path, const UnitOptions& options, const UnitVisitor& visit,
             const DiagnosticSink& report)
      : UnitWalker(path), options_(options), visit_(visit), report_(report) {}

  UnitCounts counts;

 protected:
  void container(const xliff::XmlNode& tag, const Scope& scope) override {
    if (tag.local() != "file" && tag.local() != "xliff") return;
    source_language_ = language(scope.source_language, options_.source);
    target_language_ = language(scope.target_language, options_.target);
  }

  void end_container(const xliff::XmlNode& tag) override {
    if (tag.local() == "file" || tag.local() == "xliff") flush();  // units may stand in no <file>
  }

  void other(const xliff::XmlNode& element) override {
    if (xliff::is_export_mark(element)) scope().is_ours = true;
    xliff::add_scope_notes(element, scope());
  }

  void unit(const Unit& unit) override {
    const xliff::XmlNode* const metadata = xliff::metadata_in(*unit.node);
    for (const Segment& segment : unit.segments) take(unit, segment, metadata);
  }

 private:
  static text::LanguageTag language(const std::string& tag, const text::LanguageTag& otherwise) {
    const auto parsed = text::LanguageTag::parse(tag);
    return parsed && !parsed->empty() ? *parsed : otherwise;
  }

  void take(const Unit& unit, const Segment& segment, const xliff::XmlNode* metadata) {
    const bool has_target = segment.target && !is_blank(*segment.target) && !xliff::is_untranslated(segment.state);
    if (is_blank(segment.source) || (!segment.is_translatable && !has_target)) return;
    if (counts.read >= options_.limits.units)
      throw InputError(msg("more than {1} units (limit units)", options_.limits.units), at(*segment.source_node));
    ++counts.read;
    if (source_language_.empty()) return reject(*segment.source_node, msg("the file does not say the source language"));
    if (has_target && target_language_.empty())
      return reject(*segment.source_node, msg("the file does not say the target language"));
    if (has_nul(segment.source) || (has_target && has_nul(*segment.target)))
      return reject(*segment.source_node, msg("a NUL character"));
    text::TranslationUnit read;
    read.variants.push_back(variant(unit, segment.source, *segment.source_node, source_language_));
    if (has_target) read.variants.push_back(variant(unit, *segment.target, *segment.target_node, target_language_));
    for (const std::string& note : unit.notes) read.attributes.emplace_back("note", note);
    if (!segment.state.empty() && !unit.scope.is_ours) read.attributes.emplace_back("prop:x-state", segment.state);
    if (!unit.scope.is_ours && !unit.scope.original.empty()) place(read, unit.scope.original);
    if (metadata != nullptr) xliff::take_metadata(*metadata, read);
    give(std::move(read), !unit.scope.is_ours);
  }

  text::Variant variant(const Unit& unit, const text::Segment& content, const xliff::XmlNode& node,
                        const text::LanguageTag& language) {
    text::Variant made;
    made.language = language;
    made.segment = content;
    const std::string* space = node.find("xml:space");
    const bool preserves = space != nullptr ? *space == "preserve" : unit.scope.preserves_space;
    if (!preserves) xliff::collapse_space(made.segment);
    return made;
  }

  void place(text::TranslationUnit& unit, const std::string& original) {
    if (original != original_) position_ = 0;
    original_ = original;
    for (text::Variant& variant : unit.variants)
      variant.origin = text::Origin{original, "", text::BlockKind::body, position_};
    ++position_;
  }

  void reject(const xliff::XmlNode& node, Message reason) {
    if (options_.strict) throw InputError(std::move(reason), at(node));
    ++counts.rejected;
    report_({std::move(reason), at(node)});
  }

  void give(text::TranslationUnit unit, bool has_neighbours) {
    if (!has_neighbours) {
      flush();
      return visit_(unit);
    }
    unit.variants.front().context.previous = waiting_ ? waiting_->variants.front().segment.text : "";
    if (waiting_) {
      waiting_->variants.front().context.next = unit.variants.front().segment.text;
      visit_(*waiting_);
    }
    waiting_ = std::move(unit);
  }

  void flush() {
    if (!waiting_) return;
    waiting_->variants.front().context.next = "";
    visit_(*waiting_);
    waiting_.reset();
  }

  const UnitOptions& options_;
  const UnitVisitor& visit_;
  const DiagnosticSink& report_;
  text::LanguageTag source_language_;
  text::LanguageTag target_language_;
  std::string original_;
  std::size_t position_ = 0;
  std::optional<text::TranslationUnit> waiting_;
};

}  // namespace

UnitCounts read_xliff(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                      const DiagnosticSink& report) {
  UnitReader units(source.path(), options, visit, report);
  xliff::XmlLimits limits;
  limits.depth = options.limits.depth;
  limits.attributes = options.limits.attributes;
  limits.element_bytes = options.limits.memory;
  ExchangeText text(source, {options.encoding, true, options.repair, options.limits});
  if (!text.wrong_encoding().empty()) {
    ++units.counts.repaired;
    report(
        {msg("the file says that it is in {1}; it was read as UTF-8", text.wrong_encoding()), {source.path(), 1, 0}});
  }
  xliff::XmlReader(text, limits).read(units);
  return units.counts;
}

}  // namespace oimtm::formats

#include <algorithm>
#include <map>
#include <memory>

#include "formats/bilingual.h"
#include "formats/inline_code.h"
#include "formats/xliff/names.h"
#include "formats/xliff/splice.h"
#include "formats/xliff/target.h"
#include "formats/xliff/walker.h"
#include "formats/xml_writer.h"
#include "text/characters.h"

namespace oimtm::formats {

bool is_translated(const BilingualSegment& segment) {
  return segment.target && !text::trim(segment.target->text).empty() && !xliff::is_untranslated(segment.state);
}

std::optional<TiedTarget> tie(const text::Segment& source, const text::Segment& target) {
  TiedTarget tied{target, {}};
  std::vector<bool> used(source.codes.size());
  std::vector<std::string> shapes;
  shapes.reserve(source.codes.size());
  for (const text::InlineCode& code : source.codes) shapes.push_back(content_of(code).shape);
  const auto find = [&](const text::InlineCode& code, auto same) {
    for (std::size_t i = 0; i < source.codes.size(); ++i)
      if (!used[i] && source.codes[i].kind == code.kind && same(i)) return i;
    return source.codes.size();
  };
  for (const text::InlineCode& code : target.codes) {
    std::size_t found = find(code, [&](std::size_t i) { return !code.id.empty() && source.codes[i].id == code.id; });
    const std::string shape = content_of(code).shape;
    if (found == source.codes.size()) found = find(code, [&](std::size_t i) { return shapes[i] == shape; });
    if (found == source.codes.size()) return std::nullopt;
    used[found] = true;
    tied.ties.push_back(found);
  }
  return tied;
}

namespace {

using namespace xliff;

bool has_entity(const XmlNode& node) {
  return node.is_from_entity || std::any_of(node.children.begin(), node.children.end(), has_entity);
}

text::LanguageTag language(const std::string& tag) {
  return text::LanguageTag::parse(tag).value_or(text::LanguageTag());
}

// A unit waits until the next one of its <file> is known: it is part of the context.
class Rewriter : public UnitWalker {
 public:
  Rewriter(const std::string& path, const RewriteOptions& options, const Filler& fill, Splicer& splicer,
           const DiagnosticSink& report)
      : UnitWalker(path), options_(options), fill_(fill), splicer_(splicer), report_(report) {}

  RewriteCounts counts;

  // Bytes before it are not changed any more.
  std::size_t settled(std::size_t reader) const { return waiting_ ? std::min(reader, waiting_->begin) : reader; }

 protected:
  void container(const XmlNode& tag, const Scope& scope) override {
    const bool says_languages = tag.local() == (is_version2(tag.space) ? "xliff" : "file");
    if (!says_languages || options_.target.empty() || !scope.target_language.empty() || tag.is_from_entity) return;
    std::string attribute;
    append_attribute(attribute, is_version2(tag.space) ? "trgLang" : "target-language", options_.target.str());
    language_edits_.push_back({tag.content, tag.is_empty_tag(), std::move(attribute)});
    this->scope().target_language = options_.target.str();
  }

  void end_container(const XmlNode& tag) override {
    if (tag.local() != "file" && tag.local() != "xliff") return;  // units may stand in no <file>
    release("");
    previous_ = "";
  }

  void unit_element(XmlNode element, const Scope& scope) override {
    auto next = std::make_unique<XmlNode>(std::move(element));
    const Unit unit = read_unit(*next, scope);
    if (unit.segments.empty()) return;
    release(unit.segments.front().source.text);
    waiting_ = std::move(next);
    scope_ = scope;
  }

 public:
  // Attributes are put before the end of a tag, whose width depends on the encoding: as
  // soon as that is known.
  void place_languages(const XmlEncoding& encoding) {
    const bool is_wide = encoding.kind == XmlEncoding::Kind::utf16_be || encoding.kind == XmlEncoding::Kind::utf16_le;
    for (const LanguageEdit& edit : language_edits_) {
      const std::size_t at = edit.tag_end - (edit.is_empty ? 2U : 1U) * (is_wide ? 2U : 1U);
      splicer_.add({at, at, edit.attribute});
    }
    language_edits_.clear();
  }

 private:
  struct LanguageEdit {
    std::size_t tag_end;
    bool is_empty;
    std::string attribute;
  };

  void release(const std::string& next) {
    if (!waiting_) return;
    const Unit unit = read_unit(*waiting_, scope_);
    const bool from_entity = has_entity(*waiting_);
    Changes changes;
    for (std::size_t i = 0; i < unit.segments.size(); ++i) {
      const Segment& segment = unit.segments[i];
      BilingualSegment told = describe(unit, segment);
      told.context.previous = previous_;
      told.context.next = i + 1 < unit.segments.size() ? unit.segments[i + 1].source.text : next;
      previous_ = segment.source.text;
      changes.push_back(checked(unit, segment, fill_(told), from_entity));
    }
    for (Edit& edit : unit_edits(unit, changes)) splicer_.add(std::move(edit));
    waiting_.reset();
  }

  BilingualSegment describe(const Unit& unit, const Segment& segment) {
    BilingualSegment told;
    told.number = counts.segments++;
    told.document = unit.scope.original;
    told.unit = unit.id;
    told.id = segment.id;
    told.source_language = language(unit.scope.source_language);
    told.target_language = language(unit.scope.target_language);
    told.source = segment.source;
    told.target = segment.target;
    told.state = segment.state;
    told.is_translatable = segment.is_translatable;
    return told;
  }

  SegmentChange checked(const Unit& unit, const Segment& segment, SegmentChange change, bool from_entity) {
    if (change.target) {
      const bool can_be = !from_entity && target_xml(*segment.source_node, unit.is_version2, *change.target);
      if (can_be) {
        ++counts.changed;
      } else {
        ++counts.refused;
        change.target.reset();
        report_({from_entity ? msg("the translation cannot be put in: the unit comes out of an entity")
                             : msg("the translation cannot be put in: its codes are not nested as in the source"),
                 at(*segment.source_node)});
      }
    }
    if (from_entity) change.candidates.clear();
    return change;
  }

  const RewriteOptions& options_;
  const Filler& fill_;
  Splicer& splicer_;
  const DiagnosticSink& report_;
  std::unique_ptr<XmlNode> waiting_;
  Scope scope_;
  std::string previous_;
  std::vector<LanguageEdit> language_edits_;
};

}  // namespace

RewriteCounts rewrite_bilingual(ByteSource& source, const RewriteOptions& options, const Filler& fill,
                                const ByteSink& sink, const DiagnosticSink& report) {
  Splicer splicer(sink);
  Rewriter rewriter(source.path(), options, fill, splicer, report);
  std::size_t size = 0;
  XmlReader reader(source, {}, [&](std::string_view part) {
    size += part.size();
    splicer.take(part);
  });
  reader.after_part = [&] {
    rewriter.place_languages(reader.encoding());
    splicer.flush(rewriter.settled(reader.settled()), reader.encoding());
  };
  reader.read(rewriter);
  splicer.flush(size, reader.encoding());
  return rewriter.counts;
}

bool looks_like_xliff(std::string_view bytes) {
  std::string head;
  for (const char c : bytes.substr(0, 4096))
    if (c != '\0') head += c;
  return head.find("<xliff") != std::string::npos ||
         (head.find(":xliff") != std::string::npos && head.find("<?xml") != std::string::npos);
}

}  // namespace oimtm::formats

#include <algorithm>
#include <vector>

#include "formats/tmx/elements.h"
#include "formats/tmx/segment_builder.h"
#include "formats/tmx/tmx.h"
#include "formats/tmx/unit_builder.h"
#include "formats/xml_reader.h"
#include "formats/xml_writer.h"

namespace oimtm::formats {

namespace {

constexpr std::size_t kBodyDepth = 2;  // <tmx><body>
constexpr std::size_t kElement = 128;  // bytes that an element takes in memory, at the least

// Gives the elements to the unit at hand as they come. Nothing recurses.
class Reader {
 public:
  Reader(XmlReader& xml, const UnitOptions& options, const UnitVisitor& visit, const DiagnosticSink& report)
      : xml_(xml), options_(options), visit_(visit), report_(report) {}

  UnitCounts read() {
    for (;;) {
      const XmlReader::Token token = xml_.next();
      if (xml_.has_flaw()) take_flaw();
      switch (token) {
        case XmlReader::Token::start_tag:
          spend_tag();
          start(element_of(xml_.name()));
          break;
        case XmlReader::Token::end_tag: end(element_of(xml_.name())); break;
        case XmlReader::Token::text:
          if (in_segment_ || in_property_) take_text(xml_.text());
          break;
        case XmlReader::Token::fault: take_fault(); break;
        case XmlReader::Token::end: counts_.repaired = xml_.repairs(); return counts_;
      }
    }
  }

 private:
  // Why the unit at hand is no unit, and where; the first reason counts.
  void reject(Message reason, Location where) {
    if (!reason_.empty()) return;
    reason_ = std::move(reason);
    reason_place_ = std::move(where);
  }
  void reject(Message reason) { reject(std::move(reason), unit_place_); }

  bool is_lost() const { return !reason_.empty(); }  // the unit at hand is read to its end, and not kept

  // What cannot be kept of the unit takes the unit; of the header, the property or attribute.
  void lose(const Message& reason, const Location& where) {
    if (in_unit_) return reject(reason, where);
    if (options_.strict) throw InputError(reason, where);
    if (is_property_lost_) return;
    const Element element = element_of(xml_.name());
    is_property_lost_ = in_property_ || element == Element::prop || element == Element::note || element == Element::ude;
    ++counts_.faults;
    report_({reason, where});
  }

  // What a unit or the header takes in memory, about.
  void spend_tag() {
    std::size_t bytes = kElement + xml_.name().size();
    for (const auto& [name, value] : xml_.attributes()) bytes += name.size() + value.size();
    spend(bytes);
  }

  void spend(std::size_t bytes) {
    spent_ += bytes;
    if (spent_ <= options_.limits.memory) return;
    if (in_unit_) reject(msg("a unit of more than {1} bytes (limit memory)", options_.limits.memory));
    if (in_header_)
      throw InputError(msg("a header of more than {1} bytes (limit memory)", options_.limits.memory), xml_.where());
  }

  bool flaw_is_in_header() const {
    const bool is_kept = in_property_ || !xml_.name().empty();
    return !in_body_ && (in_header_ || xml_.name() == "header") && is_kept && xml_.flaw_is_in_token();
  }

  // A flaw in a unit takes the unit; one outside, in a comment, takes nothing.
  void take_flaw() {
    if (in_unit_ || flaw_is_in_header())
      lose(xml_.flaw(), xml_.flaw_place());
    else if (xml_.flaw_is_in_token() && xml_.depth() == kBodyDepth + 1 && xml_.name() == "tu")
      tag_flaw_ = xml_.flaw();
    else
      report_({xml_.flaw(), xml_.flaw_place()});
    flaw_place_ = xml_.flaw_place();
    xml_.clear_flaw();
  }

  // Where no token can be made, the unit is lost, and reading goes on at the next.
  void take_fault() {
    if (options_.strict || !in_body_) throw InputError(xml_.fault(), xml_.fault_place());
    if (!in_unit_ && xml_.name() == "tu") begin_unit();
    if (in_unit_) {
      reject(xml_.fault(), xml_.fault_place());
      finish_unit();
    } else {
      ++counts_.faults;
      report_({xml_.fault(), xml_.fault_place()});
    }
    in_variant_ = in_segment_ = in_property_ = false;
    xml_.recover("tu", kBodyDepth);
  }

  void start(Element element) {
    if (in_segment_) return start_inline(element);
    if (in_unit_ && is_lost() && element != Element::tu) return;
    if (xml_.depth() == 1 && element != Element::tmx)
      throw InputError(msg("not TMX: its root is <{1}>", xml_.name()), xml_.where());
    switch (element) {
      case Element::header:
        if (!in_body_) start_header();
        break;
      case Element::body:
        give_header();
        in_body_ = true;
        break;
      case Element::tu:
        if (in_unit_) return reject_nested();
        start_unit();
        break;
      case Element::tuv:
        if (in_variant_) return reject_nested();
        if (in_unit_) start_variant();
        break;
      case Element::seg:
        if (in_variant_) start_segment();
        break;
      case Element::prop:
      case Element::note:
      case Element::ude: start_property(element); break;
      default:
        if (in_property_) add_to_property();
    }
  }

  void end(Element element) {
    if (in_segment_) {
      in_segment_ = xml_.depth() >= segment_depth_;
      if (in_segment_ && !is_lost()) segment_.end(xml_.name());
      return;
    }
    switch (element) {
      case Element::header: in_header_ = false; break;
      case Element::prop:
      case Element::note:
      case Element::ude:
        if (in_property_ && xml_.depth() < property_depth_) end_property();
        break;
      case Element::tuv:
        if (in_variant_) end_variant();
        break;
      case Element::tu:
        if (in_unit_) end_unit();
        break;
      default: break;
    }
  }

  void take_text(std::string_view text) {
    spend(text.size());
    if (in_unit_ && is_lost()) return;
    const std::size_t size = in_segment_ ? segment_.size() : property_.size();
    if (size + text.size() > options_.limits.text) return lose_text();
    if (in_segment_)
      segment_.text(text);
    else if (property_name_.starts_with("ude"))
      append_escaped(property_, text, false);  // it is kept as XML, with its elements
    else
      property_ += text;
  }

  void lose_text() {
    lose(msg("a text of more than {1} bytes (limit text)", options_.limits.text),
         in_unit_ ? unit_place_ : xml_.where());
  }

  void start_header() {
    in_header_ = true;
    spent_ = 0;
    for (const auto& [name, value] : xml_.attributes()) header_.emplace_back("tmx:" + std::string(name), value);
    unit_.set_source(attribute(xml_.attributes(), "srclang"));
  }

  void give_header() {
    in_header_ = false;
    if (options_.take_header) options_.take_header(header_);
  }

  void begin_unit() {
    if (counts_.read >= options_.limits.units)
      throw InputError(msg("more than {1} units (limit units)", options_.limits.units), xml_.where());
    ++counts_.read;
    in_unit_ = true;
    in_variant_ = in_segment_ = in_property_ = false;
    spent_ = 0;
    unit_.begin();
    reason_ = {};
    odd_ = {};
    unit_place_ = xml_.where();
  }

  void start_unit() {
    begin_unit();
    if (!tag_flaw_.empty()) reject(std::move(tag_flaw_), flaw_place_);
    tag_flaw_ = {};
    unit_.add_attributes(xml_.attributes());
  }

  void start_variant() {
    in_variant_ = true;
    Message reason = unit_.start_variant(xml_.attributes());
    if (!reason.empty()) reject(std::move(reason));
  }

  void start_segment() {
    if (unit_.has_segment()) reject(msg("a <tuv> with more than one <seg>"));
    in_segment_ = true;
    segment_depth_ = xml_.depth();
    segment_.begin(unit_.start_segment());
  }

  void start_inline(Element element) {
    if (is_lost()) return;
    const bool is_structure = element == Element::seg || element == Element::tuv || element == Element::tu;
    if (is_structure) reject(msg("<{1}> in a segment", xml_.name()));
    if (!is_structure && !is_inline(element)) tell_foreign();
    if (segment_.size() + xml_.attributes().size() > options_.limits.text)
      reject(msg("a text of more than {1} bytes (limit text)", options_.limits.text));
    segment_.start(element, xml_.name(), xml_.attributes(), xml_.is_empty_element());
  }

  // Once for each name: such elements come in numbers.
  void tell_foreign() {
    const std::string name(xml_.name());
    if (std::find(foreign_.begin(), foreign_.end(), name) != foreign_.end() || foreign_.size() >= 16) return;
    foreign_.push_back(name);
    report_({msg("<{1}> in a segment, which TMX does not have, is kept as a code", name), xml_.where()});
  }

  // Properties are named as text::Attributes says; what they have besides a type is part of
  // the name: "prop:domain xml:lang=\"fr\"".
  void start_property(Element element) {
    if (in_property_) return add_to_property();
    in_property_ = true;
    property_depth_ = xml_.depth();
    property_.clear();
    property_name_ = element == Element::prop ? "prop:" : xml_.name();
    if (element == Element::prop) property_name_ += attribute(xml_.attributes(), "type");
    for (const auto& [name, value] : xml_.attributes())
      if (element != Element::prop || name != "type") append_attribute(property_name_, name, value);
  }

  // An element in a property: the <map> of a <ude>, kept as it was.
  void add_to_property() {
    if (property_.size() > options_.limits.text) return lose_text();
    property_.append("<").append(xml_.name());
    for (const auto& [name, value] : xml_.attributes()) append_attribute(property_, name, value);
    property_ += "/>";
  }

  void end_property() {
    in_property_ = false;
    if (in_variant_) {
      unit_.add_variant_property(property_name_, property_);
    } else if (in_unit_) {
      unit_.add_unit_property(property_name_, property_);
    } else if (in_header_ && !is_property_lost_) {
      header_.emplace_back(property_name_, property_);
    }
    is_property_lost_ = false;
  }

  // The unit is kept without a variant that is odd.
  void end_variant() {
    in_variant_ = false;
    Message odd = unit_.end_variant();
    if (!odd.empty()) odd_ = std::move(odd);
  }

  void end_unit() {
    if (unit_.variants() == 0) reject(odd_.empty() ? msg("a <tu> without a <tuv>") : odd_);
    if (reason_.empty()) {
      if (!odd_.empty()) report_({msg("a variant without a text is left out of its unit"), unit_place_});
      visit_(unit_.finish());
    }
    finish_unit();
  }

  // The end of an inner <tu> may come within what the outer one has open: all of it ends.
  void finish_unit() {
    in_unit_ = in_variant_ = in_segment_ = in_property_ = false;
    if (reason_.empty()) return;
    if (options_.strict) throw InputError(reason_, reason_place_);
    ++counts_.rejected;
    report_({reason_, reason_place_});
    reason_ = {};
  }

  // The inner one's end will be taken for the outer one's: the unit is lost, no other is.
  void reject_nested() { reject(msg("a <{1}> in a <{1}>", xml_.name())); }

  XmlReader& xml_;
  const UnitOptions& options_;
  const UnitVisitor& visit_;
  const DiagnosticSink& report_;

  UnitCounts counts_;
  text::Attributes header_;
  bool in_header_ = false;
  bool in_body_ = false;
  bool in_unit_ = false;
  bool in_variant_ = false;
  bool in_segment_ = false;
  bool in_property_ = false;
  bool is_property_lost_ = false;
  std::size_t spent_ = 0;  // bytes of memory, of the unit or the header
  std::size_t segment_depth_ = 0;
  std::size_t property_depth_ = 0;

  UnitBuilder unit_;
  SegmentBuilder segment_;
  std::string property_name_;
  std::string property_;
  std::vector<std::string> foreign_;

  Location unit_place_;
  Message reason_;  // why the unit is rejected; empty if it is not
  Location reason_place_;
  Message odd_;       // what is missing in a variant
  Message tag_flaw_;  // of a <tu> tag, before its unit has begun
  Location flaw_place_;
};

}  // namespace

UnitCounts read_tmx(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                    const DiagnosticSink& report) {
  ExchangeText text(source, {options.encoding, true, options.repair, options.limits});
  XmlReader xml(text, {options.limits, options.repair, report});
  UnitCounts counts = Reader(xml, options, visit, report).read();
  if (!text.wrong_encoding().empty()) {
    ++counts.repaired;
    report(
        {msg("the file says that it is in {1}; it was read as UTF-8", text.wrong_encoding()), {source.path(), 1, 0}});
  }
  return counts;
}

}  // namespace oimtm::formats

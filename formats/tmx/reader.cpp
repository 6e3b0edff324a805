#include "formats/tmx/reader.h"

#include <algorithm>
#include <utility>

#include "formats/tmx/tmx.h"

namespace oimtm::formats {

UnitCounts TmxReader::read() {
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
        if (in_segment_ || in_property_)
          take_text(xml_.text());
        else if (in_body_)
          note_stray_text(xml_.text());
        break;
      case XmlReader::Token::fault: take_fault(); break;
      case XmlReader::Token::end: counts_.repaired = xml_.repairs(); return counts_;
    }
  }
}

void TmxReader::start(Element element) {
  if (element == Element::tu && in_unit_) {
    leave_open_unit();
    xml_.close_around(kBodyDepth);
  }
  if (in_segment_) return start_inline(element);
  if (in_unit_ && is_lost()) return;
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
    case Element::tu: start_unit(); break;
    case Element::tuv: start_variant(); break;
    case Element::seg: start_segment(); break;
    case Element::prop:
    case Element::note:
    case Element::ude: start_property(element); break;
    default:
      if (in_property_) add_to_property();
  }
}

void TmxReader::end(Element element) {
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
    case Element::body:
      if (in_unit_) finish_unit();  // what had no <tu>
      tell_stray_text();
      break;
    default: break;
  }
}

void TmxReader::take_text(std::string_view text) {
  spend(text.size());
  if (in_unit_ && is_lost()) return;
  const std::size_t size = in_segment_ ? segment_.size() : property_.value().size();
  if (size + text.size() > options_.limits.text) return lose_text();
  in_segment_ ? segment_.text(text) : property_.add_text(text);
}

void TmxReader::start_header() {
  in_header_ = true;
  spent_ = 0;
  for (const auto& [name, value] : xml_.attributes()) header_.emplace_back("tmx:" + std::string(name), value);
  unit_.set_source(attribute(xml_.attributes(), "srclang"));
}

void TmxReader::give_header() {
  in_header_ = false;
  if (options_.take_header) options_.take_header(header_);
}

void TmxReader::begin_unit() {
  if (counts_.read >= options_.limits.units)
    throw InputError(msg("more than {1} units (limit units)", options_.limits.units), xml_.where());
  ++counts_.read;
  in_unit_ = true;
  in_variant_ = in_segment_ = in_property_ = false;
  spent_ = 0;
  unit_.begin();
  reason_ = {};
  odd_ = {};
  is_inner_ = std::exchange(follows_open_, false);
  was_bare_ = false;
  unit_place_ = xml_.where();
}

void TmxReader::start_unit() {
  tell_stray_text();
  begin_unit();
  if (!tag_flaw_.empty()) reject(std::move(tag_flaw_), flaw_place_);
  tag_flaw_ = {};
  unit_.add_attributes(xml_.attributes());
}

void TmxReader::start_variant() {
  if (!in_unit_) return start_orphan();
  if (in_variant_) return reject(msg("a <{1}> in a <{1}>", xml_.name()));
  in_variant_ = true;
  Message reason = unit_.start_variant(xml_.attributes());
  if (!reason.empty()) reject(std::move(reason));
}

void TmxReader::start_segment() {
  if (in_property_) return add_to_property();
  if (!in_unit_) return start_orphan();
  if (!in_variant_) return reject(msg("a <{1}> outside of a <{2}>", "seg", "tuv"));
  if (unit_.has_segment()) reject(msg("a <tuv> with more than one <seg>"));
  in_segment_ = true;
  segment_depth_ = xml_.depth();
  segment_.begin(unit_.start_segment());
}

void TmxReader::start_inline(Element element) {
  if (is_lost()) return;
  const bool is_structure = element == Element::seg || element == Element::tuv;
  if (is_structure) reject(msg("<{1}> in a segment", xml_.name()));
  if (!is_structure && !is_inline(element)) tell_foreign();
  if (segment_.size() + xml_.attributes().size() > options_.limits.text)
    reject(msg("a text of more than {1} bytes (limit text)", options_.limits.text));
  segment_.start(element, xml_.name(), xml_.attributes(), xml_.is_empty_element());
}

// Once for each name: such elements come in numbers.
void TmxReader::tell_foreign() {
  const std::string name(xml_.name());
  if (std::find(foreign_.begin(), foreign_.end(), name) != foreign_.end() || foreign_.size() >= 16) return;
  foreign_.push_back(name);
  report_({msg("<{1}> in a segment, which TMX does not have, is kept as a code", name), xml_.where()});
}

void TmxReader::start_property(Element element) {
  if (in_property_) return add_to_property();
  in_property_ = true;
  property_depth_ = xml_.depth();
  property_.begin(element, xml_.name(), xml_.attributes());
}

void TmxReader::add_to_property() {
  if (property_.value().size() > options_.limits.text) return lose_text();
  property_.add_element(xml_.name(), xml_.attributes());
}

void TmxReader::end_property() {
  in_property_ = false;
  if (in_variant_) {
    unit_.add_variant_property(property_.name(), property_.value());
  } else if (in_unit_) {
    unit_.add_unit_property(property_.name(), property_.value());
  } else if (in_header_ && !is_property_lost_) {
    header_.emplace_back(property_.name(), property_.value());
  }
  is_property_lost_ = false;
}

// The unit is kept without a variant that is odd.
void TmxReader::end_variant() {
  in_variant_ = false;
  Message odd = unit_.end_variant();
  if (!odd.empty()) odd_ = std::move(odd);
}

void TmxReader::end_unit() {
  if (unit_.variants() == 0 && !is_lost()) {
    reject(odd_.empty() ? msg("a <tu> without a <tuv>") : odd_);
    was_bare_ = true;
  }
  if (reason_.empty()) {
    if (!odd_.empty()) report_({msg("a variant without a text is left out of its unit"), unit_place_});
    tell_stray_text();
    visit_(unit_.finish());
  }
  finish_unit();
}

UnitCounts read_tmx(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                    const DiagnosticSink& report) {
  ExchangeText text(source, {options.encoding, true, options.repair, options.limits});
  XmlReader xml(text, {options.limits, options.repair, report});
  UnitCounts counts = TmxReader(xml, options, visit, report).read();
  if (!text.wrong_encoding().empty()) {
    ++counts.repaired;
    report(
        {msg("the file says that it is in {1}; it was read as UTF-8", text.wrong_encoding()), {source.path(), 1, 0}});
  }
  return counts;
}

}  // namespace oimtm::formats

#include "formats/tmx/segment_builder.h"

#include "formats/tmx/markup.h"
#include "formats/xml_writer.h"

namespace oimtm::formats {

namespace {

using Kind = text::InlineCode::Kind;

Kind code_kind(Element element, std::string_view pos) {
  if (element == Element::bpt || (element == Element::it && pos == "begin")) return Kind::opens;
  if (element == Element::ept || (element == Element::it && pos == "end")) return Kind::closes;
  return Kind::stands_alone;
}

void append_start_tag(std::string& markup, std::string_view name, const XmlAttributes& attributes) {
  markup += '<';
  markup += name;
  for (const XmlAttribute& attribute : attributes) append_attribute(markup, attribute.name, attribute.value);
  markup += '>';
}

}  // namespace

void SegmentBuilder::begin(text::Segment& segment) {
  segment_ = &segment;
  code_depth_ = 0;
  highlights_ = 0;
  others_ = 0;
  open_.clear();
  wrapped_.clear();
  code_.markup.clear();
}

void SegmentBuilder::start(Element element, std::string_view name, const XmlAttributes& attributes, bool is_empty) {
  if (code_depth_ == 0 && (element == Element::hi || !is_inline(element)))
    return open_around_text(attributes, name, is_empty);
  if (code_depth_ == 0) {
    std::string_view id = attribute(attributes, "i");
    if (id.empty()) id = attribute(attributes, "x");
    code_.kind = code_kind(element, attribute(attributes, "pos"));
    code_.offset = segment_->text.size();
    code_.id = id;
    code_.markup.clear();
    code_text_.clear();
    code_element_ = element;
    wrapping_.clear();
    const auto opened = element == Element::ept ? wrapped_.find(id) : wrapped_.end();
    if (opened != wrapped_.end())
      wrapping_ = opened->second;
    else if (element != Element::ept && is_wrapping(attribute(attributes, "type")))
      wrapping_ = attribute(attributes, "type");
  }
  append_start_tag(code_.markup, name, attributes);
  ++code_depth_;
}

// <hi>, and elements that TMX has not.
void SegmentBuilder::open_around_text(const XmlAttributes& attributes, std::string_view name, bool is_empty) {
  std::string id(attribute(attributes, "x"));
  if (id.empty() && name != "hi") id = attribute(attributes, "id");
  if (id.empty()) id = name == "hi" ? "hi" + std::to_string(++highlights_) : "e" + std::to_string(++others_);
  const bool stands_alone = is_empty && name != "hi";
  text::InlineCode code{stands_alone ? Kind::stands_alone : Kind::opens, segment_->text.size(), id, {}};
  append_start_tag(code.markup, name, attributes);
  if (stands_alone) code.markup.insert(code.markup.size() - 1, 1, '/');
  segment_->codes.push_back(std::move(code));
  open_.push_back({std::move(id), stands_alone});
}

void SegmentBuilder::text(std::string_view text) {
  if (code_depth_ == 0) {
    segment_->text += text;
    return;
  }
  append_escaped(code_.markup, text, false);
  if (!wrapping_.empty()) code_text_ += text;
}

void SegmentBuilder::end(std::string_view name) {
  if (code_depth_ > 0) {
    code_.markup.append("</").append(name) += '>';
    if (--code_depth_ == 0) finish_code();
    return;
  }
  if (!open_.back().is_empty)
    segment_->codes.push_back(
        {Kind::closes, segment_->text.size(), std::move(open_.back().id), "</" + std::string(name) + ">"});
  open_.pop_back();
}

void SegmentBuilder::finish_code() {
  // Wrapped markup that would be written as it is was none of ours.
  if (!wrapping_.empty() && !is_whole_element(code_text_) && !code_text_.empty()) {
    if (code_element_ == Element::bpt) wrapped_.insert_or_assign(code_.id, wrapping_);
    code_.id = wrapped_id(wrapping_, code_.id);
    code_.markup = code_text_;
  }
  segment_->codes.push_back(std::move(code_));
  code_.markup.clear();
}

}  // namespace oimtm::formats

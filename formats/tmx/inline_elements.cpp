#include "formats/tmx/inline_elements.h"

#include <algorithm>
#include <map>
#include <optional>

#include "formats/inline_code.h"
#include "formats/xml_bytes.h"
#include "formats/xml_entities.h"
#include "formats/xml_writer.h"

namespace oimtm::formats {

namespace {

using Kind = text::InlineCode::Kind;

constexpr std::string_view kWrapped = "x-markup";

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

// Behind the reference at `from`; 0 if it is none that means something everywhere.
std::size_t reference_end(std::string_view markup, std::size_t from) {
  const std::size_t end = markup.find(';', from);
  if (end == std::string_view::npos) return 0;
  const std::string_view name = markup.substr(from + 1, end - from - 1);
  return predefined_entity(name) != 0 || is_xml_character(referred_number(name)) ? end + 1 : 0;
}

// Behind a text, up to one of `ends`; 0 if it is not escaped as XML wants it.
std::size_t text_end(std::string_view markup, std::size_t from, std::string_view ends) {
  while (from < markup.size() && ends.find(markup[from]) == std::string_view::npos) {
    const xml::Kind kind = xml::kind_of(markup[from]);
    if (kind == xml::Kind::ampersand) {
      from = reference_end(markup, from);
      if (from == 0) return 0;
    } else if (kind == xml::Kind::no_character || kind == xml::Kind::carriage_return || markup[from] == '>') {
      return 0;
    } else {
      ++from;
    }
  }
  return from;
}

struct Tag {
  std::string_view name;
  std::size_t end = 0;  // behind it; 0 if it is none that TMX has
};

// The start tag at `from`, as append_start_tag() writes it. An attribute `id` is XLIFF's,
// whose elements have the same names; the type that wraps would be taken off again.
Tag start_tag(std::string_view markup, std::size_t from) {
  Tag tag;
  std::size_t at = std::min(markup.find_first_of(" >", from), markup.size());
  tag.name = markup.substr(from + 1, at - from - 1);
  if (!is_inline(element_of(tag.name))) return tag;
  while (at < markup.size() && markup[at] == ' ') {
    const std::size_t equals = markup.find("=\"", at);
    if (equals == std::string_view::npos) return tag;
    const std::string_view name = markup.substr(at + 1, equals - at - 1);
    const bool is_name = std::all_of(name.begin(), name.end(), xml::is_name) && xml::is_sound_name(name);
    if (!is_name || name == "id") return tag;
    at = text_end(markup, equals + 2, "\"<");
    if (at == 0 || at >= markup.size() || markup[at] != '"') return tag;
    if (name == "type" && markup.substr(equals + 2, at - equals - 2) == kWrapped) return tag;
    ++at;
  }
  if (at < markup.size() && markup[at] == '>') tag.end = at + 1;
  return tag;
}

// Whether markup is one whole element of TMX other than <hi>, as the reader gives it: it can
// be written as it is. "<item>" is none, for all that it begins like <it>.
bool is_whole_element(std::string_view markup) {
  if (!markup.starts_with('<') || markup.starts_with("<hi")) return false;
  std::vector<std::string_view> open;
  for (std::size_t at = 0; at < markup.size();) {
    if (markup[at] != '<') {
      at = text_end(markup, at, "<");
      if (at == 0) return false;
    } else if (markup.substr(at, 2) == "</") {
      if (open.empty()) return false;
      if (markup.substr(at + 2, open.back().size()) != open.back()) return false;
      at += open.back().size() + 2;
      if (at >= markup.size() || markup[at++] != '>') return false;
      open.pop_back();
      if (open.empty()) return at == markup.size();
    } else {
      const Tag tag = start_tag(markup, at);
      if (tag.end == 0) return false;
      open.push_back(tag.name);
      at = tag.end;
    }
  }
  return false;
}

bool opens_highlight(const text::InlineCode& code) {
  if (code.kind != Kind::opens || !code.markup.starts_with("<hi")) return false;
  const Tag tag = start_tag(code.markup, 0);
  return tag.name == "hi" && tag.end == code.markup.size();
}

bool closes_highlight(const text::InlineCode& code) { return code.kind == Kind::closes && code.markup == "</hi>"; }

// Whether every <hi> of a segment is closed in it: parts of a segment may lack one.
bool highlights_nest(const std::vector<text::InlineCode>& codes) {
  std::size_t depth = 0;
  for (const text::InlineCode& code : codes) {
    if (opens_highlight(code)) ++depth;
    if (closes_highlight(code) && depth-- == 0) return false;
  }
  return depth == 0;
}

bool is_tmx(const text::InlineCode& code) { return is_whole_element(code.markup); }

// The ids of codes that are not TMX's and come in pairs: one opens, and behind it one closes.
class Pairs {
 public:
  explicit Pairs(const std::vector<text::InlineCode>& codes) {
    for (const text::InlineCode& code : codes) {
      if (code.id.empty() || code.kind == Kind::stands_alone || is_tmx(code)) continue;
      State& state = states_[code.id];
      const bool opens = code.kind == Kind::opens;
      state = state == State::none && opens    ? State::open
              : state == State::open && !opens ? State::pair
                                               : State::broken;
    }
  }

  bool has(const text::InlineCode& code) const {
    const auto found = code.kind == Kind::stands_alone ? states_.end() : states_.find(code.id);
    return found != states_.end() && found->second == State::pair;
  }

 private:
  enum class State { none, open, pair, broken };

  std::map<std::string_view, State> states_;
};

// XLIFF's elements are written with what they hold, as every tool understands it; the
// document's own markup so that it comes back as it was.
std::size_t append_wrapped(std::string& xml, const Pairs& pairs, const text::InlineCode& code) {
  CodeContent content{code.markup, std::string(kWrapped)};
  if (is_xliff_element(code)) {
    CodeContent held = content_of(code);
    if (held.data != code.markup) content = std::move(held);
  }
  std::string_view name = "ph";
  if (pairs.has(code)) {
    name = code.kind == Kind::opens ? "bpt" : "ept";
    xml += code.kind == Kind::opens ? "<bpt" : "<ept";
    append_attribute(xml, "i", code.id);
  } else if (code.kind != Kind::stands_alone) {
    name = "it";
    xml += code.kind == Kind::opens ? "<it pos=\"begin\"" : "<it pos=\"end\"";
    if (!code.id.empty()) append_attribute(xml, "x", code.id);
  } else {
    xml += "<ph";
    if (!code.id.empty()) append_attribute(xml, "x", code.id);
  }
  if (name != "ept" && !content.type.empty()) append_attribute(xml, "type", tmx_type(content.type));
  xml += '>';
  const std::size_t replaced = append_escaped(xml, content.data, false);
  xml.append("</").append(name) += '>';
  return replaced;
}

}  // namespace

void SegmentBuilder::begin(text::Segment& segment) {
  segment_ = &segment;
  code_depth_ = 0;
  around_ = 0;
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
    is_wrapped_ = attribute(attributes, "type") == kWrapped;
    if (is_wrapped_ && element == Element::bpt) wrapped_.emplace(id);
    if (element == Element::ept) is_wrapped_ = wrapped_.contains(id);
  }
  append_start_tag(code_.markup, name, attributes);
  ++code_depth_;
}

// <hi>, and elements that TMX has not.
void SegmentBuilder::open_around_text(const XmlAttributes& attributes, std::string_view name, bool is_empty) {
  std::string id(attribute(attributes, "x"));
  if (id.empty() && name != "hi") id = attribute(attributes, "id");
  if (id.empty()) id = "hi" + std::to_string(++around_);
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
  if (is_wrapped_) code_text_ += text;
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
  if (is_wrapped_ && !is_whole_element(code_text_) && !code_text_.empty()) code_.markup = code_text_;
  segment_->codes.push_back(std::move(code_));
  code_.markup.clear();
}

std::size_t append_segment(std::string& xml, const text::Segment& segment) {
  const std::string_view text = segment.text;
  const bool nest = segment.codes.empty() || highlights_nest(segment.codes);
  std::optional<Pairs> pairs;
  std::size_t replaced = 0;
  std::size_t at = 0;
  for (const text::InlineCode& code : segment.codes) {
    replaced += append_escaped(xml, text.substr(at, code.offset - at), false);
    at = code.offset;
    if (is_tmx(code) || (nest && (opens_highlight(code) || closes_highlight(code))))
      xml += code.markup;
    else
      replaced += append_wrapped(xml, pairs ? *pairs : pairs.emplace(segment.codes), code);
  }
  return replaced + append_escaped(xml, text.substr(at), false);
}

}  // namespace oimtm::formats

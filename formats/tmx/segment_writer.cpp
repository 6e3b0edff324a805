#include "formats/tmx/segment_writer.h"

#include <map>
#include <optional>

#include "formats/inline_code.h"
#include "formats/tmx/markup.h"
#include "formats/xml_writer.h"

namespace oimtm::formats {

namespace {

using Kind = text::InlineCode::Kind;

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
std::size_t append_wrapped(std::string& xml, const Pairs& pairs, const text::InlineCode& code, NumberedIds& ids) {
  CodeContent content{code.markup, wrapping_type(code.id), {}};
  if (is_xliff_element(code)) {
    CodeContent held = content_of(code);
    if (held.data != code.markup) content = std::move(held);
  }
  std::string_view name = "ph";
  if (pairs.has(code)) {
    name = code.kind == Kind::opens ? "bpt" : "ept";
    xml += code.kind == Kind::opens ? "<bpt" : "<ept";
    append_attribute(xml, "i", ids.number(code.id));
  } else if (code.kind != Kind::stands_alone) {
    name = "it";
    xml += code.kind == Kind::opens ? "<it pos=\"begin\"" : "<it pos=\"end\"";
  } else {
    xml += "<ph";
  }
  if ((name == "it" || name == "ph") && !code.id.empty()) append_attribute(xml, "x", ids.number(code.id));
  if (name != "ept" && !content.type.empty()) append_attribute(xml, "type", tmx_type(content.type));
  xml += '>';
  const std::size_t replaced = append_escaped(xml, content.data, false);
  xml.append("</").append(name) += '>';
  return replaced;
}

}  // namespace

std::string_view NumberedIds::number(std::string_view id) {
  if (is_number(id)) return id;
  if (const auto given = given_.find(id); given != given_.end()) return given->second;
  if (given_.empty())
    for (const text::Variant& variant : unit_.variants)
      for (const text::InlineCode& code : variant.segment.codes) taken_.insert(code.id);
  std::string number;
  do number = std::to_string(++last_);
  while (taken_.contains(number));
  return given_.emplace(id, std::move(number)).first->second;
}

std::size_t append_segment(std::string& xml, const text::Segment& segment, NumberedIds& ids) {
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
      replaced += append_wrapped(xml, pairs ? *pairs : pairs.emplace(segment.codes), code, ids);
  }
  return replaced + append_escaped(xml, text.substr(at), false);
}

}  // namespace oimtm::formats

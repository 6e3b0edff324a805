// What becomes of a TMX file's damaged parts: which unit they take, and where reading goes on.
#include <algorithm>
#include <utility>

#include "formats/tmx/reader.h"
#include "formats/xml_bytes.h"

namespace oimtm::formats {

namespace {

constexpr std::size_t kElement = 128;  // bytes that an element takes in memory, at the least

Message no_end() { return msg("a <tu> without its </tu>"); }

}  // namespace

// Why the unit at hand is no unit, and where; the first reason counts.
void TmxReader::reject(Message reason, Location where) {
  if (!reason_.empty()) return;
  reason_ = std::move(reason);
  reason_place_ = std::move(where);
}

// What cannot be kept of the unit takes the unit; of the header, the property or attribute.
void TmxReader::lose(const Message& reason, const Location& where) {
  if (in_unit_) return reject(reason, where);
  if (options_.strict) throw InputError(reason, where);
  if (is_property_lost_) return;
  const Element element = element_of(xml_.name());
  is_property_lost_ = in_property_ || element == Element::prop || element == Element::note || element == Element::ude;
  ++counts_.faults;
  report_({reason, where});
}

void TmxReader::lose_text() {
  lose(msg("a text of more than {1} bytes (limit text)", options_.limits.text), in_unit_ ? unit_place_ : xml_.where());
}

// What a unit or the header takes in memory, about.
void TmxReader::spend_tag() {
  std::size_t bytes = kElement + xml_.name().size();
  for (const auto& [name, value] : xml_.attributes()) bytes += name.size() + value.size();
  spend(bytes);
}

void TmxReader::spend(std::size_t bytes) {
  spent_ += bytes;
  if (spent_ <= options_.limits.memory) return;
  if (in_unit_) reject(msg("a unit of more than {1} bytes (limit memory)", options_.limits.memory));
  if (in_header_)
    throw InputError(msg("a header of more than {1} bytes (limit memory)", options_.limits.memory), xml_.where());
}

bool TmxReader::flaw_is_in_header() const {
  const bool is_kept = in_property_ || !xml_.name().empty();
  return !in_body_ && (in_header_ || xml_.name() == "header") && is_kept && xml_.flaw_is_in_token();
}

// A flaw in a unit takes the unit; one outside, in a comment, takes nothing.
void TmxReader::take_flaw() {
  const bool is_units_tag =
      in_body_ && xml_.flaw_is_in_token() && xml_.depth() > kBodyDepth && element_of(xml_.name()) == Element::tu;
  if (is_units_tag)
    tag_flaw_ = xml_.flaw();
  else if (in_unit_ || flaw_is_in_header())
    lose(xml_.flaw(), xml_.flaw_place());
  else
    report_({xml_.flaw(), xml_.flaw_place()});
  flaw_place_ = xml_.flaw_place();
  xml_.clear_flaw();
}

// Where no token can be made, the unit is lost, and reading goes on at the next.
void TmxReader::take_fault() {
  if (options_.strict || !in_body_) throw InputError(xml_.fault(), xml_.fault_place());
  if (xml_.name() == "tu") {
    if (in_unit_) leave_open_unit();
    begin_unit();
  }
  if (in_unit_) {
    if (xml_.stray_end() == "body")
      leave_open_unit();
    else
      reject(xml_.fault(), xml_.fault_place());
    if (in_unit_) finish_unit();
  } else if (!is_end_of_torn_unit()) {
    ++counts_.faults;
    report_({xml_.fault(), xml_.fault_place()});
  }
  stray_text_.reset();
  in_variant_ = in_segment_ = in_property_ = false;
  xml_.recover("tu", kBodyDepth);
}

// An end tag that belongs to a unit that was rejected before.
bool TmxReader::is_end_of_torn_unit() const {
  return was_bare_ ? !xml_.stray_end().empty() : is_inner_ && xml_.stray_end() == "tu";
}

// The next <tu>, or the end of the body, has come before the end of the unit at hand. Of two
// such in a row that are one fault, as in "<tu>...<tu>\n<tu>...</tu>", the second has nothing
// that could be lost.
void TmxReader::leave_open_unit() {
  if (is_inner_ && unit_.is_bare()) {
    --counts_.read;
    reason_ = {};
  } else {
    reject(no_end());
  }
  finish_unit();
  follows_open_ = true;
}

// What belongs in a unit and stands in none: the <tu> before it is missing.
void TmxReader::start_orphan() {
  if (!in_body_ || was_bare_) return;
  begin_unit();
  reject(msg("a <{1}> outside of a <{2}>", xml_.name(), "tu"));
}

// Elements of other namespaces are not kept, and neither is their text.
void TmxReader::note_stray_text(std::string_view text) {
  if (stray_text_ || was_bare_ || std::all_of(text.begin(), text.end(), xml::is_space)) return;
  const Element parent = element_of(xml_.open_name());
  if (parent == Element::body || parent == Element::tu || parent == Element::tuv) stray_text_ = xml_.where();
}

// Its unit is kept without it.
void TmxReader::tell_stray_text() {
  if (!stray_text_) return;
  const Message what = msg("a text outside of a <seg> is left out");
  if (options_.strict) throw InputError(what, *stray_text_);
  ++counts_.faults;
  report_({what, *stray_text_});
  stray_text_.reset();
}

// All that the unit has open ends with it.
void TmxReader::finish_unit() {
  in_unit_ = in_variant_ = in_segment_ = in_property_ = false;
  if (reason_.empty()) return;
  stray_text_.reset();
  if (options_.strict) throw InputError(reason_, reason_place_);
  ++counts_.rejected;
  report_({reason_, reason_place_});
  reason_ = {};
}

}  // namespace oimtm::formats

// Start tags with their attributes, and end tags.
#include "formats/xml_bytes.h"
#include "formats/xml_reader.h"

namespace oimtm::formats {

using xml::character_size;
using xml::Kind;
using xml::kind_of;

namespace {

// Bytes that a tag is wanted whole in before it is read: longer ones may be read twice.
constexpr std::size_t kCommonTag = 4096;

}  // namespace

XmlReader::Token XmlReader::read_start_tag() {
  name_ = {};
  if (end_ - token_ < kCommonTag) fill();
  for (;;) {
    const Message flaw = flaw_;
    const Parsed parsed = parse_start_tag();
    if (parsed == Parsed::whole) break;
    if (parsed == Parsed::broken) return Token::fault;
    flaw_ = flaw;
    untold_.clear();
    untold_count_ = 0;
    if (end_ - token_ > options_.limits.markup)
      fail(msg("a tag of more than {1} bytes (limit markup)", options_.limits.markup), token_);
    else if (at_end_)
      fail(msg("the file breaks off in a tag"), token_);
    if (!fault_.empty()) return Token::fault;
    fill();
  }
  if (!untold_.empty()) tell_repairs();
  if (open_.empty() && has_root_) fail(msg("a second element behind the end of the first"), token_);
  if (open_.size() >= options_.limits.depth)
    fail(msg("more than {1} elements in one another (limit depth)", options_.limits.depth), token_);
  if (!fault_.empty()) return Token::fault;
  has_root_ = true;
  open_.push_back(open_names_.size());
  open_names_ += name_;
  state_ = is_empty_ ? State::element_end : State::text;
  return Token::start_tag;
}

XmlReader::Parsed XmlReader::broken(Message message, std::size_t place) {
  fail(std::move(message), place);
  return Parsed::broken;
}

XmlReader::Parsed XmlReader::parse_start_tag() {
  const char* const bytes = buffer_.data();
  const std::size_t name = token_ + 1;
  std::size_t from = name;
  while (xml::is_name(bytes[from])) ++from;
  const std::size_t name_end = from;
  name_ = {bytes + name, name_end - name};
  if (from == end_) return Parsed::unfinished;
  if (!xml::is_sound_name(name_)) return broken(msg("a < that begins no tag, and should be &lt;"), token_);
  values_.clear();
  decoded_.clear();
  for (;;) {
    const std::size_t space = from;
    while (xml::is_space(bytes[from])) ++from;
    if (from == end_) return Parsed::unfinished;
    is_empty_ = bytes[from] == '/';
    if (is_empty_ && from + 1 == end_) return Parsed::unfinished;
    if (bytes[from] == '>' || (is_empty_ && bytes[from + 1] == '>')) break;
    if (space == from) return broken(msg("white space is wanted behind the name or the attribute"), from);
    const Parsed parsed = parse_attribute(from);
    if (parsed != Parsed::whole) return parsed;
  }
  if (!take_attributes()) return Parsed::broken;
  next_ = from + (is_empty_ ? 2 : 1);
  return Parsed::whole;
}

XmlReader::Parsed XmlReader::parse_attribute(std::size_t& from) {
  const char* const bytes = buffer_.data();
  Value value;
  value.name = from;
  while (xml::is_name(bytes[from])) ++from;
  value.name_end = from;
  if (from == end_) return Parsed::unfinished;
  if (!xml::is_sound_name({bytes + value.name, from - value.name}))
    return broken(msg("an attribute or the end of the tag is wanted"), from);
  while (xml::is_space(bytes[from])) ++from;
  if (from == end_) return Parsed::unfinished;
  if (bytes[from] != '=') return broken(msg("= is wanted behind the name of an attribute"), from);
  do ++from;
  while (xml::is_space(bytes[from]));
  if (from == end_) return Parsed::unfinished;
  if (bytes[from] != '"' && bytes[from] != '\'') return broken(msg("a quote is wanted before the value"), from);
  if (values_.size() >= options_.limits.attributes)
    return broken(msg("more than {1} attributes (limit attributes)", options_.limits.attributes), value.name);
  const Parsed parsed = parse_value(from, value);
  if (parsed == Parsed::whole) values_.push_back(value);
  return parsed;
}

// From one quote to behind the other. A value is a part of the buffer until something in it
// is not as it should be read.
XmlReader::Parsed XmlReader::parse_value(std::size_t& from, Value& value) {
  const char* const bytes = buffer_.data();
  const char quote = bytes[from];
  value.begin = ++from;
  std::size_t copied = from;  // what is before is in decoded_, if anything is
  std::string& text = decoded_;
  const std::size_t decoded_begin = text.size();
  for (;;) {
    const Kind kind = kind_of(bytes[from]);
    if (kind == Kind::plain && bytes[from] != '\t' && bytes[from] != '\n') {
      if (bytes[from] == quote) break;
      ++from;
      continue;
    }
    if (kind == Kind::beyond_ascii) {
      if (const std::size_t size = character_size(bytes + from, bytes + end_)) {
        from += size;
        continue;
      }
    }
    if (kind == Kind::bracket) {
      ++from;
      continue;
    }
    if (end_ - from < xml::kLongestReference && !at_end_) return Parsed::unfinished;
    if (from == end_) return Parsed::unfinished;
    if (bytes[from] == '<') return broken(msg("a < in the value of an attribute, which should be &lt;"), from);
    value.is_decoded = true;
    text.append(bytes + copied, from - copied);
    if (bytes[from] == '&') {
      read_reference(from, text);
    } else if (xml::is_space(bytes[from])) {
      from += bytes[from] == '\r' && bytes[from + 1] == '\n' ? 2 : 1;
      text += ' ';
    } else {
      read_no_character(from, text);
    }
    copied = from;
  }
  value.end = from;
  if (value.is_decoded) {
    text.append(bytes + copied, from - copied);
    value.begin = decoded_begin;
    value.end = text.size();
  }
  ++from;
  return Parsed::whole;
}

bool XmlReader::take_attributes() {
  attributes_.clear();
  for (const Value& value : values_) {
    const std::string_view name(buffer_.data() + value.name, value.name_end - value.name);
    for (const XmlAttribute& other : attributes_)
      if (other.name == name) return fail(msg("two attributes named {1}", name), value.name);
    const char* const text = value.is_decoded ? decoded_.data() : buffer_.data();
    attributes_.push_back({name, {text + value.begin, value.end - value.begin}});
  }
  return true;
}

XmlReader::Token XmlReader::read_end_tag() {
  std::size_t from = token_ + 2;
  for (;;) {
    while (xml::is_name(buffer_[from])) ++from;
    std::size_t end = from;
    while (xml::is_space(buffer_[end])) ++end;
    if (end == end_) {
      if (end_ - token_ <= options_.limits.markup && fill()) {
        from = token_ + 2;
        continue;
      }
      name_ = {};
      fail(msg("the file breaks off in a tag"), token_);
      return Token::fault;
    }
    name_ = {buffer_.data() + token_ + 2, from - token_ - 2};
    const bool fits = !open_.empty() && name_ == open_name();
    if (fits && buffer_[end] == '>') {
      open_names_.resize(open_.back());
      open_.pop_back();
      next_ = end + 1;
      state_ = State::text;
      return Token::end_tag;
    }
    if (!fits) stray_end_ = name_;
    const std::string_view wanted = open_name();
    if (wanted.empty())
      fail(msg("</{1}> ends nothing", name_), token_);
    else if (!fits)
      fail(msg("</{1}> where </{2}> is wanted", name_, wanted), token_);
    else
      fail(msg("> is wanted at the end of the tag"), end);
    name_ = {};
    return Token::fault;
  }
}

}  // namespace oimtm::formats

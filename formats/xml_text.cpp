// What stands between two tags, and the references in it and in attributes.
#include <algorithm>
#include <array>
#include <cstring>

#include "formats/xml_bytes.h"
#include "formats/xml_reader.h"
#include "formats/xml_writer.h"
#include "text/characters.h"

namespace oimtm::formats {

using xml::character_size;
using xml::Kind;
using xml::kind_of;

namespace {

// windows-1252 from 0x80 to 0x9F: https://encoding.spec.whatwg.org/index-windows-1252.txt
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::string hex(char32_t number) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string digits;
  for (; number > 0 || digits.size() < 4; number >>= 4) digits.insert(digits.begin(), kDigits[number & 0xF]);
  return digits;
}

bool is_half(char32_t number) { return number >= 0xD800 && number < 0xE000; }
bool is_high_half(char32_t number) { return number >= 0xD800 && number < 0xDC00; }

char32_t join(char32_t high, char32_t low) { return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00); }

}  // namespace

bool xml::is_sound_name(std::string_view name) {
  if (name.empty() || name[0] == '-' || name[0] == '.' || (name[0] >= '0' && name[0] <= '9')) return false;
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  return std::all_of(name.begin(), name.end(), is_ascii) || !text::find_invalid_utf8(name);
}

void xml::count_lines(std::string_view bytes, std::size_t& line, std::size_t& column) {
  const auto ends = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  if (ends > 0) {
    line += ends;
    column = 1;
    bytes.remove_prefix(bytes.rfind('\n') + 1);
  }
  for (const char c : bytes) column += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
}

// Text up to the next tag, or a part of it. False if there is none, or a fault.
bool XmlReader::read_text() {
  const char* const bytes = buffer_.data();
  std::size_t from = next_;
  for (;;) {
    while (kind_of(bytes[from]) == Kind::plain) ++from;
    const std::size_t size =
        kind_of(bytes[from]) == Kind::beyond_ascii ? character_size(bytes + from, bytes + end_) : 0;
    if (size == 0) break;
    from += size;
  }
  if (from == token_) {
    if (!take_special()) return false;
  } else {
    text_ = {bytes + token_, from - token_};
    next_ = from;
  }
  if (!open_.empty()) return true;
  const bool is_space = std::all_of(text_.begin(), text_.end(), xml::is_space);
  if (!is_space)
    fail(has_root_ ? msg("more behind the end of the file's element") : msg("a text before the first tag"), token_);
  return false;
}

// What is no plain text stands at next_: a text of its own if true.
bool XmlReader::take_special() {
  if (end_ - next_ < xml::kLongestReference && fill()) return false;  // looked at again
  if (next_ == end_) {
    state_ = State::markup;
    return false;
  }
  decoded_.clear();
  switch (kind_of(buffer_[next_])) {
    case Kind::less_than: state_ = State::markup; return false;
    case Kind::ampersand: read_reference(next_, decoded_); break;
    case Kind::bracket:
      if (starts_with("]]>")) {
        if (options_.repair)
          mend(msg("]]> in a text, which should be ]]&gt;"), next_);
        else
          set_flaw(msg("]]> in a text, which should be ]]&gt;"), next_);
      }
      decoded_ = buffer_[next_++];
      break;
    case Kind::carriage_return:
      if (buffer_[++next_] != '\n') decoded_ = '\n';
      break;
    default: read_no_character(next_, decoded_);
  }
  if (!untold_.empty()) tell_repairs();
  text_ = decoded_;
  return true;
}

// Text of a CDATA section, or a part of it. False behind its end.
bool XmlReader::read_cdata() {
  const char* const bytes = buffer_.data();
  std::size_t from = next_;
  for (;;) {
    const Kind kind = kind_of(bytes[from]);
    if (kind == Kind::plain || kind == Kind::less_than || kind == Kind::ampersand) {
      ++from;
      continue;
    }
    const std::size_t size = kind == Kind::beyond_ascii ? character_size(bytes + from, bytes + end_) : 0;
    if (size == 0) break;
    from += size;
  }
  if (from > token_) {
    text_ = {bytes + token_, from - token_};
    next_ = from;
    return true;
  }
  if (starts_with("]]>")) {
    next_ += 3;
    state_ = State::text;
    return false;
  }
  if (end_ - next_ < xml::kLongestReference && fill()) return false;
  if (next_ == end_) {
    state_ = State::markup;
    return false;
  }
  if (buffer_[next_] == ']') {
    decoded_ = buffer_[next_++];
    text_ = decoded_;
    return true;
  }
  return take_special();
}

// The ; of a reference; end_ if there is none near.
std::size_t XmlReader::reference_end(std::size_t from) const {
  const std::size_t most = std::min(end_, from + xml::kLongestReference);
  for (std::size_t at = from + 1; at < most; ++at) {
    if (buffer_[at] == ';') return at;
    if (!xml::is_name(buffer_[at]) && buffer_[at] != '#') break;
  }
  return end_;
}

void XmlReader::read_reference(std::size_t& from, std::string& text) {
  const std::size_t end = reference_end(from);
  const std::string_view name(buffer_.data() + from + 1, end == end_ ? 0 : end - from - 1);
  if (name.starts_with('#')) return read_number(from, end, text);
  if (xml::is_sound_name(name)) return read_entity(from, end, text);
  if (options_.repair) {
    mend(msg("a bare &, which should be &amp;"), from);
    text += '&';
  } else {
    set_flaw(msg("a bare &, which should be &amp;"), from);
  }
  ++from;
}

void XmlReader::read_number(std::size_t& from, std::size_t end, std::string& text) {
  const std::string_view reference(buffer_.data() + from + 1, end - from - 1);
  const char32_t number = referred_number(reference);
  if (is_xml_character(number)) {
    text::append_utf8(text, number);
  } else if (!options_.repair) {
    set_flaw(msg("the reference &{1};, which is no character that XML can hold", reference), from);
  } else if (is_half(number)) {
    const std::size_t here = from;
    from = end + 1;
    const std::size_t low_end = from < end_ && buffer_[from] == '&' ? reference_end(from) : end_;
    const char32_t low = low_end == end_ ? 0 : referred_number({buffer_.data() + from + 1, low_end - from - 1});
    if (is_high_half(number) && low >= 0xDC00 && low < 0xE000) {
      text::append_utf8(text, join(number, low));
      from = low_end + 1;
      mend(msg("two references to the halves of one character"), here);
    } else {
      text::append_utf8(text, 0xFFFD);
      mend(msg("a reference to half of a character, now U+FFFD"), here);
    }
    return;
  } else {
    mend(msg("the reference &{1};, which is no character that XML can hold, dropped", reference), from);
  }
  from = end + 1;
}

void XmlReader::read_entity(std::size_t& from, std::size_t end, std::string& text) {
  const std::string_view name(buffer_.data() + from + 1, end - from - 1);
  const std::size_t size = text.size();
  Message reason = entities_.expand(name, text, options_.limits.entities);
  if (!reason.empty()) {
    text.resize(size);
    const char32_t html = options_.repair ? html_entity(name) : 0;
    if (html != 0) {
      text::append_utf8(text, html);
      mend(msg("the entity &{1}; of HTML", name), from);
    } else {
      set_flaw(std::move(reason), from);
    }
  }
  from = end + 1;
}

// Bytes that are not UTF-8 are read as windows-1252, the commonest truth behind them, and
// halves of surrogate pairs that were encoded one by one are joined.
void XmlReader::read_no_character(std::size_t& from, std::string& text) {
  const auto byte = static_cast<unsigned char>(buffer_[from]);
  if (byte < 0x80) {
    if (options_.repair)
      mend(msg("the character U+{1}, which XML cannot hold, dropped", hex(byte)), from);
    else
      set_flaw(msg("the character U+{1}, which XML cannot hold", hex(byte)), from);
    ++from;
    return;
  }
  const auto half_at = [&](std::size_t at) -> char32_t {
    if (end_ - at < 3 || static_cast<unsigned char>(buffer_[at]) != 0xED) return 0;
    const auto second = static_cast<unsigned char>(buffer_[at + 1]);
    const auto third = static_cast<unsigned char>(buffer_[at + 2]);
    return (second & 0xE0) == 0xA0 && (third & 0xC0) == 0x80 ? 0xD000 | ((second & 0x3Fu) << 6) | (third & 0x3Fu) : 0;
  };
  const char32_t half = half_at(from);
  if (!options_.repair) {
    if (source_.is_utf8())
      set_flaw(msg("not valid UTF-8 at byte offset {1}", before_ + from + (source_.has_mark() ? 3 : 0)), from);
    else
      set_flaw(msg("bytes that are not {1}", source_.encoding()), from);
    from += half != 0 ? 3 : 1;
  } else if (half != 0) {
    read_surrogate(from, half_at(from + 3), text);
  } else {
    const bool is_guess = source_.is_utf8() && byte != 0xFF;
    mend(is_guess ? msg("a byte that is not UTF-8, read as windows-1252") : msg("bytes that are no text, now U+FFFD"),
         from);
    text::append_utf8(text, !is_guess ? 0xFFFD : byte < 0xA0 ? kWindows1252[byte - 0x80] : byte);
    ++from;
  }
}

// Half of a surrogate pair as if it were a character, and what may be the other half of it.
void XmlReader::read_surrogate(std::size_t& from, char32_t other, std::string& text) {
  const char32_t half = 0xD000 | ((static_cast<unsigned char>(buffer_[from + 1]) & 0x3Fu) << 6) |
                        (static_cast<unsigned char>(buffer_[from + 2]) & 0x3Fu);
  const bool is_pair = is_high_half(half) && is_half(other) && !is_high_half(other);
  mend(is_pair ? msg("the halves of a character as two") : msg("half of a character, now U+FFFD"), from);
  text::append_utf8(text, is_pair ? join(half, other) : 0xFFFD);
  from += is_pair ? 6 : 3;
}

void XmlReader::set_flaw(Message message, std::size_t place) {
  if (!flaw_.empty()) return;
  flaw_ = std::move(message);
  advance_mark(token_);  // so that flaws that follow one another are each found from the last
  flaw_place_ = locate(place);
  flaw_at_ = before_ + place;
}

// Told when the token is whole: until then it may have to be read again. One tag may have a
// great many, of which the first are told.
void XmlReader::mend(Message message, std::size_t place) {
  constexpr std::size_t kMost = 100;
  ++untold_count_;
  if (untold_.size() >= kMost) return;
  advance_mark(token_);
  untold_.push_back({std::move(message), locate(place)});
}

void XmlReader::tell_repairs() {
  repairs_ += untold_count_;
  if (options_.mended)
    for (const Diagnostic& repair : untold_) options_.mended(repair);
  untold_.clear();
  untold_count_ = 0;
}

}  // namespace oimtm::formats

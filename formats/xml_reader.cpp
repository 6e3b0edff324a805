#include "formats/xml_reader.h"

#include <algorithm>
#include <cstring>

#include "formats/xml_bytes.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

constexpr std::size_t kChunk = 256 * 1024;

}  // namespace

std::string_view attribute(const XmlAttributes& attributes, std::string_view name) {
  for (const XmlAttribute& attribute : attributes)
    if (attribute.name == name) return attribute.value;
  return {};
}

XmlReader::XmlReader(ExchangeText& source, XmlOptions options)
    : source_(source), options_(std::move(options)), buffer_(kChunk + 1) {
  buffer_[0] = '\0';
}

// Moves the token to the front and reads on behind it. False at the end of the file.
bool XmlReader::fill() {
  if (at_end_) return false;
  if (token_ > 0) {
    advance_mark(token_);
    std::memmove(buffer_.data(), buffer_.data() + token_, end_ - token_);
    before_ += token_;
    end_ -= token_;
    next_ -= std::min(token_, next_);
    mark_ -= token_;
    token_ = 0;
  }
  // As much again as there is, so that a long token is moved and read a few times only.
  const std::size_t wanted = std::max(kChunk, end_);
  if (buffer_.size() < end_ + wanted + 1) buffer_.resize(end_ + wanted + 1);
  std::size_t got = 0;
  for (std::size_t part = 1; part > 0 && got < wanted; got += part)  // a pipe gives a little at a time
    part = source_.read(buffer_.data() + end_ + got, wanted - got);
  end_ += got;
  buffer_[end_] = '\0';
  at_end_ = got == 0;
  return !at_end_;
}

// Whether there are so many bytes from next_ on, after reading on if need be.
bool XmlReader::has(std::size_t bytes) {
  while (end_ - next_ < bytes)
    if (!fill()) return false;
  return true;
}

bool XmlReader::starts_with(std::string_view bytes) {
  return has(bytes.size()) && std::string_view(buffer_.data() + next_, bytes.size()) == bytes;
}

XmlReader::Token XmlReader::next() {
  if (state_ == State::element_end) {
    state_ = State::text;
    open_names_.resize(open_.back());
    open_.pop_back();
    return Token::end_tag;
  }
  name_ = {};  // it is of the buffer, which may be moved now
  for (;;) {
    token_ = next_;
    if (state_ == State::end) return Token::end;
    if (state_ == State::text) {
      if (read_text()) return Token::text;
    } else if (state_ == State::cdata) {
      if (read_cdata()) return Token::text;
    } else {
      if (!has(2)) return end_of_file();
      const char second = buffer_[next_ + 1];
      if (buffer_[next_] != '<') {
        state_ = State::text;
      } else if (second == '/') {
        return read_end_tag();
      } else if (second != '!' && second != '?') {
        return read_start_tag();
      } else {
        read_between();
      }
    }
    if (!fault_.empty()) return Token::fault;
  }
}

XmlReader::Token XmlReader::end_of_file() {
  if (!open_.empty()) {
    fail(msg("the file breaks off: </{1}> is wanted", open_names_.substr(open_.back())), end_);
  } else if (next_ < end_ && has_root_) {
    fail(msg("more behind the end of the file's element"), next_);
  } else if (!has_root_) {
    fail(before_ + end_ == 0 ? msg("the file is empty") : msg("no element in the file"), end_);
  }
  next_ = end_;
  state_ = State::end;
  return fault_.empty() ? Token::end : Token::fault;
}

// A fault at `place`; the way to say that no token was read. Reading goes on behind the byte
// at which the token began.
bool XmlReader::fail(Message message, std::size_t place) {
  if (!fault_.empty()) return false;
  fault_ = std::move(message);
  fault_place_ = locate(place);
  next_ = std::min(token_ + 1, end_);
  return false;
}

std::string_view XmlReader::open_name() const {
  return open_.empty() ? std::string_view() : std::string_view(open_names_).substr(open_.back());
}

void XmlReader::close_around(std::size_t depth) {
  if (open_.size() <= depth + 1) return;
  open_names_.erase(open_[depth], open_.back() - open_[depth]);
  open_.resize(depth + 1);
}

bool XmlReader::recover(std::string_view element, std::size_t depth) {
  fault_ = {};
  stray_end_ = {};
  if (open_.size() > depth) {
    open_names_.resize(open_[depth]);
    open_.resize(depth);
  }
  for (token_ = next_;; token_ = next_) {
    if (!has(element.size() + 2)) break;
    const char* const found =
        static_cast<const char*>(std::memchr(buffer_.data() + next_, '<', end_ - next_ - element.size() - 1));
    if (found == nullptr) {
      next_ = end_ - element.size() - 1;
      continue;
    }
    next_ = static_cast<std::size_t>(found - buffer_.data());
    const std::string_view name(found + 1, element.size());
    const char behind = found[element.size() + 1];
    if (name == element && (xml::is_space(behind) || behind == '>' || behind == '/')) {
      token_ = next_;
      state_ = State::markup;
      return true;
    }
    ++next_;
  }
  next_ = end_;
  state_ = State::end;
  return false;
}

Location XmlReader::where() {
  advance_mark(token_);
  return {source_.path(), line_, column_};
}

std::pair<std::size_t, std::size_t> XmlReader::position() {
  advance_mark(token_);
  return {line_, column_};
}

Location XmlReader::locate(std::size_t place) const {
  Location found{source_.path(), line_, column_};
  xml::count_lines({buffer_.data() + mark_, std::max(place, mark_) - mark_}, found.line, found.column);
  return found;
}

void XmlReader::advance_mark(std::size_t place) {
  if (place <= mark_) return;
  xml::count_lines({buffer_.data() + mark_, place - mark_}, line_, column_);
  mark_ = place;
}

}  // namespace oimtm::formats

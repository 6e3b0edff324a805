// What is neither a tag nor text: comments, instructions, CDATA and the DOCTYPE.
#include <algorithm>

#include "formats/xml_bytes.h"
#include "formats/xml_reader.h"

namespace oimtm::formats {

namespace {

// Behind the > of a "<!DOCTYPE ...", with its declarations in brackets; npos if that is not
// there yet.
std::size_t doctype_end(std::string_view text) {
  std::size_t depth = 0;  // of [ and of the declarations in it
  for (std::size_t at = 9; at < text.size(); ++at) {
    const char c = text[at];
    std::string_view skipped;
    if (c == '"' || c == '\'') skipped = c == '"' ? "\"" : "'";
    if (text.substr(at).starts_with("<!--")) skipped = "-->";
    if (text.substr(at).starts_with("<?")) skipped = "?>";
    if (!skipped.empty()) {
      const std::size_t end = text.find(skipped, at + 1);
      if (end == std::string_view::npos) return end;
      at = end + skipped.size() - 1;
    } else if (c == '[' || c == '<') {
      ++depth;
    } else if (c == '>' && depth == 0) {
      return at + 1;
    } else if ((c == ']' || c == '>') && depth > 0) {
      --depth;
    }
  }
  return std::string_view::npos;
}

}  // namespace

// At "<!" or "<?". Moves behind it, or to the text of a CDATA section. False for a fault.
bool XmlReader::read_between() {
  state_ = State::text;
  if (starts_with("<?")) return skip_instruction();
  if (starts_with("<!--")) return skip_comment();
  if (starts_with("<![CDATA[")) {
    if (open_.empty()) return fail(msg("a text outside of the file's element"), token_);
    next_ += 9;
    state_ = State::cdata;
    return true;
  }
  if (starts_with("<!DOCTYPE") && !has_root_ && doctype_.empty()) return read_doctype();
  return fail(msg("a < that begins no tag, and should be &lt;"), token_);
}

// Moves behind the next `end` from `from` on. What is passed over is not kept: a comment may
// be of any length. False at the end of the file, or for what is no text.
bool XmlReader::skip_behind(std::size_t from, std::string_view end) {
  next_ = from;
  std::size_t checked = 0;  // bytes from next_ on that were found to be text
  for (;;) {
    token_ = next_;
    const std::string_view rest(buffer_.data() + next_, end_ - next_);
    const std::size_t found = rest.find(end);
    std::size_t stop = found == std::string_view::npos ? end_ : next_ + found;
    for (std::size_t at = next_ + checked; at < stop;) {
      const xml::Kind kind = xml::kind_of(buffer_[at]);
      const bool beyond = kind == xml::Kind::beyond_ascii;
      const std::size_t size = beyond ? xml::character_size(buffer_.data() + at, buffer_.data() + end_) : 1;
      if (size == 0 && end_ - at < 4 && found == std::string_view::npos && !at_end_) {
        stop = at;  // it breaks off with the buffer
      } else if (size == 0 || kind == xml::Kind::no_character) {
        set_flaw(beyond ? msg("bytes that are not UTF-8 in a comment or an instruction")
                        : msg("a control character in a comment or an instruction"),
                 at);
        ++at;
      } else {
        at += size;
      }
    }
    if (found != std::string_view::npos) {
      next_ = stop + end.size();
      return true;
    }
    // The last bytes may be the beginning of the end.
    checked = std::min(end.size() - 1, stop - next_);
    next_ = token_ = stop - checked;
    if (!fill()) return false;
  }
}

bool XmlReader::skip_comment() {
  const Location begin = where();
  const bool ends = skip_behind(next_ + 4, "--");
  if (ends && has(1) && buffer_[next_] == '>') {
    ++next_;
    return true;
  }
  if (ends) {
    // The fault is told, and the comment passed over all the same.
    set_flaw(msg("-- in a comment"), next_ - 2);
    if (skip_behind(next_ - 2, "-->")) return true;
  }
  fail(msg("the file breaks off in a comment"), end_);
  fault_place_ = begin;
  return false;
}

bool XmlReader::skip_instruction() {
  const Location begin = where();
  const bool is_first = before_ == 0 && token_ == 0;
  has(6);
  const std::string_view start(buffer_.data() + next_, std::min<std::size_t>(6, end_ - next_));
  const bool is_declaration = start.starts_with("<?xml") && start.size() == 6 && xml::is_space(start[5]);
  if (is_declaration && !is_first) return fail(msg("an XML declaration that is not at the beginning"), token_);
  if (start.size() < 3 || !xml::is_name(start[2])) return fail(msg("<? without the name of an instruction"), token_);
  if (skip_behind(next_ + 2, "?>")) return true;
  fail(msg("the file breaks off in an instruction"), end_);
  fault_place_ = begin;
  return false;
}

// Kept whole: its entities are read from it, and it may be written again.
bool XmlReader::read_doctype() {
  for (;;) {
    const std::string_view rest(buffer_.data() + token_, end_ - token_);
    const std::size_t end = doctype_end(rest);
    if (std::min(end, rest.size()) > options_.limits.markup)
      return fail(msg("a DOCTYPE of more than {1} bytes (limit markup)", options_.limits.markup), token_);
    if (end != std::string_view::npos) {
      doctype_ = rest.substr(0, end);
      next_ = token_ + end;
      entities_.declare(doctype_);
      return true;
    }
    if (!fill()) return fail(msg("the file breaks off in the DOCTYPE"), token_);
  }
}

}  // namespace oimtm::formats

// XML 1.0 taken apart as it comes, with what the readers of exchange files want of it: a
// fault ends no file, its place is known, and memory does not grow with the file. Private to
// formats/.
//
//   XmlReader xml(source, {});
//   while (xml.next() != XmlReader::Token::end) ...
//
// It differs from a conforming processor where a file may harm: nothing outside of the file
// is ever read, entities of the DTD stand for text alone, their expansion is limited, and
// attributes have no defaults. Names are not held against the tables of XML: any character
// beyond ASCII may stand in one. tests/formats/xml_reader_test.cpp compares it with expat.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/exchange_text.h"
#include "formats/limits.h"
#include "formats/xml_entities.h"
#include "text/error.h"

namespace oimtm::formats {

struct XmlAttribute {
  std::string_view name;
  std::string_view value;
};
using XmlAttributes = std::vector<XmlAttribute>;

// The value of an attribute; empty if it is not there.
std::string_view attribute(const XmlAttributes& attributes, std::string_view name);

struct XmlOptions {
  Limits limits;
  bool repair = false;  // flaws are mended and told to `mended`
  DiagnosticSink mended;
};

class XmlReader {
 public:
  enum class Token {
    start_tag,  // name(), attributes(); of <x/> an end_tag follows
    end_tag,    // name()
    text,       // text(): part of what stands between two tags, which may come in parts
    fault,      // fault(): no token can be made of what stands here; then recover()
    end,        // of the file; again each time
  };

  XmlReader(ExchangeText& source, XmlOptions options);

  Token next();

  // Valid until the next call of next(). The name is empty for what is no tag, and for a fault
  // that is not in a start tag.
  std::string_view name() const { return name_; }
  const XmlAttributes& attributes() const { return attributes_; }
  std::string_view text() const { return text_; }
  bool is_empty_element() const { return is_empty_; }  // written as <x/>

  // Elements that are open: with that of a start tag, without that of an end tag.
  std::size_t depth() const { return open_.size(); }
  std::string_view open_name() const;  // of the innermost; empty if none is

  // Where the token begins. In amortised time of the bytes read.
  Location where();
  std::pair<std::size_t, std::size_t> position();  // its line and column
  const std::string& path() const { return source_.path(); }

  const Message& fault() const { return fault_; }
  Location fault_place() const { return fault_place_; }
  // The name of the end tag that is the fault, as another is wanted; empty for other faults.
  std::string_view stray_end() const { return stray_end_; }

  // A flaw is a fault within a text or an attribute: a character that XML cannot hold, a
  // bare &, an entity that is not defined. Reading goes on behind it; the token at hand
  // lacks it, or with repair has what was meant. The first since clear_flaw(), if any.
  bool has_flaw() const { return !flaw_.empty(); }
  const Message& flaw() const { return flaw_; }
  Location flaw_place() const { return flaw_place_; }
  bool flaw_is_in_token() const { return flaw_at_ >= before_ + token_; }  // not in a comment before it
  void clear_flaw() { flaw_ = {}; }

  // Looks for the next start tag of `element`, from behind a fault, without a look at what
  // is between; and takes the elements deeper than `depth` for closed. False at the end.
  bool recover(std::string_view element, std::size_t depth);

  // Takes the elements that are open between `depth` and that of the start tag at hand for closed.
  void close_around(std::size_t depth);

  const std::string& doctype() const { return doctype_; }  // "<!DOCTYPE ...>"; empty: none
  std::size_t repairs() const { return repairs_; }

 private:
  enum class State { markup, text, cdata, element_end, end };
  enum class Parsed { whole, unfinished, broken };
  // An attribute as offsets: in the buffer, or for the value in decoded_.
  struct Value {
    std::size_t name = 0;
    std::size_t name_end = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool is_decoded = false;
  };

  bool fill();
  bool has(std::size_t bytes);
  bool starts_with(std::string_view bytes);

  Token read_start_tag();
  Parsed parse_start_tag();
  Parsed parse_attribute(std::size_t& from);
  Parsed parse_value(std::size_t& from, Value& value);
  Parsed broken(Message message, std::size_t place);
  bool take_attributes();
  Token read_end_tag();
  bool read_between();  // comments, instructions, DOCTYPE and the start of CDATA
  bool skip_behind(std::size_t from, std::string_view end);
  bool skip_comment();
  bool skip_instruction();
  bool read_doctype();
  bool read_text();
  bool read_cdata();
  bool take_special();
  Token end_of_file();
  bool fail(Message message, std::size_t place);

  // Appends what stands for the reference, or for the bytes that are no character, at
  // `from` to `text`, and moves behind it.
  void read_reference(std::size_t& from, std::string& text);
  void read_number(std::size_t& from, std::size_t end, std::string& text);
  void read_entity(std::size_t& from, std::size_t end, std::string& text);
  void read_no_character(std::size_t& from, std::string& text);
  void read_surrogate(std::size_t& from, char32_t half, std::string& text);
  std::size_t reference_end(std::size_t from) const;
  void set_flaw(Message message, std::size_t place);
  void mend(Message message, std::size_t place);
  void tell_repairs();

  Location locate(std::size_t place) const;
  void advance_mark(std::size_t place);

  ExchangeText& source_;
  XmlOptions options_;

  std::vector<char> buffer_;  // ends with a NUL behind end_
  std::size_t token_ = 0;     // where the token begins
  std::size_t next_ = 0;      // where the next one does
  std::size_t end_ = 0;
  bool at_end_ = false;
  std::uint64_t before_ = 0;  // bytes of the file before the buffer

  State state_ = State::markup;
  bool has_root_ = false;
  std::string_view name_;
  std::string_view text_;
  XmlAttributes attributes_;
  std::vector<Value> values_;
  std::string decoded_;  // values and texts that are not in the file as they are
  bool is_empty_ = false;

  std::string open_names_;         // of open elements, one behind the other
  std::vector<std::size_t> open_;  // where each begins in it

  Message fault_;
  std::string_view stray_end_;
  Location fault_place_;
  Message flaw_;
  Location flaw_place_;
  std::uint64_t flaw_at_ = 0;  // byte of the text
  std::size_t repairs_ = 0;
  std::vector<Diagnostic> untold_;  // repairs of the token at hand, the first of them
  std::size_t untold_count_ = 0;

  std::string doctype_;
  XmlEntities entities_;

  std::size_t mark_ = 0;  // a place whose line is known
  std::size_t line_ = 1;
  std::size_t column_ = 1;
};

}  // namespace oimtm::formats

// XML read as a stream, with the place of every element in the file's bytes: what is small
// comes whole, as a tree, and the elements around it one tag at a time. Private to formats/xliff.
//
// Namespaces are resolved here, leniently: a prefix that nobody declared is no error, as
// foreign files have them. DTDs are not fetched, entities of other files refused, and expat
// bounds what internal ones expand to.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/exchange_text.h"
#include "formats/input.h"
#include "text/error.h"

namespace oimtm::formats::xliff {

inline constexpr std::string_view kXmlSpace = "http://www.w3.org/XML/1998/namespace";

// The part of a name behind its prefix, and the prefix.
std::string_view local_name(std::string_view name);
std::string_view name_prefix(std::string_view name);

struct XmlAttribute {
  std::string name;   // as it is written: "xml:lang"
  std::string space;  // the namespace of its prefix; empty without one. "xmlns" for declarations
  std::string value;
};

// Lines and columns as in Location; both 0 if they are not known.
struct XmlPlace {
  std::size_t line = 0;
  std::size_t column = 0;
};

// An element, or a piece of text: comments and processing instructions are not kept.
struct XmlNode {
  std::string name;  // empty: text
  std::string space;
  std::vector<XmlAttribute> attributes;
  std::vector<XmlNode> children;
  std::string text;
  XmlPlace place;

  // Bytes of the file: the start tag is begin to content, the end tag close to end. For
  // <x/> the last three are the same.
  std::size_t begin = 0;
  std::size_t content = 0;
  std::size_t close = 0;
  std::size_t end = 0;
  bool is_from_entity = false;  // then there are no such bytes
  bool has_unknown_prefix = false;

  bool is_text() const { return name.empty(); }
  bool is_empty_tag() const { return content == end; }
  std::string_view local() const { return local_name(name); }
  bool is(std::string_view its_space, std::string_view its_local) const {
    return space == its_space && local() == its_local;
  }

  // Null, or a default, if it is not there. `attribute` names one as it is written.
  const std::string* find(std::string_view attribute) const;
  std::string_view value(std::string_view attribute, std::string_view otherwise = {}) const;
  const XmlNode* child(std::string_view its_space, std::string_view its_local) const;
};

// All text in an element, of its descendants too.
std::string text_of(const XmlNode& element);

// `<name attribute="value" ...>` as it would be written; with `is_empty` "/>".
std::string start_tag(const XmlNode& element, bool is_empty);

struct XmlLimits {
  std::size_t depth = 1000;                      // elements inside of one another
  std::size_t attributes = 1000;                 // of one element
  std::size_t element_bytes = 64 * 1024 * 1024;  // of an element that is taken whole
};

class XmlVisitor {
 public:
  virtual ~XmlVisitor() = default;

  // An element begins; its children are not known. True: what is in it comes one by one;
  // false: it comes whole.
  virtual bool enter(const XmlNode& tag) = 0;
  // The end of one that was entered; text directly in it, as far as it is not white space,
  // was told by text().
  virtual void leave(const XmlNode& tag) = 0;
  virtual void whole(XmlNode element) = 0;
  virtual void text(XmlPlace place) = 0;
};

// How the bytes of a file are to be understood, and what may be put between them.
struct XmlEncoding {
  enum class Kind { utf8, utf16_le, utf16_be, other };

  Kind kind = Kind::utf8;

  // UTF-8 XML as bytes of this encoding: character references where it has no others.
  std::string encode(std::string_view xml) const;
};

class XmlReader {
 public:
  // Takes the bytes as they are read, before anything of them is visited.
  using Tap = std::function<void(std::string_view)>;

  // Reads the bytes as they are; the tap takes them.
  explicit XmlReader(ByteSource& source, const XmlLimits& limits = {}, Tap tap = {});

  // Reads what is unpacked and decoded already.
  explicit XmlReader(ExchangeText& text, const XmlLimits& limits = {});

  // Reads to the end. Throws InputError, with its place, for what is not well-formed, in an
  // encoding that is not known, or beyond the limits.
  void read(XmlVisitor& visitor);

  // Known as soon as the first element is.
  XmlEncoding encoding() const { return encoding_; }

  // Nothing that is visited later begins before this byte.
  std::size_t settled() const { return settled_; }

  // Called after each part of the file that was read, when `settled` has moved.
  std::function<void()> after_part;

 private:
  std::function<std::size_t(char* buffer, std::size_t size)> source_;
  const std::string& path_;
  const char* known_encoding_ = nullptr;  // whatever the file says
  XmlLimits limits_;
  Tap tap_;
  XmlEncoding encoding_;
  std::size_t settled_ = 0;
};

}  // namespace oimtm::formats::xliff

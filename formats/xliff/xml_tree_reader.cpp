#include <expat.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <exception>
#include <memory>

#include "formats/xliff/xml_tree.h"
#include "text/characters.h"

namespace oimtm::formats::xliff {

namespace {

struct ParserDeleter {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

// Which namespace a prefix stands for, at the element that is open.
class Namespaces {
 public:
  void open(XmlNode& element) {
    for (XmlAttribute& each : element.attributes) {
      const bool is_default = each.name == "xmlns";
      if (!is_default && !each.name.starts_with("xmlns:")) continue;
      each.space = "xmlns";
      declared_.push_back({depth_, is_default ? "" : each.name.substr(6), each.value});
    }
    ++depth_;
    resolve(element, element.name, element.space, true);
    for (XmlAttribute& each : element.attributes)
      if (each.space.empty()) resolve(element, each.name, each.space, false);
  }

  void close() {
    --depth_;
    while (!declared_.empty() && declared_.back().depth == depth_) declared_.pop_back();
  }

 private:
  struct Declared {
    std::size_t depth;
    std::string prefix;
    std::string space;
  };

  void resolve(XmlNode& element, std::string_view name, std::string& space, bool is_element) const {
    const std::string_view prefix = name_prefix(name);
    if (prefix.empty() && !is_element) return;
    if (prefix == "xml") {
      space = kXmlSpace;
      return;
    }
    const auto found =
        std::find_if(declared_.rbegin(), declared_.rend(), [&](const Declared& each) { return each.prefix == prefix; });
    if (found != declared_.rend()) space = found->space;
    if (!prefix.empty() && (found == declared_.rend() || found->space.empty())) {
      element.has_unknown_prefix = true;
      space = "prefix:" + std::string(prefix);
    }
  }

  std::size_t depth_ = 0;
  std::vector<Declared> declared_;
};

// Exceptions may not pass through expat, which is C: they wait in `failure`.
class Session {
 public:
  Session(XML_Parser parser, const std::string& path, const XmlLimits& limits, XmlVisitor& visitor)
      : parser_(parser), path_(path), limits_(limits), visitor_(visitor) {}

  std::exception_ptr failure;
  std::string declared_encoding;

  template <class Work>
  void guard(Work work) noexcept {
    if (failure) return;
    try {
      work();
    } catch (...) {
      failure = std::current_exception();
      XML_StopParser(parser_, XML_FALSE);
    }
  }

  void start(const char* name, const char** attributes) {
    if (open_.size() >= limits_.depth)
      throw InputError(msg("elements inside of one another, more than {1} deep", limits_.depth), here());
    XmlNode node;
    node.name = name;
    std::size_t bytes = kNode + node.name.size();
    for (; *attributes != nullptr; attributes += 2) {
      if (node.attributes.size() >= limits_.attributes)
        throw InputError(msg("an element with more than {1} attributes", limits_.attributes), here());
      node.attributes.push_back({attributes[0], {}, attributes[1]});
      bytes += kNode + node.attributes.back().name.size() + node.attributes.back().value.size();
    }
    const int size = XML_GetCurrentByteCount(parser_);
    node.is_from_entity = size == 0;
    node.begin = position();
    node.content = node.begin + static_cast<std::size_t>(size);
    node.place = place();
    spaces_.open(node);
    const bool is_entered = whole_depth_ == 0 && visitor_.enter(node);
    if (!is_entered && ++whole_depth_ == 1) {
      whole_begin_ = node.begin;
      whole_bytes_ = 0;
    }
    check_size(bytes);
    open_.push_back(std::move(node));
  }

  void end() {
    spaces_.close();
    XmlNode node = std::move(open_.back());
    open_.pop_back();
    const int size = XML_GetCurrentByteCount(parser_);
    node.close = size == 0 ? node.content : position();
    node.end = node.close + static_cast<std::size_t>(size);
    if (whole_depth_ == 0) return visitor_.leave(node);
    if (--whole_depth_ == 0)
      visitor_.whole(std::move(node));
    else
      open_.back().children.push_back(std::move(node));
  }

  void characters(std::string_view text) {
    if (whole_depth_ == 0) {
      if (!open_.empty() && text.find_first_not_of(" \t\r\n") != std::string_view::npos) visitor_.text(place());
      return;
    }
    check_size(text.size());
    std::vector<XmlNode>& children = open_.back().children;
    if (children.empty() || !children.back().is_text()) {
      check_size(kNode);
      children.emplace_back();
      children.back().place = place();
      children.back().begin = position();
    }
    children.back().text += text;
  }

  [[noreturn]] void refuse_entity(std::string_view name) const {
    throw InputError(msg("the entity {1} is outside of the file", name), here());
  }

  // Fills the table of an encoding that expat does not know: one byte, one character.
  bool describe(const char* name, XML_Encoding& encoding) const {
    const iconv_t converter = iconv_open("UTF-32LE", name);
    if (converter == reinterpret_cast<iconv_t>(-1)) return false;  // NOLINT(performance-no-int-to-ptr): iconv's own
    for (int byte = 0; byte < 256; ++byte) {
      char in = static_cast<char>(byte);
      std::array<unsigned char, 8> out{};
      char* from = &in;
      char* to = reinterpret_cast<char*>(out.data());
      std::size_t in_left = 1;
      std::size_t out_left = out.size();
      const bool is_done = iconv(converter, &from, &in_left, &to, &out_left) != static_cast<std::size_t>(-1);
      iconv(converter, nullptr, nullptr, nullptr, nullptr);
      const bool is_one = is_done && out_left == out.size() - 4;
      const unsigned code = out[0] + 0x100U * out[1] + 0x10000U * out[2];
      encoding.map[byte] = is_one && code < 0x10000 ? static_cast<int>(code) : -1;
    }
    iconv_close(converter);
    constexpr std::size_t kLess = 0x3C;  // the encodings that XML can be declared in hold ASCII
    return encoding.map[kLess] == '<' && encoding.map[0] == 0;
  }

  // Nothing to come begins before it.
  std::size_t settled() const { return whole_depth_ > 0 ? whole_begin_ : position(); }

  Location here() const {
    const XmlPlace at = place();
    return {path_, at.line, at.column};
  }

  // The byte of the file at which the reader is.
  std::size_t position() const {
    const XML_Index index = XML_GetCurrentByteIndex(parser_);
    return index < 0 ? 0 : static_cast<std::size_t>(index);
  }

 private:
  XmlPlace place() const { return {XML_GetCurrentLineNumber(parser_), XML_GetCurrentColumnNumber(parser_) + 1}; }

  // Bytes that an element, an attribute or a piece of text counts besides what it holds.
  static constexpr std::size_t kNode = 64;

  void check_size(std::size_t more) {
    whole_bytes_ += more;
    if (whole_depth_ > 0 && whole_bytes_ > limits_.element_bytes)
      throw InputError(msg("an element of more than {1} MB", limits_.element_bytes / 1024 / 1024), here());
  }

  XML_Parser parser_;
  const std::string& path_;
  const XmlLimits& limits_;
  XmlVisitor& visitor_;
  Namespaces spaces_;
  std::vector<XmlNode> open_;
  std::size_t whole_depth_ = 0;  // elements open of the one that is taken whole
  std::size_t whole_begin_ = 0;
  std::size_t whole_bytes_ = 0;
};

Session& session(void* data) { return *static_cast<Session*>(data); }

void on_start(void* data, const char* name, const char** attributes) {
  session(data).guard([&] { session(data).start(name, attributes); });
}
void on_end(void* data, const char*) {
  session(data).guard([&] { session(data).end(); });
}
void on_text(void* data, const char* text, int length) {
  session(data).guard([&] { session(data).characters({text, static_cast<std::size_t>(length)}); });
}
void on_declaration(void* data, const char*, const char* encoding, int) {
  if (encoding != nullptr) session(data).guard([&] { session(data).declared_encoding = encoding; });
}
void on_skipped_entity(void* data, const char* name, int) {
  session(data).guard([&] { session(data).refuse_entity(name); });
}
int on_external_entity(XML_Parser parser, const char*, const char*, const char* system_id, const char*) {
  Session& here = session(XML_GetUserData(parser));
  here.guard([&] { here.refuse_entity(system_id != nullptr ? system_id : ""); });
  return XML_STATUS_OK;
}
int on_unknown_encoding(void* data, const char* name, XML_Encoding* encoding) {
  encoding->data = nullptr;
  encoding->convert = nullptr;
  encoding->release = nullptr;
  return session(data).describe(name, *encoding) ? XML_STATUS_OK : XML_STATUS_ERROR;
}

XmlEncoding encoding_of(std::string_view first, const std::string& declared) {
  using Kind = XmlEncoding::Kind;
  if (first.starts_with("\xFF\xFE") || first.starts_with(std::string_view("<\0", 2))) return {Kind::utf16_le};
  if (first.starts_with("\xFE\xFF") || first.starts_with(std::string_view("\0<", 2))) return {Kind::utf16_be};
  const std::string name = text::fold_case(declared);
  const bool is_utf8 = name.empty() || name == "utf-8" || name == "utf8";
  return {is_utf8 ? Kind::utf8 : Kind::other};
}

void set_handlers(XML_Parser parser, Session& session) {
  XML_SetUserData(parser, &session);
  XML_SetElementHandler(parser, on_start, on_end);
  XML_SetCharacterDataHandler(parser, on_text);
  XML_SetXmlDeclHandler(parser, on_declaration);
  XML_SetSkippedEntityHandler(parser, on_skipped_entity);
  XML_SetExternalEntityRefHandler(parser, on_external_entity);
  XML_SetUnknownEncodingHandler(parser, on_unknown_encoding, &session);
}

}  // namespace

XmlReader::XmlReader(ByteSource& source, const XmlLimits& limits, Tap tap)
    : source_([&source](char* buffer, std::size_t size) { return source.read(buffer, size); }),
      path_(source.path()),
      limits_(limits),
      tap_(std::move(tap)) {}

XmlReader::XmlReader(ExchangeText& text, const XmlLimits& limits)
    : source_([&text](char* buffer, std::size_t size) { return text.read(buffer, size); }),
      path_(text.path()),
      known_encoding_("UTF-8"),
      limits_(limits) {}

void XmlReader::read(XmlVisitor& visitor) {
  const std::unique_ptr<XML_ParserStruct, ParserDeleter> parser(XML_ParserCreate(known_encoding_));
  Session session(parser.get(), path_, limits_, visitor);
  set_handlers(parser.get(), session);
  std::string first;
  std::size_t read = 0;
  for (bool at_end = false; !at_end;) {
    constexpr int kPart = 256 * 1024;
    void* buffer = XML_GetBuffer(parser.get(), kPart);
    if (buffer == nullptr) throw std::bad_alloc();
    const std::size_t got = source_(static_cast<char*>(buffer), kPart);
    const std::string_view part(static_cast<const char*>(buffer), got);
    if (first.size() < 4) first += part.substr(0, 4);
    if (tap_) tap_(part);
    at_end = got == 0;
    const XML_Status status = XML_ParseBuffer(parser.get(), static_cast<int>(got), at_end ? 1 : 0);
    if (session.failure) std::rethrow_exception(session.failure);
    if (first.empty()) throw InputError(msg("the file is empty"), session.here());
    if (status == XML_STATUS_ERROR)
      throw InputError(msg("not well-formed XML: {1}", XML_ErrorString(XML_GetErrorCode(parser.get()))),
                       session.here());
    // One tag or comment: expat keeps it until it is whole.
    read += got;
    if (read > session.position() + limits_.element_bytes)
      throw InputError(msg("an element of more than {1} MB", limits_.element_bytes / 1024 / 1024), session.here());
    encoding_ = encoding_of(first, session.declared_encoding);
    settled_ = session.settled();
    if (after_part) after_part();
  }
}

}  // namespace oimtm::formats::xliff

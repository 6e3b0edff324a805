#include <expat.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "formats/tmx/dates.h"
#include "formats/tmx/inline_elements.h"
#include "formats/tmx/props.h"
#include "formats/tmx/tmx.h"
#include "formats/xml_writer.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

constexpr std::size_t kLongestText = 64 * 1024 * 1024;  // bytes of one segment or code, note or prop

// Builds units out of the elements as expat meets them. One level of the file's elements
// is known at a time; nothing recurses.
class Builder {
 public:
  Builder(XML_Parser parser, ByteSource& source, const UnitVisitor& visit, const DiagnosticSink& report)
      : parser_(parser), source_(source), visit_(visit), report_(report) {}

  UnitCounts counts;

  void start(const char* name, const char** attributes) {
    const std::string_view element = name;
    if (++depth_ == 1 && element != "tmx") throw InputError(msg("not TMX: its root is <{1}>", element), here());
    if (in_segment_) return start_inline(name, attributes);
    text_.clear();
    if (element == "header") {
      header_language_ = language(attribute(attributes, "srclang"));
    } else if (element == "tu") {
      if (in_unit_) return reject_nested(element);
      start_unit(attributes);
    } else if (element == "tuv" && in_unit_) {
      if (in_variant_) return reject_nested(element);
      start_variant(attributes);
    } else if (element == "seg" && in_variant_) {
      if (has_segment_) reject(msg("a <tuv> with more than one <seg>"));
      in_segment_ = has_segment_ = true;
      highlights_ = 0;
    } else if (element == "prop" || element == "note") {
      prop_type_ = attribute(attributes, "type");
    }
  }

  void end(const char* name) {
    const std::string_view element = name;
    --depth_;
    if (in_segment_) return end_in_segment(element);
    if (element == "prop") take_prop(prop_type_);
    if (element == "note") take_attribute("note");
    if (element == "tuv" && in_variant_) end_variant();
    if (element == "tu" && in_unit_) end_unit();
  }

  void characters(const char* text, int length) {
    const std::string_view part(text, static_cast<std::size_t>(length));
    if (text_.size() + code_.markup.size() > kLongestText) throw InputError(msg("a text of more than 64 MB"), here());
    if (code_depth_ > 0)
      append_escaped(code_.markup, part, false);
    else
      text_ += part;
  }

  // Why the unit at hand is no unit; the first reason counts. Between units it is nothing.
  void reject(Message reason) {
    if (reason_.empty()) reason_ = std::move(reason);
  }

  Location here() const {
    return {source_.path(), XML_GetCurrentLineNumber(parser_), XML_GetCurrentColumnNumber(parser_) + 1};
  }

 private:
  static text::LanguageTag language(std::string_view tag) {
    return text::LanguageTag::parse(tag).value_or(text::LanguageTag());
  }

  void start_unit(const char** attributes) {
    ++counts.read;
    in_unit_ = true;
    unit_ = {};
    source_context_ = {};
    reason_ = {};
    unit_place_ = here();
    unit_language_ = header_language_;
    for (; *attributes != nullptr; attributes += 2) {
      const std::string_view name = attributes[0];
      if (name == "srclang")
        unit_language_ = language(attributes[1]);
      else if (name == "changedate")
        unit_.date = from_tmx_date(attributes[1]);
      else
        unit_.attributes.emplace_back("tmx:" + std::string(name), attributes[1]);
    }
  }

  void start_variant(const char** attributes) {
    variant_ = {};
    in_variant_ = true;
    has_segment_ = false;
    std::string_view tag = attribute(attributes, "xml:lang");
    if (tag.empty()) tag = attribute(attributes, "lang");
    variant_.language = language(tag);
    if (variant_.language.empty())
      reject(tag.empty() ? msg("a <tuv> without a language") : msg("{1} is not a language tag", tag));
    for (; *attributes != nullptr; attributes += 2) {
      const std::string_view name = attributes[0];
      if (name != "xml:lang" && name != "lang")
        variant_.attributes.emplace_back("tmx:" + std::string(name), attributes[1]);
    }
  }

  // <hi> holds text of the segment and gives two codes; the others hold markup, and are
  // one code with all that is in them.
  void start_inline(const char* name, const char** attributes) {
    const std::string_view element = name;
    if (!is_inline(element)) reject(msg("<{1}> in a segment", element));
    if (code_depth_ == 0) {
      std::string_view id = attribute(attributes, "i");
      if (id.empty()) id = attribute(attributes, "x");
      code_ = {code_kind(element, attribute(attributes, "pos")), text_.size(), std::string(id), {}};
    }
    append_start_tag(code_.markup, name, attributes);
    if (code_depth_ == 0 && element == "hi") {
      if (code_.id.empty()) code_.id = "hi" + std::to_string(++highlights_);
      open_highlights_.push_back(code_.id);
      variant_.segment.codes.push_back(std::move(code_));
      return;
    }
    ++code_depth_;
  }

  void end_in_segment(std::string_view element) {
    if (code_depth_ > 0) {
      code_.markup += "</" + std::string(element) + ">";
      if (--code_depth_ == 0) variant_.segment.codes.push_back(std::move(code_));
      return;
    }
    if (element == "hi") {
      variant_.segment.codes.push_back(
          {text::InlineCode::Kind::closes, text_.size(), open_highlights_.back(), "</hi>"});
      open_highlights_.pop_back();
      return;
    }
    in_segment_ = false;
    variant_.segment.text = std::move(text_);
    text_.clear();
  }

  void take_prop(const std::string& type) {
    const bool is_ours = in_variant_ ? take_variant_prop(variant_, type, text_)
                                     : in_unit_ && take_unit_prop(unit_, source_context_, type, text_);
    if (!is_ours) take_attribute("prop:" + type);
  }

  void take_attribute(const std::string& name) {
    if (in_variant_)
      variant_.attributes.emplace_back(name, std::move(text_));
    else if (in_unit_)
      unit_.attributes.emplace_back(name, std::move(text_));
    text_.clear();
  }

  void end_variant() {
    in_variant_ = false;
    if (!has_segment_) reject(msg("a <tuv> without a <seg>"));
    if (text::trim(variant_.segment.text).empty() && variant_.segment.codes.empty()) reject(msg("an empty segment"));
    if (variant_.segment.text.find('\0') != std::string::npos) reject(msg("a NUL character"));
    unit_.variants.push_back(std::move(variant_));
  }

  void end_unit() {
    in_unit_ = false;
    auto& variants = unit_.variants;
    if (variants.empty()) reject(msg("a <tu> without a <tuv>"));
    if (!reason_.empty()) {
      ++counts.rejected;
      report_({reason_, unit_place_});
      return;
    }
    const text::Variant* source = unit_language_.empty() ? nullptr : text::find_variant(unit_, unit_language_);
    if (source != nullptr)
      std::rotate(variants.begin(), variants.begin() + (source - variants.data()),
                  variants.begin() + (source - variants.data()) + 1);
    text::Context& context = variants.front().context;
    if (!context.previous) context.previous = source_context_.previous;
    if (!context.next) context.next = source_context_.next;
    visit_(unit_);
  }

  // The inner one's end will be taken for the outer one's: the unit is lost, no other is.
  void reject_nested(std::string_view element) { reject(msg("a <{1}> in a <{1}>", element)); }

  XML_Parser parser_;
  ByteSource& source_;
  const UnitVisitor& visit_;
  const DiagnosticSink& report_;

  std::size_t depth_ = 0;
  text::LanguageTag header_language_;
  text::LanguageTag unit_language_;
  bool in_unit_ = false;
  bool in_variant_ = false;
  bool in_segment_ = false;
  bool has_segment_ = false;
  std::size_t code_depth_ = 0;                // elements of the inline code that is open
  std::size_t highlights_ = 0;                // of the segment, so far
  std::vector<std::string> open_highlights_;  // the ids of <hi> that are not closed yet
  std::string text_;
  std::string prop_type_;
  text::InlineCode code_;
  text::TranslationUnit unit_;
  text::Variant variant_;
  text::Context source_context_;
  Location unit_place_;
  Message reason_;  // why the unit is rejected; empty if it is not
};

struct ParserDeleter {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

// Exceptions may not pass through expat, which is C: they wait here.
struct Session {
  Builder builder;
  XML_Parser parser;
  std::exception_ptr failure;

  template <class Work>
  void guard(Work work) noexcept {
    if (failure) return;
    try {
      work();
    } catch (...) {
      failure = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }
};

Session& session(void* data) { return *static_cast<Session*>(data); }

void on_start(void* data, const char* name, const char** attributes) {
  session(data).guard([&] { session(data).builder.start(name, attributes); });
}
void on_end(void* data, const char* name) {
  session(data).guard([&] { session(data).builder.end(name); });
}
void on_text(void* data, const char* text, int length) {
  session(data).guard([&] { session(data).builder.characters(text, length); });
}

// An entity of a DTD that is not read, and one that is another file: expat leaves them out
// of the text without a word.
void on_skipped_entity(void* data, const char* name, int) {
  session(data).guard([&] { session(data).builder.reject(msg("the entity &{1}; is not defined in the file", name)); });
}
int on_external_entity(XML_Parser parser, const char*, const char*, const char* system_id, const char*) {
  Session& here = session(XML_GetUserData(parser));
  here.guard([&] { here.builder.reject(msg("the entity {1} is outside of the file", system_id)); });
  return XML_STATUS_OK;
}

}  // namespace

UnitCounts read_tmx(ByteSource& source, const UnitOptions&, const UnitVisitor& visit, const DiagnosticSink& report) {
  const std::unique_ptr<XML_ParserStruct, ParserDeleter> parser(XML_ParserCreate(nullptr));
  Session session{Builder(parser.get(), source, visit, report), parser.get(), nullptr};
  XML_SetUserData(parser.get(), &session);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetSkippedEntityHandler(parser.get(), on_skipped_entity);
  XML_SetExternalEntityRefHandler(parser.get(), on_external_entity);
  for (bool at_end = false; !at_end;) {
    constexpr int kChunk = 256 * 1024;
    void* buffer = XML_GetBuffer(parser.get(), kChunk);
    if (buffer == nullptr) throw std::bad_alloc();
    const std::size_t got = source.read(static_cast<char*>(buffer), kChunk);
    at_end = got == 0;
    const XML_Status status = XML_ParseBuffer(parser.get(), static_cast<int>(got), at_end ? 1 : 0);
    if (session.failure) std::rethrow_exception(session.failure);
    if (status == XML_STATUS_ERROR)
      throw InputError(msg("not well-formed XML: {1}", XML_ErrorString(XML_GetErrorCode(parser.get()))),
                       session.builder.here());
  }
  return session.builder.counts;
}

}  // namespace oimtm::formats

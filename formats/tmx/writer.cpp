#include <algorithm>
#include <array>

#include "formats/tmx/dates.h"
#include "formats/tmx/languages.h"
#include "formats/tmx/props.h"
#include "formats/tmx/segment_writer.h"
#include "formats/tmx/tmx.h"
#include "formats/xml_writer.h"

namespace oimtm::formats {

namespace {

// What <header> has to have, and what it has if nobody says.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kHeader = {{
    {"creationtool", "oimtm"},
    {"creationtoolversion", "1"},
    {"segtype", "sentence"},
    {"o-tmf", "oimtm"},
    {"adminlang", "en"},
    {"srclang", "*all*"},
    {"datatype", "plaintext"},
}};

// Attributes that are no attributes of the element as it is written, or not always.
bool is_ours(std::string_view name) { return name == "tmx:xml:lang" || name == "tmx:srclang" || name == "tmx:place"; }

const std::string* find(const text::Attributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes)
    if (key == name) return &value;
  return nullptr;
}

using Variants = std::vector<const text::Variant*>;

// The variant that a reader takes for the source, as text::find_variant() does.
const text::Variant* source_for(const Variants& variants, const text::LanguageTag& language) {
  if (language.empty()) return variants.front();
  for (const text::Variant* variant : variants)
    if (variant->language == language) return variant;
  for (const text::Variant* variant : variants)
    if (text::same_base(variant->language, language)) return variant;
  return variants.front();
}

class TmxWriter : public UnitWriter {
 public:
  TmxWriter(const UnitOptions& options, ByteSink sink, DiagnosticSink report)
      : sink_(std::move(sink)), report_(std::move(report)) {
    xml_ = "<?xml version=\"1.0\" encoding=\"";
    xml_ += options.encoding.empty() ? "UTF-8" : options.encoding;
    xml_ += "\"?>\n";
    if (options.doctype == UnitOptions::Doctype::system) xml_ += "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n";
    if (options.doctype == UnitOptions::Doctype::public_id)
      xml_ += "<!DOCTYPE tmx PUBLIC \"-//LISA OSCAR:1998//DTD for Translation Memory eXchange//EN\" \"tmx14.dtd\">\n";
    xml_ += "<tmx version=\"1.4\">\n";
    write_header(options);
    xml_ += "  <body>\n";
  }

  bool write(const text::TranslationUnit& unit) override {
    if (unit.variants.empty()) return false;
    order_.clear();
    for (const text::Variant& variant : unit.variants) order_.push_back(&variant);
    const std::string srclang = arrange(unit);
    xml_ += "    <tu";
    for (const auto& [name, value] : unit.attributes)
      if (name.starts_with("tmx:") && !is_ours(name)) attribute(std::string_view(name).substr(4), value);
    if (!unit.date.empty()) attribute("changedate", to_tmx_date(unit.date));
    if (!srclang.empty()) attribute("srclang", srclang);
    xml_ += ">\n";
    write_attributes(unit.attributes, "      ");
    write_props(unit_props(unit), "      ");
    NumberedIds ids(unit);
    for (const text::Variant* variant : order_) write_variant(*variant, variant == unit.variants.data(), ids);
    xml_ += "    </tu>\n";
    if (xml_.size() > kPart) flush();
    return true;
  }

  void finish() override {
    xml_ += "  </body>\n</tmx>\n";
    flush();
    if (replaced_ > 0) report_({msg("control characters that XML cannot hold, written as U+FFFD: {1}", replaced_), {}});
  }

 private:
  static constexpr std::size_t kPart = 64 * 1024;  // bytes

  void flush() {
    sink_(xml_);
    xml_.clear();
  }

  void attribute(std::string_view name, std::string_view value) {
    xml_ += ' ';
    xml_ += name;
    xml_ += "=\"";
    replaced_ += append_escaped(xml_, value, true);
    xml_ += '"';
  }

  void write_header(const UnitOptions& options) {
    xml_ += "  <header";
    for (const auto& [name, value] : kHeader) {
      const std::string* given = find(options.header, "tmx:" + std::string(name));
      std::string_view said = given != nullptr ? *given : value;
      const bool is_sources = name == "srclang" && given == nullptr && !options.source.empty();
      if (is_sources) said = options.source.str();
      if (name == "srclang") header_language_ = languages_.of(said);
      attribute(name, said);
    }
    const auto is_required = [](std::string_view name) {
      return std::any_of(kHeader.begin(), kHeader.end(), [&](const auto& known) { return name == known.first; });
    };
    bool has_content = false;
    for (const auto& [name, value] : options.header) {
      const bool is_attribute = name.starts_with("tmx:");
      if (is_attribute && !is_required(name.substr(4))) attribute(name.substr(4), value);
      has_content = has_content || !is_attribute;
    }
    xml_ += has_content ? ">\n" : "/>\n";
    if (!has_content) return;
    for (const auto& property : options.header)
      if (property.first.starts_with("ude")) write_codes(property);
    write_attributes(options.header, "    ");
    xml_ += "  </header>\n";
  }

  // <ude>, whose <map> elements are kept as XML.
  void write_codes(const std::pair<std::string, std::string>& ude) {
    xml_.append("    <").append(ude.first) += '>';
    xml_.append(ude.second).append("</ude>\n");
  }

  // Puts the variants in the order that their file had, if the source is found in it all the
  // same, and returns the srclang that the unit has to say; empty if none.
  std::string arrange(const text::TranslationUnit& unit) {
    const text::Variant* const source = unit.variants.data();
    const std::string* const said = find(unit.attributes, "tmx:srclang");
    const bool inherits = said != nullptr && said->empty();
    std::string srclang;
    if (said != nullptr && !inherits)
      srclang = *said;
    else if (!inherits && source->language != header_language_)
      srclang = source->language.str();
    if (!is_there(srclang.empty() ? header_language_ : languages_.of(srclang))) srclang = source->language.str();
    place_source(*source);
    const auto finds_source = [&] {
      return source_for(order_, srclang.empty() ? header_language_ : languages_.of(srclang)) == source;
    };
    if (finds_source()) return srclang;
    std::rotate(order_.begin(), std::find(order_.begin(), order_.end(), source),
                std::find(order_.begin(), order_.end(), source) + 1);
    return finds_source() ? srclang : source->language.str();
  }

  // TMX wants a variant in the source language, unless that is any ("*all*", which is no tag).
  bool is_there(const text::LanguageTag& language) const {
    return language.empty() || std::any_of(order_.begin(), order_.end(),
                                           [&](const text::Variant* variant) { return variant->language == language; });
  }

  void place_source(const text::Variant& source) {
    const std::string* const place = find(source.attributes, "tmx:place");
    if (place == nullptr) return;
    std::size_t number = 0;
    for (const char c : *place)
      number = c >= '0' && c <= '9' && number < 1000 ? number * 10 + static_cast<std::size_t>(c - '0') : 0;
    number = std::min(number, order_.size() - 1);
    std::rotate(order_.begin(), order_.begin() + 1, order_.begin() + static_cast<std::ptrdiff_t>(number) + 1);
  }

  void write_attributes(const text::Attributes& attributes, std::string_view indent) {
    for (const auto& [key, value] : attributes) {
      const std::string_view name = key;
      if (name.starts_with("prop:"))
        write_prop(name.substr(5), value, indent);
      else if (name == "note" || (name.starts_with("note ") && property_type(name) == 4))
        write_element(name, value, "note", indent);
    }
  }

  void write_element(std::string_view start, std::string_view text, std::string_view name, std::string_view indent) {
    xml_.append(indent).append("<").append(start) += '>';
    replaced_ += append_escaped(xml_, text, false);
    xml_.append("</").append(name).append(">\n");
  }

  // A type, and behind it what the element had besides, as XML.
  void write_prop(std::string_view name, std::string_view value, std::string_view indent) {
    const std::size_t type = name.ends_with('"') ? property_type(name) : name.size();
    xml_.append(indent).append("<prop");
    attribute("type", name.substr(0, type));
    xml_.append(name.substr(type)) += '>';
    replaced_ += append_escaped(xml_, value, false);
    xml_ += "</prop>\n";
  }

  void write_props(const Props& props, std::string_view indent) {
    for (const auto& [type, value] : props) write_prop(type, value, indent);
  }

  void write_variant(const text::Variant& variant, bool is_source, NumberedIds& ids) {
    xml_ += "      <tuv";
    const std::string* const spelled = find(variant.attributes, "tmx:xml:lang");
    const bool is_spelled =
        spelled != nullptr && !variant.language.empty() && languages_.of(*spelled) == variant.language;
    attribute("xml:lang", is_spelled ? *spelled : variant.language.str());
    for (const auto& [name, value] : variant.attributes)
      if (name.starts_with("tmx:") && !is_ours(name)) attribute(std::string_view(name).substr(4), value);
    xml_ += ">\n";
    write_attributes(variant.attributes, "        ");
    write_props(variant_props(variant, is_source), "        ");
    xml_ += "        <seg>";
    replaced_ += append_segment(xml_, variant.segment, ids);
    xml_ += "</seg>\n      </tuv>\n";
  }

  Languages languages_;
  text::LanguageTag header_language_;
  ByteSink sink_;
  DiagnosticSink report_;
  Variants order_;
  std::string xml_;
  std::size_t replaced_ = 0;
};

}  // namespace

std::unique_ptr<UnitWriter> write_tmx(const UnitOptions& options, ByteSink sink, DiagnosticSink report) {
  return std::make_unique<TmxWriter>(options, std::move(sink), std::move(report));
}

}  // namespace oimtm::formats

#include "formats/tmx/dates.h"
#include "formats/tmx/inline_elements.h"
#include "formats/tmx/props.h"
#include "formats/tmx/tmx.h"
#include "formats/xml_writer.h"

namespace oimtm::formats {

namespace {

class TmxWriter : public UnitWriter {
 public:
  TmxWriter(const UnitOptions& options, ByteSink sink, DiagnosticSink report)
      : source_(options.source), sink_(std::move(sink)), report_(std::move(report)) {
    std::string header = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n  <header";
    append_attribute(header, "creationtool", "oimtm");
    append_attribute(header, "creationtoolversion", "1");
    append_attribute(header, "segtype", "sentence");
    append_attribute(header, "o-tmf", "oimtm");
    append_attribute(header, "adminlang", "en");
    append_attribute(header, "srclang", source_.empty() ? "*all*" : source_.str());
    append_attribute(header, "datatype", "plaintext");
    sink_(header += "/>\n  <body>\n");
  }

  bool write(const text::TranslationUnit& unit) override {
    if (unit.variants.empty()) return false;
    xml_ = "    <tu";
    for (const auto& [name, value] : unit.attributes)
      if (name.starts_with("tmx:")) append_attribute(xml_, name.substr(4), value);
    if (!unit.date.empty()) append_attribute(xml_, "changedate", to_tmx_date(unit.date));
    const text::LanguageTag& language = unit.variants.front().language;
    if (language != source_) append_attribute(xml_, "srclang", language.str());
    xml_ += ">\n";
    write_attributes(unit.attributes, "      ");
    write_props(unit_props(unit), "      ");
    for (const text::Variant& variant : unit.variants) write_variant(variant, &variant == &unit.variants.front());
    sink_(xml_ += "    </tu>\n");
    return true;
  }

  void finish() override {
    sink_("  </body>\n</tmx>\n");
    if (replaced_ > 0) report_({msg("control characters that XML cannot hold, written as U+FFFD: {1}", replaced_), {}});
  }

 private:
  void write_element(std::string_view start, std::string_view text, std::string_view name, std::string_view indent) {
    xml_ += indent;
    xml_ += start;
    replaced_ += append_escaped(xml_, text, false);
    xml_ += "</";
    xml_ += name;
    xml_ += ">\n";
  }

  void write_attributes(const text::Attributes& attributes, std::string_view indent) {
    for (const auto& [name, value] : attributes) {
      if (name == "note") write_element("<note>", value, "note", indent);
      if (name.starts_with("prop:")) write_prop(name.substr(5), value, indent);
    }
  }

  void write_prop(std::string_view type, std::string_view value, std::string_view indent) {
    std::string start = "<prop";
    append_attribute(start, "type", type);
    write_element(start += '>', value, "prop", indent);
  }

  void write_props(const Props& props, std::string_view indent) {
    for (const auto& [type, value] : props) write_prop(type, value, indent);
  }

  void write_variant(const text::Variant& variant, bool is_source) {
    xml_ += "      <tuv";
    append_attribute(xml_, "xml:lang", variant.language.str());
    for (const auto& [name, value] : variant.attributes)
      if (name.starts_with("tmx:")) append_attribute(xml_, name.substr(4), value);
    xml_ += ">\n";
    write_attributes(variant.attributes, "        ");
    write_props(variant_props(variant, is_source), "        ");
    xml_ += "        <seg>";
    std::size_t at = 0;
    const std::string_view text = variant.segment.text;
    for (const text::InlineCode& code : variant.segment.codes) {
      replaced_ += append_escaped(xml_, text.substr(at, code.offset - at), false);
      write_code(code);
      at = code.offset;
    }
    replaced_ += append_escaped(xml_, text.substr(at), false);
    xml_ += "</seg>\n      </tuv>\n";
  }

  // A code that came from TMX is written as it was; markup of other formats goes into <ph>.
  void write_code(const text::InlineCode& code) {
    if (is_inline_markup(code.markup)) {
      xml_ += code.markup;
      return;
    }
    xml_ += "<ph>";
    replaced_ += append_escaped(xml_, code.markup, false);
    xml_ += "</ph>";
  }

  text::LanguageTag source_;
  ByteSink sink_;
  DiagnosticSink report_;
  std::string xml_;
  std::size_t replaced_ = 0;
};

}  // namespace

std::unique_ptr<UnitWriter> write_tmx(const UnitOptions& options, ByteSink sink, DiagnosticSink report) {
  return std::make_unique<TmxWriter>(options, std::move(sink), std::move(report));
}

}  // namespace oimtm::formats

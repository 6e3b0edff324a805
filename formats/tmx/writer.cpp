#include <algorithm>

#include "formats/inline_code.h"
#include "formats/tmx/dates.h"
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
    const std::vector<text::InlineCode>& codes = variant.segment.codes;
    const std::vector<std::size_t> pairs = partners(codes);
    for (std::size_t i = 0; i < codes.size(); ++i) {
      replaced_ += append_escaped(xml_, text.substr(at, codes[i].offset - at), false);
      write_code(codes[i], i, pairs[i]);
      at = codes[i].offset;
    }
    replaced_ += append_escaped(xml_, text.substr(at), false);
    xml_ += "</seg>\n      </tuv>\n";
  }

  // A code that came from TMX is written as it was; others become <bpt> and <ept>, <it>
  // where the partner is missing, and <ph>.
  void write_code(const text::InlineCode& code, std::size_t place, std::size_t partner) {
    if (is_tmx(code)) {
      xml_ += code.markup;
      return;
    }
    const CodeContent content = content_of(code);
    const bool is_opening = code.kind == text::InlineCode::Kind::opens;
    const bool is_paired = partner != place;
    std::string_view name = "ph";
    if (code.kind != text::InlineCode::Kind::stands_alone) name = !is_paired ? "it" : is_opening ? "bpt" : "ept";
    xml_ += "<";
    xml_ += name;
    const std::string number = std::to_string(std::min(place, partner) + 1);
    if (name == "it") append_attribute(xml_, "pos", is_opening ? "begin" : "end");
    if (is_paired) append_attribute(xml_, "i", number);
    if (name != "ept") append_attribute(xml_, "x", number);
    if (name != "ept" && !content.type.empty()) append_attribute(xml_, "type", tmx_type(content.type));
    xml_ += '>';
    replaced_ += append_escaped(xml_, content.data, false);
    xml_ += "</";
    xml_ += name;
    xml_ += ">";
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

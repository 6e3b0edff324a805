#include <optional>

#include "formats/xliff/content.h"
#include "formats/xliff/exchange_metadata.h"
#include "formats/xliff/names.h"
#include "formats/xliff/xliff.h"
#include "formats/xml_writer.h"

namespace oimtm::formats {

namespace {

constexpr std::string_view kSpace = " xml:space=\"preserve\"";

std::string element(std::string_view name, const std::string& content) {
  return "<" + std::string(name) + std::string(kSpace) + ">" + content + "</" + std::string(name) + ">\n";
}

std::string notes_of(const text::TranslationUnit& unit, std::string_view indent) {
  std::string xml;
  for (const auto& [name, value] : unit.attributes) {
    if (name != "note") continue;
    xml += std::string(indent) + "<note>";
    append_escaped(xml, value, false);
    xml += "</note>\n";
  }
  return xml;
}

// What the versions have in common: a <file> for each document, and the pair of languages.
class Writer : public UnitWriter {
 public:
  Writer(const UnitOptions& options, ByteSink sink, DiagnosticSink report)
      : options_(options), sink_(std::move(sink)), report_(std::move(report)) {}

  bool write(const text::TranslationUnit& unit) override {
    const text::Variant* source = text::find_variant(unit, options_.source);
    if (source == nullptr) return false;
    const text::Variant* target = options_.target.empty() ? nullptr : text::find_variant(unit, options_.target);
    if (target == source) target = nullptr;  // two varieties of a language, and the unit has one
    open_file(source->origin ? source->origin->document : std::string());
    ++units_;
    sink_(unit_xml(unit, *source, target));
    return true;
  }

  void finish() override {
    if (!document_) open_file({});
    // The standard wants a unit in every file: a memory without units gets an empty one.
    if (units_ == 0) sink_(empty_unit());
    sink_(end_of_file());
    sink_("</xliff>\n");
    if (replaced_ > 0) report_({msg("control characters that XML cannot hold, written as U+FFFD: {1}", replaced_), {}});
  }

 protected:
  virtual std::string unit_xml(const text::TranslationUnit& unit, const text::Variant& source,
                               const text::Variant* target) = 0;
  virtual std::string start_of_file(std::size_t number, const std::string& document) = 0;
  virtual std::string end_of_file() = 0;
  virtual std::string empty_unit() = 0;

  void begin(const std::string& head) {
    const std::string encoding = options_.encoding.empty() ? "UTF-8" : options_.encoding;
    sink_("<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n" + head);
  }

  UnitOptions options_;
  std::size_t units_ = 0;
  std::size_t replaced_ = 0;

 private:
  void open_file(const std::string& document) {
    if (document_ == document) return;
    if (document_) sink_(end_of_file());
    document_ = document;
    sink_(start_of_file(++files_, document));
  }

  ByteSink sink_;
  DiagnosticSink report_;
  std::optional<std::string> document_;
  std::size_t files_ = 0;
};

class Writer2 : public Writer {
 public:
  Writer2(const UnitOptions& options, std::string_view version, ByteSink sink, DiagnosticSink report)
      : Writer(options, std::move(sink), std::move(report)) {
    std::string head = "<xliff";
    append_attribute(head, "xmlns", version == "2.2" ? xliff::kXliff22 : xliff::kXliff20);
    append_attribute(head, "version", version);
    append_attribute(head, "srcLang", options_.source.str());
    if (!options_.target.empty()) append_attribute(head, "trgLang", options_.target.str());
    begin(head += ">\n");
  }

 protected:
  std::string unit_xml(const text::TranslationUnit& unit, const text::Variant& source,
                       const text::Variant* target) override {
    xliff::ContentWriter2 content;
    const std::string source_xml = content.write(source.segment);
    const std::string target_xml = target != nullptr ? content.write(target->segment) : std::string();
    std::string xml = "    <unit";
    append_attribute(xml, "id", "u" + std::to_string(units_));
    xml += ">\n" + xliff::metadata_of(unit, source, target);
    if (const std::string notes = notes_of(unit, "        "); !notes.empty())
      xml += "      <notes>\n" + notes + "      </notes>\n";
    xml += content.original_data("      ");
    xml += target != nullptr ? "      <segment state=\"translated\">\n" : "      <segment>\n";
    xml += "        " + element("source", source_xml);
    if (target != nullptr) xml += "        " + element("target", target_xml);
    return xml += "      </segment>\n    </unit>\n";
  }

  std::string start_of_file(std::size_t number, const std::string& document) override {
    std::string xml = "  <file";
    append_attribute(xml, "id", "f" + std::to_string(number));
    if (!document.empty()) append_attribute(xml, "original", document);
    return xml += ">\n" + xliff::export_mark();
  }

  std::string end_of_file() override { return "  </file>\n"; }

  std::string empty_unit() override {
    return "    <unit id=\"u1\">\n      <segment>\n        <source/>\n      </segment>\n    </unit>\n";
  }
};

class Writer1 : public Writer {
 public:
  Writer1(const UnitOptions& options, ByteSink sink, DiagnosticSink report)
      : Writer(options, std::move(sink), std::move(report)) {
    begin("<xliff xmlns=\"" + std::string(xliff::kXliff12) + "\" version=\"1.2\">\n");
  }

 protected:
  std::string unit_xml(const text::TranslationUnit& unit, const text::Variant& source,
                       const text::Variant* target) override {
    xliff::ContentWriter1 content;
    std::string xml = "      <trans-unit";
    append_attribute(xml, "id", std::to_string(units_));
    xml += std::string(kSpace) + ">\n        <source>" + content.write(source.segment) + "</source>\n";
    if (target != nullptr)
      xml += "        <target state=\"translated\">" + content.write(target->segment) + "</target>\n";
    replaced_ += content.replaced();
    return xml += notes_of(unit, "        ") + "      </trans-unit>\n";
  }

  std::string start_of_file(std::size_t, const std::string& document) override {
    std::string xml = "  <file";
    append_attribute(xml, "original", document);
    append_attribute(xml, "datatype", "plaintext");
    append_attribute(xml, "source-language", options_.source.str());
    if (!options_.target.empty()) append_attribute(xml, "target-language", options_.target.str());
    return xml += ">\n    <body>\n";
  }

  std::string end_of_file() override { return "    </body>\n  </file>\n"; }

  std::string empty_unit() override { return ""; }
};

}  // namespace

std::unique_ptr<UnitWriter> write_xliff(const UnitOptions& options, ByteSink sink, DiagnosticSink report) {
  constexpr std::string_view kName = "xliff";
  const std::string_view version = std::string_view(options.format).starts_with(kName)
                                       ? std::string_view(options.format).substr(kName.size())
                                       : std::string_view();
  if (version == "1.2") return std::make_unique<Writer1>(options, std::move(sink), std::move(report));
  return std::make_unique<Writer2>(options, version.empty() ? "2.1" : version, std::move(sink), std::move(report));
}

}  // namespace oimtm::formats

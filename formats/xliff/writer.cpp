#include <map>
#include <optional>
#include <vector>

#include "formats/xliff/xliff.h"
#include "formats/xml_writer.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

using text::InlineCode;

// Text and codes of a unit's <source> and <target>, written in this order, and the original
// data that they refer to. The codes are those of the unit, which has to outlive it.
class Content {
 public:
  explicit Content(std::string& data) : data_(data) {}

  std::string write(const text::Segment& segment) {
    std::string xml;
    std::size_t at = 0;
    const std::vector<std::size_t> partners = match(segment.codes);
    const std::vector<std::size_t> numbers = number(segment.codes);
    for (std::size_t i = 0; i < segment.codes.size(); ++i) {
      const InlineCode& code = segment.codes[i];
      append_text(xml, std::string_view(segment.text).substr(at, code.offset - at));
      at = code.offset;
      write_code(xml, code, numbers[i], numbers[partners[i]]);
    }
    append_text(xml, std::string_view(segment.text).substr(at));
    return xml;
  }

 private:
  // For each code the one that it opens or closes; itself if there is none.
  static std::vector<std::size_t> match(const std::vector<InlineCode>& codes) {
    std::vector<std::size_t> partners(codes.size());
    std::map<std::string, std::size_t> open;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      partners[i] = i;
      if (codes[i].kind == InlineCode::Kind::opens && !codes[i].id.empty()) open[codes[i].id] = i;
      const auto opened = open.find(codes[i].id);
      if (codes[i].kind != InlineCode::Kind::closes || opened == open.end()) continue;
      partners[i] = opened->second;
      partners[opened->second] = i;
      open.erase(opened);
    }
    return partners;
  }

  // The standard wants a code of the target to have the id of the same code of the source,
  // and no other to have it.
  std::vector<std::size_t> number(const std::vector<InlineCode>& codes) {
    std::vector<std::size_t> numbers;
    std::multimap<std::pair<InlineCode::Kind, std::string_view>, std::size_t> fresh;
    for (const InlineCode& code : codes) {
      const std::pair key(code.kind, std::string_view(code.markup));
      const auto same = named_.lower_bound(key);
      const bool is_named = same != named_.end() && same->first == key;
      numbers.push_back(is_named ? same->second : ++code_count_);
      if (is_named)
        named_.erase(same);
      else
        fresh.emplace(key, code_count_);
    }
    named_ = std::move(fresh);
    return numbers;
  }

  void write_code(std::string& xml, const InlineCode& code, std::size_t number, std::size_t partner) {
    const auto id = [](std::size_t of) { return "c" + std::to_string(of); };
    const bool is_closing = code.kind == InlineCode::Kind::closes;
    xml += is_closing ? "<ec" : code.kind == InlineCode::Kind::opens ? "<sc" : "<ph";
    if (is_closing && partner != number) {
      append_attribute(xml, "startRef", id(partner));
    } else {
      append_attribute(xml, "id", id(number));
      if (code.kind != InlineCode::Kind::stands_alone && partner == number) append_attribute(xml, "isolated", "yes");
    }
    append_attribute(xml, "dataRef", add_data(code.markup));
    xml += "/>";
  }

  std::string add_data(std::string_view markup) {
    const std::string id = "d" + std::to_string(++data_count_);
    data_ += "        <data";
    append_attribute(data_, "id", id);
    data_ += '>';
    append_text(data_, markup);
    data_ += "</data>\n";
    return id;
  }

  // Characters that XML cannot hold are written as <cp>, as the standard says.
  static void append_text(std::string& xml, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t here = at;
      const char32_t c = text::next_character(text, at);
      if (is_xml_character(c)) {
        append_escaped(xml, text.substr(here, at - here), false);
        continue;
      }
      constexpr std::string_view kHex = "0123456789ABCDEF";
      std::string digits;
      for (int shift = 12; shift >= 0; shift -= 4) digits += kHex[(c >> shift) & 0xF];
      xml += "<cp hex=\"" + digits + "\"/>";
    }
  }

  std::string& data_;
  std::size_t data_count_ = 0;
  std::size_t code_count_ = 0;
  std::multimap<std::pair<InlineCode::Kind, std::string_view>, std::size_t> named_;  // the source's, by what they are
};

class XliffWriter : public UnitWriter {
 public:
  XliffWriter(const UnitOptions& options, ByteSink sink) : options_(options), sink_(std::move(sink)) {
    std::string head =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\"";
    append_attribute(head, "srcLang", options_.source.str());
    if (!options_.target.empty()) append_attribute(head, "trgLang", options_.target.str());
    sink_(head += ">\n");
  }

  bool write(const text::TranslationUnit& unit) override {
    const text::Variant* source = text::find_variant(unit, options_.source);
    if (source == nullptr) return false;
    const text::Variant* target = options_.target.empty() ? nullptr : text::find_variant(unit, options_.target);
    if (target == source) target = nullptr;  // two varieties of a language, and the unit has one
    open_file(source->origin ? source->origin->document : std::string());
    std::string data;
    Content content(data);
    const std::string source_xml = content.write(source->segment);
    const std::string target_xml = target != nullptr ? content.write(target->segment) : std::string();
    std::string xml = "    <unit";
    append_attribute(xml, "id", "u" + std::to_string(++units_));
    xml += ">\n";
    if (!data.empty()) xml += "      <originalData>\n" + data + "      </originalData>\n";
    xml += target != nullptr ? "      <segment state=\"translated\">\n" : "      <segment>\n";
    xml += "        <source xml:space=\"preserve\">" + source_xml + "</source>\n";
    if (target != nullptr) xml += "        <target xml:space=\"preserve\">" + target_xml + "</target>\n";
    sink_(xml += "      </segment>\n    </unit>\n");
    return true;
  }

  void finish() override {
    if (!document_) open_file({});
    // The standard wants a unit in every file: a memory without units gets an empty one.
    if (units_ == 0) sink_("    <unit id=\"u1\">\n      <segment>\n        <source/>\n      </segment>\n    </unit>\n");
    sink_("  </file>\n</xliff>\n");
  }

 private:
  void open_file(const std::string& document) {
    if (document_ == document) return;
    if (document_) sink_("  </file>\n");
    document_ = document;
    std::string xml = "  <file";
    append_attribute(xml, "id", "f" + std::to_string(++files_));
    if (!document.empty()) append_attribute(xml, "original", document);
    sink_(xml += ">\n");
  }

  UnitOptions options_;
  ByteSink sink_;
  std::optional<std::string> document_;
  std::size_t files_ = 0;
  std::size_t units_ = 0;
};

}  // namespace

std::unique_ptr<UnitWriter> write_xliff(const UnitOptions& options, ByteSink sink, DiagnosticSink) {
  return std::make_unique<XliffWriter>(options, std::move(sink));
}

}  // namespace oimtm::formats

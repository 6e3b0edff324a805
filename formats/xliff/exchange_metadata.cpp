#include "formats/xliff/exchange_metadata.h"

#include "formats/tmx/props.h"
#include "formats/xliff/names.h"
#include "formats/xml_writer.h"

namespace oimtm::formats::xliff {

namespace {

constexpr std::string_view kMark = "oimtm";
constexpr std::string_view kUnit = "oimtm:unit";
constexpr std::string_view kSource = "oimtm:source";
constexpr std::string_view kTarget = "oimtm:target";

void append_meta(std::string& xml, std::string_view type, std::string_view value) {
  xml += "<mda:meta";
  append_attribute(xml, "type", type);
  xml += '>';
  append_escaped(xml, value, false);
  xml += "</mda:meta>";
}

void append_group(std::string& xml, std::string_view category, const Props& props, const text::Attributes& attributes) {
  std::string metas;
  for (const auto& [type, value] : props) append_meta(metas, type, value);
  for (const auto& [name, value] : attributes)
    if (name != "note" || category != kUnit) append_meta(metas, name, value);
  if (metas.empty()) return;
  xml += "<mda:metaGroup";
  append_attribute(xml, "category", category);
  xml += '>' + metas + "</mda:metaGroup>";
}

std::string metadata(const std::string& groups, std::string_view indent) {
  if (groups.empty()) return {};
  std::string xml(indent);
  xml += "<mda:metadata";
  append_attribute(xml, "xmlns:mda", kMetadata);
  return xml += '>' + groups + "</mda:metadata>\n";
}

const XmlNode* group_of(const XmlNode& metadata, std::string_view category) {
  for (const XmlNode& group : metadata.children)
    if (group.is(kMetadata, "metaGroup") && group.value("category") == category) return &group;
  return nullptr;
}

template <class TakeProp>
void take_group(const XmlNode& metadata, std::string_view category, text::Attributes& attributes, TakeProp take) {
  const XmlNode* group = group_of(metadata, category);
  if (group == nullptr) return;
  for (const XmlNode& meta : group->children) {
    if (!meta.is(kMetadata, "meta")) continue;
    const std::string type(meta.value("type"));
    if (!take(type, text_of(meta))) attributes.emplace_back(type, text_of(meta));
  }
}

}  // namespace

std::string export_mark() {
  std::string group;
  append_group(group, kMark, {{"format", "1"}}, {});
  return metadata(group, "    ");
}

bool is_export_mark(const XmlNode& element) {
  return element.is(kMetadata, "metadata") && group_of(element, kMark) != nullptr;
}

std::string metadata_of(const text::TranslationUnit& unit, const text::Variant& source, const text::Variant* target) {
  std::string groups;
  Props props;
  if (!unit.date.empty()) props.emplace_back("date", unit.date);
  for (auto& prop : unit_props(unit))
    if (prop.first == "x-confidence") props.push_back(std::move(prop));
  append_group(groups, kUnit, props, unit.attributes);
  append_group(groups, kSource, variant_props(source, false), source.attributes);
  if (target != nullptr) append_group(groups, kTarget, variant_props(*target, false), target->attributes);
  return metadata(groups, "      ");
}

const XmlNode* metadata_in(const XmlNode& unit_element) { return unit_element.child(kMetadata, "metadata"); }

void take_metadata(const XmlNode& metadata, text::TranslationUnit& unit) {
  take_group(metadata, kUnit, unit.attributes, [&](const std::string& type, const std::string& value) {
    text::Context unused;
    if (type == "date") unit.date = value;
    return type == "date" || (type == "x-confidence" && take_unit_prop(unit, unused, type, value));
  });
  for (std::size_t i = 0; i < unit.variants.size() && i < 2; ++i)
    take_group(metadata, i == 0 ? kSource : kTarget, unit.variants[i].attributes,
               [&](const std::string& type, const std::string& value) {
                 return take_variant_prop(unit.variants[i], type, value);
               });
}

}  // namespace oimtm::formats::xliff

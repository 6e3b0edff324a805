#include "formats/tmx/unit_builder.h"

#include <algorithm>
#include <utility>

#include "formats/tmx/dates.h"
#include "formats/tmx/props.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

void add_attribute(text::Attributes& attributes, std::string_view name, std::string_view value) {
  auto& [key, text] = attributes.emplace_back();
  key.reserve(4 + name.size());
  key.append("tmx:").append(name);
  text = value;
}

std::string_view type_of(std::string_view name) {
  return name.starts_with("prop:") ? name.substr(5) : std::string_view();
}

}  // namespace

void UnitBuilder::begin() {
  variants_ = 0;
  unit_.confidence.reset();
  unit_.date.clear();
  unit_.attributes.clear();
  source_context_ = {};
  has_language_ = false;
}

void UnitBuilder::add_attributes(const XmlAttributes& attributes) {
  for (const auto& [name, value] : attributes) {
    if (name == "changedate") {
      unit_.date = from_tmx_date(value);
    } else if (name == "srclang") {
      own_srclang_ = value;
      own_language_ = languages_.of(value);
      has_language_ = true;
    } else {
      add_attribute(unit_.attributes, name, value);
    }
  }
}

Message UnitBuilder::start_variant(const XmlAttributes& attributes) {
  has_segment_ = false;
  if (variants_ == unit_.variants.size()) unit_.variants.emplace_back();
  text::Variant& variant = unit_.variants[variants_++];
  variant.segment.text.clear();
  variant.segment.codes.clear();
  variant.segment.ranges.clear();
  variant.origin.reset();
  variant.context = {};
  variant.attributes.clear();
  std::string_view tag = attribute(attributes, "xml:lang");
  if (tag.empty()) tag = attribute(attributes, "lang");
  variant.language = languages_.of(tag);
  for (const auto& [name, value] : attributes)
    if (name != "xml:lang" && name != "lang") add_attribute(variant.attributes, name, value);
  if (tag != variant.language.str()) add_attribute(variant.attributes, "xml:lang", tag);
  if (!variant.language.empty()) return {};
  return tag.empty() ? msg("a <tuv> without a language") : msg("{1} is not a language tag", tag);
}

text::Segment& UnitBuilder::start_segment() {
  has_segment_ = true;
  text::Segment& segment = unit_.variants[variants_ - 1].segment;
  segment.text.clear();
  segment.codes.clear();
  return segment;
}

Message UnitBuilder::end_variant() {
  const text::Segment& segment = unit_.variants[variants_ - 1].segment;
  if (has_segment_ && (!segment.codes.empty() || !text::trim(segment.text).empty())) return {};
  --variants_;
  return has_segment_ ? msg("an empty segment") : msg("a <tuv> without a <seg>");
}

void UnitBuilder::add_variant_property(std::string_view name, const std::string& value) {
  text::Variant& variant = unit_.variants[variants_ - 1];
  if (!take_variant_prop(variant, type_of(name), value)) variant.attributes.emplace_back(name, value);
}

void UnitBuilder::add_unit_property(std::string_view name, const std::string& value) {
  if (!take_unit_prop(unit_, source_context_, type_of(name), value)) unit_.attributes.emplace_back(name, value);
}

const text::TranslationUnit& UnitBuilder::finish() {
  auto& variants = unit_.variants;
  variants.resize(variants_);
  const text::LanguageTag& language = has_language_ ? own_language_ : header_language_;
  const text::Variant* source = language.empty() ? nullptr : text::find_variant(unit_, language);
  if (source != nullptr && source != variants.data()) {
    const auto place = source - variants.data();
    add_attribute(variants[static_cast<std::size_t>(place)].attributes, "place", std::to_string(place));
    std::rotate(variants.begin(), variants.begin() + place, variants.begin() + place + 1);
  }
  note_srclang(variants.front().language);
  text::Context& context = variants.front().context;
  if (!context.previous) context.previous = std::move(source_context_.previous);
  if (!context.next) context.next = std::move(source_context_.next);
  return unit_;
}

// A writer says the srclang of units whose source is not the header's. What it would not do, a
// file may have done.
void UnitBuilder::note_srclang(const text::LanguageTag& source) {
  const bool is_headers = header_language_ == source;
  if (has_language_ && (is_headers || own_srclang_ != source.str()))
    add_attribute(unit_.attributes, "srclang", own_srclang_);
  if (!has_language_ && !is_headers) add_attribute(unit_.attributes, "srclang", "");
}

}  // namespace oimtm::formats

#include "formats/tmx/props.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "formats/tmx/context_text.h"
#include "formats/xml_bytes.h"
#include "formats/xml_entities.h"

namespace oimtm::formats {

namespace {

std::string to_text(double value) {
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

// The whole of `text` as a number; false if it is none.
template <class Number>
bool parse(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

bool parse(std::string_view text, std::vector<text::ByteRange>& ranges) {
  std::vector<text::ByteRange> parsed;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string_view item = text.substr(0, space);
    const std::size_t dash = std::min(item.find('-'), item.size());
    text::ByteRange range;
    if (dash == item.size() || !parse(item.substr(0, dash), range.begin) || !parse(item.substr(dash + 1), range.end) ||
        range.end < range.begin)
      return false;
    parsed.push_back(range);
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  ranges = std::move(parsed);
  return true;
}

// Whether a value is as append_attribute() writes it.
bool is_escaped(std::string_view value) {
  for (; !value.empty(); value.remove_prefix(1)) {
    if (value[0] == '"' || value[0] == '<' || static_cast<unsigned char>(value[0]) < 0x20) return false;
    if (value[0] != '&') continue;
    const std::string_view name = value.substr(1, std::min(value.find(';'), value.size()) - 1);
    const bool is_white = name == "#9" || name == "#10" || name == "#13";
    if (value.find(';') == std::string_view::npos || (!is_white && predefined_entity(name) == 0)) return false;
  }
  return true;
}

void add_context(Props& props, const text::Context& context) {
  if (context.previous) props.emplace_back("x-context-pre", *context.previous);
  if (context.next) props.emplace_back("x-context-post", *context.next);
}

bool take_context(text::Context& context, std::string_view type, const std::string& value) {
  if (type != "x-context-pre" && type != "x-context-post") return false;
  (type == "x-context-pre" ? context.previous : context.next) = context_text(value);
  return true;
}

// OmegaT's props of an alternative translation, which it wants back: they stay props too.
void note_omegats_context(text::Context& context, std::string_view type, const std::string& value) {
  if (type == "prev" && !context.previous) context.previous = value;
  if (type == "next" && !context.next) context.next = value;
}

}  // namespace

Props unit_props(const text::TranslationUnit& unit) {
  Props props;
  if (unit.confidence) props.emplace_back("x-confidence", to_text(*unit.confidence));
  if (!unit.variants.empty()) add_context(props, unit.variants.front().context);
  return props;
}

Props variant_props(const text::Variant& variant, bool is_source) {
  Props props;
  if (!is_source) add_context(props, variant.context);
  if (variant.origin) {
    props.emplace_back("x-document", variant.origin->document);
    props.emplace_back("x-block", variant.origin->block);
    props.emplace_back("x-kind", text::to_string(variant.origin->kind));
    props.emplace_back("x-position", std::to_string(variant.origin->position));
  }
  std::string ranges;
  for (const text::ByteRange& range : variant.segment.ranges)
    ranges += (ranges.empty() ? "" : " ") + std::to_string(range.begin) + "-" + std::to_string(range.end);
  if (!ranges.empty()) props.emplace_back("x-ranges", ranges);
  return props;
}

std::size_t property_type(std::string_view name) {
  std::size_t type = name.size();
  std::vector<std::string_view> seen = {"type"};
  while (name.ends_with('"')) {
    const std::size_t quote = name.rfind("=\"");
    const std::size_t space = quote == std::string_view::npos ? quote : name.rfind(' ', quote);
    if (space == std::string_view::npos || quote + 2 >= name.size()) break;
    const std::string_view attribute = name.substr(space + 1, quote - space - 1);
    const std::string_view value = name.substr(quote + 2, name.size() - quote - 3);
    const bool is_new = std::find(seen.begin(), seen.end(), attribute) == seen.end();
    const bool is_name = std::all_of(attribute.begin(), attribute.end(), xml::is_name) && xml::is_sound_name(attribute);
    if (!is_new || !is_name || !is_escaped(value)) break;
    seen.push_back(attribute);
    type = space;
    name = name.substr(0, space);
  }
  return type;
}

bool take_unit_prop(text::TranslationUnit& unit, text::Context& source_context, std::string_view type,
                    const std::string& value) {
  double confidence = 0;
  if (type == "x-confidence" && parse(value, confidence) && confidence >= 0 && confidence <= 1) {
    unit.confidence = confidence;
    return true;
  }
  note_omegats_context(source_context, type, value);
  return take_context(source_context, type, value);
}

bool take_variant_prop(text::Variant& variant, std::string_view type, const std::string& value) {
  if (take_context(variant.context, type, value)) return true;
  if (type == "x-ranges") return parse(value, variant.segment.ranges);
  if (type == "x-document") {
    variant.origin.emplace().document = value;
    return true;
  }
  if (!variant.origin) return false;
  if (type == "x-block") variant.origin->block = value;
  if (type == "x-position") return parse(value, variant.origin->position);
  if (type == "x-kind") {
    const auto kind = text::block_kind(value);
    if (kind) variant.origin->kind = *kind;
    return kind.has_value();
  }
  return type == "x-block";
}

}  // namespace oimtm::formats

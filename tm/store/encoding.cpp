#include "tm/store/encoding.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace oimtm::tm {

namespace {

void append(std::string& encoded, std::string_view item) {
  encoded += std::to_string(item.size()) + ':';
  encoded += item;
  encoded += ',';
}

std::optional<std::size_t> take_number(std::string_view& encoded, char end) {
  std::size_t number = 0;
  const auto [rest, error] = std::from_chars(encoded.data(), encoded.data() + encoded.size(), number);
  const auto used = static_cast<std::size_t>(rest - encoded.data());
  if (error != std::errc() || (used < encoded.size() ? encoded[used] != end : end != ' ')) return std::nullopt;
  encoded.remove_prefix(std::min(used + 1, encoded.size()));
  return number;
}

std::optional<std::string_view> take_item(std::string_view& encoded) {
  const auto size = take_number(encoded, ':');
  if (!size || *size >= encoded.size() || encoded[*size] != ',') return std::nullopt;
  const std::string_view item = encoded.substr(0, *size);
  encoded.remove_prefix(*size + 1);
  return item;
}

std::vector<std::string> items(std::string_view encoded) {
  std::vector<std::string> found;
  while (const auto item = take_item(encoded)) found.emplace_back(*item);
  return found;
}

constexpr std::string_view kKinds = "ocs";  // opens, closes, stands alone

}  // namespace

std::string encode(const text::Attributes& attributes) {
  std::string encoded;
  for (const auto& [name, value] : attributes) {
    append(encoded, name);
    append(encoded, value);
  }
  return encoded;
}

std::string encode(const std::vector<text::InlineCode>& codes) {
  std::string encoded;
  for (const text::InlineCode& code : codes) {
    append(encoded, kKinds.substr(static_cast<std::size_t>(code.kind), 1));
    append(encoded, std::to_string(code.offset));
    append(encoded, code.id);
    append(encoded, code.markup);
  }
  return encoded;
}

std::string encode(const std::vector<text::ByteRange>& ranges) {
  std::string encoded;
  for (const text::ByteRange& range : ranges)
    encoded += (encoded.empty() ? "" : " ") + std::to_string(range.begin) + '-' + std::to_string(range.end);
  return encoded;
}

text::Attributes decode_attributes(std::string_view encoded) {
  text::Attributes attributes;
  decode_attributes(encoded, attributes);
  return attributes;
}

void decode_attributes(std::string_view encoded, text::Attributes& attributes) {
  std::size_t count = 0;
  while (const auto name = take_item(encoded)) {
    const auto value = take_item(encoded);
    if (!value) break;
    if (count == attributes.size()) attributes.emplace_back();
    attributes[count].first = *name;
    attributes[count++].second = *value;
  }
  attributes.resize(count);
}

std::vector<text::InlineCode> decode_codes(std::string_view encoded) {
  const std::vector<std::string> list = items(encoded);
  std::vector<text::InlineCode> codes;
  for (std::size_t i = 0; i + 3 < list.size(); i += 4) {
    const std::size_t kind = list[i].size() == 1 ? kKinds.find(list[i]) : std::string_view::npos;
    std::string_view offset = list[i + 1];
    const auto number = take_number(offset, ' ');
    if (kind == std::string_view::npos || !number || !offset.empty()) break;
    codes.push_back({static_cast<text::InlineCode::Kind>(kind), *number, list[i + 2], list[i + 3]});
  }
  return codes;
}

std::vector<text::ByteRange> decode_ranges(std::string_view encoded) {
  std::vector<text::ByteRange> ranges;
  while (!encoded.empty()) {
    const auto begin = take_number(encoded, '-');
    const auto end = begin ? take_number(encoded, ' ') : std::nullopt;
    if (!end || *end < *begin) break;
    ranges.push_back({*begin, *end});
  }
  return ranges;
}

}  // namespace oimtm::tm

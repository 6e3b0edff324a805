#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "formats/filter.h"
#include "formats/plain/plain.h"
#include "formats/release/release.h"
#include "text/error.h"

namespace oimtm::formats {

namespace {

constexpr std::array<Filter, 3> kFilters = {{
    {"release", read_release},
    {"text", read_text},
    {"lines", read_lines},
}};

}  // namespace

std::span<const Filter> filters() { return kFilters; }

std::string_view markup_of(std::string_view head) {
  head = head.substr(0, 4096);
  head = head.substr(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  std::string lower(head);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  if (lower.starts_with("<!doctype html") || lower.starts_with("<html")) return "HTML";
  const bool is_xml = lower.starts_with("<?xml") || lower.starts_with("<!doctype") || lower.starts_with("<tmx");
  if (!is_xml && !lower.starts_with("<xliff")) return {};
  if (lower.find("<tmx") != std::string::npos) return "TMX";
  if (lower.find("<xliff") != std::string::npos) return "XLIFF";
  return lower.find("<html") != std::string::npos ? "HTML" : "XML";
}

const Filter& filter_named(std::string_view name) {
  for (const Filter& filter : kFilters)
    if (filter.name == name) return filter;
  std::string names;
  for (const Filter& filter : kFilters) names += (names.empty() ? "" : ", ") + std::string(filter.name);
  throw UsageError(msg("unknown document format {1}", name), {}, msg("known are: {1}", names));
}

const Filter& filter_for(TextSource& source, const LineCounts& counts) {
  return filter_named(has_frame(source, counts) ? "release" : "text");
}

const Filter& filter_for(std::string_view original, const LineCounts& counts) {
  ByteSource bytes(original, "");
  TextSource source(bytes);
  return filter_for(source, counts);
}

std::vector<text::Block> Filter::blocks(std::string_view original, const LineCounts& counts) const {
  ByteSource bytes(original, "");
  TextSource source(bytes);
  std::vector<text::Block> result;
  read(source, counts, [&](text::Block&& block) { result.push_back(std::move(block)); });
  return result;
}

}  // namespace oimtm::formats

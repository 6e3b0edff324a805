#include <array>

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

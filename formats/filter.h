// Filters: how the blocks of a document are found in the bytes of its file.
//
//   formats::LineCounts counts;                       // only pages of a site need it
//   for (const std::string& page : pages) counts.add(page);
//   const formats::Filter& filter = formats::filter_for(page, counts);
//   std::vector<text::Block> blocks = filter.blocks(page, counts);
//
// A new format is one file, and one line in registry.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/document.h"

namespace oimtm::formats {

// In how many documents of a run each line stands: what many pages share is their site's
// frame. Lines count as the same if they differ by case, typography and digits only.
// Memory: some 30 bytes for each different line.
class LineCounts {
 public:
  // Counts each line of a document once. `original` is valid UTF-8.
  void add(std::string_view original);

  std::size_t documents() const { return documents_; }
  std::size_t count(std::string_view line) const;

 private:
  std::size_t documents_ = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;
};

struct Filter {
  std::string_view name;
  // The blocks of a file, in order and not overlapping; `original` is valid UTF-8. Every
  // character that is no white space and no bullet lies in some block.
  std::vector<text::Block> (*blocks)(std::string_view original, const LineCounts& counts);
};

// All of them; the first is "release".
std::span<const Filter> filters();

// Throws UsageError, with the names that there are, if there is none of that name.
const Filter& filter_named(std::string_view name);

// The filter that fits: "release" for a page with a site's frame, "text" for others.
const Filter& filter_for(std::string_view original, const LineCounts& counts);

}  // namespace oimtm::formats

// Every registered filter, and the laws of formats/filter.h. Form feeds part the input into
// the pages of a run, which are read alone and together.
#include <vector>

#include "formats/filter.h"
#include "formats/input.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/filter_laws.h"

using namespace oimtm;

namespace {

std::vector<std::string_view> pages_of(std::string_view input) {
  std::vector<std::string_view> pages;
  for (;;) {
    const std::size_t end = input.find('\f');
    pages.push_back(input.substr(0, end));
    if (end == std::string_view::npos) return pages;
    input.remove_prefix(end + 1);
  }
}

void read_page(std::string_view page, const formats::LineCounts& counts) {
  for (const formats::Filter& filter : formats::filters()) {
    const std::string broken = test::broken_law(page, filter.blocks(page, counts));
    fuzz::expect(broken.empty(), std::string(filter.name) + ": " + broken);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::run([&] {
    const std::string_view input = fuzz::bytes(data, size);
    formats::check_text(input, "input");
    formats::LineCounts counts;
    const auto pages = pages_of(input);
    for (const std::string_view page : pages) counts.add(page);
    for (const std::string_view page : pages) {
      read_page(page, counts);
      read_page(page, {});
    }
  });
  return 0;
}

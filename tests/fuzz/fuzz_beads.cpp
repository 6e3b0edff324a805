// Files of beads: what is read is written the same.
#include "align/evaluate.h"
#include "tests/fuzz/fuzz.h"

using namespace oimtm;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::run([&] {
    const std::string_view input = fuzz::bytes(data, size);
    const std::vector<align::Bead> beads = align::parse_beads(input, "input");
    std::string lines;
    for (const align::Bead& bead : beads) {
      fuzz::expect(bead.source_count + bead.target_count > 0, "a bead holds a segment");
      fuzz::expect(bead.source_count + bead.target_count <= size, "numbers are as many as the input has");
      lines += align::to_string(bead) + "\n";
    }
    const std::vector<align::Bead> again = align::parse_beads(lines, "written");
    fuzz::expect(again.size() == beads.size(), "every bead comes back");
    fuzz::expect(align::evaluate(beads, again).f1() == 1, "and is the same");
  });
  return 0;
}

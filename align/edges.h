// How segments begin and end: a question is translated by a question, and a segment that
// breaks off at a comma goes on in the next. Private to align/.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace oimtm::align {

// Kinds of first and last characters, by number.
constexpr std::size_t kEdgeKinds = 7;

struct Edges {
  std::uint8_t begin = 0;
  std::uint8_t end = 0;  // behind closing quotes and brackets
};

Edges edges_of(std::string_view text);

// How much likelier, as a logarithm, two kinds are at the same edge of a bead than apart;
// learned from beads.
class EdgeOdds {
 public:
  // A bead whose two sides have these edges; a segment of the target.
  void count_bead(Edges source, Edges target);
  void count_target(Edges edges);

  // To be called behind the last count, and before what follows.
  void learn();
  double begin(Edges source, Edges target) const { return begins_.odds[source.begin][target.begin]; }
  double end(Edges source, Edges target) const { return ends_.odds[source.end][target.end]; }

 private:
  using Counts = std::array<double, kEdgeKinds>;
  struct Table {
    std::array<Counts, kEdgeKinds> beads{};
    Counts target{};
    std::array<Counts, kEdgeKinds> odds{};

    void learn();
  };

  Table begins_;
  Table ends_;
};

}  // namespace oimtm::align

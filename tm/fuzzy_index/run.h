// Finds the segments of a run that are like a query. run_format.h has its bytes.
// Private to tm/.
//
// Why none is missed: two segments of n and m tokens that are alike by T percent share at
// least c = ceil(T max(n, m) / 100) tokens. Sort the tokens of both from rare to frequent:
// then the first n - c + 1 of one and the first m - c + 1 of the other have one in common
// (prefix filter: C. Xiao et al., "Efficient similarity joins for near duplicate
// detection", 2011). The index lists each segment under these tokens only, and a query
// asks for these only; what lengths and signatures cannot rule out is compared in full.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tm/character_outline.h"
#include "tm/fuzzy_index/pages.h"
#include "tm/fuzzy_index/query.h"
#include "tm/fuzzy_index/run_format.h"

namespace oimtm::tm {

// A segment and its raw likeness to the query.
struct Candidate {
  std::int64_t segment = 0;
  int raw = 0;
  CharacterOutline outline = kNoOutline;
};

// What a run has of a segment. The tokens are those of somebody else.
struct IndexedSegment {
  std::int64_t id = 0;
  CharacterOutline outline = kNoOutline;
  std::span<const std::uint64_t> tokens;  // folded
};

// Takes some candidates; gives back the least likeness that is still of interest, in
// percent. It may rise from call to call.
using CandidateSink = std::function<int(std::span<const Candidate>)>;

// Where the data of a run begins, and what makes whole bytes of it: puts the header and
// checksums before it.
std::size_t run_data_offset(const RunHeader& header);
void seal_run(std::vector<std::byte>& bytes, RunHeader header);

class Run {
 public:
  // A run in a file; nothing if there is none, if it is damaged where everything begins,
  // or if another version has written it.
  static std::optional<Run> open(const std::string& path);

  // A run in memory, of whole bytes as in a file.
  static Run adopt(std::vector<std::byte> bytes);

  const RunRange& range() const { return header_.range; }
  std::size_t size() const { return header_.units; }
  std::span<const std::byte> bytes() const { return bytes_; }

  // Gives `sink` every segment whose likeness is `least` (kLeastLikeness to 100) or what it
  // asks for later; best chances first. Returns the least likeness at the end. Throws
  // DamagedRun.
  int find(const FuzzyQuery& query, int least, const CandidateSink& sink) const;

  // Every segment, sorted by length. Throws DamagedRun.
  void for_each(const std::function<void(const IndexedSegment&)>& visit) const;

  // Reads every page. Throws DamagedRun.
  void check() const { pages_.check(pages_.data().data(), pages_.data().size()); }

 private:
  friend class RunSearch;

  Run(std::span<const std::byte> bytes, const RunHeader& header, bool trusted);

  template <class Element>
  std::span<const Element> section(Section which) const {
    const RunHeader::Extent& extent = header_.sections[static_cast<std::size_t>(which)];
    return {reinterpret_cast<const Element*>(pages_.data().data() + extent.offset), extent.bytes / sizeof(Element)};
  }
  template <class Element>
  const Element& at(std::span<const Element> elements, std::size_t index) const {
    if (index >= elements.size()) throw DamagedRun();
    pages_.check(&elements[index], sizeof(Element));
    return elements[index];
  }

  std::optional<std::uint32_t> word(std::uint64_t hash) const;
  // The postings of a word in a band: where they begin and end.
  std::pair<std::uint32_t, std::uint32_t> postings(std::uint32_t word, std::size_t band) const;
  std::span<const std::uint8_t> tokens(std::uint32_t unit) const;
  // Of units, ascending and at least one.
  void check_units(std::span<const std::uint64_t> signatures, std::span<const std::uint32_t> units) const;
  std::int64_t segment(std::uint32_t unit) const { return header_.range.after + 1 + at(segments_, unit); }

  std::optional<MappedFile> file_;
  std::vector<std::byte> owned_;
  std::span<const std::byte> bytes_;
  RunHeader header_;
  Pages pages_;
  std::span<const LengthGroup> lengths_;
  std::span<const std::uint32_t> segments_;
  std::span<const CharacterOutline> outlines_;
  std::span<const std::uint64_t> far_;
  std::span<const std::uint32_t> starts_;
  std::span<const std::uint8_t> tokens_;
  std::span<const std::uint64_t> hashes_;
  std::span<const std::uint32_t> words_;
  std::span<const std::uint32_t> lists_;
  std::span<const std::uint32_t> postings_;
  std::span<const std::uint32_t> near_;
  mutable std::vector<std::uint64_t> seen_;  // a bit a unit: compared with the query already
};

}  // namespace oimtm::tm

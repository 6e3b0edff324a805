// In how many documents of a run each line stands: what many pages share is their site's
// frame.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace oimtm::formats {

class TextSource;

// Hashes of the lines of a text that are not blank, some at a time. Lines that differ by
// case, typography and digits only have the same hash.
void hash_lines(TextSource& source, const std::function<void(std::span<const std::uint64_t>)>& sink);

// Counts documents, not lines: one that stands in a document twice counts once.
//
// Memory: some 20 MB at most, however many lines there are. As long as no more than 250,000
// differ, counts are exact; beyond, they are those of Misra and Gries (Finding repeated
// elements, 1982): too low by at most one in 125,000 of all lines that were counted, which
// is far below what a large run asks of its frame. The same documents in the same order
// give the same counts.
class LineCounts {
 public:
  // `original` is valid UTF-8.
  void add(std::string_view original);

  // The same by its hashes, in one part or more.
  void begin_document() { ++documents_; }
  void add_lines(std::span<const std::uint64_t> hashes);

  std::size_t documents() const { return documents_; }
  std::size_t count(std::string_view line) const;

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t count = 0;  // 0: a free place
    std::uint32_t last = 0;   // the document that counted it last
  };

  std::size_t place_of(std::uint64_t hash) const;
  void resize(std::size_t size);
  void forget_rare_lines();

  std::size_t documents_ = 0;
  std::size_t used_ = 0;
  std::vector<Entry> entries_;  // open addressing; a power of two
};

}  // namespace oimtm::formats

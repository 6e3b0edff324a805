// Line ends of translations in a document. Private to formats/xliff.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oimtm::formats::xliff {

// Knows a document's encoding and line ends from its bytes: UTF-8, or UTF-16 with its mark.
class LineEnds {
 public:
  explicit LineEnds(const std::string& document);

  // A translation as bytes of the document. Where its source has line ends, those of a kind
  // that the document has not become its first one. Where it has none, white space with a line
  // end in it is one space, or nothing at an edge: a translator's tool wraps lines that the
  // document does not have.
  std::string encoded(std::string_view target, std::string_view source) const;

 private:
  std::string encode(const std::string& text) const;
  std::string with_line_ends(std::string_view text) const;

  std::string_view mark_;                // of the document's encoding, if it is UTF-16
  std::vector<std::string_view> kinds_;  // of line ends, those that come first first
};

}  // namespace oimtm::formats::xliff

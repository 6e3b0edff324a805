// Changes to the bytes of a file while it is read. Private to formats/xliff.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formats/unit_stream.h"
#include "formats/xliff/xml_tree.h"

namespace oimtm::formats::xliff {

// Bytes begin to end of the file become `xml`, which is UTF-8.
struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string xml;
};

// Copies a file to a sink as it comes in, with edits. It keeps the bytes that may yet change.
class Splicer {
 public:
  explicit Splicer(const ByteSink& sink) : sink_(sink) {}

  void take(std::string_view part) { window_ += part; }

  // Edits do not overlap, and none begins before what is settled; they come in any order.
  void add(Edit edit) { edits_.push_back(std::move(edit)); }

  // Writes all bytes before `settled`.
  void flush(std::size_t settled, const XmlEncoding& encoding);

  // Bytes that are kept, as a text; for looking at what stands around an element.
  std::string_view bytes(std::size_t begin, std::size_t end) const;

 private:
  void copy(std::size_t end);

  const ByteSink& sink_;
  std::string window_;
  std::size_t begin_ = 0;  // the place of the window's first byte in the file
  std::size_t written_ = 0;
  std::vector<Edit> edits_;
};

}  // namespace oimtm::formats::xliff

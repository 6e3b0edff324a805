// The original of a work file, in its <skeleton>. Private to formats/xliff.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/xliff/xml_tree.h"
#include "text/error.h"
#include "text/segment.h"

namespace oimtm::formats::xliff {

struct Skeleton {
  std::string format;                   // "text" or "xliff"
  std::string original;                 // the bytes of the document
  std::vector<text::ByteRange> ranges;  // of a text: where segment n stands
  std::vector<std::string> sources;     // of a text: the fingerprint of segment n; none in files of earlier versions
};

// Tells texts apart, whatever their white space, which tools change.
std::string source_fingerprint(std::string_view text);

// "s12", and back.
std::string segment_id(std::size_t number);
std::optional<std::size_t> segment_number(std::string_view id);

// `<file ...>` with its skeleton.
std::string file_head(std::size_t number, const std::string& name, const Skeleton& skeleton);

// What a skeleton is that cannot be used.
InputError damaged_skeleton(Location where);

// Nothing if the element is no skeleton of ours. Throws InputError if it is damaged.
std::optional<Skeleton> read_skeleton(const XmlNode& element, const std::string& path);

}  // namespace oimtm::formats::xliff

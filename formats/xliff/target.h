// The edits that put translations and candidates into a unit. Private to formats/xliff.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "formats/bilingual.h"
#include "formats/xliff/splice.h"
#include "formats/xliff/unit.h"

namespace oimtm::formats::xliff {

// Changes of a unit's segments, in their order: as many as there are segments.
using Changes = std::vector<SegmentChange>;

// A target's content as XML: its text, with the elements of the source's codes. Nothing if
// the codes are not nested as their elements have to be.
std::optional<std::string> target_xml(const XmlNode& source, bool is_version2, const TiedTarget& target);

// The element with other content; one that was empty gets both of its tags.
Edit replace_content(const XmlNode& element, const std::string& content);

// The edits for `changes`; a change whose target cannot be written is without one.
std::vector<Edit> unit_edits(const Unit& unit, const Changes& changes);

}  // namespace oimtm::formats::xliff

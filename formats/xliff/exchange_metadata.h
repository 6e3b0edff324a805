// What XLIFF has no place for, as metadata of XLIFF 2 (mda): so that a memory that is written
// and read again has the same units. Private to formats/xliff.
#pragma once

#include <string>

#include "formats/xliff/xml_tree.h"
#include "text/unit.h"

namespace oimtm::formats::xliff {

// The <mda:metadata> of a <file> that says that oimtm exported it.
std::string export_mark();
bool is_export_mark(const XmlNode& element);

// The <mda:metadata> of a unit, of its first variant and of `target` (or null); empty if
// there is nothing to say.
std::string metadata_of(const text::TranslationUnit& unit, const text::Variant& source, const text::Variant* target);

// Puts back what metadata_of wrote, into a unit whose variants are the source and perhaps
// the target.
void take_metadata(const XmlNode& metadata, text::TranslationUnit& unit);

// That of a unit; null if it has none.
const XmlNode* metadata_in(const XmlNode& unit_element);

}  // namespace oimtm::formats::xliff

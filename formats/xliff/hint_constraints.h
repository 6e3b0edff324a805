// What the standard says in words of editing hints: canCopy, canDelete, canReorder, canOverlap.
// Private to formats/xliff.
#pragma once

#include "formats/xliff/findings.h"
#include "formats/xliff/side.h"

namespace oimtm::formats::xliff {

// The hints of an <sc> and those of its <ec>.
void check_hints(const XmlNode& start, const XmlNode& end, const Findings& findings);

// A code with canReorder="no" belongs to a sequence that a firstNo began.
void check_sequences(const Side& side, const Findings& findings);

// What may not be deleted is in a target, and what may not be moved in the same place of it.
void check_kept(const Side& source, const Side& target, const Findings& findings);

}  // namespace oimtm::formats::xliff

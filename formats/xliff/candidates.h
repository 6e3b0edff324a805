// Translations that are offered: <mtc:match> and <alt-trans>. Private to formats/xliff.
#pragma once

#include <string>
#include <vector>

#include "formats/xliff/target.h"

namespace oimtm::formats::xliff {

// The edits that put the changes' candidates into a unit, and take away those that they
// replace. `ids` are those of the unit's segments.
void edit_matches2(std::vector<Edit>& edits, const Unit& unit, const Changes& changes,
                   const std::vector<std::string>& ids);
void edit_candidates1(std::vector<Edit>& edits, const Unit& unit, const Changes& changes);

}  // namespace oimtm::formats::xliff

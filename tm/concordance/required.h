// What every match of a regular expression contains. Private to tm/.
//
// After R. Cox, "Regular Expression Matching with a Trigram Index" (2012), cut down: only
// what stands between two things of unknown length is put together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oimtm::tm {

// Texts, folded as grams are, one of which is there.
using Clause = std::vector<std::string>;

// Clauses that hold for every text which the expression matches. Some are found, and none
// that is not sure: groups, alternatives, counts, \d and small classes are followed;
// expressions with other settings than (?i) at the start give none.
std::vector<Clause> required_texts(std::string_view expression);

}  // namespace oimtm::tm

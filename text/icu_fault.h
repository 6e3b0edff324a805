// What ICU says is wrong with an expression, in words. Private to text/.
#pragma once

#include <unicode/utypes.h>

namespace oimtm::text {

// For a message's argument; cli/messages.cpp has the same words to be translated. ICU's own
// name where we have no words.
const char* icu_fault(UErrorCode status);

}  // namespace oimtm::text

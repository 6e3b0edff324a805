// What the wordings of a phrase share, and where they differ. Private to tm/phrases/.
#pragma once

#include <string>
#include <vector>

#include "tm/phrases.h"

namespace oimtm::tm {

// Sets pattern and slots of a family from its wordings: words of the main wording that nine
// in ten documents have stay (two in three, of ten documents or more); what stands in place
// of others, or between them, is a slot. At most the 200 first wordings are compared.
void set_pattern(PhraseFamily& family, const text::LanguageTag& language);

}  // namespace oimtm::tm

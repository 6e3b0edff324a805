// Approving a phrase. Private to tm/phrases/ and the memory.
#pragma once

#include "text/unit.h"
#include "tm/memory.h"
#include "tm/store/change.h"
#include "tm/store/store.h"

namespace oimtm::tm {

// What Memory::approve_phrase() promises, within a change. The receipt is the change's.
PhraseApproval approve(const Store& store, Change& change, text::TranslationUnit unit, PhraseVariants variants);

}  // namespace oimtm::tm

// The tables that schema.h is asked about. Private to formats/xliff.
#pragma once

#include <string_view>
#include <vector>

#include "formats/xliff/schema.h"

namespace oimtm::formats::xliff {

// Elements of other namespaces than the core's, as many as there are.
inline const Slot kOthers = {{"*"}, false, true};

// Elements of the core, and of the modules.
const std::vector<ElementRule>& core_elements();
const std::vector<ElementRule>& module_elements();

// Attributes of modules on elements of the core.
const std::vector<ModuleAttribute>& module_attributes();

}  // namespace oimtm::formats::xliff

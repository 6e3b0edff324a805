// Folders of this checkout that tests read from. Only paths.cpp is compiled with them, so that a
// compiler's cache serves several checkouts.
#pragma once

#include <string>

namespace oimtm::test {

// A file below corpora/.
std::string corpora(const std::string& name);

// A file below tests/.
std::string data(const std::string& name);

}  // namespace oimtm::test

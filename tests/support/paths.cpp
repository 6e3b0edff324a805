#include "tests/support/paths.h"

namespace oimtm::test {

std::string corpora(const std::string& name) { return OIMTM_CORPORA "/" + name; }

std::string data(const std::string& name) { return OIMTM_TEST_DATA "/" + name; }

}  // namespace oimtm::test

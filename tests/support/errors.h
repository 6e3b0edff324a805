// What went wrong, as text that a test can compare.
#pragma once

#include <string>
#include <vector>

#include "text/error.h"

namespace oimtm::test {

// What an exception of just this class says: its place, message and hint. Empty if there
// was none; one of another class passes through and fails the test.
template <class Expected, class Work>
std::string error_of(Work work) {
  try {
    work();
  } catch (const Expected& error) {
    return error.what();
  }
  return {};
}

// Keeps diagnostics, each as "FILE:LINE:COLUMN: message".
class Diagnostics {
 public:
  DiagnosticSink sink() {
    return [this](const Diagnostic& diagnostic) {
      const std::string place = to_string(diagnostic.where);
      lines.push_back((place.empty() ? "" : place + ": ") +
                      fill(diagnostic.message.pattern, diagnostic.message.arguments));
    };
  }

  std::vector<std::string> lines;
};

}  // namespace oimtm::test

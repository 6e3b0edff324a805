// What all fuzz targets share. A target is clean if nothing leaves it but what the caller
// or the input's author can mend, and if no law is broken.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/characters.h"
#include "text/error.h"

namespace oimtm::fuzz {

// Ends the run, with the input kept, unless the law holds.
inline void expect(bool holds, std::string_view law) {
  if (holds) return;
  std::fprintf(stderr, "a law is broken: %.*s\n", static_cast<int>(law.size()), law.data());
  std::abort();
}

// Input errors and usage errors are what readers are for; anything else ends the run.
template <class Work>
void run(Work work) {
  try {
    work();
  } catch (const InputError&) {
  } catch (const UsageError&) {
  }
}

inline std::string_view bytes(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline void expect_text(std::string_view text) {
  expect(!text::find_invalid_utf8(text), "texts are valid UTF-8");
  expect(text.find('\0') == std::string_view::npos, "texts hold no NUL");
}

const DiagnosticSink kSilent = [](const Diagnostic&) {};

}  // namespace oimtm::fuzz

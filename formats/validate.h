// Is an exchange file what its standard says? Our own checks, each with its place and the
// rule in words; nothing is fetched from anywhere.
//
//   formats::validate("oim.tmx", {}, [](const formats::Finding& finding) { print(finding); });
//
// A new format is one function, and one line in validate.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "formats/input.h"
#include "formats/limits.h"
#include "text/error.h"

namespace oimtm::formats {

struct Finding {
  // A warning is allowed by the standard, and yet makes trouble with other tools.
  enum class Severity { error, warning };

  Severity severity = Severity::error;
  Location where;
  std::string_view rule;  // its short name, which stays: "tmx-dtd"; a literal
  Message message;        // what is wrong, and with it the rule
};

using FindingSink = std::function<void(const Finding&)>;

struct ValidateOptions {
  std::string format;  // its name, such as "tmx"; empty: the file's suffix decides
  Limits limits;
};

struct ValidationCounts {
  std::size_t units = 0;  // that the file holds
  std::size_t errors = 0;
  std::size_t warnings = 0;
};

// Tells all findings, in the file's order. Throws UsageError for a file or format that does
// not exist. A file that cannot be read on is a finding, the last one.
ValidationCounts validate(const std::string& path, const ValidateOptions& options, const FindingSink& find);

// What a format brings: it tells its findings and returns the number of units. InputError
// ends it, and becomes a finding named "well-formed".
using Validator = std::size_t (*)(ByteSource& source, const ValidateOptions& options, const FindingSink& find);

}  // namespace oimtm::formats

// Segments of a document as `oimtm segment` prints them.
#pragma once

#include <functional>
#include <string>

#include "cli/documents.h"

namespace oimtm::cli {

struct PrintOptions {
  bool json = false;       // an object a line, without a schema's number
  bool keeps_all = false;  // the frame too, each block with its kind and why
  bool explains = false;   // the rule that broke or held each place
};

// Gives what is printed of one document to `emit`, in parts of some 64 KB, as it is read.
void print_document(const OpenDocument& document, const PrintOptions& options,
                    const std::function<void(std::string&&)>& emit);

}  // namespace oimtm::cli

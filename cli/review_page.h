// An alignment as one page to read and check in a browser.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "cli/unit_output.h"
#include "text/unit.h"

namespace oimtm::cli {

// Writes a page of HTML that needs nothing but itself: both sides of each bead, shaded by
// confidence. It is used by keyboard, and saves what was checked as a table for an import
// (formats/tsv). What is left out on one side is shown too, but not saved.
class ReviewPage {
 public:
  ReviewPage(const std::string& path, const text::LanguageTag& source, const text::LanguageTag& target,
             Console& console);

  // The beads of two documents, in order.
  void add(const std::string& source_name, const std::string& target_name,
           std::span<const text::TranslationUnit> units);
  void finish();

 private:
  void add(const text::TranslationUnit& unit, const std::string& source_name, const std::string& target_name);

  TextOutput output_;
  text::LanguageTag source_;
  text::LanguageTag target_;
};

}  // namespace oimtm::cli

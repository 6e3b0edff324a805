// Editing units, as the command line asks for it.
#pragma once

#include <CLI/App.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "text/unit.h"
#include "text/wildcard.h"
#include "tm/filter.h"
#include "tm/memory.h"

namespace oimtm::cli {

struct UnitEdits {
  std::optional<std::string> replace;  // a text, or with `regex` an expression
  std::string with;
  std::string in = "both";  // source, target
  bool regex = false;
  std::vector<std::string> settings;  // NAME=VALUE
};

class UnitEditor {
 public:
  // Throws UsageError for a setting that cannot be read.
  explicit UnitEditor(const UnitEdits& edits);

  // The unit as it is edited; nothing if it stays as it is. It has the present date, unless
  // a date was set.
  std::optional<text::TranslationUnit> edit(const text::TranslationUnit& unit) const;

 private:
  void replace_in(text::Segment& segment) const;

  std::optional<text::Wildcard> pattern_;
  std::string with_;
  bool in_source_ = true;
  bool in_target_ = true;
  std::vector<std::pair<std::string, std::string>> settings_;
  std::string date_;
};

// Puts `--where` on a command.
void add_where(CLI::App& app, std::vector<std::string>& conditions);

// What `--where` says. Throws UsageError for what is no condition.
tm::Filter filter_of(const std::vector<std::string>& conditions);

// Opens a memory to be changed: one that is missing is not made. Throws UsageError if no
// memory was named, or it does not exist.
tm::Memory open_to_change(const std::string& memory);

}  // namespace oimtm::cli

// Fragment identifiers of XLIFF 2: "#f=f1/u=u1/n=n1". Private to formats/xliff.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"

namespace oimtm::formats::xliff {

struct Fragment {
  bool is_absolute = false;
  std::string file;
  std::string group;
  std::string unit;
  std::string prefix;  // of what stands in them: "n", "d", "t", a module's; empty for a segment or code
  std::string id;      // empty: the fragment names a file, group or unit

  bool has_holder() const { return !file.empty() || !group.empty() || !unit.empty(); }
};

// The fragment of what stands behind the '#', or what is wrong with it.
struct ParsedFragment {
  Fragment fragment;
  Message error;  // empty if there is none
};
ParsedFragment parse_fragment(std::string_view text);

// The key of something in a file, group or unit: the same for all ways to name it. `scope`
// is where a relative fragment stands.
struct FragmentScope {
  std::string file;
  std::string group;  // the innermost one; empty in none
  std::string unit;
};
std::string key_of(const Fragment& fragment, const FragmentScope& scope);

// Whether something named from there is in the unit of `scope`.
bool is_of_unit(const Fragment& fragment, const FragmentScope& scope);

}  // namespace oimtm::formats::xliff

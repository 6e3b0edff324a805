// What an inline code is, whatever the format whose element it carries: how codes get from
// TMX to XLIFF and back. Private to formats/.
//
// The markup of a code is the element that it came in (TMX: <bpt> <ept> <ph> <it> <ut> <hi>;
// XLIFF 1.2: <g> <x> <bx> <ex> and the like; XLIFF 2: <sc> <ec> <ph>, with its original data
// as content), or the document's own markup. Each format writes elements of its own from
// the content, which is the same on every way.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/segment.h"

namespace oimtm::formats {

struct CodeContent {
  std::string data;   // the document's own markup, "<b>"; an element without any stands for itself
  std::string type;   // "bold", "link", "lb" ... or "x-" and a name; empty if it is not said
  std::string shape;  // the data without what <sub> holds in it, which is translated: the code's in every language

  friend bool operator==(const CodeContent&, const CodeContent&) = default;
};

CodeContent content_of(const text::InlineCode& code);

// Whether the markup is an element of XLIFF that holds the document's own markup, or is a
// number alone. TMX has elements of the same names; the ids tell them apart.
bool is_xliff_element(const text::InlineCode& code);

// The type in the words of TMX, and as XLIFF 2's type and subType; empty ones if there are none.
std::string tmx_type(const std::string& type);
std::pair<std::string, std::string> xliff2_type(const std::string& type);

// For each code the number of the one that it opens or closes; its own if there is none. An
// opening code and the next closing one with its id belong together.
std::vector<std::size_t> partners(const std::vector<text::InlineCode>& codes);

}  // namespace oimtm::formats

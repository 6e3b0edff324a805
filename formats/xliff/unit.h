// A <unit> or <trans-unit> of any version, as its segments. Private to formats/xliff.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "formats/xliff/xml_tree.h"
#include "text/language.h"
#include "text/segment.h"
#include "text/unit.h"

namespace oimtm::formats::xliff {

// What holds for the units of a file: said at the elements around them.
struct Scope {
  std::string original;  // of the <file>
  std::string source_language;
  std::string target_language;
  bool is_translatable = true;
  bool preserves_space = false;
  std::vector<std::string> notes;  // of the <file> and the <group>s, the outer ones first
  bool is_ours = false;            // the file was exported by us: what stands beside a segment says nothing
};

// `scope` within the element whose start tag this is.
Scope within(const Scope& scope, const XmlNode& tag);

struct Segment {
  std::string id;  // of the <segment>, or the mid of the <mrk>
  text::Segment source;
  std::optional<text::Segment> target;  // none without a <target>, or its <mrk>
  std::string state;                    // as the file says it
  bool is_translatable = true;

  // Where they stand: the <segment> (<trans-unit> in XLIFF 1), the <source>, and the target
  // or null. In a segmented <trans-unit> the last two are <mrk>s.
  const XmlNode* node = nullptr;
  const XmlNode* source_node = nullptr;
  const XmlNode* target_node = nullptr;
};

struct Unit {
  std::string id;
  Scope scope;
  const XmlNode* node = nullptr;
  bool is_version2 = false;
  // XLIFF 1: the <seg-source> whose <mrk>s are the segments; null if there is one segment.
  const XmlNode* seg_source = nullptr;
  std::vector<Segment> segments;
  std::vector<std::string> notes;
};

// Takes what stands beside units up, if it is a note, or has some: <notes>, <header>.
void add_scope_notes(const XmlNode& element, Scope& scope);

// Both stay valid as long as `node` does. `scope` is that of the elements around it.
Unit read_unit(const XmlNode& node, const Scope& scope);

// Whether a target in this state is no translation yet: it is often a copy of the source.
bool is_untranslated(std::string_view state);

// Whether this element is a unit of XLIFF; a <bin-unit> is none, but has some.
bool is_unit(const XmlNode& tag);

// The <data> of a unit or match of XLIFF 2: what each id stands for.
using OriginalData = std::unordered_map<std::string, std::string>;
OriginalData original_data(const XmlNode& holder);

// Text and codes of an element: <source>, <target>, <mrk>. For XLIFF 2 with the original data
// of its unit or match.
text::Segment content1(const XmlNode& element);
text::Segment content2(const XmlNode& element, const OriginalData& data);

// The elements of the codes that content1 and content2 read, in their order. An element
// that holds text gives two codes.
struct CodeElement {
  enum class Part { whole, start, end };

  const XmlNode* node = nullptr;
  Part part = Part::whole;
};
std::vector<CodeElement> code_elements(const XmlNode& element, bool of_version2);

// An element as XML, with all that is in it; and what is in it alone.
std::string xml_of(const XmlNode& node);
std::string inner_xml(const XmlNode& node);

// White space as XML's default is: a run with a line end in it is one space, or none at the
// edges. Other white space stays.
void collapse_space(text::Segment& segment);

}  // namespace oimtm::formats::xliff

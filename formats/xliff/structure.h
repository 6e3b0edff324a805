// Elements, attributes and values held against the tables of the schema. Private to
// formats/xliff.
#pragma once

#include <cstddef>

#include "formats/xliff/findings.h"
#include "formats/xliff/schema.h"

namespace oimtm::formats::xliff {

// How far an element's content is in its model.
class ContentState {
 public:
  explicit ContentState(const XmlNode& element) : rule_(find_rule(element)) {}

  void take(const XmlNode& parent, const XmlNode& child, const Findings& findings);
  void finish(const XmlNode& parent, const Findings& findings) const;

 private:
  const ElementRule* rule_;
  std::size_t slot_ = 0;
  bool is_filled_ = false;  // the slot has an element
};

// The start tag: a known element, where it may stand, with its attributes.
void check_tag(const XmlNode& element, const XmlNode* parent, const Findings& findings);

// The same, and all that is in it.
void check_structure(const XmlNode& element, const XmlNode* parent, const Findings& findings);

// For text in an element that may have none.
void check_text(const XmlNode& parent, XmlPlace place, const Findings& findings);

}  // namespace oimtm::formats::xliff

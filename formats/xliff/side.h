// The inline elements of one side of a unit, in order. Private to formats/xliff.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "formats/xliff/constraints.h"

namespace oimtm::formats::xliff {

struct Code {
  const XmlNode* node = nullptr;
  const XmlNode* segment = nullptr;
  const XmlNode* before = nullptr;  // the code in front of it, in the same <pc>; or that <pc>
  bool is_first = false;            // of a <pc>, which is `before`
  std::size_t position = 0;         // in the order of the texts
};

bool is_code(const XmlNode& node);       // <ph>, <pc>, <sc>, <ec>
bool is_mark(const XmlNode& node);       // <mrk>, <sm>
bool is_isolated(const XmlNode& node);   // an <sc> or <ec> whose partner is in another unit
std::string id_of(const XmlNode& code);  // that of its <sc>, for an <ec> that has one

// The sources, or the targets in the order of the translation.
class Side {
 public:
  explicit Side(std::vector<TextElement> texts);

  std::vector<Code> codes;                 // and annotations: every inline element but <cp>
  std::vector<const XmlNode*> characters;  // <cp>

 private:
  struct Last {
    const XmlNode* node = nullptr;
    bool is_parent = false;
  };

  void collect(const XmlNode& element, const XmlNode* segment, Last& last);
};

}  // namespace oimtm::formats::xliff

#include "formats/xliff/side.h"

#include <algorithm>

#include "formats/xliff/names.h"

namespace oimtm::formats::xliff {

bool is_code(const XmlNode& node) {
  const std::string_view name = node.local();
  return name == "ph" || name == "pc" || name == "sc" || name == "ec";
}

bool is_mark(const XmlNode& node) { return node.local() == "mrk" || node.local() == "sm"; }

bool is_isolated(const XmlNode& node) { return node.value("isolated", "no") == "yes"; }

std::string id_of(const XmlNode& code) {
  const std::string* start = code.find("startRef");
  return std::string(start != nullptr ? *start : code.value("id"));
}

Side::Side(std::vector<TextElement> texts) {
  std::stable_sort(texts.begin(), texts.end(),
                   [](const TextElement& a, const TextElement& b) { return a.order < b.order; });
  for (const TextElement& text : texts) {
    Last last;
    collect(*text.element, text.segment, last);
  }
}

// Annotations are no codes: what is in them follows what is before them.
void Side::collect(const XmlNode& element, const XmlNode* segment, Last& last) {
  for (const XmlNode& child : element.children) {
    if (child.is_text() || !is_version2(child.space)) continue;
    if (child.local() == "cp") {
      characters.push_back(&child);
      continue;
    }
    codes.push_back({&child, segment, last.node, last.is_parent, codes.size()});
    if (child.local() == "pc") {
      Last inner{&child, true};
      collect(child, segment, inner);
    } else if (child.local() == "mrk") {
      collect(child, segment, last);
    }
    if (is_code(child)) last = {&child, false};
  }
}

}  // namespace oimtm::formats::xliff

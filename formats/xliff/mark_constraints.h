// What the standard says in words of annotations: <mrk>, <sm> and <em>. Private to formats/xliff.
#pragma once

#include <string>
#include <unordered_set>

#include "formats/xliff/constraints.h"
#include "formats/xliff/side.h"

namespace oimtm::formats::xliff {

// The annotations in the sources and in the targets of a unit or a match.
class MarkCheck {
 public:
  MarkCheck(const XmlNode& holder, const Surroundings& around, Registry& registry, const Findings& findings);

  // `is_complete`: nothing of the unit is missing on this side.
  void check(const Side& side, bool is_complete);

 private:
  void check_pairs(const Side& side, bool is_complete);
  void check_mark(const XmlNode& node);
  void check_comment(const XmlNode& node);
  void error(const XmlNode& node, Message message) const {
    findings_.error(node, "xliff-annotation", std::move(message));
  }

  const Surroundings& around_;
  Registry& registry_;
  const Findings& findings_;
  bool is_unit_;
  std::unordered_set<std::string> notes_;  // ids of the unit's
};

}  // namespace oimtm::formats::xliff

// Where the checks of XLIFF tell what they find. Private to formats/xliff.
#pragma once

#include <string>
#include <string_view>

#include "formats/validate.h"
#include "formats/xliff/xml_tree.h"

namespace oimtm::formats::xliff {

class Findings {
 public:
  Findings(std::string path, const FindingSink& sink) : path_(std::move(path)), sink_(sink) {}

  // `rule` is a literal.
  void error(XmlPlace place, std::string_view rule, Message message) const {
    sink_({Finding::Severity::error, at(place), rule, std::move(message)});
  }
  void warn(XmlPlace place, std::string_view rule, Message message) const {
    sink_({Finding::Severity::warning, at(place), rule, std::move(message)});
  }
  void error(const XmlNode& node, std::string_view rule, Message message) const {
    error(node.place, rule, std::move(message));
  }

 private:
  Location at(XmlPlace place) const { return {path_, place.line, place.column}; }

  std::string path_;
  const FindingSink& sink_;
};

}  // namespace oimtm::formats::xliff

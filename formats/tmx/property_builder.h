// A <prop>, <note> or <ude> of TMX as it is read. Private to formats/.
#pragma once

#include <string>
#include <string_view>

#include "formats/tmx/elements.h"
#include "formats/xml_reader.h"
#include "formats/xml_writer.h"

namespace oimtm::formats {

// Named as text::Attributes says; what an element has besides a type is part of the name:
// "prop:domain xml:lang=\"fr\"".
class PropertyBuilder {
 public:
  void begin(Element element, std::string_view name, const XmlAttributes& attributes) {
    value_.clear();
    is_xml_ = element == Element::ude;
    name_ = element == Element::prop ? "prop:" : name;
    if (element == Element::prop) name_ += attribute(attributes, "type");
    for (const auto& [key, text] : attributes)
      if (element != Element::prop || key != "type") append_attribute(name_, key, text);
  }

  // An element in a property: the <map> of a <ude>, kept as it was.
  void add_element(std::string_view name, const XmlAttributes& attributes) {
    value_.append("<").append(name);
    for (const auto& [key, text] : attributes) append_attribute(value_, key, text);
    value_ += "/>";
  }

  void add_text(std::string_view text) {
    if (is_xml_)
      append_escaped(value_, text, false);
    else
      value_ += text;
  }

  const std::string& name() const { return name_; }
  const std::string& value() const { return value_; }

 private:
  std::string name_;
  std::string value_;
  bool is_xml_ = false;  // it is kept as XML, with its elements
};

}  // namespace oimtm::formats

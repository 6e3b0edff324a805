// The units of an XLIFF file, one after the other. Private to formats/xliff.
#pragma once

#include <string>
#include <vector>

#include "formats/xliff/unit.h"
#include "formats/xliff/xml_tree.h"

namespace oimtm::formats::xliff {

class UnitWalker : public XmlVisitor {
 public:
  // `path` is the file in messages.
  explicit UnitWalker(std::string path) : path_(std::move(path)) {}

  bool enter(const XmlNode& tag) final;
  void leave(const XmlNode& tag) final;
  void whole(XmlNode element) final;
  void text(XmlPlace) final {}

 protected:
  virtual void unit(const Unit&) {}

  // The element of a unit, for who wants to keep it; `scope` is that around it.
  virtual void unit_element(XmlNode element, const Scope& scope) { unit(read_unit(element, scope)); }

  // Start tag and end of <xliff>, <file>, <body>, <group> and <bin-unit>; the scope is the one inside.
  virtual void container(const XmlNode&, const Scope&) {}
  virtual void end_container(const XmlNode&) {}

  // Anything else that stands in one of them.
  virtual void other(const XmlNode&) {}

  Location at(const XmlNode& node) const { return {path_, node.place.line, node.place.column}; }
  Scope& scope() { return scopes_.back(); }

 private:
  std::string path_;
  std::vector<Scope> scopes_;
};

}  // namespace oimtm::formats::xliff

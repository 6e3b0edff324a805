// Ids for what is put into a file. Private to formats/xliff.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

#include "formats/xliff/xml_tree.h"

namespace oimtm::formats::xliff {

// Ids that nothing under an element has: a stem and the lowest number that is free.
class FreeIds {
 public:
  explicit FreeIds(std::string_view stem) : stem_(stem) {}

  void take(const XmlNode& node) {
    if (const std::string* id = node.find("id")) taken_.insert(*id);
    for (const XmlNode& child : node.children) take(child);
  }

  std::string next() {
    std::string id;
    do id = stem_ + std::to_string(++number_);
    while (taken_.count(id) != 0);
    return id;
  }

 private:
  std::string stem_;
  std::size_t number_ = 0;
  std::unordered_set<std::string> taken_;
};

}  // namespace oimtm::formats::xliff

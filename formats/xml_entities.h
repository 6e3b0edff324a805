// The entities that a DOCTYPE declares, as text. Private to formats/.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "text/error.h"

namespace oimtm::formats {

// What "amp", "lt", "gt", "quot" and "apos" stand for; 0 for other names.
char predefined_entity(std::string_view name);

// What an entity of HTML 4 stands for; 0 for other names.
char32_t html_entity(std::string_view name);

// The value of a reference such as "#233" or "#xE9"; 0xFFFFFFFF if it is none.
char32_t referred_number(std::string_view reference);

class XmlEntities {
 public:
  // Takes the general entities of "<!DOCTYPE ...>"; of two with one name the first counts.
  // Parameter entities, and what is behind them, are not read.
  void declare(std::string_view doctype);

  // Appends the text of entity `name`, with those in it. All that expands is counted:
  // beyond `most` bytes nothing does any more. Returns why not; empty if it did.
  Message expand(std::string_view name, std::string& text, std::size_t most);

 private:
  Message expand(std::string_view name, std::string& text, std::size_t most, std::size_t depth);
  bool declare_one(std::string_view& declaration);

  std::map<std::string, std::string, std::less<>> texts_;
  std::map<std::string, std::string, std::less<>> outside_;  // those that are files, and which
  std::size_t expanded_ = 0;                                 // bytes and references so far
};

}  // namespace oimtm::formats

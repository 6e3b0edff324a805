// The languages that a file spells. Private to formats/.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/language.h"

namespace oimtm::formats {

// They are few: each tag is made canonical once.
class Languages {
 public:
  // The language of a tag, valid until the next call; empty for what is no tag.
  const text::LanguageTag& of(std::string_view tag) {
    for (const auto& [name, known] : known_)
      if (name == tag) return known;
    if (known_.size() >= 64) known_.clear();
    return known_.emplace_back(std::string(tag), text::LanguageTag::parse(tag).value_or(text::LanguageTag())).second;
  }

 private:
  std::vector<std::pair<std::string, text::LanguageTag>> known_;
};

}  // namespace oimtm::formats

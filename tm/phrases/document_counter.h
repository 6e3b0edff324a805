// Counting the documents of several forms. Private to tm/phrases/.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "tm/phrases/forms.h"

namespace oimtm::tm {

// Counts documents, each once, without clearing a table for each count.
class DocumentCounter {
 public:
  explicit DocumentCounter(const Forms& forms) {
    std::size_t limit = 0;
    for (FormId form = 0; form < forms.size(); ++form)
      if (const auto documents = forms.documents(form); !documents.empty())
        limit = std::max<std::size_t>(limit, documents.back() + 1);
    stamps_.assign(limit, 0);
  }

  void start() {
    ++stamp_;
    count_ = 0;
  }
  void add(std::span<const std::uint32_t> documents) {
    for (const std::uint32_t document : documents) {
      if (stamps_[document] == stamp_) continue;
      stamps_[document] = stamp_;
      ++count_;
    }
  }
  std::uint32_t count() const { return count_; }

 private:
  std::vector<std::uint32_t> stamps_;  // the last count that each document was in
  std::uint32_t stamp_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace oimtm::tm

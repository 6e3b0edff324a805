// Whether every <bpt> has its <ept>, which no DTD can say. Private to formats/.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"

namespace oimtm::formats {

// Of one segment after the other; each <sub> is a text of its own.
class PairCheck {
 public:
  using Tell = std::function<void(Message, const Location&)>;

  explicit PairCheck(Tell tell) : tell_(std::move(tell)) {}

  void begin_text() { texts_.emplace_back(); }
  void end_text();
  void clear() { texts_.clear(); }

  // A <bpt> and an <ept>; without an `i` it is none, which the DTD says.
  void open(std::string_view i, const Location& where);
  void close(std::string_view i, const Location& where);

 private:
  struct Text {
    std::map<std::string, Location, std::less<>> open;  // the i of each <bpt> without its <ept> yet
    std::set<std::string, std::less<>> seen;            // every i of a <bpt>
  };

  Tell tell_;
  std::vector<Text> texts_;
};

}  // namespace oimtm::formats

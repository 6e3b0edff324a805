#include "formats/tmx/pairs.h"

namespace oimtm::formats {

void PairCheck::open(std::string_view i, const Location& where) {
  if (texts_.empty() || i.empty()) return;
  Text& text = texts_.back();
  if (!text.seen.insert(std::string(i)).second) tell_(msg("two <bpt> with i=\"{1}\" in one segment", i), where);
  text.open.insert_or_assign(std::string(i), where);
}

void PairCheck::close(std::string_view i, const Location& where) {
  if (texts_.empty() || i.empty()) return;
  Text& text = texts_.back();
  const auto open = text.open.find(i);
  if (open != text.open.end())
    text.open.erase(open);
  else
    tell_(msg("an <ept> with i=\"{1}\" and no <bpt> before it", i), where);
}

void PairCheck::end_text() {
  if (texts_.empty()) return;
  for (const auto& [i, where] : texts_.back().open)
    tell_(msg("a <bpt> with i=\"{1}\" and no <ept> behind it", i), where);
  texts_.pop_back();
}

}  // namespace oimtm::formats

#include "text/alphabet.h"

#include <algorithm>
#include <map>

namespace oimtm::text {

namespace {

const icu::UnicodeSet& word_set() {
  static const icu::UnicodeSet set = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::UnicodeSet(u"[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d]", status);
  }();
  return set;
}

const icu::UnicodeSet& looked_through_set() {
  static const icu::UnicodeSet set = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::UnicodeSet(u"[\\p{Grapheme_Extend}\\p{Cf}]", status);
  }();
  return set;
}

// Where a set begins or ends to hold characters.
struct Change {
  char32_t at = 0;
  std::size_t set = 0;
};

std::vector<Change> changes_of(const std::vector<const icu::UnicodeSet*>& sets) {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    for (std::int32_t range = 0; range < sets[i]->getRangeCount(); ++range) {
      changes.push_back({static_cast<char32_t>(sets[i]->getRangeStart(range)), i});
      changes.push_back({static_cast<char32_t>(sets[i]->getRangeEnd(range)) + 1, i});
    }
  }
  std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.at < b.at; });
  return changes;
}

}  // namespace

Alphabet::Alphabet(const std::vector<icu::UnicodeSet>& sets) {
  std::vector<const icu::UnicodeSet*> all;
  all.reserve(sets.size() + 2);
  for (const icu::UnicodeSet& set : sets) all.push_back(&set);
  all.push_back(&word_set());
  all.push_back(&looked_through_set());
  const std::vector<Change> changes = changes_of(all);
  std::map<std::vector<bool>, std::uint16_t> symbols;
  std::vector<bool> member(all.size());
  std::size_t next = 0;
  for (char32_t begin = 0; begin <= 0x10FFFF;) {
    for (; next < changes.size() && changes[next].at == begin; ++next) member[changes[next].set].flip();
    const auto [found, is_new] = symbols.try_emplace(member, static_cast<std::uint16_t>(symbols.size()));
    if (is_new) members_.push_back(member);
    ranges_.push_back({begin, found->second});
    begin = next < changes.size() ? changes[next].at : 0x110000;
  }
  for (const std::vector<bool>& of_symbol : members_)
    word_classes_.push_back(of_symbol[all.size() - 1]   ? WordClass::looks_through
                            : of_symbol[all.size() - 2] ? WordClass::word
                                                        : WordClass::no_word);
  plane_.resize(0x10000);
  for (std::size_t i = 0; i < ranges_.size(); ++i) {
    const char32_t end = i + 1 < ranges_.size() ? ranges_[i + 1].begin : 0x110000;
    for (char32_t c = ranges_[i].begin; c < end && c < 0x10000; ++c) plane_[c] = ranges_[i].symbol;
  }
  std::copy_n(plane_.begin(), ascii_.size(), ascii_.begin());
}

std::size_t Alphabet::far_symbol(char32_t character) const {
  const auto behind = std::upper_bound(ranges_.begin(), ranges_.end(), character,
                                       [](char32_t c, const Range& range) { return c < range.begin; });
  return (behind - 1)->symbol;
}

}  // namespace oimtm::text

#include "text/alphabet.h"

#include <algorithm>
#include <unordered_map>

#include "text/icu_syntax.h"

namespace oimtm::text {

namespace {

using Sets = std::vector<const icu::UnicodeSet*>;

struct HashOfSet {
  std::size_t operator()(const icu::UnicodeSet* set) const { return static_cast<std::size_t>(set->hashCode()); }
};
struct SameSet {
  bool operator()(const icu::UnicodeSet* a, const icu::UnicodeSet* b) const { return *a == *b; }
};

// The different ones, each once; in `numbers`, which of them each of the sets is.
Sets different(const Sets& sets, std::vector<std::size_t>& numbers) {
  std::unordered_map<const icu::UnicodeSet*, std::size_t, HashOfSet, SameSet> known;
  Sets result;
  for (const icu::UnicodeSet* set : sets) {
    const auto [found, is_new] = known.try_emplace(set, result.size());
    if (is_new) result.push_back(set);
    if (result.size() > Alphabet::kMostSets) throw TooManySets();
    numbers.push_back(found->second);
  }
  return result;
}

// Calls visit(first character, first behind) with each range of a set.
template <class Visitor>
void for_each_range_of(const icu::UnicodeSet& set, Visitor visit) {
  for (std::int32_t i = 0; i < set.getRangeCount(); ++i)
    visit(static_cast<char32_t>(set.getRangeStart(i)), static_cast<char32_t>(set.getRangeEnd(i)) + 1);
}

// The characters cut into intervals where any set begins or ends, and classes of intervals
// that are told apart by more and more sets (partition refinement).
class Partition {
 public:
  explicit Partition(const Sets& sets) {
    begins_ = {0, 0x110000};
    for (const icu::UnicodeSet* set : sets)
      for_each_range_of(*set, [&](char32_t begin, char32_t end) { begins_.insert(begins_.end(), {begin, end}); });
    std::sort(begins_.begin(), begins_.end());
    begins_.erase(std::unique(begins_.begin(), begins_.end()), begins_.end());
    classes_.resize(begins_.size() - 1);
    sizes_ = {classes_.size()};
    for (const icu::UnicodeSet* set : sets) tell_apart(*set);
  }

  std::size_t size() const { return classes_.size(); }
  char32_t begin(std::size_t interval) const { return begins_[interval]; }
  std::size_t class_of(std::size_t interval) const { return classes_[interval]; }
  std::size_t most_classes() const { return sizes_.size(); }

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};

  // The part of each class that is in the set becomes a class of its own.
  void tell_apart(const icu::UnicodeSet& set) {
    std::vector<std::size_t> inside(sizes_.size(), kNone);
    std::vector<std::size_t> cut;
    for_each_range_of(set, [&](char32_t begin, char32_t end) {
      auto i = static_cast<std::size_t>(std::lower_bound(begins_.begin(), begins_.end(), begin) - begins_.begin());
      for (; begins_[i] < end; ++i) {
        const std::size_t old = classes_[i];
        if (inside[old] == kNone) {
          inside[old] = new_class();
          cut.push_back(old);
        }
        classes_[i] = inside[old];
        --sizes_[old];
        ++sizes_[inside[old]];
      }
    });
    for (const std::size_t old : cut)
      if (sizes_[old] == 0) unused_.push_back(old);
  }

  std::size_t new_class() {
    if (unused_.empty()) {
      sizes_.push_back(0);
      return sizes_.size() - 1;
    }
    const std::size_t number = unused_.back();
    unused_.pop_back();
    return number;
  }

  std::vector<char32_t> begins_;      // of the intervals, and the end of the last
  std::vector<std::size_t> classes_;  // of each interval
  std::vector<std::size_t> sizes_;    // of each class, in intervals
  std::vector<std::size_t> unused_;   // classes of size 0
};

}  // namespace

Alphabet::Alphabet(const std::vector<const icu::UnicodeSet*>& sets) {
  CharacterSets own;
  const CharacterSet words = own.find(escape_definition('w'));
  const CharacterSet looked_through = own.find("[\\p{Grapheme_Extend}\\p{Cf}]");
  Sets all = different(sets, different_);
  all.insert(all.end(), {words.get(), looked_through.get()});
  const Partition partition(all);
  std::vector<std::size_t> symbols(partition.most_classes(), kMostSymbols);
  for (std::size_t i = 0; i < partition.size(); ++i) {
    std::size_t& symbol = symbols[partition.class_of(i)];
    if (symbol == kMostSymbols) symbol = size_++;
    if (size_ > kMostSymbols) throw TooManySets();
    ranges_.push_back({partition.begin(i), static_cast<std::uint16_t>(symbol)});
  }
  for (const icu::UnicodeSet* set : all) members_.push_back(symbols_in(*set));
  for (std::size_t symbol = 0; symbol < size_; ++symbol)
    word_classes_.push_back(members_[all.size() - 1][symbol]   ? WordClass::looks_through
                            : members_[all.size() - 2][symbol] ? WordClass::word
                                                               : WordClass::no_word);
  plane_.resize(0x10000);
  for_each_range([&](char32_t begin, char32_t end, std::uint16_t symbol) {
    for (char32_t c = begin; c < end && c < 0x10000; ++c) plane_[c] = symbol;
  });
  std::copy_n(plane_.begin(), ascii_.size(), ascii_.begin());
}

std::vector<bool> Alphabet::symbols_in(const icu::UnicodeSet& set) const {
  std::vector<bool> found(size_);
  const auto begins_before = [](const Range& range, char32_t c) { return range.begin < c; };
  for_each_range_of(set, [&](char32_t begin, char32_t end) {
    auto range = std::lower_bound(ranges_.begin(), ranges_.end(), begin, begins_before);
    for (; range != ranges_.end() && range->begin < end; ++range) found[range->symbol] = true;
  });
  return found;
}

std::size_t Alphabet::far_symbol(char32_t character) const {
  const auto behind = std::upper_bound(ranges_.begin(), ranges_.end(), character,
                                       [](char32_t c, const Range& range) { return c < range.begin; });
  return (behind - 1)->symbol;
}

}  // namespace oimtm::text

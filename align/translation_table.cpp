#include "align/translation_table.h"

#include <algorithm>

namespace oimtm::align {

namespace {

constexpr int kRounds = 3;
constexpr float kUnseen = 0.3F;             // sightings that each word keeps for translations not seen yet
constexpr float kDiscount = 1;              // sightings taken off each translation at the end
constexpr float kLeastProbability = 0.01F;  // less says nothing
constexpr float kLeastSeen = 1;             // sightings of what is worth being passed on
constexpr float kLeastLearned = 0.05F;      // and its probability
constexpr std::size_t kMostTranslations = 16;
constexpr std::uint32_t kNone = 0xffffffff;

// The groups of each word, in order: once for each time that it stands there.
WordGroups turned_round(const WordGroups& groups, std::size_t word_count) {
  WordGroups turned;
  turned.begin.assign(word_count + 1, 0);
  for (const WordId word : groups.words) ++turned.begin[word + 1];
  for (std::size_t word = 0; word < word_count; ++word) turned.begin[word + 1] += turned.begin[word];
  turned.words.resize(groups.words.size());
  std::vector<std::uint32_t> next(turned.begin.begin(), turned.begin.end() - 1);
  for (std::size_t g = 0; g < groups.size(); ++g)
    for (const WordId word : groups.group(g)) turned.words[next[word]++] = static_cast<WordId>(g);
  return turned;
}

}  // namespace

// Goes through the given words one by one: what belongs to one of them fits into an array
// over all words, so that no pair has to be looked up.
class TableLearner {
 public:
  TableLearner(const WordGroups& words, std::size_t word_count, const WordGroups& given, std::size_t given_count,
               std::vector<WeightedTranslation> prior)
      : words_(words),
        given_groups_(turned_round(given, given_count)),
        prior_(std::move(prior)),
        entry_(word_count, kNone),
        last_(word_count, kNone) {
    std::sort(prior_.begin(), prior_.end(), [](const WeightedTranslation& a, const WeightedTranslation& b) {
      return a.given != b.given ? a.given < b.given : a.word < b.word;
    });
    auto known = prior_.cbegin();
    for (WordId given_word = 0; given_word < given_count; ++given_word) {
      begin_.push_back(static_cast<std::uint32_t>(entries_.size()));
      add_entries(given_word, known);
    }
    begin_.push_back(static_cast<std::uint32_t>(entries_.size()));
  }

  void learn() {
    maximize(0);
    if (words_.words.empty()) return;
    std::vector<float> chance(entry_.size());
    for (const WordId word : words_.words) chance[word] += 1.0F / static_cast<float>(words_.words.size());
    for (int round = 0; round < kRounds; ++round) {
      expect(chance);
      maximize(round + 1 == kRounds ? kDiscount : 0);
    }
  }

  void write(TranslationTable& table) const;

 private:
  struct Entry {
    WordId word;
    float prior;
    float count;
    float probability;
  };

  std::size_t given_count() const { return begin_.size() - 1; }
  std::span<Entry> entries_of(WordId given) {
    return std::span(entries_).subspan(begin_[given], begin_[given + 1] - begin_[given]);
  }

  // Adds the words that are in the prior of a given word, or in two or more of its groups.
  // `known` moves behind its part of the prior.
  void add_entries(WordId given, std::vector<WeightedTranslation>::const_iterator& known) {
    std::vector<Entry> met;
    const auto entry_for = [&](WordId word) -> Entry& {
      if (entry_[word] == kNone) {
        entry_[word] = static_cast<std::uint32_t>(met.size());
        met.push_back({word, 0, 0, 0});
      }
      return met[entry_[word]];
    };
    for (; known != prior_.cend() && known->given == given; ++known) entry_for(known->word).prior += known->weight;
    std::uint32_t previous = kNone;
    for (const std::uint32_t g : given_groups_.group(given)) {
      if (g == previous) continue;
      previous = g;
      ++visit_;
      for (const WordId word : words_.group(g)) {
        if (last_[word] == visit_) continue;
        last_[word] = visit_;
        ++entry_for(word).count;
      }
    }
    for (const Entry& entry : met) {
      entry_[entry.word] = kNone;
      if (entry.prior > 0 || entry.count >= 2) entries_.push_back(entry);
    }
  }

  // Calls visit(entry, position) for each time that `given` meets one of its words.
  template <class Visit>
  void for_each_meeting(WordId given, const Visit& visit) {
    const std::span<Entry> entries = entries_of(given);
    if (entries.empty()) return;
    for (std::size_t i = 0; i < entries.size(); ++i) entry_[entries[i].word] = static_cast<std::uint32_t>(i);
    for (const std::uint32_t g : given_groups_.group(given))
      for (std::size_t position = words_.begin[g]; position < words_.begin[g + 1]; ++position)
        if (const std::uint32_t i = entry_[words_.words[position]]; i != kNone) visit(entries[i], position);
    for (const Entry& entry : entries) entry_[entry.word] = kNone;
  }

  // Shares the weight of each word among the given words that it meets; `chance` is what no given word has
  // to explain.
  void expect(const std::vector<float>& chance) {
    std::vector<float> sum(words_.words.size());
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = chance[words_.words[i]];
    for (WordId given = 0; given < given_count(); ++given)
      for_each_meeting(given, [&](const Entry& entry, std::size_t at) { sum[at] += entry.probability; });
    for (std::size_t g = 0; g < words_.size(); ++g)
      for (std::size_t at = words_.begin[g]; at < words_.begin[g + 1]; ++at) sum[at] /= words_.weights[g];
    for (Entry& entry : entries_) entry.count = 0;
    for (WordId given = 0; given < given_count(); ++given)
      for_each_meeting(given, [&](Entry& entry, std::size_t at) { entry.count += entry.probability / sum[at]; });
  }

  void maximize(float discount) {
    for (WordId given = 0; given < given_count(); ++given) {
      float all = kUnseen;
      for (const Entry& entry : entries_of(given)) all += entry.count + entry.prior;
      for (Entry& entry : entries_of(given))
        entry.probability = (std::max(0.0F, entry.count - discount) + entry.prior) / all;
    }
  }

  const WordGroups& words_;
  WordGroups given_groups_;
  std::vector<WeightedTranslation> prior_;
  std::vector<std::uint32_t> entry_;  // of each word, among those of the given word at hand
  std::vector<std::uint32_t> last_;   // visit of each word
  std::uint32_t visit_ = 0;           // to a group of a given word
  std::vector<std::uint32_t> begin_;
  std::vector<Entry> entries_;
};

void TableLearner::write(TranslationTable& table) const {
  std::vector<std::vector<Translation>> translations(entry_.size());
  for (WordId given = 0; given < given_count(); ++given) {
    for (std::size_t i = begin_[given]; i < begin_[given + 1]; ++i) {
      const Entry& entry = entries_[i];
      if (entry.probability < kLeastProbability) continue;
      translations[entry.word].push_back({given, entry.probability});
      if (entry.count >= kLeastSeen && entry.probability >= kLeastLearned)
        table.learned_.push_back({entry.word, given, entry.count + entry.prior});
    }
  }
  table.begin_.clear();
  for (std::vector<Translation>& of : translations) {
    std::stable_sort(of.begin(), of.end(),
                     [](const Translation& a, const Translation& b) { return a.probability > b.probability; });
    if (of.size() > kMostTranslations) of.resize(kMostTranslations);
    table.begin_.push_back(static_cast<std::uint32_t>(table.translations_.size()));
    table.translations_.insert(table.translations_.end(), of.begin(), of.end());
  }
  table.begin_.push_back(static_cast<std::uint32_t>(table.translations_.size()));
}

TranslationTable TranslationTable::learn(const WordGroups& words, std::size_t word_count, const WordGroups& given,
                                         std::size_t given_count, std::vector<WeightedTranslation> prior) {
  TableLearner learner(words, word_count, given, given_count, std::move(prior));
  learner.learn();
  TranslationTable table;
  learner.write(table);
  return table;
}

}  // namespace oimtm::align

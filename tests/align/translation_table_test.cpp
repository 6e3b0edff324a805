// Which words translate which: learned from groups, and what it says of segments.
#include "align/translation_table.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <utility>

#include "align/evidence.h"
#include "tests/support/generate.h"
#include "tests/support/units.h"

namespace {

using namespace oimtm;
using align::WordId;

// Of groups written as letters: "ab c" are two groups, of two words and of one.
align::WordGroups groups(const std::string& letters) {
  align::WordGroups result;
  std::vector<WordId> group;
  for (const char letter : letters + " ") {
    if (letter != ' ') {
      group.push_back(static_cast<WordId>(letter - 'a'));
      continue;
    }
    result.add(group);
    group.clear();
  }
  return result;
}

constexpr std::size_t kLetters = 26;

align::TranslationTable learn(const std::string& words, const std::string& given,
                              const std::vector<align::WeightedTranslation>& prior = {}) {
  return align::TranslationTable::learn(groups(words), kLetters, groups(given), kLetters, prior);
}

double probability(const align::TranslationTable& table, char word, char given) {
  for (const align::Translation& translation : table.of(static_cast<WordId>(word - 'a')))
    if (translation.given == static_cast<WordId>(given - 'a')) return static_cast<double>(translation.probability);
  return 0;
}

}  // namespace

TEST_CASE("words that always meet translate each other") {
  // a is x, b is y, c is z.
  const auto table = learn("ab ac bc ab ac bc ab", "xy xz yz xy xz yz xy");
  CHECK(probability(table, 'a', 'x') > 0.5);
  CHECK(probability(table, 'b', 'y') > 0.5);
  CHECK(probability(table, 'c', 'z') > 0.4);
  CHECK(probability(table, 'a', 'x') > 5 * probability(table, 'a', 'y'));
  CHECK(table.of(0).front().given == static_cast<WordId>('x' - 'a'));
}

TEST_CASE("a group teaches as much as it weighs") {
  align::WordGroups words;
  align::WordGroups given;
  const auto add = [](align::WordGroups& groups, const std::string& letters, float weight) {
    std::vector<WordId> group;
    for (const char letter : letters) group.push_back(static_cast<WordId>(letter - 'a'));
    groups.add(group, weight);
  };
  // As often beside x as beside y, but there it counts for less.
  for (int i = 0; i < 4; ++i) {
    for (const auto& [other, weight] : {std::pair("xz", 1.0F), std::pair("yz", 0.2F)}) {
      add(words, "ab", weight);
      add(given, other, weight);
    }
  }
  const auto table = align::TranslationTable::learn(words, kLetters, given, kLetters, {});
  CHECK(probability(table, 'a', 'x') > 2 * probability(table, 'a', 'y'));
  CHECK(table.of(0).front().given != static_cast<WordId>('y' - 'a'));
}

TEST_CASE("what meets once is no translation, unless it is known before") {
  CHECK(learn("a b", "x y").of(0).empty());
  CHECK(probability(learn("a b", "x y", {{0, 'x' - 'a', 2}}), 'a', 'x') > 0.5);
  CHECK(probability(learn("", "", {{0, 'x' - 'a', 2}}), 'a', 'x') > 0.5);
}

TEST_CASE("probabilities given a word come to at most one") {
  test::Dice dice(21);
  for (int round = 0; round < 50; ++round) {
    std::string words;
    std::string given;
    for (int g = 0; g < 30; ++g) {
      for (std::size_t i = dice.below(6); i > 0; --i) words += static_cast<char>('a' + dice.below(8));
      for (std::size_t i = dice.below(6); i > 0; --i) given += static_cast<char>('a' + dice.below(8));
      words += ' ';
      given += ' ';
    }
    const auto table = learn(words, given, {{1, 1, 2}});
    for (char g = 'a'; g < 'i'; ++g) {
      double sum = 0;
      for (char word = 'a'; word < 'i'; ++word) sum += probability(table, word, g);
      CHECK(sum <= 1.0001);
    }
  }
}

TEST_CASE("evidence is the sum that its formula says, however the search moves") {
  test::Dice dice(22);
  for (int round = 0; round < 20; ++round) {
    std::vector<std::string> english;
    std::vector<std::string> french;
    english.reserve(25);
    french.reserve(25);
    for (int i = 0; i < 25; ++i) english.push_back(test::random_text(dice, dice.below(8)));
    for (int i = 0; i < 25; ++i) french.push_back(test::random_text(dice, dice.below(8)));
    align::Vocabulary source_words;
    align::Vocabulary target_words;
    const align::Side source(align::read_segments(test::document("s", "en", english)), source_words);
    const align::Side target(align::read_segments(test::document("t", "fr", french)), target_words);
    std::vector<align::WeightedTranslation> prior;
    for (int i = 0; i < 60 && source_words.size() > 0 && target_words.size() > 0; ++i)
      prior.push_back({static_cast<WordId>(dice.below(source_words.size())),
                       static_cast<WordId>(dice.below(target_words.size())), 1});
    const auto table = align::TranslationTable::learn({}, source_words.size(), {}, target_words.size(), prior);
    align::Evidence evidence(source, source_words, table, target, target_words);
    const auto slow = [&](std::size_t segment, std::size_t begin, std::size_t count) {
      double sum = 0;
      for (const WordId word : source.words(segment)) {
        if (table.of(word).empty()) continue;
        double there = 0;
        for (const align::Translation& translation : table.of(word))
          for (const WordId other : target.words(begin, count))
            if (other == translation.given) there += static_cast<double>(translation.probability);
        const double words = std::max<double>(1, static_cast<double>(target.words(begin, count).size()));
        const double known = 0.8 * static_cast<double>(table.of(word).front().probability);
        sum += std::log(1 - known + 0.8 * there / words / source_words.share(word));
      }
      return sum;
    };
    for (int move = 0; move < 40; ++move) {
      const std::size_t begin = dice.below(source.size());
      const std::size_t end = std::min(source.size(), begin + 1 + dice.below(4));
      const std::size_t other_begin = dice.below(target.size());
      const std::size_t other_end = std::min(target.size(), other_begin + 1 + dice.below(9));
      evidence.prepare(begin, end, other_begin, other_end);
      for (std::size_t s = begin; s < end; ++s)
        for (std::size_t t = other_begin; t < other_end; ++t)
          for (std::size_t n = 1; n <= align::kMostSegments && t + n <= other_end; ++n)
            if (std::abs(evidence.of(s, t, n) - slow(s, t, n)) > 1e-3) FAIL("another sum at " << s << ", " << t);
    }
  }
}

// What the aligner sees of words and of the edges of segments.
#include "align/words.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/generate.h"
#include "tests/support/units.h"

namespace {

using namespace oimtm;

const text::LanguageTag kEnglish("en");
const text::LanguageTag kFrench("fr");

// How many words of two texts look the same.
std::size_t alike(const std::string& english, const std::string& french) {
  const auto words = align::read_words(english, kEnglish);
  std::size_t count = 0;
  for (const align::ReadWord& word : align::read_words(french, kFrench))
    count += word.look != 0 && std::any_of(words.begin(), words.end(),
                                           [&](const align::ReadWord& other) { return other.look == word.look; })
                 ? 1
                 : 0;
  return count;
}

}  // namespace

TEST_CASE("words that look the same in both languages are found") {
  struct Row {
    const char* why;
    const char* english;
    const char* french;
    std::size_t count;
  };
  const auto row = GENERATE(values<Row>({
      {"a number, however it is written", "600,000", "600 000", 1},
      {"another number", "600,000", "600 001", 0},
      {"a mail address", "a@iom.int", "a@iom.int", 1},
      {"another", "a@iom.int", "b@iom.int", 0},
      {"the first five letters", "migration", "migratoire", 1},
      {"whatever the case", "Migration", "migrants", 1},
      {"whatever the accents", "refugees", "réfugiés", 1},
      {"four letters", "Mali", "Mali", 1},
      {"three letters tell nothing", "met", "met", 0},
      {"an acronym as it is", "UN", "UN", 1},
      {"an acronym is not its beginning", "UNICEF", "Unice", 0},
      {"a word in small letters is no acronym", "un", "un", 0},
      {"another letter among the first five", "people", "peuple", 0},
      {"punctuation tells nothing", "- ?", "- ?", 0},
      {"each word", "Libya, 25 migrants", "25 migrants, Libye", 2},
  }));
  CAPTURE(row.why);
  CHECK(alike(row.english, row.french) == row.count);
}

TEST_CASE("forms of a word are one word to learn from") {
  struct Row {
    const char* why;
    const char* one;
    const char* other;
    bool is_same;
  };
  const auto row = GENERATE(values<Row>({
      {"the same", "house", "house", true},
      {"another case", "House", "house", true},
      {"the same six letters", "international", "interne", true},
      {"six letters and five", "houses", "house", false},
      {"another accent is another word", "où", "ou", false},
      {"an acronym is not the word", "UN", "un", false},
      {"short words", "a", "b", false},
      {"numbers of one value", "1,000", "1000", true},
  }));
  CAPTURE(row.why);
  CHECK((align::read_words(row.one, kEnglish).front().key == align::read_words(row.other, kEnglish).front().key) ==
        row.is_same);
}

TEST_CASE("a segment's first thousand words count, and all of its characters") {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "word ";
  const align::ReadSegments read = align::read_segments(test::document("long", "en", {"One two.", text, "", "Three."}));
  CHECK(read.begin == std::vector<std::uint32_t>{0, 2, 1002, 1002, 1003});
  CHECK(read.lengths == std::vector<double>{0, 8, 15008, 15008, 15014});
}

TEST_CASE("length is counted in characters, not in bytes") {
  CHECK(align::read_segments(test::document("a", "fr", {"été"})).lengths.back() == 3);
}

TEST_CASE("the places of a word are found from anywhere") {
  test::Dice dice(20);
  align::Vocabulary vocabulary;
  std::vector<std::string> texts;
  texts.reserve(60);
  for (int i = 0; i < 60; ++i) texts.push_back(test::random_text(dice, dice.below(6)));
  const align::Side side(align::read_segments(test::document("a", "en", texts)), vocabulary);
  align::WordPlaces places(side, vocabulary.size());
  for (int round = 0; round < 2000 && vocabulary.size() > 0; ++round) {
    const auto word = static_cast<align::WordId>(dice.below(vocabulary.size()));
    const std::size_t begin = dice.below(side.size() + 1);
    const std::size_t end = begin + dice.below(side.size() + 1 - begin);
    std::vector<std::size_t> found;
    std::vector<std::size_t> expected;
    places.for_each(word, begin, end, [&](std::size_t segment) { found.push_back(segment); });
    for (std::size_t s = begin; s < end; ++s)
      for (const align::WordId other : side.words(s))
        if (other == word) expected.push_back(s);
    if (found != expected) FAIL("places differ from " << begin << " to " << end);
  }
}

TEST_CASE("how a segment begins and ends") {
  struct Row {
    const char* why;
    const char* one;
    const char* other;
    bool same_begin;
    bool same_end;
  };
  const auto row = GENERATE(values<Row>({
      {"two sentences", "He came.", "Il vint.", true, true},
      {"a question and a statement", "Did he?", "Il vint.", true, false},
      {"a question in Arabic", "Did he?", "هل جاء؟", true, true},
      {"a full stop in Chinese", "He came.", "他来了。", true, true},
      {"quotes behind the end", "“He came.”", "« Il vint. »", true, true},
      {"small and capital letters", "he came.", "Il vint.", false, true},
      {"a comma and a full stop", "he came,", "il vint.", true, false},
      {"three full stops and an ellipsis", "He…", "Il...", true, true},
      {"a title", "Chapter", "Chapitre", true, true},
      {"a figure and a letter", "1. One", "Un", false, true},
      {"nothing", "", "", true, true},
      {"quotes alone", "\"\"", "''", true, true},
  }));
  CAPTURE(row.why);
  const align::Edges one = align::edges_of(row.one);
  const align::Edges other = align::edges_of(row.other);
  CHECK((one.begin == other.begin) == row.same_begin);
  CHECK((one.end == other.end) == row.same_end);
}

TEST_CASE("the odds of edges are for the same before any bead, and what was seen later") {
  const align::Edges stop = align::edges_of("It is.");
  const align::Edges question = align::edges_of("Is it?");
  align::EdgeOdds odds;
  odds.learn();
  CHECK(odds.end(stop, stop) > 0);
  CHECK(odds.end(stop, question) < 0);
  for (int i = 0; i < 100; ++i) {
    odds.count_target(i % 2 == 0 ? stop : question);
    odds.count_bead(i % 2 == 0 ? question : stop, i % 2 == 0 ? stop : question);
  }
  odds.learn();
  CHECK(odds.end(stop, question) > 0);
  CHECK(odds.end(stop, stop) < 0);
}

// What the cost model makes of two texts without a dictionary.
#include "align/text_cost.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "align/comparable.h"
#include "tests/align/models.h"
#include "tests/support/generate.h"
#include "text/segment.h"

namespace {

using namespace oimtm;

const text::LanguageTag kEnglish("en");
const text::LanguageTag kFrench("fr");

std::vector<text::Segment> segments(const std::vector<std::string>& texts) {
  std::vector<text::Segment> result;
  result.reserve(texts.size());
  for (const std::string& text : texts) result.push_back({text, {}, {}});
  return result;
}

align::TextCost cost(const std::vector<std::string>& english, const std::vector<std::string>& french) {
  return {segments(english), kEnglish, segments(french), kFrench};
}

std::vector<std::string> random_texts(test::Dice& dice, std::size_t count) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) texts.push_back(test::random_text(dice, dice.below(25)));
  return texts;
}

// How many words of two texts look the same.
std::size_t shared(const std::string& english, const std::string& french) {
  const auto words = align::comparable_words(english, kEnglish);
  std::size_t count = 0;
  for (const std::uint64_t word : align::comparable_words(french, kFrench))
    count += std::find(words.begin(), words.end(), word) != words.end() ? 1 : 0;
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
  CHECK(shared(row.english, row.french) == row.count);
}

TEST_CASE("every cost is a number") {
  test::Dice dice(13);
  for (int round = 0; round < 60; ++round) {
    const std::size_t sources = dice.below(12);
    const std::size_t targets = dice.below(12);
    const auto model = cost(random_texts(dice, sources), random_texts(dice, targets));
    for (std::size_t i = 0; i <= sources; ++i)
      for (std::size_t j = 0; j <= targets; ++j)
        for (std::size_t s = 0; s <= align::kMostSegments && i + s <= sources; ++s)
          for (std::size_t t = 0; t <= align::kMostSegments && j + t <= targets; ++t)
            if (s + t > 0 && !std::isfinite(model.cost({i, s, j, t, 0}))) FAIL("not a number");
    CHECK(test::fault(align::align(model), sources, targets).empty());
  }
}

TEST_CASE("places go from 0 towards 1") {
  const auto model = cost({"12345", "", "12345", "1234567890"}, {"1", "", "1"});
  CHECK(model.source_size() == 4);
  CHECK(model.source_place(0) == 0);
  CHECK(model.source_place(1) == Approx(0.25));
  CHECK(model.source_place(2) == Approx(0.25));
  CHECK(model.source_place(3) == Approx(0.5));
  CHECK(model.target_size() == 3);
  CHECK(model.target_place(2) == Approx(0.5));
  CHECK(cost({"", ""}, {}).source_place(1) == 0);
}

TEST_CASE("what fits costs less than what does not") {
  const auto model =
      cost({"A short one.", "A sentence that is a good deal longer than the short one.", "In 2014, 25,000."},
           {"Un court.", "Une phrase qui est bien plus longue que celle qui est courte.", "25 000 en 2014."});
  struct Row {
    const char* why;
    align::Bead better;
    align::Bead worse;
  };
  const auto row = GENERATE(values<Row>({
      {"the same length", {0, 1, 0, 1, 0}, {0, 1, 1, 1, 0}},
      {"the same length, the other way", {1, 1, 1, 1, 0}, {1, 1, 0, 1, 0}},
      {"shared numbers", {2, 1, 2, 1, 0}, {2, 1, 0, 1, 0}},
  }));
  CAPTURE(row.why);
  CHECK(model.cost(row.better) < model.cost(row.worse));
}

TEST_CASE("length is counted in characters, not in bytes") {
  // The second is as long as the first, in twice the bytes.
  const auto latin = cost({"aaaaaaaaaa", "bbb"}, {"ffffffffff", "ggg"});
  const auto cyrillic = cost({"aaaaaaaaaa", "bbb"}, {"дддддддддд", "ггг"});
  CHECK(latin.cost({0, 1, 0, 1, 0}) == Approx(cyrillic.cost({0, 1, 0, 1, 0})));
  CHECK(latin.target_place(1) == cyrillic.target_place(1));
}

TEST_CASE("a rare word says more than one that is everywhere") {
  const auto model = cost({"Mali one", "Migration two", "Migration three", "Migration four"},
                          {"Mali uno", "Migration due", "Migration tre", "Migration quattro"});
  const auto without = cost({"Xxxx one", "Yyyyyyyyy two", "Yyyyyyyyy three", "Yyyyyyyyy four"},
                            {"Zzzz uno", "Wwwwwwwww due", "Wwwwwwwww tre", "Wwwwwwwww quattro"});
  const auto gain = [&](std::size_t i) { return without.cost({i, 1, i, 1, 0}) - model.cost({i, 1, i, 1, 0}); };
  CHECK(gain(0) > gain(1));
  CHECK(gain(1) > 0);
}

TEST_CASE("a word counts once a bead, however often it stands there") {
  const auto once = cost({"Mali Xxxx", "Yyyy"}, {"Mali Zzzz", "Wwww"});
  const auto often = cost({"Mali Mali", "Mali"}, {"Mali Mali", "Mali"});
  const align::Bead both{0, 2, 0, 2, 0};
  const double gain = cost({"Vvvv Xxxx", "Yyyy"}, {"Uuuu Zzzz", "Wwww"}).cost(both) - once.cost(both);
  CHECK(cost({"Vvvv Vvvv", "Vvvv"}, {"Uuuu Uuuu", "Uuuu"}).cost(both) - often.cost(both) <= gain + 1e-9);
}

TEST_CASE("a text is aligned with itself one to one") {
  test::Dice dice(14);
  std::vector<std::string> texts;
  texts.reserve(80);
  for (int i = 0; i < 80; ++i)
    texts.push_back(std::to_string(1000 + i) + " " + test::random_text(dice, 3 + dice.below(20)));
  const auto beads = align::align(cost(texts, texts));
  REQUIRE(beads.size() == texts.size());
  for (const align::Bead& bead : beads) CHECK((bead.source_begin == bead.target_begin && bead.confidence > 0.5));
}

TEST_CASE("a sentence that was cut in two is a bead of one and two") {
  const std::vector<std::string> english = {"The first sentence of the text is here, with 10 words in it.",
                                            "The Director went to Geneva in 1998 and met 300 migrants in Lausanne.",
                                            "The last sentence has the year 2014."};
  const std::vector<std::string> french = {"La première phrase du texte est ici, avec ses 10 mots.",
                                           "La Directrice est allée à Genève en 1998.",
                                           "Elle a vu 300 migrants à Lausanne.", "La dernière phrase a l'année 2014."};
  CHECK(test::shapes(align::align(cost(english, french))) == "1-1 1-2 1-1");
  CHECK(test::shapes(align::align(cost(french, english))) == "1-1 2-1 1-1");
}

// Pairing documents by content alone.
#include "align/pair_documents.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/support/units.h"

namespace {

using namespace oimtm;

using Documents = std::vector<text::SegmentedDocument>;

// A text about a subject of its own: in each sentence a name and a number that only it has,
// and two words of its language. The same subject in another language is a translation.
text::SegmentedDocument about(std::size_t subject, const std::string& language, std::size_t sentences = 12) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < sentences; ++i) {
    const std::string letter(1, static_cast<char>('a' + i % 26));
    const std::string name = letter + std::to_string(subject) + "ville";
    const std::string number = std::to_string(100000 + 1000 * subject + i);
    texts.push_back(letter + language + "word " + letter + language + "term " + name + " " + number + ".");
  }
  return test::document(language + std::to_string(subject), language, texts);
}

Documents all_about(const std::vector<std::size_t>& subjects, const std::string& language) {
  Documents documents;
  for (const std::size_t subject : subjects) documents.push_back(about(subject, language));
  return documents;
}

// "0=1 1= =0"
std::string told(const std::vector<align::DocumentPair>& pairs) {
  std::string list;
  for (const align::DocumentPair& pair : pairs)
    list += (list.empty() ? "" : " ") + (pair.source ? std::to_string(*pair.source) : "") + "=" +
            (pair.target ? std::to_string(*pair.target) : "");
  return list;
}

std::vector<std::size_t> shuffled(test::Dice& dice, std::size_t count) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < count; ++i)
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(dice.below(order.size() + 1)), i);
  return order;
}

}  // namespace

TEST_CASE("translations find each other in any order") {
  test::Dice dice(17);
  for (int round = 0; round < 10; ++round) {
    const auto sources = shuffled(dice, 20);
    const auto targets = shuffled(dice, 20);
    const Documents english = all_about(sources, "en");
    const Documents french = all_about(targets, "fr");
    const auto pairs = align::pair_documents(english, french);
    REQUIRE(pairs.size() == 20);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      CHECK(pairs[i].source == i);
      REQUIRE(pairs[i].target.has_value());
      CHECK(targets[*pairs[i].target] == sources[i]);
      CHECK(pairs[i].confidence > 0.8);
    }
  }
}

TEST_CASE("copies find each other too") {
  const Documents documents = all_about({0, 1, 2, 3}, "en");
  CHECK(told(align::pair_documents(documents, Documents(documents.rbegin(), documents.rend()))) == "0=3 1=2 2=1 3=0");
}

TEST_CASE("documents without a counterpart stay alone") {
  struct Row {
    const char* why;
    std::vector<std::size_t> sources;
    std::vector<std::size_t> targets;
    const char* pairs;
  };
  const auto row = GENERATE(values<Row>({
      {"no documents", {}, {}, ""},
      {"no targets", {0, 1}, {}, "0= 1="},
      {"no sources", {}, {0, 1}, "=0 =1"},
      {"nothing in common", {0, 1}, {2, 3}, "0= 1= =0 =1"},
      {"one of each alone", {0, 1}, {1, 2}, "0= 1=0 =1"},
      {"more sources than targets", {0, 1, 2}, {2}, "0= 1= 2=0"},
      {"more targets than sources", {2}, {0, 1, 2}, "0=2 =0 =1"},
  }));
  CAPTURE(row.why);
  CHECK(told(align::pair_documents(all_about(row.sources, "en"), all_about(row.targets, "fr"))) == row.pairs);
}

TEST_CASE("a single document on each side is a pair if it is a translation") {
  CHECK(told(align::pair_documents(all_about({0}, "en"), all_about({0}, "fr"))) == "0=0");
  CHECK(told(align::pair_documents(all_about({0}, "en"), all_about({1}, "fr"))) == "0= =0");
}

TEST_CASE("documents without text are alone") {
  const Documents empty = {test::document("e", "en", {}), test::document("f", "en", {"", "!"})};
  CHECK(told(align::pair_documents(empty, all_about({0}, "fr"))) == "0= 1= =0");
  CHECK(told(align::pair_documents(empty, empty)) == "0= 1= =0 =1");
}

TEST_CASE("lengths that do not fit part what looks alike") {
  const Documents english = {about(0, "en", 12), about(1, "en", 12)};
  struct Row {
    const char* why;
    std::size_t sentences;
    bool is_pair;
  };
  const auto row = GENERATE(values<Row>({
      {"twice as long", 24, true},
      {"three times as long", 36, true},
      {"six times as long", 72, false},
      {"half", 6, true},
      {"a sixth", 2, false},
  }));
  CAPTURE(row.why);
  const Documents french = {about(0, "fr", row.sentences), about(1, "fr", 12)};
  CHECK(told(align::pair_documents(english, french)) == (row.is_pair ? "0=0 1=1" : "0= 1=1 =0"));
}

TEST_CASE("of the same document twice, one is paired, and nobody is sure which") {
  const Documents english = all_about({0, 1, 1}, "en");
  const auto pairs = align::pair_documents(english, all_about({1, 0}, "fr"));
  CHECK(told(pairs) == "0=1 1=0 2=");
  CHECK(pairs[0].confidence > 0.8);
  CHECK(pairs[1].confidence == 0);
}

TEST_CASE("the best pair is taken first, each document once") {
  test::Dice dice(18);
  for (int round = 0; round < 30; ++round) {
    const auto some = [&] {
      std::vector<std::size_t> subjects;
      for (std::size_t i = dice.below(12); i > 0; --i) subjects.push_back(dice.below(8));
      return subjects;
    };
    const Documents english = all_about(some(), "en");
    const Documents french = all_about(some(), "fr");
    const auto pairs = align::pair_documents(english, french);
    std::set<std::size_t> sources;
    std::set<std::size_t> targets;
    for (const align::DocumentPair& pair : pairs) {
      CHECK((pair.source || pair.target));
      if (pair.source) CHECK(sources.insert(*pair.source).second);
      if (pair.target) CHECK(targets.insert(*pair.target).second);
      if (pair.source && pair.target)
        CHECK(english[*pair.source].name.substr(2) == french[*pair.target].name.substr(2));
      CHECK((pair.confidence >= 0 && pair.confidence <= 1));
    }
    CHECK((sources.size() == english.size() && targets.size() == french.size()));
    CHECK(told(align::pair_documents(english, french)) == told(pairs));
  }
}

TEST_CASE("what sure pairs teach pairs texts that share no look-alike") {
  // Twenty texts with a name each; one about their common words alone, and its translation.
  test::Dice dice(31);
  Documents english;
  Documents french;
  for (int d = 0; d < 20; ++d) {
    std::vector<std::string> source;
    std::vector<std::string> target;
    for (int s = 0; s < 12; ++s) {
      std::string one;
      std::string other;
      for (int w = 0; w < 6; ++w) {
        const std::string letters{static_cast<char>('a' + dice.below(26)), static_cast<char>('a' + dice.below(2))};
        one += "e" + letters + " ";
        other += "f" + letters + " ";
      }
      const std::string name = d < 19 ? std::to_string(1000 + 20 * d + s) : "";
      source.push_back(one + name);
      target.push_back(other + name);
    }
    english.push_back(test::document("e" + std::to_string(d), "en", source));
    french.push_back(test::document("f" + std::to_string(d), "fr", target));
  }
  const auto pairs = align::pair_documents(english, french);
  REQUIRE(pairs.size() == 20);
  CHECK(pairs[19].target == 19);
}

TEST_CASE("a leftover is not paired with what is more like another document") {
  // The second English text is a shorter cut of the first, whose translation is the only one.
  const Documents english = {about(1, "en", 12), about(1, "en", 6), about(2, "en", 12)};
  const Documents french = {about(1, "fr", 12), about(2, "fr", 12), about(2, "fr", 5)};
  const auto pairs = align::pair_documents(english, french);
  CHECK(told(pairs) == "0=0 1= 2=1 =2");
}

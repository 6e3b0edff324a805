// Whole texts aligned: what comes out whatever goes in.
#include "align/bitext_aligner.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "align/confidence.h"
#include "tests/align/models.h"
#include "tests/support/generate.h"
#include "tests/support/units.h"

namespace {

using namespace oimtm;
using Texts = std::vector<std::string>;

align::Alignment aligned(const text::SegmentedDocument& source, const text::SegmentedDocument& target,
                         const align::AlignOptions& options = {}) {
  const align::TextPair pair{&source, &target};
  return align::align_texts({&pair, 1}, options).alignments.front();
}

align::Alignment aligned(const Texts& english, const Texts& french) {
  return aligned(test::document("a.txt", "en", english), test::document("b.txt", "fr", french));
}

// Sentences of words that translate each other: "e12" is "f12".
std::pair<Texts, Texts> translated(test::Dice& dice, std::size_t sentences, std::size_t words = 40) {
  std::pair<Texts, Texts> texts;
  for (std::size_t i = 0; i < sentences; ++i) {
    std::string english = "The";
    std::string french = "Le";
    for (std::size_t w = 4 + dice.below(12); w > 0; --w) {
      const std::string word = std::to_string(dice.below(words)) + "abcdefghijklmnopqrstuvwxyz"[dice.below(4)];
      english += " en" + word;
      french += " fr" + word;
    }
    texts.first.push_back(english + ".");
    texts.second.push_back(french + ".");
  }
  return texts;
}

}  // namespace

TEST_CASE("texts of all kinds are covered") {
  struct Row {
    const char* why;
    Texts source;
    Texts target;
  };
  const std::string huge(1 << 20, 'a');
  std::string wordy;
  for (int i = 0; i < 200000; ++i) wordy += "a ";
  const auto row = GENERATE_COPY(values<Row>({
      {"nothing at all", {}, {}},
      {"an empty source", {}, {"Un.", "Deux."}},
      {"an empty target", {"One.", "Two."}, {}},
      {"segments without text", {"", "One.", ""}, {"", "", "Un."}},
      {"nothing but segments without text", {"", ""}, {"", "", ""}},
      {"one against ten times as many", Texts(20, "One."), Texts(200, "Un.")},
      {"the same sentence all over", Texts(3000, "One of them."), Texts(3000, "Un d'eux.")},
      {"a megabyte without a space", {"One.", huge, "Two."}, {"Un.", huge, "Deux."}},
      {"a megabyte on one side", {"One.", huge, "Two."}, {"Un.", "Deux."}},
      {"two hundred thousand words that are one", {wordy}, {wordy}},
      {"a script without spaces", {"他来了。", "你好吗？"}, {"Il vint.", "Ça va ?"}},
      {"another direction", {"جاء الرجل.", "هل جاء؟"}, {"L'homme vint.", "Vint-il ?"}},
  }));
  CAPTURE(row.why);
  const align::Alignment alignment = aligned(row.source, row.target);
  CHECK(test::fault(alignment.beads, row.source.size(), row.target.size()).empty());
}

TEST_CASE("random texts are covered, and segments without text belong to nothing") {
  test::Dice dice(23);
  for (int round = 0; round < 60; ++round) {
    Texts source;
    Texts target;
    for (std::size_t i = dice.below(60); i > 0; --i) source.push_back(test::random_text(dice, dice.below(9)));
    for (std::size_t i = dice.below(60); i > 0; --i) target.push_back(test::random_text(dice, dice.below(9)));
    const align::Alignment alignment = aligned(source, target);
    CAPTURE(round);
    CHECK(test::fault(alignment.beads, source.size(), target.size()).empty());
    for (const align::Bead& bead : alignment.beads) {
      if (bead.source_count + bead.target_count == 1) continue;
      for (std::size_t s = 0; s < bead.source_count; ++s) CHECK_FALSE(source[bead.source_begin + s].empty());
      for (std::size_t t = 0; t < bead.target_count; ++t) CHECK_FALSE(target[bead.target_begin + t].empty());
    }
  }
}

TEST_CASE("words without any likeness are learned") {
  test::Dice dice(24);
  auto [english, french] = translated(dice, 300);
  SECTION("a paragraph on one side only leaves its neighbours alone") {
    Texts paragraph = translated(dice, 25, 1000).first;
    english.insert(english.begin() + 150, paragraph.begin(), paragraph.end());
    const auto beads = aligned(english, french).beads;
    std::size_t right = 0;
    std::size_t nulls = 0;
    for (const align::Bead& bead : beads) {
      const std::size_t expected = bead.source_begin < 150 ? bead.source_begin : bead.source_begin - 25;
      nulls += bead.is_null() && bead.source_begin >= 150 && bead.source_begin < 175 ? 1 : 0;
      right += bead.source_count == 1 && bead.target_count == 1 && bead.target_begin == expected ? 1 : 0;
    }
    CHECK(nulls >= 23);
    CHECK(right >= 298);
  }
  SECTION("sentences that were joined are one bead") {
    english[100] += " " + english[101];
    english.erase(english.begin() + 101);
    const auto beads = aligned(english, french).beads;
    CHECK(std::any_of(beads.begin(), beads.end(), [](const align::Bead& bead) {
      return bead.source_begin == 100 && bead.source_count == 1 && bead.target_begin == 100 && bead.target_count == 2;
    }));
    CHECK(beads.size() == 299);
  }
  SECTION("the other way round is the same") {
    const auto forth = aligned(english, french).beads;
    const auto back = aligned(french, english).beads;
    REQUIRE(forth.size() == back.size());
    for (std::size_t i = 0; i < forth.size(); ++i) CHECK(forth[i].source_begin == back[i].target_begin);
  }
}

TEST_CASE("any number of threads gives the same") {
  test::Dice dice(25);
  std::vector<text::SegmentedDocument> documents;
  for (int i = 0; i < 12; ++i) {
    const auto [english, french] = translated(dice, 10 + dice.below(20), 100);
    documents.push_back(test::document("a", i % 3 == 0 ? "de" : "en", english));
    documents.push_back(test::document("b", "fr", french));
  }
  std::vector<align::TextPair> pairs;
  for (std::size_t i = 0; i < documents.size(); i += 2) pairs.push_back({&documents[i], &documents[i + 1]});
  const align::AlignedTexts one = align::align_texts(pairs);
  for (const std::size_t threads : {2U, 5U, 40U}) {
    align::AlignOptions options;
    options.threads = threads;
    const align::AlignedTexts many = align::align_texts(pairs, options);
    for (std::size_t i = 0; i < pairs.size(); ++i) CHECK(one.alignments[i].beads == many.alignments[i].beads);
    CHECK(one.learned == many.learned);
  }
  CHECK(one.learned.size() == 2);
}

TEST_CASE("what the progress throws ends the work") {
  struct Stop {};
  test::Dice dice(7);
  const auto [english, french] = translated(dice, 10);
  const text::SegmentedDocument source = test::document("a.txt", "en", english);
  const text::SegmentedDocument target = test::document("b.txt", "fr", french);
  const std::vector<align::TextPair> pairs(20, {&source, &target});
  align::AlignOptions options;
  options.threads = GENERATE(1u, 4u);
  std::size_t told = 0;
  options.progress = [&](std::size_t, std::size_t) {
    if (++told == 3) throw Stop();
  };
  CHECK_THROWS_AS(align::align_texts(pairs, options), Stop);
  CHECK(told == 3);
}

TEST_CASE("texts that have nothing to do with each other are told, and those that do are not") {
  test::Dice dice(26);
  const auto [english, french] = translated(dice, 60, 60);
  const auto [other, autre] = translated(dice, 60, 60);
  CHECK(aligned(english, french).is_related);
  const align::Alignment wrong = aligned(english, autre);
  CHECK_FALSE(wrong.is_related);
  CHECK(std::all_of(wrong.beads.begin(), wrong.beads.end(), [](const auto& bead) { return bead.confidence <= 0.2; }));
  CHECK(aligned(Texts{english[0]}, Texts{french[0]}).is_related);  // too little to tell
}

TEST_CASE("what one run has learned helps the next") {
  test::Dice dice(27);
  const auto [english, french] = translated(dice, 400, 30);
  const auto many_english = test::document("a", "en", english);
  const auto many_french = test::document("b", "fr", french);
  const align::TextPair pair{&many_english, &many_french};
  align::AlignOptions options;
  options.known = align::align_texts({&pair, 1}).learned;
  REQUIRE(options.known.size() == 1);
  CHECK_FALSE(options.known.begin()->second.entries().empty());
  // Lengths mislead: each sentence is as long as the next one's translation.
  const Texts three = {"en1a en2a en3a en4a", "en5b en6b en7b en8b", "en9c en10c en11c en12c"};
  const Texts trois = {"fr1a fr2a fr3a fr4a", "fr9c fr10c fr11c fr12c"};
  const auto beads = aligned(test::document("c", "en", three), test::document("d", "fr", trois), options).beads;
  CHECK(test::shapes(beads) == "1-1 1-0 1-1");
}

TEST_CASE("a text is aligned with itself one to one") {
  test::Dice dice(14);
  Texts texts;
  for (int i = 0; i < 80; ++i)
    texts.push_back(std::to_string(1000 + i) + " " + test::random_text(dice, 3 + dice.below(20)));
  const auto beads = aligned(texts, texts).beads;
  REQUIRE(beads.size() == texts.size());
  for (const align::Bead& bead : beads) CHECK((bead.source_begin == bead.target_begin && bead.confidence > 0.5));
}

TEST_CASE("a sentence that was cut in two is a bead of one and two") {
  const Texts english = {"The first sentence of the text is here, with 10 words in it.",
                         "The Director went to Geneva in 1998 and met 300 migrants in Lausanne.",
                         "The last sentence has the year 2014."};
  const Texts french = {"La première phrase du texte est ici, avec ses 10 mots.",
                        "La Directrice est allée à Genève en 1998.", "Elle a vu 300 migrants à Lausanne.",
                        "La dernière phrase a l'année 2014."};
  CHECK(test::shapes(aligned(english, french).beads) == "1-1 1-2 1-1");
  CHECK(test::shapes(aligned(french, english).beads) == "1-1 2-1 1-1");
}

TEST_CASE("confidence grows with what the search says, and falls with the size of a bead") {
  const auto confidence = [](std::size_t sources, std::size_t targets, double posterior) {
    return align::calibrated({0, sources, 0, targets, posterior});
  };
  double last = 0;
  for (const double posterior : {0.0, 1e-6, 0.1, 0.5, 0.9, 0.999, 1.0}) {
    CHECK(confidence(1, 1, posterior) >= last);
    CHECK(confidence(1, 1, posterior) < 1);
    CHECK(confidence(1, 2, posterior) < confidence(1, 1, posterior));
    CHECK(confidence(1, 3, posterior) < confidence(2, 1, posterior));
    last = confidence(1, 1, posterior);
  }
  CHECK(confidence(1, 1, 1) > 0.95);
  CHECK(confidence(1, 1, 0) > 0);
}

TEST_CASE("a lexicon is read as it was written, and nothing else is read as one") {
  const align::Lexicon lexicon({{3, 4, 2.5F}, {1, 2, 1}, {3, 4, 7}});
  CHECK(lexicon.entries().size() == 2);
  CHECK(lexicon.entries()[1].weight == 7);
  CHECK(align::Lexicon::parse(lexicon.to_bytes()) == lexicon);
  CHECK(lexicon.turned().turned() == lexicon);
  CHECK(align::Lexicon::parse("").entries().empty());
  CHECK(align::Lexicon::parse(lexicon.to_bytes() + "x").entries().empty());
  CHECK(align::Lexicon::parse("another file of some length that is no lexicon").entries().empty());
}

// From beads to units: nothing with text is lost, and each unit knows its place.
#include "align/units.h"

#include <catch2/catch.hpp>

#include "tests/support/units.h"

namespace {

using namespace oimtm;
using align::Bead;
using Kind = text::InlineCode::Kind;

const std::vector<text::TranslationUnit> kNone;

// "text@position<previous|next", the unknown as ?, a unit a line.
std::string told(const std::vector<text::TranslationUnit>& units) {
  std::string lines;
  for (const text::TranslationUnit& unit : units) {
    for (const text::Variant& variant : unit.variants) {
      if (&variant != &unit.variants.front()) lines += " = ";
      lines += variant.language.str() + ":" + variant.segment.text + "@" + std::to_string(variant.origin->position) +
               "<" + variant.context.previous.value_or("?") + "|" + variant.context.next.value_or("?") + ">";
    }
    lines += "\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("each bead is a unit, with its neighbours and its place") {
  const auto english = test::document("a.en", "en", {"One.", "Two.", "Three."});
  const auto french = test::document("a.fr", "fr", {"Un, deux.", "Trois."});
  const auto units = align::make_units(english, french, std::vector<Bead>{{0, 2, 0, 1, 0.75}, {2, 1, 1, 1, 0.5}});
  CHECK(told(units) ==
        "en:One. Two.@0<|Three.> = fr:Un, deux.@0<|Trois.>\n"
        "en:Three.@2<Two.|> = fr:Trois.@1<Un, deux.|>\n");
  CHECK(units[0].confidence == 0.75);
  CHECK(units[1].confidence == 0.5);
  CHECK(units[0].variants[0].origin == text::Origin{"a.en", "b0", text::BlockKind::body, 0});
  CHECK(units[1].variants[1].origin == text::Origin{"a.fr", "b1", text::BlockKind::body, 1});
}

TEST_CASE("segments that have no counterpart are units of their own, without a confidence") {
  const auto english = test::document("a.en", "en", {"One.", "Two."});
  const auto french = test::document("a.fr", "fr", {"Trois."});
  const auto units = align::make_units(english, french, std::vector<Bead>{{0, 2, 0, 0, 0.9}, {2, 0, 0, 1, 0.8}});
  CHECK(told(units) == "en:One.@0<|Two.>\nen:Two.@1<One.|>\nfr:Trois.@0<|>\n");
  for (const auto& unit : units) CHECK_FALSE(unit.confidence.has_value());
}

TEST_CASE("a document alone is a unit a segment") {
  const auto french = test::document("a.fr", "fr", {"Un.", "Deux."});
  CHECK(told(align::make_units(french)) == "fr:Un.@0<|Deux.>\nfr:Deux.@1<Un.|>\n");
  CHECK(align::make_units(test::document("empty", "fr", {})) == kNone);
}

TEST_CASE("segments that are joined keep their ranges and codes") {
  auto english = test::document("a.en", "en", {"One", "Two"});
  english.segments[0].segment.codes = {{Kind::opens, 0, "1", "<b>"}, {Kind::closes, 3, "1", "</b>"}};
  english.segments[1].segment.codes = {{Kind::stands_alone, 1, "2", "<br/>"}};
  english.segments[0].segment.ranges = {{5, 7}, {8, 9}};
  english.segments[1].segment.ranges = {{20, 23}};
  english.segments[0].kind = text::BlockKind::title;
  const auto units =
      align::make_units(english, test::document("a.fr", "fr", {"Un"}), std::vector<Bead>{{0, 2, 0, 1, 1}});
  REQUIRE(units.size() == 1);
  const text::Segment& joined = units[0].variants[0].segment;
  CHECK(joined.text == "One Two");
  CHECK(joined.ranges == std::vector<text::ByteRange>{{5, 7}, {8, 9}, {20, 23}});
  CHECK(joined.codes == std::vector<text::InlineCode>{{Kind::opens, 0, "1", "<b>"},
                                                      {Kind::closes, 3, "1", "</b>"},
                                                      {Kind::stands_alone, 5, "2", "<br/>"}});
  CHECK(units[0].variants[0].origin->kind == text::BlockKind::title);
}

TEST_CASE("scripts without spaces are joined without a space") {
  struct Row {
    const char* language;
    const char* joined;
  };
  const auto row = GENERATE(values<Row>({
      {"ja", "一。二。"},
      {"zh-Hant-TW", "一。二。"},
      {"th", "一。二。"},
      {"ko", "一。 二。"},
      {"en", "一。 二。"},
  }));
  const auto source = test::document("a", row.language, {"一。", "二。"});
  const auto units = align::make_units(source, test::document("b", "fr", {"Un"}), std::vector<Bead>{{0, 2, 0, 1, 1}});
  CHECK(units[0].variants[0].segment.text == row.joined);
}

TEST_CASE("a segment without text is no unit, takes no place, and is nobody's neighbour") {
  const auto english = test::document("a.en", "en", {"", "One.", "", "Two.", ""});
  const auto french = test::document("a.fr", "fr", {"Un.", "", "Deux."});
  CHECK(told(align::make_units(english)) == "en:One.@0<|Two.>\nen:Two.@1<One.|>\n");
  const std::string both = "en:One.@0<|Two.> = fr:Un.@0<|Deux.>\nen:Two.@1<One.|> = fr:Deux.@1<Un.|>\n";
  SECTION("one side empty") {
    CHECK(told(align::make_units(
              english, french,
              std::vector<Bead>{
                  {0, 1, 0, 0, 1}, {1, 1, 0, 1, 1}, {2, 1, 1, 1, 1}, {3, 1, 2, 1, 1}, {4, 1, 3, 0, 1}})) == both);
  }
  SECTION("joined with its neighbours") {
    CHECK(told(align::make_units(english, french, std::vector<Bead>{{0, 2, 0, 2, 1}, {2, 3, 2, 1, 1}})) == both);
  }
  SECTION("between two that are joined") {
    CHECK(told(align::make_units(english, french, std::vector<Bead>{{0, 4, 0, 3, 1}, {4, 1, 3, 0, 1}})) ==
          "en:One. Two.@0<|> = fr:Un. Deux.@0<|>\n");
  }
  SECTION("against text") {
    CHECK(told(align::make_units(english, french, std::vector<Bead>{{0, 1, 0, 3, 1}, {1, 4, 3, 0, 1}})) ==
          "fr:Un.@0<|Deux.>\nfr:Deux.@1<Un.|>\nen:One.@0<|Two.>\nen:Two.@1<One.|>\n");
  }
}

TEST_CASE("no text is lost, whatever the beads") {
  test::Dice dice(15);
  for (int round = 0; round < 200; ++round) {
    const auto random_document = [&](const char* language) {
      std::vector<std::string> texts;
      for (std::size_t i = 1 + dice.below(12); i > 0; --i)
        texts.push_back(dice.chance(4) ? "" : test::random_text(dice, 1 + dice.below(5)));
      return test::document(language, language, texts);
    };
    const auto english = random_document("en");
    const auto french = random_document("fr");
    std::vector<Bead> beads;
    for (std::size_t i = 0, j = 0; i < english.segments.size() || j < french.segments.size();) {
      const std::size_t s = std::min(dice.below(4), english.segments.size() - i);
      const std::size_t t = std::min(dice.below(4), french.segments.size() - j);
      if (s + t > 0) beads.push_back({i, s, j, t, 1});
      i += s;
      j += t;
    }
    const auto units = align::make_units(english, french, beads);
    for (const auto* document : {&english, &french}) {
      std::string wanted;
      for (const auto& segment : document->segments)
        if (!segment.segment.text.empty()) wanted += segment.segment.text + " ";
      std::string found;
      for (const auto& unit : units)
        for (const text::Variant& variant : unit.variants)
          if (variant.language == document->language) found += variant.segment.text + " ";
      CAPTURE(round, document->name);
      CHECK(found == wanted);
    }
  }
}

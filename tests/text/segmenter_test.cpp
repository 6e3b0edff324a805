#include "text/segmenter.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/generate.h"
#include "tests/text/joined_text.h"
#include "tests/text/odd_text.h"
#include "tests/text/srx_file.h"
#include "text/characters.h"

namespace {

using namespace oimtm;
using test::Rule;
using text::LanguageTag;
using text::Segment;
using text::Segmenter;

Segmenter built_in(const char* language) {
  return Segmenter(text::SrxRules::built_in(LanguageTag(language)), LanguageTag(language));
}

std::string repeated(std::size_t times, const std::string& unit) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += unit;
  return text;
}

std::string letters_a_and_b(std::size_t count) {
  test::Dice dice(31);
  std::string text;
  while (text.size() < count) text += dice.chance(2) ? 'a' : 'b';
  return text;
}

// What a Segmenter of `rules` says against one of them, at the latest on `text`.
InputError error_of(const std::vector<Rule>& rules, const std::string& text = "") {
  try {
    test::segmenter(rules).boundaries(text);
  } catch (const InputError& error) {
    return error;
  }
  FAIL("no error");
  throw;
}

}  // namespace

TEST_CASE("a rule applies where both its parts match, and the first that does decides") {
  struct Row {
    const char* why;
    std::vector<Rule> rules;
    std::string broken;  // the text, with a bar wherever it breaks
  };
  const Row row = GENERATE(values<Row>({
      {"both parts", {{true, "\\.", "\\s"}}, "a.| b.c"},
      {"no part before", {{true, "", "\\s"}}, "a.| b| c"},
      {"no part after", {{true, "\\.", ""}}, "a.| b.|c"},
      {"no part at all breaks between all characters", {{true, "", ""}}, "a|é|😀|b"},
      {"never at the beginning or end of the text", {{true, "", ""}}, "a"},
      {"nor at the end with a part that matches there", {{true, "\\.", ""}}, "a.|."},
      {"the first rule holds", {{false, "M\\.", "\\s"}, {true, "\\.", "\\s"}}, "M. A.| B"},
      {"the first rule breaks", {{true, "\\.", "\\s"}, {false, "M\\.", "\\s"}}, "M.| A.| B"},
      {"break, hold, break",
       {{true, "X\\.", "\\s"}, {false, "\\p{Lu}\\.", "\\s"}, {true, "\\.", "\\s"}},
       "A. X.| b.| c"},
      {"hold, break, hold, break",
       {{false, "AX\\.", "\\s"}, {true, "X\\.", "\\s"}, {false, "\\p{Lu}\\.", "\\s"}, {true, "\\.", ""}},
       "AX. BX.| B. c.| d"},
      {"two rules that break at one place break it once", {{true, "\\.", ""}, {true, "", "\\s"}}, "a.| b"},
      {"holding alone changes nothing", {{false, "\\.", "\\s"}}, "a. b"},
      {"alternatives are of the whole part", {{true, "\\.|!", "\\s|x"}}, "a!|x.| b"},
      {"a part before ends at the place", {{true, "a", "b"}}, "acb a|b"},
      {"by any of its matches, not the longest alone", {{true, "ab?", "b"}}, "a|b|b"},
      {"parts see whole words around the place", {{true, "\\bM\\.", "\\sA\\b"}}, "FM. A M.| A M. Ab"},
      {"the part after may look back", {{true, "\\.", "(?<=b\\.)\\s"}}, "a. b.| c"},
      {"the part before may look ahead", {{true, "\\.(?=\\s)", ""}}, "a.| b.c"},
      {"$ in the part before is the text's end too", {{true, "a$", "b"}}, "ab"},
      {"but a last line end may follow it", {{true, "a$", "\\n"}}, "a|\n"},
      {"\\z in the part before is the text's end", {{true, "a\\z", ""}}, "ab"},
      {"^ in the part before is the beginning", {{true, "^\\w\\.", "\\s"}}, "a.| b. c"},
      {"^ in the part after is nowhere", {{true, "", "^b"}}, "abb"},
      {"$ in the part after is the end", {{true, "\\.", "\\w$"}}, "a.b.|c"},
      {"a flag is of its part alone", {{true, "(?i)x", "y"}}, "X|y XY"},
      {"a line end is white space", {{true, "\\.", "\\s"}}, "a.|\nb"},
      {"a character outside the BMP is one", {{true, "^.", "."}}, "😀|😀😀"},
  }));
  CAPTURE(row.why);
  std::string text = row.broken;
  text.erase(std::remove(text.begin(), text.end(), '|'), text.end());
  CHECK(test::broken(test::segmenter(row.rules), text) == row.broken);
}

TEST_CASE("a boundary names the rule that decided, and its byte") {
  const Segmenter segmenter = test::segmenter({{false, "M\\.", "\\s"}, {true, "\\.", "\\s"}});
  const auto found = segmenter.boundaries("é M. A. b");
  REQUIRE(found.size() == 2);
  CHECK(found[0].offset == 5);
  CHECK_FALSE(found[0].breaks);
  CHECK(found[0].rule->line == test::kFirstRuleLine);
  CHECK(found[1].offset == 8);
  CHECK(found[1].breaks);
  CHECK(found[1].rule->line == test::kFirstRuleLine + 1);
  CHECK(segmenter.rules_file() == "test.srx");
}

TEST_CASE("a place that no rule would break is no boundary, even if one holds it") {
  CHECK(test::segmenter({{false, "\\.", "\\s"}}).boundaries("a. b").empty());
}

TEST_CASE("parts see a thousand units back, two hundred ahead, and all if they ask for the text's ends") {
  struct Row {
    const char* why;
    Rule rule;
    std::size_t letters;  // a's of a text x a... b a... x
    bool breaks;
  };
  const Row row = GENERATE(values<Row>({
      {"a thousand before", {true, "xa{999}", "b"}, 999, true},
      {"not more", {true, "xa{1500}", "b"}, 1500, false},
      {"more with ^", {true, "^xa{1500}", "b"}, 1500, true},
      {"more with \\A", {true, "\\Axa{1500}", "b"}, 1500, true},
      {"where it stops to look is not the text's beginning", {true, "\\Aa+", "b"}, 1500, false},
      {"nor for ^", {true, "^a+", "b"}, 1500, false},
      {"two hundred ahead", {true, "b", "a{199}x"}, 199, true},
      {"not more", {true, "b", "a{500}x"}, 500, false},
      {"more with $", {true, "b", "a{1500}x$"}, 1500, true},
      {"more with \\z", {true, "b", "a{1500}x\\z"}, 1500, true},
      {"where it stops to look is not the text's end", {true, "b", "a+\\z"}, 1500, false},
      {"nor for $", {true, "b", "a+$"}, 1500, false},
      {"what is looked at ahead may be further away", {true, "b", "a{200}(?=x)"}, 200, true},
      {"and back", {true, "(?<=x)a{1000}", "b"}, 1000, true},
  }));
  CAPTURE(row.why);
  const std::string letters(row.letters, 'a');
  CHECK(test::segmenter({row.rule}).boundaries("x" + letters + "b" + letters + "x").size() == (row.breaks ? 1 : 0));
}

TEST_CASE("an expression that cannot be compiled is an error with its line") {
  const InputError before = error_of({{true, "a", "b"}, {true, "(a", "b"}});
  CHECK(before.where().line == test::kFirstRuleLine + 1);
  CHECK(std::string(before.what()).find("test.srx:4: the expression (a cannot be compiled") == 0);
  const InputError after = error_of({{true, "a", "[b"}});
  CHECK(after.where().line == test::kFirstRuleLine);
  CHECK(std::string(after.what()).find("[b") != std::string::npos);
}

TEST_CASE("rules for other languages only are an error of their user") {
  const std::string xml = test::srx_file({{true, "a", "b"}});
  const std::string english = std::string(xml).replace(xml.find(".*"), 2, "en");
  CHECK_THROWS_AS(Segmenter(test::parse(english), LanguageTag("fr")), UsageError);
  CHECK_NOTHROW(Segmenter(test::parse(english), LanguageTag("en")));
}

TEST_CASE("rules that can match in many ways are decided at once") {
  const std::clock_t start = std::clock();
  const std::string run(5000, 'a');
  const auto count = [](const Rule& rule, const std::string& text) {
    return test::segmenter({rule, {true, "", "\\."}}).boundaries(text + ".").size();
  };
  CHECK(count({true, "(a+)+b", ""}, run) == 1);
  CHECK(count({true, "", "(a+)+b"}, run) == 1);
  CHECK(count({true, "(a+)+b", ""}, run + "bc") == 2);
  CHECK(count({true, "", "(?:a|aa)+b"}, std::string(150, 'a') + "b") == 150);
  CHECK(std::clock() - start < 60 * CLOCKS_PER_SEC);
}

TEST_CASE("rules that look around are not refused on much ordinary text") {
  constexpr std::size_t kSentences = 20'000;
  const Segmenter segmenter = test::segmenter({{false, "(?<!\\p{L})(?:M|Mme|cf)\\.", "\\s+(?=\\p{L})"},
                                               {false, "\\([^)]*(?<=[.?!])", "[^)]*\\)(?!x)"},
                                               {true, "[.?!]+(?=\\s)", "\\s+(?!\\p{Ll})"}});
  const std::string text = repeated(kSentences, "M. Diallo est venu (voir p. 4) à la réunion du comité. ");
  CHECK(segmenter.boundaries(text).size() > kSentences);
}

TEST_CASE("a rule that takes for ever on a text is an error that names it") {
  struct Row {
    const char* why;
    Rule rule;
    std::string text;
  };
  const Row row = GENERATE(values<Row>({
      {"by ICU, before", {true, "(a+)+(?=x)b", ""}, std::string(5000, 'a') + "b"},
      {"by ICU, after", {true, "", "(a+)+(?=x)b"}, std::string(5000, 'a') + "b"},
      {"by ICU, in a rule that holds", {false, "(a+)+(?=x)b", ""}, std::string(5000, 'a') + "b"},
      {"by ICU, in very many short matches", {true, "a+(?=x)", ""}, std::string(20'000, 'a')},
      {"by ICU, in short matches of a short text", {true, "a+(?=x)", ""}, std::string(1200, 'a')},
      {"by ICU, twice over in each match", {true, "\\ba*a*(?=x)", ""}, repeated(400, std::string(130, 'a') + " ")},
      {"by ICU, going back in each match", {true, "", "(a+)+(?=x)"}, repeated(300, std::string(20, 'a') + " ")},
      {"over marks, from each place", {true, "\\b", ""}, "a" + repeated(40'000, "\u0301")},
      {"to the text's end from everywhere", {true, "", "(?:a|b)*c$"}, std::string(400'000, 'a')},
      {"from the beginning to everywhere", {true, "^(\\w+\\s?)*", ""}, repeated(40'000, "aaaa ")},
      {"with more states than can be kept", {true, "", "(?:a|b)*a(?:a|b){600}c"}, letters_a_and_b(300'000)},
  }));
  CAPTURE(row.why);
  const InputError error = error_of({row.rule, {true, "", "\\."}}, row.text + ".");
  CHECK(error.where().line == test::kFirstRuleLine);
  CHECK(error.message().pattern == "this rule takes too long on a text of the input");
}

TEST_CASE("many short texts may not cost more than a long one") {
  const Rule rule = GENERATE(Rule{true, "", "(a+)+(?=x)"}, Rule{true, "", "(?:a|b)*a(?:a|b){600}c"});
  const Segmenter segmenter = test::segmenter({rule, {true, "", "\\."}});
  const std::string letters = letters_a_and_b(300'000);
  const auto run = [&] {
    for (std::size_t at = 0; at < letters.size(); at += 900)
      segmenter.boundaries(std::string(22, 'a') + "." + letters.substr(at, 900));
  };
  CHECK_THROWS_AS(run(), InputError);
}

TEST_CASE("a rule with very many abbreviations is decided in long paragraphs") {
  test::Dice dice(28);
  std::string any = "aaa";
  std::string text;
  for (int i = 0; i < 900; ++i) {
    std::string word;
    for (std::size_t count = 3 + dice.below(4); count > 0; --count) word += static_cast<char>('a' + dice.below(20));
    any += "|" + word;
    text += word + (dice.chance(2) ? ". Then " : " it is. ");
  }
  for (int i = 0; i < 4; ++i) text += text;
  for (const std::string& hold : {"\\b(?:" + any + ")\\.", "(?<!x)\\b(?:" + any + ")\\."}) {
    const auto boundaries = test::segmenter({{false, hold, "\\s"}, {true, "\\.", "\\s"}}).boundaries(text);
    CHECK(boundaries.size() == 900 * 16);
    CHECK(std::count_if(boundaries.begin(), boundaries.end(), [](const auto& b) { return b.breaks; }) > 900);
  }
}

TEST_CASE("more rules than there is room for are an error with a line") {
  const InputError error = error_of(std::vector<Rule>(20'001, Rule{true, "\\.", "\\s"}), "a. b");
  CHECK(error.where().line == test::kFirstRuleLine + 20'000);
}

TEST_CASE("a long run of what a rule skips takes time in proportion to it") {
  const std::clock_t start = std::clock();
  for (const char* unit : {"- ", "« ", "…"})
    CHECK(built_in("fr").boundaries("a." + repeated(30'000, unit) + "x").empty());
  // Half a minute, if each place looked at all that follows it.
  CHECK(std::clock() - start < 60 * CLOCKS_PER_SEC);
}

TEST_CASE("a text is split into its pieces without the white space between them") {
  const Segmenter segmenter = test::segmenter({{true, "\\.", "\\s"}});
  const auto texts = [&](const std::string& text) {
    std::string joined;
    for (const Segment& piece : segmenter.split({text, {}, {}})) joined += "<" + piece.text + ">";
    return joined;
  };
  CHECK(texts("a. b.") == "<a.><b.>");
  CHECK(texts("  a.\u00A0\n b. ") == "<a.><b.>");
  CHECK(texts("a") == "<a>");
  CHECK(texts("") == "");
  CHECK(texts(" \u00A0\n") == "");
  CHECK(texts(". . .") == "<.><.><.>");
}

TEST_CASE("pieces with the white space between them are the text, and their ranges are in it") {
  test::Dice dice(18);
  const Segmenter french = built_in("fr");
  const Segmenter all = test::segmenter({{true, "", ""}});
  for (int round = 0; round < 600; ++round) {
    const std::string text =
        dice.chance(2) ? test::random_text(dice, dice.below(20)) : test::random_characters(dice, dice.below(20));
    CAPTURE(text);
    std::size_t at = 0;
    for (const Segment& piece : (dice.chance(2) ? french : all).split({text, {}, {{0, text.size()}}})) {
      REQUIRE(piece.ranges.size() == 1);
      REQUIRE(piece.ranges[0].begin >= at);
      REQUIRE(text::trim(text.substr(at, piece.ranges[0].begin - at)).empty());
      REQUIRE(piece.text == text.substr(piece.ranges[0].begin, piece.ranges[0].size()));
      REQUIRE_FALSE(piece.text.empty());
      at = piece.ranges[0].end;
    }
    REQUIRE(text::trim(text.substr(at)).empty());
  }
}

TEST_CASE("pieces are the same one after the other as all at once") {
  test::Dice dice(26);
  const Segmenter french = built_in("fr");
  std::size_t wholes = 0;
  for (int round = 0; round < 600; ++round) {
    Segment text{test::random_text(dice, dice.below(20)), {}, {}};
    text.ranges = {{5, 5 + text.text.size()}};
    for (std::size_t offset = dice.below(9); offset <= text.text.size(); offset += 1 + dice.below(20))
      text.codes.push_back({text::InlineCode::Kind::stands_alone, offset, std::to_string(offset), "<br/>"});
    const std::vector<Segment> expected = french.split(text);
    std::vector<Segment> found;
    french.split(Segment(text), [&](Segment&& piece) { found.push_back(std::move(piece)); });
    REQUIRE(found == expected);
    wholes += found.size() == 1 && found.front() == text ? 1 : 0;
  }
  CHECK(wholes > 10);
}

TEST_CASE("a piece that is the whole text is no copy of it, with codes or without") {
  const text::Segmenter segmenter(test::parse(test::srx_file({{true, "\\.", "\\s"}})), LanguageTag("fr"));
  text::Segment whole{"one sentence that is longer than a string's own room.", {}, {{0, 53}}};
  if (GENERATE(false, true)) whole.codes.push_back({});
  const std::size_t codes = whole.codes.size();
  const char* const bytes = whole.text.data();
  segmenter.split(std::move(whole), [&](text::Segment&& piece) {
    CHECK(piece.text.data() == bytes);
    CHECK(piece.codes.size() == codes);
  });
}

TEST_CASE("the pieces of joined lines know their bytes in the file") {
  test::Dice dice(19);
  const Segmenter segmenter = built_in("en");
  for (int round = 0; round < 400; ++round) {
    const test::JoinedText joined = test::random_joined_text(dice);
    CAPTURE(joined.file);
    std::string pieces;
    for (const Segment& piece : segmenter.split(joined.segment)) {
      REQUIRE(test::text_of(joined.file, piece.ranges) == piece.text);
      pieces += piece.text;
    }
    std::string whole = joined.segment.text;
    const auto drop_spaces = [](std::string& text) {
      std::string kept;
      for (std::size_t at = 0; at < text.size();)
        if (const char32_t c = text::next_character(text, at); !text::is_space(c)) text::append_utf8(kept, c);
      text = kept;
    };
    drop_spaces(pieces);
    drop_spaces(whole);
    REQUIRE(pieces == whole);
  }
}

TEST_CASE("bytes that are no UTF-8 neither stop nor shift the pieces") {
  test::Dice dice(20);
  const Segmenter segmenter = test::segmenter({{true, "", ""}});
  for (int round = 0; round < 300; ++round) {
    const std::string bytes = "x" + test::random_bytes(dice, dice.below(20)) + "x";
    std::size_t last = 0;
    for (const text::Boundary& boundary : segmenter.boundaries(bytes)) {
      REQUIRE(boundary.offset > last);
      REQUIRE(boundary.offset < bytes.size());
      last = boundary.offset;
    }
    REQUIRE(last == bytes.size() - 1);
  }
}

TEST_CASE("a Segmenter can be moved, and split again") {
  Segmenter first = built_in("fr");
  const auto expected = first.split({"Oui. Non.", {}, {}});
  Segmenter second = std::move(first);
  first = built_in("en");
  CHECK(second.split({"Oui. Non.", {}, {}}) == expected);
  CHECK(second.split({"Oui. Non.", {}, {}}) == expected);
  CHECK(expected.size() == 2);
}

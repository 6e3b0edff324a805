// The concordance: what is found, and that the index loses nothing.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/files.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "text/characters.h"
#include "tm/concordance/gram_index.h"
#include "tm/concordance/grams.h"
#include "tm/concordance/needle.h"
#include "tm/concordance/postings.h"
#include "tm/concordance/required.h"
#include "tm/concordance/search.h"
#include "tm/memory.h"
#include "tm/store/store.h"

namespace oimtm {

namespace {

using Kind = tm::ConcordanceQuery::Kind;
using Side = tm::ConcordanceQuery::Side;
using Units = std::vector<text::TranslationUnit>;

// "[Save] the file | ..." of all hits, in order.
std::string told(const std::vector<tm::Hit>& hits) {
  std::string line;
  for (const tm::Hit& hit : hits) {
    std::string text = hit.stored.unit.variants[hit.variant].segment.text;
    for (auto range = hit.where.rbegin(); range != hit.where.rend(); ++range)
      text =
          text.substr(0, range->begin) + "[" + text.substr(range->begin, range->size()) + "]" + text.substr(range->end);
    line += (line.empty() ? "" : " | ") + text;
  }
  return line;
}

std::string found(const Units& units, const tm::ConcordanceQuery& query) {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(units, {});
  return told(memory.concordance(query));
}

}  // namespace

TEST_CASE("a phrase, a wildcard or an expression is found where it stands") {
  struct Row {
    const char* why;
    const char* text;
    const char* pattern;
    Kind kind;
    const char* found;
  };
  const auto row = GENERATE(values<Row>({
      {"a word", "Save the file", "file", Kind::phrase, "Save the [file]"},
      {"every place", "a file, a file", "file", Kind::phrase, "a [file], a [file]"},
      {"within a word", "profiles", "file", Kind::phrase, "pro[file]s"},
      {"another case", "SAVE THE FILE", "the File", Kind::phrase, "SAVE [THE FILE]"},
      {"other typography", "l’OIM « compte »", "l'oim \" compte", Kind::phrase, "[l’OIM « compte] »"},
      {"without accents", "les États membres", "etats", Kind::phrase, "les [États] membres"},
      {"accents that are asked for", "les Etats membres", "états", Kind::phrase, ""},
      {"and are there, decomposed", "les E\u0301tats membres", "états", Kind::phrase, "les [E\u0301tats] membres"},
      {"ligatures", "le cœur d’Œdipe", "coeur", Kind::phrase, "le [cœur] d’Œdipe"},
      {"an ellipsis is three full stops", "etc… fin", "etc...", Kind::phrase, "[etc…] fin"},
      {"one of three full stops", "etc… fin", ".", Kind::phrase, "etc[…] fin"},
      {"the first half of a ligature", "cœur", "o", Kind::phrase, "c[œ]ur"},
      {"the other half and more", "cœur", "eu", Kind::phrase, "c[œu]r"},
      {"half a ligature by a wildcard", "ﬁn", "i?", Kind::wildcard, "[ﬁn]"},
      {"characters beyond the first plane", "a 🌍 b", "🌍", Kind::phrase, "a [🌍] b"},
      {"one letter", "abc", "b", Kind::phrase, "a[b]c"},
      {"punctuation", "What?!", "?!", Kind::phrase, "What[?!]"},
      {"a star is a star in a phrase", "2 * 3 = 6", "2 * 3", Kind::phrase, "[2 * 3] = 6"},
      {"no separate words", "the file saved", "the saved", Kind::phrase, ""},
      {"the rest of a word", "organisations internationales", "organi*", Kind::wildcard,
       "[organisations] internationales"},
      {"or nothing", "the migrant", "migrant*", Kind::wildcard, "the [migrant]"},
      {"not more than a word", "migr the ants", "migr*ants", Kind::wildcard, ""},
      {"one character", "organise organize organse", "organi?e", Kind::wildcard, "[organise] [organize] organse"},
      {"with typography", "L’OIM l'a dit", "l'o*", Kind::wildcard, "[L’OIM] l'a dit"},
      {"what means something in expressions", "a (b) c", "(?)", Kind::wildcard, "a [(b)] c"},
      {"an expression", "in 2014 and 2015", "\\d{4}", Kind::regex, "in [2014] and [2015]"},
      {"has case", "Save save", "save", Kind::regex, "Save [save]"},
      {"unless told", "Save save", "(?i)save", Kind::regex, "[Save] [save]"},
      {"ß and ss are one without case", "Straße", "(?i)strasse", Kind::regex, "[Straße]"},
      {"ᾳ and αι are one without case", "τῷ", "(?i)τῶι", Kind::regex, "[τῷ]"},
      {"accented letters are letters", "l'été", "\\bété\\b", Kind::regex, "l'[été]"},
      {"alternatives", "cats and dogs", "cats|dogs", Kind::regex, "[cats] and [dogs]"},
      {"a class", "gray grey", "gr[ae]y", Kind::regex, "[gray] [grey]"},
      {"a group that may be missing", "color colour", "colo(u)?r", Kind::regex, "[color] [colour]"},
      {"a letter that may be missing", "colour color", "colou?r", Kind::regex, "[colour] [color]"},
  }));
  CAPTURE(row.why);
  CHECK(found({test::unit({{"en", row.text}})}, {.pattern = row.pattern, .kind = row.kind}) == row.found);
}

TEST_CASE("sides, languages and the limit choose among the hits, the newest text first") {
  const Units units = {test::unit({{"en", "Paris one"}, {"fr", "Paris un"}}),
                       test::unit({{"fr", "Paris deux"}, {"en", "two"}}), test::unit({{"fr-CH", "Paris trois"}})};
  CHECK(found(units, {.pattern = "paris"}) == "[Paris] trois | [Paris] deux | [Paris] un | [Paris] one");
  CHECK(found(units, {.pattern = "paris", .limit = 2}) == "[Paris] trois | [Paris] deux");
  CHECK(found(units, {.pattern = "paris", .side = Side::source}) == "[Paris] trois | [Paris] deux | [Paris] one");
  CHECK(found(units, {.pattern = "paris", .side = Side::target}) == "[Paris] un");
  CHECK(found(units, {.pattern = "paris", .language = text::LanguageTag("en")}) == "[Paris] one");
  CHECK(found(units, {.pattern = "paris", .language = text::LanguageTag("fr")}) ==
        "[Paris] trois | [Paris] deux | [Paris] un");
}

TEST_CASE("a text that is its own translation is found once on each side") {
  const Units units = {test::unit({{"en", "OK"}, {"fr", "OK"}})};
  CHECK(found(units, {.pattern = "ok"}) == "[OK] | [OK]");
  CHECK(found(units, {.pattern = "ok", .side = Side::target}) == "[OK]");
}

TEST_CASE("the fast folding is that of fold_accents") {
  test::Dice dice(24);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t count = dice.below(8); count > 0; --count) {
      // Latin letters with accents, punctuation, marks, and what is outside of the table.
      constexpr std::pair<std::size_t, std::size_t> kRanges[] = {{0x20, 0x7F},    {0x80, 0x250},  {0x2000, 0x2070},
                                                                 {0x300, 0x370},  {0x370, 0x600}, {0x1E00, 0x1F00},
                                                                 {0x3040, 0x30FF}};
      const auto [begin, end] = kRanges[dice.chance(3) ? dice.below(7) : dice.below(3)];
      text::append_utf8(text, static_cast<char32_t>(begin + dice.below(end - begin)));
    }
    CAPTURE(text);
    CHECK(tm::fold_for_grams(text) == text::fold_accents(text));
  }
}

TEST_CASE("a text of very many units is found in each, up to the limit") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  Units units;
  for (int i = 0; i < 200; ++i) units.push_back(test::unit({{"en", std::to_string(i)}, {"fr", "(no FR)"}}));
  memory.add(units, {});
  CHECK(memory.concordance({.pattern = "(no fr)"}).size() == 50);
  CHECK(memory.concordance({.pattern = "(no fr)", .limit = 500}).size() == 200);
  CHECK(memory.concordance({.pattern = "(no fr)", .side = Side::source}).empty());
}

TEST_CASE("units that are gone, and texts that are only neighbours, are not found") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  text::TranslationUnit unit = test::unit({{"en", "here"}});
  unit.variants[0].context.previous = "neighbour";
  memory.add(Units{unit, test::unit({{"en", "gone"}})}, {});
  memory.revise([](const tm::StoredUnit& stored) { return stored.id == 2 ? std::optional(Units{}) : std::nullopt; },
                {});
  CHECK(told(memory.concordance({.pattern = "neighbour"})).empty());
  CHECK(told(memory.concordance({.pattern = "gone"})).empty());
  CHECK(told(memory.concordance({.pattern = "here"})) == "[here]");
}

TEST_CASE("patterns that mean nothing are refused") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  for (const Kind kind : {Kind::phrase, Kind::wildcard, Kind::regex})
    CHECK_THAT(test::error_of([&] { memory.concordance({.pattern = "", .kind = kind}); }),
               Catch::StartsWith("UsageError: an empty pattern is in every text"));
  CHECK_THAT(test::error_of([&] { memory.concordance({.pattern = "(", .kind = Kind::regex}); }),
             Catch::StartsWith("UsageError: ( is not a regular expression"));
}

TEST_CASE("an expression that would take for ever is stopped") {
  CHECK_THAT(test::error_of([] {
               found({test::unit({{"en", std::string(60, 'a') + "b"}})}, {.pattern = "(a+)+$", .kind = Kind::regex});
             }),
             Catch::StartsWith("UsageError: the expression (a+)+$ cannot be followed to its end"));
}

TEST_CASE("what an expression requires is in every match") {
  struct Row {
    const char* expression;
    std::vector<tm::Clause> clauses;
  };
  const auto row = GENERATE(values<Row>({
      {"plain text", {{"plain text"}}},
      {"ÉTÉ", {{"ete"}}},
      {"ab+c", {{"ab"}, {"c"}}},
      {"ab+?c", {{"ab"}, {"c"}}},
      {"ab?c", {{"a"}, {"c"}}},
      {"ab*c", {{"a"}, {"c"}}},
      {"ab{0,3}c", {{"a"}, {"c"}}},
      {"ab{0}c", {{"ac"}}},
      {"ab{2}c", {{"abbc"}}},
      {"ab{2,}c", {{"abb"}, {"c"}}},
      {"x{70}", {{"xxxxxxxx"}}},
      {"é?b", {{"b"}}},
      {"a.b", {{"a"}, {"b"}}},
      {"a.{0}b", {{"ab"}}},
      {"^a$", {{"a"}}},
      {"a\\.b", {{"a.b"}}},
      {"a\\.?b", {{"a"}, {"b"}}},
      {"a\\w+b", {{"a"}, {"b"}}},
      {"a[bc]d", {{"a"}, {"d"}, {"abd", "acd"}}},
      {"[b-d]", {{"b", "c", "d"}}},
      {"gr[ae]y", {{"gr"}, {"y"}, {"gra", "gre"}, {"ray", "rey"}}},
      {"[éèe]t", {{"t"}, {"et"}}},
      {"a[^bc]d", {{"a"}, {"d"}}},
      {"a[b[c]]d", {{"a"}, {"d"}}},
      {"a[b-z]d", {{"a"}, {"d"}}},
      {"a[:alpha:]d", {{"a"}, {"d"}}},
      {"a[\\]b]c", {{"a"}, {"c"}}},
      {"a(bc)d", {{"a"}, {"bc"}, {"d"}}},
      {"a(b(c)[)])d", {{"a"}, {"c"}, {"b"}, {")"}, {"d"}}},
      {"a(?:b)?c", {{"a"}, {"c"}}},
      {"a(?=b)c", {{"a"}, {"c"}}},
      {"a(?<!b)c", {{"a"}, {"c"}}},
      {"a(?<name>b)c", {{"a"}, {"c"}}},
      {"a|b", {{"a", "b"}}},
      {"a|", {}},
      {"a|.b*", {}},
      {"a(b|cd|e.f)d", {{"a"}, {"b", "cd", "e"}, {"d"}}},
      {"a(b|.)d", {{"a"}, {"d"}}},
      {"a(b|c)*d", {{"a"}, {"d"}}},
      {"(?i)mass Miss", {{"ma"}, {" mi"}}},
      {"(?i)[st]o", {{"o"}}},
      {"(?i)αιω", {{"α"}, {"ω"}}},
      {"(?x) a b", {}},
      {"a(?i)b", {}},
      {"a(?#b)c", {}},
      {"\\Qa.b\\E", {}},
      {"\\x41", {}},
      {"\\p{L}", {}},
      {"(a)\\1", {}},
      {"a\\", {}},
  }));
  CAPTURE(row.expression);
  auto clauses = tm::required_texts(row.expression);
  auto wanted = row.clauses;
  std::sort(clauses.begin(), clauses.end());
  std::sort(wanted.begin(), wanted.end());
  CHECK(clauses == wanted);
}

TEST_CASE("a text that an expression matches has what the expression requires") {
  test::Dice dice(26);
  std::size_t matches = 0;
  const auto character = [&](std::string_view text) {
    std::size_t begin = dice.below(text.size());
    while ((static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80) --begin;
    std::size_t end = begin;
    text::next_character(text, end);
    return text::Wildcard::literal(text.substr(begin, end - begin));
  };
  for (int round = 0; round < 4000; ++round) {
    const std::string text = test::random_text(dice, 1 + dice.below(4)) + std::to_string(dice.below(3000));
    std::string expression = dice.chance(3) ? "(?i)" : "";
    for (std::size_t parts = 1 + dice.below(4); parts > 0; --parts) {
      const std::string c = character(text);
      const std::string_view count =
          dice.pick(std::vector<std::string_view>{"", "", "?", "*", "+", "{2}", "{1,3}", "??"});
      switch (dice.below(7)) {
        case 0: expression += "[" + c + "a-e]"; break;
        case 1: expression += "\\d"; break;
        case 2: expression += "(" + c + "|" + character(text) + ".)"; break;
        case 3: expression += "(?:" + c + character(text) + "|\\d\\d)"; break;
        case 4: expression += "."; break;
        default: expression += c;
      }
      expression += count;
    }
    CAPTURE(expression, text);
    bool is_in = false;
    try {
      is_in = text::Wildcard(expression).is_in(text);
    } catch (const UsageError&) {
      continue;
    }
    if (!is_in) continue;
    ++matches;
    const std::string folded = tm::fold_for_grams(text);
    for (const tm::Clause& clause : tm::required_texts(expression)) {
      CAPTURE(clause);
      CHECK(std::any_of(clause.begin(), clause.end(),
                        [&](const std::string& part) { return folded.find(part) != std::string::npos; }));
    }
  }
  CHECK(matches > 500);
}

TEST_CASE("three digits in a row are of any script") {
  const auto clauses = tm::required_texts("\\b\\d{9}\\b");
  REQUIRE(clauses.size() == 1);
  CHECK(std::count(clauses[0].begin(), clauses[0].end(), "123") == 1);
  CHECK(std::count(clauses[0].begin(), clauses[0].end(), "\u0663") == 1);
  CHECK(clauses[0].size() > 1600);
}

TEST_CASE("postings come back as they were, in fewer bits") {
  test::Dice dice(21);
  for (int round = 0; round < 500; ++round) {
    const auto base = static_cast<std::uint32_t>(dice.below(1000));
    const std::size_t step = 1 + dice.below(std::size_t{1} << dice.below(20));
    std::vector<std::uint32_t> numbers;
    std::uint32_t next = base;
    for (std::size_t count = dice.below(200); count > 0; --count) {
      next += static_cast<std::uint32_t>(dice.below(step));
      numbers.push_back(next++);
    }
    const std::string bytes = tm::encode_postings(numbers, base);
    CHECK(tm::decode_postings(bytes, base) == numbers);
    CHECK(tm::count_postings(bytes) == numbers.size());
    // What is damaged or cut off is read without harm.
    std::string damaged = bytes.substr(0, dice.below(bytes.size() + 1));
    if (!damaged.empty()) damaged[dice.below(damaged.size())] = static_cast<char>(dice.below(256));
    CHECK(tm::decode_postings(damaged, base).size() <= 8 * damaged.size());
  }
  std::vector<std::uint32_t> all(10000);
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint32_t>(i);
  CHECK(tm::encode_postings(all, 0).size() < 10000 / 8 + 10);
}

TEST_CASE("what a text contains, its folded form contains folded") {
  test::Dice dice(22);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = test::random_text(dice, 6);
    std::size_t begin = dice.below(text.size() + 1);
    std::size_t end = begin + dice.below(text.size() - begin + 1);
    const auto is_inside = [&](std::size_t at) {
      return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80;
    };
    while (is_inside(begin)) --begin;
    while (is_inside(end)) ++end;
    const std::string part = text.substr(begin, end - begin);
    CAPTURE(text, part);
    CHECK(tm::fold_for_grams(text).find(tm::fold_for_grams(part)) != std::string::npos);
  }
}

TEST_CASE("the index finds what reading every text finds, in the same order") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  test::Dice dice(23);
  std::vector<std::string> texts;
  const auto grow = [&](std::size_t count) {
    Units units;
    for (std::size_t i = 0; i < count; ++i) {
      texts.push_back(std::to_string(texts.size()) + " " + test::random_text(dice, 1 + dice.below(6)));
      units.push_back(test::unit({{"en", texts.back()}, {"fr", test::random_text(dice, 3) + std::to_string(i)}}));
    }
    memory.add(units, {});
  };
  // Runs, the tail of one that is not worth a run yet, and a second run.
  grow(7000);
  grow(100);
  grow(7000);
  grow(50);
  const tm::Store store(test::memory_path(folder), tm::Store::Mode::read);
  CHECK(tm::gram_runs(store.connection()).size() == 2);
  std::size_t hits = 0;
  for (int round = 0; round < 60; ++round) {
    const std::string& text = texts[dice.below(texts.size())];
    std::size_t begin = dice.below(text.size());
    while ((static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80) --begin;
    std::size_t end = std::min(text.size(), begin + 1 + dice.below(12));
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) ++end;
    const std::string part = text.substr(begin, end - begin);
    tm::ConcordanceQuery query{.pattern = part, .kind = static_cast<Kind>(dice.below(3)), .limit = 1 + dice.below(80)};
    if (query.kind == Kind::regex)
      query.pattern =
          (dice.chance(2) ? "(?i)" : "") +
          dice.pick(std::vector<std::string>{text::Wildcard::literal(part) + ".?", "\\d\\d[15]", "(7[02]|[a-d]e)x?",
                                             "(" + text::Wildcard::literal(part) + "|\\d{4})"});
    if (query.kind == Kind::wildcard) query.pattern += dice.chance(2) ? "*" : "?";
    CAPTURE(query.pattern, query.kind);
    std::string indexed;
    std::string exhaustive;
    try {
      const auto found = tm::search(store, query);
      hits += found.size();
      indexed = told(found);
      exhaustive = told(tm::search(store, query, true));
    } catch (const UsageError&) {
      continue;  // a part that folds to nothing
    }
    CHECK(indexed == exhaustive);
  }
  CHECK(hits > 500);
}

}  // namespace oimtm

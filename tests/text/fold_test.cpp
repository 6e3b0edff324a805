// Folding: plain_form, fold_typography, fold_case, fold_accents.
#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "tests/text/odd_text.h"
#include "text/characters.h"

namespace {

using namespace oimtm;
using namespace oimtm::text;

using Fold = std::string (*)(std::string_view);

struct NamedFold {
  const char* name;
  Fold fold;
};

const NamedFold kFolds[] = {
    {"fold_typography", fold_typography}, {"fold_case", fold_case}, {"fold_accents", fold_accents}};

std::string character(char32_t c) {
  std::string text;
  append_utf8(text, c);
  return text;
}

}  // namespace

TEST_CASE("typing habits have one plain form") {
  struct Row {
    const char* why;
    std::u32string_view characters;
    char32_t plain;
  };
  const Row row = GENERATE(values<Row>({
      {"apostrophes, single quotation marks, primes, accents in their place", U"'’‘‚‛′ʼ´", U'\''},
      {"quotation marks", U"\"«»“”„‟″", U'"'},
      {"hyphens, dashes and minus", U"-‐‑‒–—―−", U'-'},
      {"white space beyond ASCII", U" \u00A0\u202F\u2009\u2003\u3000\u2028\u0085", U' '},
      {"others are themselves", U"é", U'é'},
      {"a middle dot is no hyphen", U"·", U'·'},
      {"a tab is itself", U"\t", U'\t'},
      {"a line end is itself", U"\n", U'\n'},
  }));
  CAPTURE(row.why);
  for (const char32_t c : row.characters) {
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK(plain_form(c) == row.plain);
  }
}

TEST_CASE("the plain form of every code point is its own plain form") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c)
    if (plain_form(plain_form(c)) != plain_form(c)) FAIL(static_cast<std::uint32_t>(c));
}

TEST_CASE("words that differ by typography only have one form") {
  struct Row {
    const char* why;
    std::string a;
    std::string b;
  };
  const Row row = GENERATE(values<Row>({
      {"apostrophes", "l’OIM", "l'OIM"},
      {"quotation marks", "«a»", "“a”"},
      {"dashes", "1990–95", "1990-95"},
      {"no-break spaces", "25\u00A0000", "25 000"},
      {"narrow ones", "25\u202F000", "25 000"},
      {"ligatures", "œuvre", "oeuvre"},
      {"capital ligatures, where a title begins", "Œuvre", "Oeuvre"},
      {"ligatures of typesetters", "ofﬁce aﬀaire eﬄuve", "office affaire effluve"},
      {"an ellipsis", "et…", "et..."},
      {"decomposed accents", "e\u0301te\u0301", "été"},
      {"accents in another order", "a\u0323\u0302", "a\u0302\u0323"},
      {"a soft hyphen", "no\u00ADte", "note"},
      {"a soft hyphen between a letter and its accent", "e\u00AD\u0301", "é"},
      {"a zero width space", "no\u200Bte", "note"},
      {"a byte order mark", "\uFEFFnote", "note"},
      {"directional marks", "\u200Fnote\u200E", "note"},
      {"a directional passage", "\u202Bnote\u202C", "note"},
      {"the sign of the kelvin is a K", "\u212A", "K"},
      {"an accent on a ligature is one on its last letter", "œ\u0301", "oé"},
  }));
  CAPTURE(row.why);
  CHECK(fold_typography(row.a) == fold_typography(row.b));
  CHECK(fold_case(row.a) == fold_case(row.b));
  CHECK(fold_accents(row.a) == fold_accents(row.b));
}

TEST_CASE("words that differ by case only have one form without case") {
  struct Row {
    const char* why;
    std::string a;
    std::string b;
  };
  const Row row = GENERATE(values<Row>({
      {"accents", "ÉTÉ", "été"},
      {"title case", "Œuvre", "ŒUVRE"},
      {"Greek with its final sigma", "ΟΔΟΣ", "οδος"},
      {"Cyrillic", "МИГРАНТЫ", "мигранты"},
      {"the capital sharp s", "STRAẞE", "straße"},
      {"a small letter that is composed, its capital not", "H\u0331", "\u1E96"},
      {"the dotted I of Turkish", "İSTANBUL", "i\u0307stanbul"},
  }));
  CAPTURE(row.why);
  CHECK(fold_typography(row.a) != fold_typography(row.b));
  CHECK(fold_case(row.a) == fold_case(row.b));
  CHECK(fold_accents(row.a) == fold_accents(row.b));
}

TEST_CASE("words that differ by accents only have one form without accents") {
  struct Row {
    const char* why;
    std::string a;
    std::string b;
  };
  const Row row = GENERATE(values<Row>({
      {"French", "réfugiés", "refugies"},
      {"a cedilla", "français", "francais"},
      {"capitals", "Égypte", "egypte"},
      {"two accents on a letter", "Việt", "viet"},
      {"the dotted I of Turkish", "İstanbul", "istanbul"},
      {"vowels of Arabic", "مُهَاجِر", "مهاجر"},
      {"Greek", "Ελλάδα", "ελλαδα"},
  }));
  CAPTURE(row.why);
  CHECK(fold_case(row.a) != fold_case(row.b));
  CHECK(fold_accents(row.a) == fold_accents(row.b));
}

TEST_CASE("words that differ by more stay different") {
  CHECK(fold_typography("ete") != fold_typography("été"));
  CHECK(fold_case("ete") != fold_case("été"));
  CHECK(fold_case("Straße") != fold_case("Strasse"));
  CHECK(fold_accents("Straße") != fold_accents("Strasse"));
  CHECK(fold_typography("co-op") != fold_typography("coop"));
  CHECK(fold_typography("a b") != fold_typography("ab"));
  CHECK(fold_accents("øre") != fold_accents("ore"));  // a stroke is no accent
}

TEST_CASE("folding any character a second time changes nothing") {
  constexpr char32_t kLast = 0x30000;  // no letters beyond
  for (const NamedFold& named : kFolds) {
    CAPTURE(named.name);
    for (char32_t c = 0; c <= kLast; ++c) {
      if (c >= 0xD800 && c <= 0xDFFF) continue;
      const std::string once = named.fold(character(c));
      if (named.fold(once) != once) FAIL_CHECK("U+" << std::hex << static_cast<std::uint32_t>(c));
    }
  }
}

TEST_CASE("folding any text a second time changes nothing") {
  test::Dice dice(7);
  for (int round = 0; round < 40000; ++round) {
    const std::string text = test::random_characters(dice, 1 + dice.below(5));
    for (const NamedFold& named : kFolds) {
      const std::string once = named.fold(text);
      CAPTURE(named.name, text, once);
      if (named.fold(once) != once) FAIL_CHECK("differs");
      if (find_invalid_utf8(once)) FAIL_CHECK("no UTF-8");
    }
  }
}

TEST_CASE("the lenient forms are equal wherever the stricter ones are") {
  test::Dice dice(8);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = test::random_characters(dice, 1 + dice.below(5));
    CAPTURE(text);
    if (fold_case(fold_typography(text)) != fold_case(text)) FAIL_CHECK("typography, then case");
    if (fold_accents(fold_case(text)) != fold_accents(text)) FAIL_CHECK("case, then accents");
  }
}

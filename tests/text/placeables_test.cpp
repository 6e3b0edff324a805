#include "text/placeables.h"

#include <catch2/catch.hpp>
#include <ctime>
#include <string>

#include "tests/support/generate.h"

namespace {

using namespace oimtm;
using text::Token;

// The placeables of several tokens in a text: "date[12 May] code[A4]".
std::string placeables(const std::string& text, const char* language) {
  std::string shown;
  for (const Token& token :
       text::match_tokens(text, *language == '\0' ? text::LanguageTag() : text::LanguageTag(language))) {
    const char* name = token.kind == Token::Kind::date    ? "date"
                       : token.kind == Token::Kind::phone ? "phone"
                       : token.kind == Token::Kind::code  ? "code"
                                                          : nullptr;
    if (name == nullptr) continue;
    shown +=
        (shown.empty() ? "" : " ") + std::string(name) + "[" + text.substr(token.where.begin, token.where.size()) + "]";
  }
  return shown;
}

struct Row {
  const char* language;
  const char* text;
  const char* found;
};

}  // namespace

TEST_CASE("dates are found as each language writes them") {
  const Row row = GENERATE(values<Row>({
      {"en", "On 12 May 2013, at noon", "date[12 May 2013]"},
      {"en", "On May 12, 2013, at noon", "date[May 12, 2013]"},
      {"en", "On Sep. 3rd", "date[Sep. 3rd]"},
      {"en", "since May 2013.", "date[May 2013]"},
      {"en", "the 3rd of May, 2013", "date[3rd of May, 2013]"},
      {"en", "you may 5 times", ""},
      {"en", "12 files of May", ""},
      {"en", "In May.", ""},
      {"fr", "le 1er mai 2013", "date[1er mai 2013]"},
      {"fr", "le 5 févr. 2013", "date[5 févr. 2013]"},
      {"fr", "Genève, 12 Mars", "date[12 Mars]"},
      {"fr", "12 May 2013", ""},
      {"de", "am 12. März 2013", "date[12. März 2013]"},
      {"es", "el 12 de mayo de 2013", "date[12 de mayo de 2013]"},
      {"ja", "2013年5月12日に", "date[2013年5月12日]"},
      {"", "12/05/2013 and 12.05.2013", "date[12/05/2013] date[12.05.2013]"},
      {"", "2013-05-12", "date[2013-05-12]"},
      {"", "5/12/13", "date[5/12/13]"},
      {"", "1.2.13 1.2.2013.4 32/13/2013 12-05/2013", ""},
      {"", "1/2 and 3-4-5", ""},
  }));
  CAPTURE(row.language, row.text);
  CHECK(placeables(row.text, row.language) == row.found);
}

TEST_CASE("phone numbers are no other numbers") {
  const Row row = GENERATE(values<Row>({
      {"fr", "Tél. +41 22 717 91 11.", "phone[+41 22 717 91 11]"},
      {"fr", "+41\u00A022\u00A0717\u00A091\u00A011", "phone[+41\u00A022\u00A0717\u00A091\u00A011]"},
      {"fr", "+33 (0)1 23 45 67 89", "phone[+33 (0)1 23 45 67 89]"},
      {"fr", "01 23 45 67 89, poste 3", "phone[01 23 45 67 89]"},
      {"en", "call (212) 555-0100 now", "phone[(212) 555-0100]"},
      {"en", "+3 points, 600 000 people, 0.5, (12) 3", ""},
      {"en", "0 1 2 3", ""},
      {"en", "+1 22 333 444 555 666 777", ""},
  }));
  CAPTURE(row.text);
  CHECK(placeables(row.text, row.language) == row.found);
}

TEST_CASE("codes are capitals and figures") {
  const Row row = GENERATE(values<Row>({
      {"en", "in UTF-8, on A4", "code[UTF-8] code[A4]"},
      {"en", "resolution S/RES/2334 (2016)", "code[S/RES/2334]"},
      {"en", "ISO-8859-1.", "code[ISO-8859-1]"},
      {"fr", "3e, 2nd, x86, OIM, 2013/24, l'A380", "code[A380]"},
      {"en", "UTF-8-encoded A4x", ""},
  }));
  CAPTURE(row.text);
  CHECK(placeables(row.text, row.language) == row.found);
}

TEST_CASE("placeables leave the other tokens as they are, and folded are one of each kind") {
  test::Dice dice(31);
  const text::LanguageTag english("en");
  for (int i = 0; i < 2000; ++i) {
    std::string text = test::random_text(dice, dice.below(9));
    for (const char* more : {" 12 May 2013", " +41 22 717 91 11", " A4"})
      if (dice.chance(3)) text += more;
    const auto plain = text::tokenize(text, english);
    const auto tokens = text::match_tokens(text, english);
    CAPTURE(text);
    std::size_t at = 0;
    for (const Token& token : tokens) {
      REQUIRE(at < plain.size());
      CHECK(token.where.begin == plain[at].where.begin);
      if (token.where == plain[at].where && token.kind == plain[at].kind) CHECK(token == plain[at]);
      while (at < plain.size() && plain[at].where.end <= token.where.end) ++at;
      CHECK(plain[at - 1].where.end == token.where.end);
    }
    CHECK(at == plain.size());
  }
  const auto folded = [&](const char* text) { return text::match_tokens(text, english).front().folded; };
  CHECK(folded("12 May 2013") == folded("2014-01-02"));
  CHECK(folded("+41 22 717 91 11") == folded("(212) 555-0100"));
  CHECK(folded("A4") == folded("UTF-8"));
  CHECK(folded("A4") != folded("2014-01-02"));
}

TEST_CASE("a long text of what might become a placeable is read in time in proportion to it") {
  const std::clock_t start = std::clock();
  for (const char* unit : {"0 1 ", "+1 ", "A-", "1/1/", "May ", "(1) ", "12. "}) {
    std::string text;
    while (text.size() < 100'000) text += unit;
    CHECK_FALSE(text::match_tokens(text, text::LanguageTag("en")).empty());
  }
  CHECK(std::clock() - start < 10 * CLOCKS_PER_SEC);
}

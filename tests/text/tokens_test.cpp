#include "text/tokens.h"

#include <catch2/catch.hpp>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace oimtm;
using text::LanguageTag;
using text::Token;

const LanguageTag kFrench("fr");
const LanguageTag kEnglish("en");

// "word[l'] word[OIM]": what a text is taken for.
std::string shown(const std::string& text, const LanguageTag& language = kFrench) {
  static constexpr const char* kNames[] = {"", "#", "@", "."};
  std::string shown;
  for (const Token& token : text::tokenize(text, language)) {
    if (!shown.empty()) shown += ' ';
    shown += kNames[static_cast<int>(token.kind)];
    shown += "[" + text.substr(token.where.begin, token.where.size()) + "]";
  }
  return shown;
}

Token only(const std::string& text, const LanguageTag& language = kFrench) {
  const auto tokens = text::tokenize(text, language);
  CAPTURE(text);
  REQUIRE(tokens.size() == 1);
  return tokens[0];
}

}  // namespace

// Of a token: [word] #[number] @[address] .[punctuation]
TEST_CASE("a text is taken apart into words, numbers, addresses and punctuation") {
  struct Row {
    const char* why;
    std::string text;
    std::string tokens;
  };
  const Row row = GENERATE(values<Row>({
      {"nothing", "", ""},
      {"white space alone", " \u00A0\n\t", ""},
      {"words", "les migrants", "[les] [migrants]"},
      {"an elision ends its word", "l'OIM qu’elle", "[l'] [OIM] [qu’] [elle]"},
      {"an English genitive is cut there too", "the IOM's work", "[the] [IOM'] [s] [work]"},
      {"a closing apostrophe is none", "'migrants'", ".['] [migrants] .[']"},
      {"hyphens part words", "rendez-vous", "[rendez] .[-] [vous]"},
      {"a soft hyphen does not", "no\u00ADte", "[no\u00ADte]"},
      {"accents that stand alone belong to the letter", "e\u0301te\u0301", "[e\u0301te\u0301]"},
      {"letters and figures are one word", "COVID19 3e A380", "[COVID19] [3e] [A380]"},
      {"a figure with an accent is no number", "2\u0301", "[2\u0301]"},
      {"full stops run together", "Eh... oui.", "[Eh] .[...] [oui] .[.]"},
      {"an ellipsis is full stops too", "Eh…. Eh…", "[Eh] .[….] [Eh] .[…]"},
      {"other punctuation stands alone", "?! «a»", ".[?] .[!] .[«] [a] .[»]"},
      {"an emoji is punctuation", "ok😀", "[ok] .[😀]"},
      {"a control character is a token, not lost", std::string("a\0b", 3), std::string("[a] .[\0] [b]", 12)},
      {"Arabic", "هذه منظمة.", "[هذه] [منظمة] .[.]"},
      {"Cyrillic", "25 мигрантов", "#[25] [мигрантов]"},
  }));
  CAPTURE(row.why);
  CHECK(shown(row.text) == row.tokens);
}

TEST_CASE("a number keeps its separators") {
  struct Row {
    const char* why;
    std::string text;
    std::string tokens;
  };
  const Row row = GENERATE(values<Row>({
      {"decimals", "1,5 et 1.5", "#[1,5] [et] #[1.5]"},
      {"groups by a space", "600 000 personnes", "#[600 000] [personnes]"},
      {"groups by a no-break space", "600\u00A0000", "#[600\u00A0000]"},
      {"groups by a narrow one", "1\u202F234\u202F567", "#[1\u202F234\u202F567]"},
      {"groups by an apostrophe", "12'345", "#[12'345]"},
      {"groups by commas, with decimals", "1,234,567.89", "#[1,234,567.89]"},
      {"no groups of two", "41 79 36", "#[41] #[79] #[36]"},
      {"no groups of four", "12 3456", "#[12] #[3456]"},
      {"a year before a number", "2013 400 personnes", "#[2013] #[400] [personnes]"},
      {"decimals before a number", "1,5 000", "#[1,5] #[000]"},
      {"two spaces part", "25  000", "#[25] #[000]"},
      {"a line end parts", "25\n000", "#[25] #[000]"},
      {"a tab parts, as in tables", "25\t000", "#[25] #[000]"},
      {"the full stop of a sentence", "En 2013.", "[En] #[2013] .[.]"},
      {"a comma before a space", "1, 2", "#[1] .[,] #[2]"},
      {"a date", "12.05.2013", "#[12.05.2013]"},
      {"a percentage", "50%", "#[50] .[%]"},
      {"a range", "10-15", "#[10] .[-] #[15]"},
      {"a sign", "+3", ".[+] #[3]"},
      {"Arabic digits", "٢٥ شخصا", "#[٢٥] [شخصا]"},
      {"at the very end of a text", "600 0", "#[600] #[0]"},
      {"a measure that is written together", "1,5m et $2.5bn", "#[1,5] [m] [et] .[$] #[2.5] [bn]"},
      {"without separators that is a word", "5km", "[5km]"},
      {"an apostrophe makes no word of it", "les 60's", "[les] #[60] .['] [s]"},
      {"a directional mark makes no word of it", "25\u200E", "#[25]"},
  }));
  CAPTURE(row.why);
  CHECK(shown(row.text) == row.tokens);
}

TEST_CASE("an address is one token") {
  struct Row {
    const char* why;
    std::string text;
    std::string tokens;
  };
  const Row row = GENERATE(values<Row>({
      {"of mail", "écrire à j.dupont@iom.int.", "[écrire] [à] @[j.dupont@iom.int] .[.]"},
      {"in brackets", "(info@iom.int)", ".[(] @[info@iom.int] .[)]"},
      {"two of them", "a@iom.int,b@iom.int", "@[a@iom.int] .[,] @[b@iom.int]"},
      {"of the web", "voir https://www.iom.int/fr?a=1#b.", "[voir] @[https://www.iom.int/fr?a=1#b] .[.]"},
      {"of the web, ending in a slash", "http://iom.int/, oui", "@[http://iom.int/] .[,] [oui]"},
      {"without its scheme", "www.iom.int", "@[www.iom.int]"},
      {"of mail, behind a path", "et/ou/a@iom.int", "[et] .[/] [ou] .[/] @[a@iom.int]"},
      {"an @ alone is none", "a @ b", "[a] .[@] [b]"},
      {"a name on a site is none", "@iomlibya", ".[@] [iomlibya]"},
      {"a domain alone is none", "iom.int", "[iom] .[.] [int]"},
      {"a price is none", "5@6", "#[5] .[@] #[6]"},
  }));
  CAPTURE(row.why);
  CHECK(shown(row.text) == row.tokens);
}

TEST_CASE("a long text without a space is taken apart in time in proportion to it") {
  const std::clock_t start = std::clock();
  for (const char* unit : {"a-", "a.", "a@", "a/", "l'", "1 000 ", "\u00AD1", "国"}) {
    std::string text;
    while (text.size() < 100'000) text += unit;
    CHECK_FALSE(text::tokenize(text, kFrench).empty());
  }
  // Half a minute, if each word looked at all that follows it.
  CHECK(std::clock() - start < 10 * CLOCKS_PER_SEC);
}

TEST_CASE("a long address is one, up to what browsers take") {
  CHECK(only("https://iom.int/" + std::string(1900, 'a')).kind == Token::Kind::address);
  CHECK(text::tokenize("https://iom.int/" + std::string(3000, 'a'), kFrench).size() > 1);
}

TEST_CASE("scripts without spaces are cut by dictionary") {
  struct Row {
    const char* why;
    std::string text;
    std::string tokens;
  };
  const Row row = GENERATE(values<Row>({
      {"Chinese", "国际移民组织帮助移民", "[国际] [移民] [组织] [帮助] [移民]"},
      {"Japanese", "東京は大きい。", "[東京] [は] [大きい] .[。]"},
      {"the long vowel mark belongs to katakana", "データ", "[データ]"},
      {"Thai", "สวัสดีครับ", "[สวัสดี] [ครับ]"},
      {"Thai figures are a number", "ปี๒๕๖๐", "[ปี] #[๒๕๖๐]"},
      {"full stops of such scripts are no words", "ខ្មែរ។", "[ខ្មែរ] .[។]"},
      {"halfwidth katakana", "ﾃﾞｰﾀ", "[ﾃﾞｰﾀ]"},
      {"among Latin letters", "IOM事務所a", "[IOM] [事務所] [a]"},
      {"figures before them are a number", "2013年に1,5人", "#[2013] [年] [に] #[1,5] [人]"},
      {"Korean has spaces", "국제이주기구는 돕는다", "[국제이주기구는] [돕는다]"},
  }));
  CAPTURE(row.why);
  CHECK(shown(row.text, LanguageTag("ja")) == row.tokens);
}

TEST_CASE("the surface of tokens differs by all but typography") {
  CHECK(only("œuvre").surface == only("oeuvre").surface);
  CHECK(only("note").surface == only("no\u00ADte").surface);
  CHECK(only("25\u00A0000").surface == only("25 000").surface);
  CHECK(only("«").surface == only("”").surface);
  CHECK(only("…").surface == only("...").surface);
  CHECK(only("Files").surface != only("files").surface);
  CHECK(only("été").surface != only("ete").surface);
  CHECK(only("25000").surface != only("25 000").surface);
}

TEST_CASE("the plain form of words is without case") {
  CHECK(only("ÉTÉ").plain == only("été").plain);
  CHECK(only("files").plain != only("file").plain);
  CHECK(only("été").plain != only("ete").plain);
}

TEST_CASE("the plain form of a number is its value") {
  struct Row {
    const char* why;
    std::string a;
    std::string b;
    bool is_same;
  };
  const Row row = GENERATE(values<Row>({
      {"French and English groups", "600 000", "600,000", true},
      {"no groups", "600 000", "600000", true},
      {"Swiss groups", "12’345", "12 345", true},
      {"German groups", "1.234.567", "1,234,567", true},
      {"French and English decimals", "1,5", "1.5", true},
      {"groups and decimals", "1 234,5", "1,234.5", true},
      {"Arabic and Latin digits", "٢٥", "25", true},
      {"a point that is not there", "1,5", "15", false},
      {"another value", "600 000", "600 001", false},
      {"decimals are no groups", "1,50", "150", false},
  }));
  CAPTURE(row.why);
  CHECK((only(row.a).plain == only(row.b).plain) == row.is_same);
}

TEST_CASE("the folded form of words is without inflection, by language") {
  CHECK(only("migrants").folded == only("Migrant").folded);
  CHECK(only("aidera").folded == only("aider").folded);
  CHECK(only("helped", kEnglish).folded == only("helping", kEnglish).folded);
  CHECK(only("helped", kEnglish).folded != only("hope", kEnglish).folded);
  CHECK(only("files", LanguageTag("en-GB")).folded == only("file", LanguageTag("en-US")).folded);
  CHECK(only("мигранты", LanguageTag("ru")).folded == only("мигрантов", LanguageTag("ru")).folded);
  CHECK(only("files", LanguageTag("xq")).folded == only("Files", LanguageTag("xq")).folded);  // no stemmer
  CHECK(only("files", LanguageTag()).folded != only("file", LanguageTag()).folded);
}

TEST_CASE("the folded form is without accents where people leave them out") {
  CHECK(only("Etats").folded == only("États").folded);
  CHECK(only("Etats").plain != only("États").plain);
  CHECK(only("niño", LanguageTag("es")).folded == only("nino", LanguageTag("es")).folded);
  CHECK(only("får", LanguageTag("sv")).folded != only("far", LanguageTag("sv")).folded);
  CHECK(only("mà", LanguageTag("vi")).folded != only("ma", LanguageTag("vi")).folded);
}

TEST_CASE("all numbers are one when folded, all addresses one, and no word is either") {
  CHECK(only("1,5").folded == only("600 000").folded);
  CHECK(only("a@iom.int").folded == only("www.iom.int").folded);
  CHECK(only("1").folded != only("www.iom.int").folded);
  CHECK(only("1").folded != only("un").folded);
  CHECK(only("?").folded != only("!").folded);
}

TEST_CASE("sentence marks are one when folded, unless the text is nothing else") {
  const auto last = [](const char* text) { return text::tokenize(text, kFrench).back().folded; };
  CHECK(last("oui.") == last("oui !"));
  CHECK(last("oui...") == last("oui,"));
  CHECK(last("oui\u037E") == last("oui;"));  // the Greek question mark is typed as one
  CHECK(last("oui.") != last("oui)"));
  CHECK(last("?.") != last("?!"));
  CHECK(last(").") == text::tokenize(").", kFrench).back().plain);
}

TEST_CASE("a word longer than words are is taken as it is") {
  const std::string once(100000, 'a');
  CHECK(only(once).folded == only(once).plain);
  CHECK(only(once + "s").folded != only(once).folded);
}

TEST_CASE("texts are the same exactly if they differ by typography and white space only") {
  struct Row {
    const char* why;
    std::string a;
    std::string b;
    bool is_same;
  };
  const Row row = GENERATE(values<Row>({
      {"an apostrophe", "L’OIM aide", "L'OIM aide", true},
      {"quotation marks and their spaces", "« Oui »", "\"Oui\"", true},
      {"no-break spaces", "Qui\u00A0? 25\u202F000", "Qui ? 25 000", true},
      {"no space before the sign", "Qui ?", "Qui?", true},
      {"spaces at the ends, and line ends", "  Oui.\nNon. ", "Oui. Non.", true},
      {"an ellipsis", "Eh… oui", "Eh... oui", true},
      {"an ellipsis and a full stop", "Eh….", "Eh....", true},
      {"a zero width space in a word", "mi\u200Bgrants", "migrants", true},
      {"a word joiner", "a\u2060b", "ab", true},
      {"directional marks around a word", "\u200Fمهاجر\u200F.", "مهاجر.", true},
      {"a byte order mark before all", "\uFEFFOui", "Oui", true},
      {"a soft hyphen alone", "Oui \u00AD non", "Oui non", true},
      {"a soft hyphen in an elision", "l'\u00ADOIM", "l'OIM", true},
      {"case", "Oui", "oui", false},
      {"an accent", "Ete", "Été", false},
      {"another word", "Oui", "Non", false},
      {"a word more", "Oui", "Oui oui", false},
      {"words that swap", "a b", "b a", false},
      {"a full stop", "Oui.", "Oui", false},
      {"a number in another notation", "600,000", "600 000", false},
      {"words that join", "au jour", "aujour", false},
  }));
  CAPTURE(row.why);
  const bool is_same = exact_hash(text::tokenize(row.a, kFrench)) == exact_hash(text::tokenize(row.b, kFrench));
  CHECK(is_same == row.is_same);
}

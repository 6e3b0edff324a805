// Lines, bullets, and paragraphs that were wrapped.
#include "formats/lines.h"

#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "formats/line_ends.h"
#include "tests/support/generate.h"
#include "tests/support/lines.h"
#include "text/characters.h"

namespace {

using namespace oimtm;
using namespace std::string_literals;
using Strings = std::vector<std::string>;

Strings paragraphs_of(std::string_view original) {
  const std::vector<formats::Line> lines = test::split_lines(original);
  Strings texts;
  for (const auto paragraph : formats::paragraphs(lines)) texts.push_back(formats::join(paragraph).text);
  return texts;
}

// How wide a text is in HTML of ASCII alone: written out, and counted.
std::size_t width_as_html(const std::string& text) {
  static const std::map<char32_t, std::string> kEntities = {
      {U'é', "&eacute;"}, {U'è', "&egrave;"}, {U'ê', "&ecirc;"}, {U'à', "&agrave;"}, {U'ç', "&ccedil;"},
      {U'ï', "&iuml;"},   {U'ô', "&ocirc;"},  {U'’', "&rsquo;"}, {U'«', "&laquo;"},  {U'»', "&raquo;"}};
  std::string html;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::next_character(text, at);
    html += c < 0x80 ? std::string(1, static_cast<char>(c)) : kEntities.at(c);
  }
  return html.size();
}

using Width = std::function<std::size_t(const std::string&)>;

// Puts as many words on a line as fit.
std::string wrapped(const std::string& text, std::size_t width, const Width& measure) {
  std::istringstream words(text);
  std::string result;
  std::string line;
  for (std::string word; words >> word;) {
    const std::string longer = line.empty() ? word : line + " " + word;
    if (!line.empty() && measure(longer) > width) {
      result += line + "\n";
      line = word;
    } else {
      line = longer;
    }
  }
  return result + line + "\n";
}

const std::string kFrench =
    "La Libye, pays de transit et de destination pour les migrants, compte entre 1 et 1,5 millions de migrants en "
    "situation irrégulière, dont la plupart sont en route vers l’Europe. Bien que la proportion de personnes victimes "
    "de traite en Libye soit inconnue, la majorité des cas avérés concerne l’exploitation forcée des migrants "
    "originaires d’Afrique. Cependant, des tendances récentes ont révélé que les victimes sont aujourd’hui "
    "originaires d’Asie, notamment du Bangladesh, du Pakistan et du Sri Lanka. « Nous formons des juges », a dit "
    "Michele, « et des procureurs, à Tripoli comme à Benghazi. »";

}  // namespace

TEST_CASE("lines know their bytes and numbers, without their ends and the white space around", "[lines]") {
  const std::string original = "\xEF\xBB\xBF one\r\n\r\n\t\u00A0\ntwo  words \nlast"s;
  formats::ByteSource bytes(original, "f");
  formats::TextSource source(bytes);
  const std::span<const formats::Line> lines = source.lines();
  struct Expected {
    const char* why;
    std::string text;
  };
  const std::vector<Expected> expected = {{"behind a byte order mark, before CR LF", "one"},
                                          {"an empty line", ""},
                                          {"white space alone is blank", ""},
                                          {"white space inside stays", "two  words"},
                                          {"no line end at the end", "last"}};
  REQUIRE(lines.size() == expected.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CAPTURE(expected[i].why);
    CHECK(lines[i].text == expected[i].text);
    CHECK(lines[i].number == i + 1);
    CHECK(original.substr(lines[i].begin, lines[i].text.size()) == expected[i].text);
    CHECK(lines[i].is_blank() == expected[i].text.empty());
  }
}

TEST_CASE("a text without lines has none", "[lines]") {
  const auto count = [](std::string_view original) {
    formats::ByteSource bytes(original, "f");
    formats::TextSource source(bytes);
    const std::size_t lines = source.lines().size();
    CHECK(source.is_last());
    return lines;
  };
  CHECK(count("") == 0);
  CHECK(count("\xEF\xBB\xBF") == 0);
  CHECK(count("\n") == 1);
}

TEST_CASE("a bullet is one sign of a list and the space behind it", "[lines]") {
  struct Row {
    const char* why;
    std::string line;
    std::size_t length;
  };
  const Row row = GENERATE(values<Row>({{"a hyphen", "- item", 2},
                                        {"a round bullet of three bytes", "• item", 4},
                                        {"with a no-break space", "–\u00A0item", 5},
                                        {"with more spaces", "*   item", 4},
                                        {"alone on its line", "-", 1},
                                        {"a negative number is no item", "-5 degrees", 0},
                                        {"a dash that belongs to a word", "-ism", 0},
                                        {"not at the head", "a - b", 0},
                                        {"a full stop is none", ". item", 0},
                                        {"an empty line has none", "", 0}}));
  CAPTURE(row.why);
  CHECK(formats::bullet_length(row.line) == row.length);
}

TEST_CASE("a sentence flows on where nothing ends it and lower case follows", "[lines]") {
  struct Row {
    const char* why;
    std::string line;
    std::string next;
    bool flows;
  };
  const Row row =
      GENERATE(values<Row>({{"mid-sentence", "the migrants of", "the region", true},
                            {"behind a comma", "the migrants,", "who came", true},
                            {"behind a digit", "more than 500", "persons", true},
                            {"an elision", "de l’", "organisation", true},
                            {"accented lower case", "il a", "été", true},
                            {"an accent of its own", "il a e\u0301te\u0301", "là", true},
                            {"a full stop ends it", "the end.", "iom began", false},
                            {"a colon ends it", "the following:", "one", false},
                            {"a title or name may follow", "the migrants of", "Libya", false},
                            {"a digit is no lower case", "more than", "500", false},
                            {"the next item, behind and", "to give them food and water; and", "shelter", false},
                            {"in French", "de leur donner à boire ; et", "un toit", false},
                            {"scripts without case never flow on", "国際", "移住", false}}));
  CAPTURE(row.why);
  CHECK(formats::flows_on({row.line}, {row.next}) == row.flows);
}

TEST_CASE("a wrapped paragraph is whole again, however its width was counted", "[lines]") {
  struct Row {
    const char* why;
    Width measure;
  };
  const Row row = GENERATE(values<Row>({
      {"in characters", [](const std::string& text) { return text::count_characters(text); }},
      {"in bytes", [](const std::string& text) { return text.size(); }},
      {"as HTML with entities", width_as_html},
  }));
  const std::size_t width = GENERATE(range(45u, 110u, 1u));
  CAPTURE(row.why, width);
  CHECK(paragraphs_of(wrapped(kFrench, width, row.measure)) == Strings{kFrench});
}

TEST_CASE("a wrapped paragraph with accents of their own is whole again", "[lines]") {
  std::string decomposed;
  for (std::size_t at = 0; at < kFrench.size();) {
    const char32_t c = text::next_character(kFrench, at);
    const char32_t base = c == U'é' || c == U'è' || c == U'ê' ? U'e' : c == U'à' ? U'a' : c;
    text::append_utf8(decomposed, base);
    if (base != c) text::append_utf8(decomposed, c == U'é' ? 0x301 : c == U'ê' ? 0x302 : 0x300);
  }
  const auto composed_width = [](const std::string& text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) width += text::is_mark(text::next_character(text, at)) ? 0 : 1;
    return width;
  };
  const std::size_t width = GENERATE(range(50u, 100u, 7u));
  CHECK(paragraphs_of(wrapped(decomposed, width, composed_width)) == Strings{decomposed});
}

TEST_CASE("a paragraph of two lines has the width of the text around it", "[lines]") {
  const std::string around = wrapped(kFrench, 60, [](const std::string& text) { return text::count_characters(text); });
  const std::string two = "Please write for more information to Jean Exemple, IOM\nTripoli, who will answer.";
  CHECK(paragraphs_of(around + "\n\n" + two).size() == 2);
  CHECK(paragraphs_of(two).size() == 2);
  const std::string loose = "Please write to Jean\nTripoli, who will answer.";
  CHECK(paragraphs_of(around + "\n\n" + loose).size() == 3);
}

TEST_CASE("wrapped paragraphs without a blank line between them stay apart", "[lines]") {
  const std::string page =
      "A group of 60 Libyan judges and prosecutors is being\n"
      "trained by IOM in various aspects of irregular migration,\n"
      "including trafficking in persons, to strengthen their\n"
      "understanding of it.\n"
      "Libya, a country of transit and destination for migrants,\n"
      "has up to 1.5 million irregular migrants, most on their\n"
      "way to Europe.\n";
  CHECK(paragraphs_of(page) ==
        Strings{"A group of 60 Libyan judges and prosecutors is being trained by IOM in various aspects of irregular "
                "migration, including trafficking in persons, to strengthen their understanding of it.",
                "Libya, a country of transit and destination for migrants, has up to 1.5 million irregular migrants, "
                "most on their way to Europe."});
}

TEST_CASE("lines that were not wrapped are not joined", "[lines]") {
  struct Row {
    const char* why;
    Strings lines;
  };
  const Row row = GENERATE(values<Row>({
      {"one paragraph a line, of any length",
       {"IOM staff arrived in Tripoli.", "They have been working there for three years, and have seen much.", "So."}},
      {"a list of names", {"Albania", "Bosnia and Herzegovina", "Croatia", "Kosovo", "Serbia"}},
      {"bullets, even before lower case", {"- food and", "- water and", "- shelter and", "- medicine"}},
      {"a bullet behind an open line", {"the needs are", "• food"}},
      {"labels and values", {"Tel: +41 22 717 91 11", "Fax: +41 22 798 61 50", "E-mail: hq@iom.int"}},
      {"a verse: open lines of very different width, then capitals", {"Home", "Is where the heart is", "They say"}},
  }));
  CAPTURE(row.why);
  std::string page;
  for (const std::string& line : row.lines) page += line + "\n";
  CHECK(paragraphs_of(page) == row.lines);
}

TEST_CASE("two lines that flow on are too few to tell a width, three are enough", "[lines]") {
  const std::string three = "on one of the\nlong roads of\nall the ways\nto the sea at\nTripoli Ports\n";
  CHECK(paragraphs_of(three) == Strings{"on one of the long roads of all the ways to the sea at Tripoli Ports"});
  CHECK(paragraphs_of(three.substr(0, three.find("Tripoli")) + "- Tripoli Ports").back() == "- Tripoli Ports");
  const std::string two = three.substr(three.find('\n') + 1);
  CHECK(paragraphs_of(two) == Strings{"long roads of all the ways to the sea at", "Tripoli Ports"});
}

TEST_CASE("a blank line ends a paragraph whatever stands around it", "[lines]") {
  CHECK(paragraphs_of("the migrants of\n\nthe region\n \nof Libya") ==
        Strings{"the migrants of", "the region", "of Libya"});
}

TEST_CASE("a sentence that flows on is joined by grammar alone", "[lines]") {
  CHECK(paragraphs_of("The migrants, who\nhad come by sea, were\nsafe.\nThe End") ==
        Strings{"The migrants, who had come by sea, were safe.", "The End"});
}

TEST_CASE("a word that wants another goes on before a capital or a figure", "[lines]") {
  struct Row {
    const char* why;
    std::string line;
    std::string next;
    bool goes_on;
  };
  const std::string french = "L’agence a ouvert hier à Niamey, dans les locaux ";
  const std::string english = "The agency opened its new office on Tuesday morning ";
  const Row row = GENERATE_COPY(values<Row>({
      {"a French preposition", french + "de", "Médecins du monde.", true},
      {"before a figure", french + "des", "27 organisations.", true},
      {"a conjunction", french + "et", "L’Algérie aussi.", true},
      {"an article", french + "de la", "Croix-Rouge.", true},
      {"an elision", french + "de l’", "Union africaine.", true},
      {"a form of address with a full stop", french + "de M.", "Diallo.", true},
      {"and without one", french + "de Mme", "Keïta.", true},
      {"before a quotation", french + "dits", "« Maison verte ».", false},
      {"an article before a quotation", french + "de la", "« Maison verte ».", true},
      {"an English preposition", english + "in", "Niamey.", true},
      {"before a figure", english + "with more than", "300 guests.", true},
      {"an article", english + "and the", "Red Cross came.", true},
      {"a title", english + "before Mr.", "Lee left.", true},
      {"a comma", english + "in the old town,", "John Lee said.", true},
      {"a comma before a figure", english + "in the old town,", "20 kilometres away.", true},
      {"a comma before a label", english + "in the old town,", "Tel: 022 717 91 11", false},
      {"a full stop", english + "in the town.", "It rained.", false},
      {"a noun", english + "and left", "Red Cross volunteers came.", false},
      {"a bullet", english + "for", "- Refugees", false},
      {"a bracket before lower case", english + "and left", "(by car) for Agadez.", true},
      {"a quotation mark before lower case", french + "neufs", "« sans étage ».", true},
      {"a bracket before a capital", english + "and left", "(Red Cross)", false},
      {"what is too narrow for a wrapped line", "Partners of the", "Red Cross", false},
      {"a letter's first line", "Dear Mr. Lee,", "Thank you for yours.", false},
      {"an abbreviation that ends like a title", english + "on the A.M.", "Radio told it.", false},
  }));
  CAPTURE(row.why, row.line, row.next);
  CHECK((paragraphs_of(row.line + "\n" + row.next).size() == 1) == row.goes_on);
}

TEST_CASE("lines that all end in commas are items", "[lines]") {
  const Strings items = {"The Ministry of the Interior of the Republic of Niger,",
                         "The High Commissioner of the United Nations for Refugees,",
                         "The International Committee of the Red Cross in Geneva."};
  CHECK(paragraphs_of(items[0] + "\n" + items[1] + "\n" + items[2]) == items);
}

TEST_CASE("two wide lines that flow on tell a width, if all else is full too", "[lines]") {
  const std::string text =
      "The centre in Agadez has room for four hundred people, says\n"
      "Amina Example, who runs it with a dozen nurses and doctors from\n"
      "the region. It was opened last week by the Minister of Health\n"
      "Ibrahim Modèle, who thanked all those that had given money for\n"
      "it and promised to return.\n";
  CHECK(paragraphs_of(text).size() == 1);
}

TEST_CASE("two wide lines tell less of a width than the whole text", "[lines]") {
  const auto characters = [](const std::string& text) { return text::count_characters(text); };
  const std::string narrower =
      "Les équipes de l’agence et celles de tous ses partenaires ont\n"
      "ouvert la semaine dernière un centre dans la vieille ville là\n"
      "Celui-ci accueille toutes les familles qui y sont arrivées depuis\n"
      "mardi.\n";
  std::string around;
  for (int i = 0; i < 8; ++i) around += wrapped(kFrench, 80, characters) + "\n";
  CHECK(paragraphs_of(narrower).size() == 1);
  CHECK(paragraphs_of(around + narrower).size() == 8 + 2);
}

TEST_CASE("items that are counted by letters or numbers stay apart", "[lines]") {
  struct Row {
    const char* why;
    Strings lines;
  };
  const Row row = GENERATE(values<Row>({
      {"letters and a bracket", {"a) to give food and", "b) to give water"}},
      {"letters and a full stop", {"a. food for all of them", "b. water"}},
      {"Roman numbers", {"i. to give food and", "ii. to give water and", "iii. to go"}},
      {"in brackets", {"(i) to give food,", "(ii) to give water,"}},
      {"capitals and a bracket", {"A) to give food and", "B) to give water"}},
      {"numbers", {"9. to give food and", "10. to give water"}},
      {"numbers of chapters", {"4.9. how to give food and", "4.10. how to give water"}},
      {"behind a sentence that they end", {"The Parties agree to", "(a) give food; and", "(b) give water."}},
  }));
  CAPTURE(row.why);
  std::string page;
  for (const std::string& line : row.lines) page += line + "\n";
  CHECK(paragraphs_of(page) == row.lines);
}

TEST_CASE("a wrapped item is whole, and the next is another", "[lines]") {
  CHECK(paragraphs_of("a) to give food and\nwater;\n\nb) to give\nshelter.") ==
        Strings{"a) to give food and water;", "b) to give shelter."});
}

TEST_CASE("what looks like an item but has no neighbour is text", "[lines]") {
  struct Row {
    const char* why;
    std::string line;
    std::string next;
  };
  const Row row = GENERATE(values<Row>({
      {"a letter", "As is said in point", "b) of the text"},
      {"letters out of order", "a) of the text of the convention of 1951 and", "c) the text"},
      {"other signs", "I. the text and", "ii. the text"},
  }));
  CAPTURE(row.why);
  CHECK(paragraphs_of(row.line + "\n" + row.next) == Strings{row.line + " " + row.next});
}

TEST_CASE("a line of signs is not joined, however full the line before", "[lines]") {
  const std::string around = wrapped(kFrench, 60, [](const std::string& text) { return text::count_characters(text); });
  const std::string full = "Les migrants de retour ont été accueillis à Agadez hier soir";
  CHECK(paragraphs_of(around + "\n" + full + "\n***\n" + around).size() == 4);
}

TEST_CASE("a word or two a line are a list, three lines or more", "[lines]") {
  const auto unjoined = [](const Strings& lines) {
    std::string page;
    for (const std::string& line : lines) page += line + "\n";
    return paragraphs_of(page) == lines;
  };
  CHECK(unjoined({"Water", "food", "shelter"}));
  CHECK(unjoined({"The needs are:", "water", "blankets"}));
  CHECK(unjoined({"They asked for these things:", "clean water", "warm blankets", "a doctor who comes each day"}));
  CHECK_FALSE(unjoined({"The migrants", "came"}));
  CHECK_FALSE(unjoined({"The migrants of the town", "and of", "the region", "left it."}));
}

TEST_CASE("words in lower case, one a line, are a list", "[lines]") {
  CHECK(paragraphs_of("features\ncontact manager\nevents, activities") ==
        Strings{"features", "contact manager", "events, activities"});
  CHECK(paragraphs_of("features\nand more.") == Strings{"features and more."});
  CHECK(paragraphs_of("features,\nand more") == Strings{"features, and more"});
  CHECK(paragraphs_of("Features\nand more") == Strings{"Features and more"});
  const std::string long_line(41, 'a');
  CHECK(paragraphs_of(long_line + "\nand more") == Strings{long_line + " and more"});
}

TEST_CASE("lines of Chinese and Japanese are joined without a space, behind a comma or a particle", "[lines]") {
  CHECK(paragraphs_of("これは父の\n 家です。") == Strings{"これは父の家です。"});
  CHECK(paragraphs_of("国际移民组织，\n它的总部") == Strings{"国际移民组织，它的总部"});
  CHECK(paragraphs_of("父の家\nこれです") == Strings{"父の家", "これです"});
  CHECK(paragraphs_of("これは、\nOIM") == Strings{"これは、", "OIM"});
  const std::string original = "父の\n 家";
  const text::Segment whole = formats::join(test::split_lines(original));
  CHECK(whole.text == "父の家");
  CHECK(whole.ranges == std::vector<text::ByteRange>{{0, 6}, {8, 11}});
  CHECK(formats::join(test::split_lines("父の\nOIM")).text == "父の OIM");
}

TEST_CASE("joined lines keep the bytes of each", "[lines]") {
  const std::string original = "  - one and \r\n   two";
  const std::vector<formats::Line> lines = test::split_lines(original);
  const text::Segment whole = formats::join(lines);
  CHECK(whole.text == "- one and two");
  CHECK(whole.ranges == std::vector<text::ByteRange>{{2, 11}, {17, 20}});
  const text::Segment item = formats::join_item(lines);
  CHECK(item.text == "one and two");
  CHECK(item.ranges == std::vector<text::ByteRange>{{4, 11}, {17, 20}});
}

TEST_CASE("a bullet alone is kept if it is all there is, and dropped if its text follows on the next line", "[lines]") {
  const auto item = [](const std::string& original) { return formats::join_item(test::split_lines(original)); };
  CHECK(item("-").text == "-");
  CHECK(item("-").ranges == std::vector<text::ByteRange>{{0, 1}});
  CHECK(item("-\nthe text").text == "the text");
  CHECK(item("-\nthe text").ranges == std::vector<text::ByteRange>{{2, 10}});
}

TEST_CASE("paragraphs cover the lines that are not blank once, in order", "[lines][law]") {
  test::Dice dice(7);
  for (int round = 0; round < 300; ++round) {
    std::string original;
    for (std::size_t line = dice.below(30); line > 0; --line)
      original += dice.chance(5) ? "\n" : test::random_text(dice, dice.below(12)) + "\n";
    const std::vector<formats::Line> lines = test::split_lines(original);
    std::vector<std::size_t> covered;
    std::vector<std::size_t> expected;
    for (const auto paragraph : formats::paragraphs(lines))
      for (const formats::Line& line : paragraph) covered.push_back(line.number);
    for (const formats::Line& line : lines)
      if (!line.is_blank()) expected.push_back(line.number);
    CAPTURE(original);
    REQUIRE(covered == expected);
  }
}

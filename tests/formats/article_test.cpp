// The kinds of an article's blocks.
#include "formats/release/article.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/lines.h"

namespace {

using namespace oimtm;
using Strings = std::vector<std::string>;

const std::string kProse = "On Monday IOM began to help the people of Libya, who had asked for it.";

// Each block as "kind: text".
Strings blocks_of(const Strings& lines) {
  std::string original;
  for (const std::string& line : lines) original += line + "\n";
  Strings described;
  for (const text::Block& block : formats::article_blocks(test::split_lines(original)))
    described.push_back(std::string(text::to_string(block.kind)) + ": " + block.content.text);
  return described;
}

struct Row {
  const char* why;
  Strings lines;
  Strings blocks;
};

// The dateline of an article whose first paragraph is this; "none" if there is none.
std::string dateline_of(const std::string& paragraph) {
  const std::string original = "Who helps Libya?\n" + paragraph;
  const auto blocks = formats::article_blocks(test::split_lines(original));
  const auto where = blocks.at(1).dateline;
  return where ? blocks[1].content.text.substr(where->begin, where->size()) : "none";
}

}  // namespace

TEST_CASE("the first line without a full stop is the title", "[article]") {
  const Row row = GENERATE(values<Row>({
      {"a line", {"IOM helps Libya", kProse}, {"title: IOM helps Libya", "body: " + kProse}},
      {"behind blank lines", {"", "", "IOM helps Libya", kProse}, {"title: IOM helps Libya", "body: " + kProse}},
      {"a question", {"Who helps Libya?", kProse}, {"title: Who helps Libya?", "body: " + kProse}},
      {"a wrapped title",
       {"IOM and UNHCR set up a", "working group in Libya", kProse},
       {"title: IOM and UNHCR set up a working group in Libya", "body: " + kProse}},
      {"not a line that a blank one parts from it",
       {"IOM helps", "", "the people", kProse},
       {"title: IOM helps", "body: the people", "body: " + kProse}},
      {"not prose", {kProse, kProse}, {"body: " + kProse, "body: " + kProse}},
      {"not a line with a colon", {"Said Jean:", kProse}, {"body: Said Jean:", "body: " + kProse}},
      {"not an item", {"- food", kProse}, {"list: food", "body: " + kProse}},
      {"not the only line", {"IOM helps Libya"}, {"body: IOM helps Libya"}},
      {"not a paragraph that someone forgot to end",
       {std::string(251, 'x'), kProse},
       {"body: " + std::string(251, 'x'), "body: " + kProse}},
  }));
  CAPTURE(row.why);
  CHECK(blocks_of(row.lines) == row.blocks);
}

TEST_CASE("lists are bullets, and what a colon announces", "[article]") {
  const std::string title = "IOM helps Libya";
  const Row row = GENERATE_COPY(values<Row>({
      {"bullets",
       {title, kProse, "- food", "• water", kProse},
       {"title: " + title, "body: " + kProse, "list: food", "list: water", "body: " + kProse}},
      {"short lines behind a colon",
       {title, kProse, "The needs are:", "Food", "Water", kProse},
       {"title: " + title, "body: " + kProse, "list: The needs are:", "list: Food", "list: Water", "body: " + kProse}},
      {"labelled lines, with full stops too",
       {title, "Numbers:", "Poland: 527.", "Romania: 12 and more.", kProse},
       {"title: " + title, "list: Numbers:", "list: Poland: 527.", "list: Romania: 12 and more.", "body: " + kProse}},
      {"what someone said is no list",
       {title, "The Minister said:", "« We thank IOM »", kProse},
       {"title: " + title, "body: The Minister said:", "body: « We thank IOM »", "body: " + kProse}},
      {"nor is prose behind a colon",
       {title, "This is why:", kProse},
       {"title: " + title, "body: This is why:", "body: " + kProse}},
      {"a colon that ends the article announces nothing",
       {title, kProse, "The needs are:"},
       {"title: " + title, "body: " + kProse, "body: The needs are:"}},
      {"numbered and lettered lines, with full stops too",
       {title, "They will:", "1. stay.", "12) go.", "c) think.", "d.) nothing.", kProse},
       {"title: " + title, "list: They will:", "list: 1. stay.", "list: 12) go.", "list: c) think.",
        "body: d.) nothing.", "body: " + kProse}},
      {"the colon of a web address is no label's",
       {title, "See also:", "IOM said it at https://iom.int/news.", kProse},
       {"title: " + title, "body: See also:", "body: IOM said it at https://iom.int/news.", "body: " + kProse}},
  }));
  CAPTURE(row.why);
  CHECK(blocks_of(row.lines) == row.blocks);
}

TEST_CASE("a line behind items that have marks is none of them", "[article]") {
  const std::string title = "IOM helps Libya";
  const std::string link = "Read the report: https://iom.int/report";
  const Row row = GENERATE_COPY(values<Row>({
      {"behind bullets",
       {title, "The needs are:", "- food; and", "- water", link, kProse},
       {"title: " + title, "list: The needs are:", "list: food; and", "list: water", "body: " + link,
        "body: " + kProse}},
      {"behind counted items",
       {title, "They will:", "(i) give food; and", "(ii) give water", link},
       {"title: " + title, "list: They will:", "list: (i) give food; and", "list: (ii) give water", "body: " + link}},
      {"counted items need no colon",
       {title, kProse, "a. food for all", "b. water", kProse},
       {"title: " + title, "body: " + kProse, "list: a. food for all", "list: b. water", "body: " + kProse}},
      {"another list",
       {title, "- food", "Numbers:", "Poland: 527."},
       {"title: " + title, "list: food", "list: Numbers:", "list: Poland: 527."}},
  }));
  CAPTURE(row.why);
  CHECK(blocks_of(row.lines) == row.blocks);
}

TEST_CASE("signs without a word are no text", "[article]") {
  const std::string title = "IOM helps Libya";
  for (const std::string sign : {"***", "* * *", "-----", "_____", "•"}) {
    CAPTURE(sign);
    CHECK(blocks_of({title, kProse, sign, kProse}) ==
          Strings{"title: " + title, "body: " + kProse, "menu: " + sign, "body: " + kProse});
  }
}

TEST_CASE("a star before the only line of its kind is a note, if a word has one", "[article]") {
  const std::string title = "IOM helps Libya";
  const std::string prose = "On Monday IOM helped Amina*, who had asked for it.";
  CHECK(blocks_of({title, prose, "* (name changed)"}) ==
        Strings{"title: " + title, "body: " + prose, "body: * (name changed)"});
  CHECK(blocks_of({title, prose, "* food", "* water"}).back() == "list: water");
  CHECK(blocks_of({title, kProse, "* food"}).back() == "list: food");
}

TEST_CASE("whom to ask is a contact block", "[article]") {
  const std::string title = "IOM helps Libya";
  const std::string more = "For more information, please contact:";
  const Row row = GENERATE_COPY(values<Row>({
      {"with an opening",
       {title, kProse, more, "Jean Exemple", "IOM Libya", "Tel: +41 22 717 91 11"},
       {"title: " + title, "body: " + kProse, "contact: " + more, "contact: Jean Exemple", "contact: IOM Libya",
        "contact: Tel: +41 22 717 91 11"}},
      {"all in one line",
       {title, kProse, "For more information, please contact Jean, a@iom.int"},
       {"title: " + title, "body: " + kProse, "contact: For more information, please contact Jean, a@iom.int"}},
      {"without an opening, at the end",
       {title, kProse, "Jean Exemple", "Tel: +41 22 717 91 11"},
       {"title: " + title, "body: " + kProse, "contact: Jean Exemple", "contact: Tel: +41 22 717 91 11"}},
      {"a sentence before it is text, with a full stop or without",
       {title, "The report appears in June.", "The next course begins in the first week of August",
        "Tel: +41 22 717 91 11", "Fax: +41 22 717 91 12"},
       {"title: " + title, "body: The report appears in June.",
        "body: The next course begins in the first week of August", "contact: Tel: +41 22 717 91 11",
        "contact: Fax: +41 22 717 91 12"}},
      {"an opening ends a wrapped paragraph, though its last line was full",
       {title, "A group of 60 Libyan judges and prosecutors is being",
        "trained by IOM in various aspects of irregular flight,",
        "including trafficking in persons, to strengthen their",
        "own understanding of these crimes and of victims now.", "For more information, please contact: a@iom.int"},
       {"title: " + title,
        "body: A group of 60 Libyan judges and prosecutors is being trained by IOM in various aspects of irregular "
        "flight, including trafficking in persons, to strengthen their own understanding of these crimes and of "
        "victims "
        "now.",
        "contact: For more information, please contact: a@iom.int"}},
      {"notes of the editor behind it are text again",
       {title, more, "Jean Exemple", std::string(161, 'X') + ".", "The end."},
       {"title: " + title, "contact: " + more, "contact: Jean Exemple", "body: " + std::string(161, 'X') + ".",
        "body: The end."}},
      {"an address in mid-article is text",
       {title, "Write to a@iom.int.", kProse, kProse},
       {"title: " + title, "body: Write to a@iom.int.", "body: " + kProse, "body: " + kProse}},
      {"a hotline in a list stays in the list",
       {title, "Numbers:", "Poland: +48 22 490 20 44", "Romania: +40 22 490 20 44", kProse, kProse},
       {"title: " + title, "list: Numbers:", "list: Poland: +48 22 490 20 44", "list: Romania: +40 22 490 20 44",
        "body: " + kProse, "body: " + kProse}},
  }));
  CAPTURE(row.why);
  CHECK(blocks_of(row.lines) == row.blocks);
}

TEST_CASE("an address on the line behind its label belongs to it", "[article]") {
  const std::string residue = "\"mailto:a@iom.int\">a@iom.int";
  const std::string original = "IOM helps Libya\n" + kProse + "\nContact presse:\nE-mail :\n" + residue + "\nJean\n";
  const auto blocks = formats::article_blocks(test::split_lines(original));
  REQUIRE(blocks.size() == 5);
  CHECK(blocks[3].content.text == "E-mail : " + residue);
  CHECK(blocks[3].kind == text::BlockKind::contact);
  REQUIRE(blocks[3].content.ranges.size() == 2);
  CHECK(original.substr(blocks[3].content.ranges[1].begin, blocks[3].content.ranges[1].size()) == residue);
  SECTION("one of the web too") {
    CHECK(blocks_of({"IOM helps Libya", kProse, "Read the report:", "https://iom.int/report", kProse}) ==
          Strings{"title: IOM helps Libya", "body: " + kProse, "body: Read the report: https://iom.int/report",
                  "body: " + kProse});
  }
  SECTION("but not a line of words") {
    CHECK(blocks_of({"IOM helps Libya", "E-mail:", "To come", kProse}).size() == 4);
  }
}

TEST_CASE("a place, perhaps a date, and a dash are the dateline", "[article]") {
  struct Line {
    const char* why;
    std::string paragraph;
    std::string dateline;
  };
  const Line row = GENERATE(values<Line>({
      {"a place", "Libya - IOM began to help.", "Libya - "},
      {"a place and a date", "Geneva, 7 December 2017 – IOM began.", "Geneva, 7 December 2017 – "},
      {"two places and a long dash", "Tripoli / Benghazi — IOM began.", "Tripoli / Benghazi — "},
      {"a hyphen inside a word is no dash", "Bosnia-Herzegovina - IOM began.", "Bosnia-Herzegovina - "},
      {"an abbreviation without a space", "U.S. - IOM began.", "none"},
      {"no dash", "Libya has seen many migrants.", "none"},
      {"a dash after a sentence", "It ended. Then IOM - as before - began.", "none"},
      {"lower case", "libya - IOM began.", "none"},
      {"a dash far into the sentence",
       "Officials of IOM, UNHCR, WHO, UNICEF and of the Government of Libya - among others - met.", "none"},
      {"a quotation", "The « best » - as they say - came.", "none"},
  }));
  CAPTURE(row.why);
  CHECK(dateline_of(row.paragraph) == row.dateline);
}

TEST_CASE("only the first paragraph of the body has a dateline", "[article]") {
  const std::string original = "IOM helps\nLibya - One.\nEgypt - Two.\n";
  const auto blocks = formats::article_blocks(test::split_lines(original));
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[1].dateline.has_value());
  CHECK_FALSE(blocks[0].dateline.has_value());
  CHECK_FALSE(blocks[2].dateline.has_value());
}

TEST_CASE("every block says why it is of its kind", "[article]") {
  const std::string original =
      "IOM helps\nLibya - One of the\nmany that came.\n- food\nFor more information, contact:\nJean, a@iom.int\n";
  Strings reasons;
  for (const text::Block& block : formats::article_blocks(test::split_lines(original)))
    reasons.push_back(block.id + " " + block.reason);
  CHECK(reasons == Strings{"L1 first line, no full stop", "L2 wrapped lines joined", "L4 a bullet",
                           "L5 opens a contact block", "L6 in a contact block"});
}

TEST_CASE("an article of very many short lines takes no time", "[article]") {
  std::string table;
  for (int i = 0; i < 50'000; ++i) table += "A\n";
  CHECK(formats::article_blocks(test::split_lines(table)).size() == 50'000);
}

TEST_CASE("no lines are no article", "[article]") {
  CHECK(formats::article_blocks({}).empty());
  CHECK(blocks_of({"", " "}).empty());
}

TEST_CASE("a date in a line of its own stands before the dateline, prose does not", "[article]") {
  const auto dateline_of_third = [](const std::string& second) {
    const std::string original = "IOM helps Libya\n" + second + "\nNiamey – IOM opened a centre.\n";
    return formats::article_blocks(test::split_lines(original)).at(2).dateline.has_value();
  };
  CHECK(dateline_of_third("7 June 2016"));
  CHECK_FALSE(dateline_of_third(kProse));
  CHECK_FALSE(dateline_of_third("Libya – IOM came."));
}

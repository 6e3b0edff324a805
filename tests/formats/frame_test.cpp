// Where the frame of a page ends and its article begins.
#include "formats/release/frame.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "formats/release/release.h"
#include "tests/support/lines.h"

namespace {

using namespace oimtm;
using Strings = std::vector<std::string>;
using formats::FrameRole;

const Strings kMenu = {"-", "Who we are", "Who we are", "Our work", "Our workSince 1951 IOM works.", "- Careers", "-"};
const Strings kArticle = {"IOM opens an office in Tripoli",
                          "The office was opened on Monday by the Minister, and will help migrants.",
                          "It has a staff of 12, from four countries, and a budget for two years.",
                          "For more information, please contact: Jean Exemple, a@iom.int"};

std::string page_of(const std::vector<Strings>& parts) {
  std::string page;
  for (const Strings& part : parts)
    for (const std::string& line : part) page += line + "\n";
  return page;
}

// The lines that are left when the frame is taken off.
Strings article_lines(const std::string& page, const formats::LineCounts& counts = {}) {
  std::vector<formats::Line> lines = test::split_lines(page);
  std::erase_if(lines, [](const formats::Line& line) { return line.is_blank(); });
  const formats::Frame frame = formats::find_frame(lines, counts);
  Strings left;
  for (std::size_t i = frame.leading_end; i < frame.trailing_begin; ++i) left.emplace_back(lines[i].text);
  return left;
}

formats::LineCounts counted(const Strings& pages) {
  formats::LineCounts counts;
  for (const std::string& page : pages) counts.add(page);
  return counts;
}

// An article like no other.
Strings article(const std::string& name) {
  return {"IOM helps " + name, "On Monday IOM began to help the people of " + name + ", who had asked for it.",
          "More help for " + name + " is to come with the rains.", "It will reach " + name + " by road."};
}

}  // namespace

TEST_CASE("labels, items and bullets around an article are its frame", "[frame]") {
  struct Row {
    const char* why;
    std::vector<Strings> page;
  };
  const Row row = GENERATE(values<Row>({
      {"before it", {kMenu, kArticle}},
      {"behind it", {kArticle, kMenu}},
      {"on both sides", {kMenu, kArticle, kMenu}},
      {"blank lines in it do not count", {kMenu, {"", " "}, kArticle}},
      {"up to three other lines between two signs", {{"Home", "Home", "a", "b", "c", "Work", "Work"}, kArticle}},
      {"a doubled label in different case", {{"Who We Are", "WHO WE ARE"}, kArticle}},
      {"a doubled label with other typography", {{"L'OIM", "L’OIM"}, kArticle}},
      {"an article without a frame", {kArticle}},
  }));
  CAPTURE(row.why);
  CHECK(article_lines(page_of(row.page)) == kArticle);
}

TEST_CASE("a list that ends an article is not the head of the frame behind it", "[frame]") {
  Strings with_list = kArticle;
  with_list.back() = "The needs are:";
  for (const char* item : {"- food", "- water"}) with_list.emplace_back(item);
  CHECK(article_lines(page_of({kMenu, with_list, kMenu})) == with_list);
}

TEST_CASE("an article of few lines between two parts of a frame is found", "[frame]") {
  const std::string prose = "On Monday IOM began to help the people of Libya.";
  struct Row {
    const char* why;
    Strings lines;
  };
  const Row row = GENERATE_COPY(values<Row>({{"a title and a paragraph", {"IOM helps Libya", prose}},
                                             {"a paragraph alone", {prose}},
                                             {"with whom to ask", {"IOM helps Libya", prose, kArticle[3]}}}));
  CAPTURE(row.why);
  CHECK(article_lines(page_of({kMenu, row.lines, kMenu})) == row.lines);
  CHECK(article_lines(page_of({row.lines, kMenu})) == row.lines);
  SECTION("by repetition too") {
    const auto page = [&](const Strings& lines) { return page_of({{"News of IOM"}, lines, {"All rights", "Legal"}}); };
    CHECK(article_lines(page(row.lines), counted({page(row.lines), page(kArticle)})) == row.lines);
  }
}

TEST_CASE("a page that is nothing but frame has no article", "[frame]") {
  CHECK(article_lines(page_of({kMenu, {"2030 AGENDA", "Site map"}, kMenu})).empty());
}

TEST_CASE("what only looks like a frame is part of the article", "[frame]") {
  const std::string long_title = "IOM and UNHCR set up a working group on mixed migration in Libya and Tunisia";
  struct Row {
    const char* why;
    Strings page;
  };
  const Row row = GENERATE_COPY(values<Row>({
      {"a doubled title, longer than any label", {long_title, long_title, kArticle[1], kArticle[2]}},
      {"four lines without structure before it", {"a", "b", "c", "d", "Work", "Work", "e", "f", "g", "h"}},
      {"a list at its head", {"- food", "- water", kArticle[1]}},
      {"a list at its end", {kArticle[0], kArticle[1], "The needs are:", "- food", "- water"}},
      {"a list before its contact", {kArticle[0], kArticle[1], "- food", "- water", kArticle[3]}},
      {"a word that goes on is no fused label", {"Migrant", "Migrants came by sea."}},
      {"the same line far apart", {"Summary", kArticle[1], "Summary"}},
  }));
  CAPTURE(row.why);
  CHECK(article_lines(page_of({row.page})) == row.page);
}

TEST_CASE("what each line of a frame is is told by its shape", "[frame]") {
  std::vector<formats::Line> lines;
  const Strings texts = {"-", "Who we are", "who we are", "Our work", "Our workSince 1951", "- Careers", "2030 AGENDA"};
  for (const std::string& text : texts) lines.push_back({text, 0, lines.size() + 1});
  const std::vector<FrameRole> expected = {FrameRole::bullet,    FrameRole::label, FrameRole::label, FrameRole::label,
                                           FrameRole::described, FrameRole::item,  FrameRole::plain};
  CHECK(formats::find_frame(lines, {}).roles == expected);
}

TEST_CASE("lines that several pages share are their frame, whatever their shape", "[frame]") {
  const Strings head = {"International Organization for Migration", "You are here: home, news"};
  const auto page = [&](const std::string& name) {
    return page_of({head, article(name), {"Seen by " + std::to_string(name.size() * 37) + " people", "All rights"}});
  };
  const Strings pages = {page("Libya"), page("Egypt and Sudan"), page("Ukraine")};
  CHECK(article_lines(pages[0], counted(pages)) == article("Libya"));
  CHECK(article_lines(pages[1], counted(pages)) == article("Egypt and Sudan"));
  SECTION("but not a page alone") {
    CHECK(article_lines(pages[0], counted({pages[0]})).size() == article("Libya").size() + 4);
  }
}

TEST_CASE("of copies of one page only structure tells the frame", "[frame]") {
  const std::string page = page_of({kMenu, kArticle});
  CHECK(article_lines(page, counted({page, page, page})) == kArticle);
  CHECK(article_lines(page_of({kArticle}), counted(Strings(3, page_of({kArticle})))) == kArticle);
}

TEST_CASE("a release that was published twice is not taken for a frame", "[frame]") {
  const bool is_corrected = GENERATE(false, true);
  CAPTURE(is_corrected);
  const Strings labels = {"-", "Who we are", "Who we are", "-"};  // structure alone
  Strings second = kArticle;
  if (is_corrected) second[2] = "It has a staff of twelve.";
  Strings pages = {page_of({labels, kArticle}), page_of({labels, second})};
  for (const char* name : {"Libya", "Egypt", "Sudan", "Kenya"}) pages.push_back(page_of({labels, article(name)}));
  CHECK(article_lines(pages[0], counted(pages)) == kArticle);
  CHECK(article_lines(pages[1], counted(pages)) == second);
  CHECK(article_lines(pages.back(), counted(pages)) == article("Kenya"));
}

TEST_CASE("a title that several releases share is no frame", "[frame]") {
  const std::string title = "Weekly briefing of the regional office";
  // A short one is no more than what a frame may hold.
  const bool is_short = GENERATE(false, true);
  const auto page = [&](const std::string& name) {
    Strings text = article(name);
    if (is_short) text.resize(2);
    text[0] = title;
    return page_of({kMenu, text, is_short ? kMenu : Strings{"Ended in " + name, "Written in " + name}});
  };
  const Strings pages = {page("Libya"), page("Egypt"), page("Sudan")};
  const Strings left = article_lines(pages[0], counted(pages));
  CHECK(left.size() == (is_short ? 2 : 6));
  CHECK(left.front() == title);
}

TEST_CASE("what releases share because they are of one house stays in them", "[frame]") {
  const std::string contact = "For more information, please contact IOM Geneva, Tel: +41 22 717 91 11";
  const std::string boilerplate = "IOM " + std::string(400, 'x') + ".";
  struct Row {
    const char* why;
    std::string line;
  };
  const Row row =
      GENERATE_COPY(values<Row>({{"whom to ask", contact}, {"a paragraph of over 400 bytes", boilerplate}}));
  CAPTURE(row.why);
  const auto page = [&](const std::string& name) { return page_of({kMenu, article(name), {row.line}}); };
  const Strings pages = {page("Libya"), page("Egypt"), page("Sudan")};
  CHECK(article_lines(pages[0], counted(pages)).back() == row.line);
}

TEST_CASE("in a large run a line has to be shared by one page in fifty", "[frame]") {
  const std::string shared = "News of the field offices";
  const std::size_t others = GENERATE(50u, 200u);
  Strings pages = {page_of({{shared}, article("Libya")}), page_of({{shared}, article("Egypt")})};
  for (std::size_t i = 0; i < others; ++i) pages.push_back(page_of({article(std::string(i + 1, 'n'))}));
  CHECK((article_lines(pages[0], counted(pages)).front() != shared) == (others == 50));
}

TEST_CASE("lines count as the same up to case, typography and digits", "[frame]") {
  formats::LineCounts counts;
  counts.add("L’OIM en 2017\nshared\nshared\n");
  counts.add("L'oim en 2018\r\n  shared  \n");
  CHECK(counts.documents() == 2);
  CHECK(counts.count("L'OIM en 0000") == 2);
  CHECK(counts.count("shared") == 2);
  CHECK(counts.count("L'OIM en 17") == 0);
  CHECK(counts.count("") == 0);
}

TEST_CASE("a label is fused to what follows it without a space", "[frame]") {
  struct Row {
    const char* why;
    std::string label;
    std::string line;
    std::size_t bytes;
  };
  const Row row = GENERATE(values<Row>({
      {"before a capital", "Our work", "Our workSince 1951", 8},
      {"in another case", "OUR WORK", "Our workSince 1951", 8},
      {"accents take bytes", "Été", "ÉtéLes chaleurs", 5},
      {"before a digit", "Agenda", "Agenda2030 has 17 goals", 6},
      {"before a quotation", "Agir", "Agir« Nous agissons »", 4},
      {"not before lower case: it is another word", "Migrant", "Migrants", 0},
      {"not before a space: it is a sentence", "Our work", "Our work Since", 0},
      {"not if nothing follows", "Our work", "Our work", 0},
      {"not another label", "Our work", "Our wordSince", 0},
      {"not behind nothing", "", "Since 1951", 0},
  }));
  CAPTURE(row.why);
  CHECK(formats::fused_label(row.label, row.line) == row.bytes);
}

TEST_CASE("prose has eight words and the end of a sentence", "[frame]") {
  CHECK(formats::is_prose("One two three four five six seven eight."));
  CHECK(formats::is_prose("« Un deux trois quatre cinq six sept huit »"));
  CHECK_FALSE(formats::is_prose("One two three four five six seven."));
  CHECK_FALSE(formats::is_prose("One two three four five six seven eight"));
  CHECK_FALSE(formats::is_prose(""));
}

TEST_CASE("a page has a frame by structure or by what it shares", "[frame]") {
  CHECK(formats::filter_for(page_of({kMenu, kArticle}), {}).name == "release");
  CHECK(formats::filter_for(page_of({kArticle}), {}).name == "text");
  CHECK(formats::filter_for("", {}).name == "text");
}

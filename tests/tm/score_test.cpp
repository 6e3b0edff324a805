// What a score is made of, by examples.
#include "tm/score.h"

#include <catch2/catch.hpp>
#include <string>

#include "text/placeables.h"

namespace oimtm {

namespace {

const text::LanguageTag kEnglish("en");
const text::LanguageTag kFrench("fr");

tm::Score score_of(const text::Segment& query, const text::Segment& source, const text::LanguageTag& language) {
  return tm::score(query, text::match_tokens(query.text, language), source, text::match_tokens(source.text, language));
}

// "case 1, number 2"
std::string told(const std::vector<tm::Penalty>& penalties) {
  std::string list;
  for (const tm::Penalty& penalty : penalties)
    list += (list.empty() ? "" : ", ") + std::string(penalty.name) + " " + std::to_string(penalty.points);
  return list;
}

// "what the query has|what the source has; ..."
std::string told(const std::vector<tm::Edit>& edits, const std::string& query, const std::string& source) {
  std::string list;
  for (const tm::Edit& edit : edits)
    list += (list.empty() ? "" : "; ") + query.substr(edit.query.begin, edit.query.size()) + "|" +
            source.substr(edit.source.begin, edit.source.size());
  return list;
}

struct Row {
  const char* why;
  const char* query;
  const char* source;
  int raw;
  int net;
  const char* penalties;
  const char* edits;
};

void check(const Row& row, const text::LanguageTag& language) {
  CAPTURE(row.why, row.query, row.source);
  const tm::Score score = score_of({row.query, {}, {}}, {row.source, {}, {}}, language);
  CHECK(score.raw == row.raw);
  CHECK(score.net == row.net);
  CHECK(told(score.penalties) == row.penalties);
  CHECK(told(score.edits, row.query, row.source) == row.edits);
}

}  // namespace

TEST_CASE("a score tells what two English texts do not share") {
  check(GENERATE(values<Row>({
            {"the same text", "Save the file", "Save the file", 100, 100, "", ""},
            {"white space is typography", "Save  the\u00A0file", "Save the file", 100, 100, "typography 0", ""},
            {"one word in another case", "save file", "Save file", 100, 99, "case 1", "save|Save"},
            {"a point a word, one edit for both", "SAVE FILE", "save file", 100, 98, "case 2", "SAVE FILE|save file"},
            {"another ending", "Save files", "Save file", 100, 99, "inflection 1", "files|file"},
            {"a word costs a point once", "save Files", "save file", 100, 99, "inflection 1", "Files|file"},
            {"another number", "175 States", "174 States", 100, 99, "number 1", "175|174"},
            {"another way of writing it", "25 000 people", "25,000 people", 100, 99, "number 1", "25 000|25,000"},
            {"each number", "2 of 3", "4 of 5", 100, 98, "number 2", "2|4; 3|5"},
            {"a number is no word", "two files", "2 files", 50, 50, "", "two|2"},
            {"another sentence mark", "Save file.", "Save file!", 100, 99, "punctuation 1", ".|!"},
            {"the marks of a text that is nothing else", "?!", "?.", 50, 50, "", "!|."},
            {"another mail address", "Write to a@iom.int", "Write to b@iom.int", 100, 99, "address 1",
             "a@iom.int|b@iom.int"},
            {"another web address", "See https://iom.int/a.", "See www.iom.int.", 100, 99, "address 1",
             "https://iom.int/a|www.iom.int"},
            {"two kinds of points", "save 3 Files", "Save 4 file", 100, 97, "case 1, inflection 1, number 1",
             "save|Save; 3|4; Files|file"},
            {"an insertion: 100 (3 - 1) / 3, rounded down", "Save the file", "Save file", 66, 66, "", "the|"},
            {"a deletion", "Save file", "Save the file", 66, 66, "", "|the"},
            {"at the beginning", "Please save", "save", 50, 50, "", "Please|"},
            {"at the end", "save", "save now", 50, 50, "", "|now"},
            {"a replacement", "Open the file", "Save the file", 66, 66, "", "Open|Save"},
            {"raw likeness and points", "open a new File", "Save a new file", 75, 74, "case 1", "open|Save; File|file"},
            {"capitals are told of texts that are less like", "open the File", "Save the file", 66, 66, "case 0",
             "open|Save; File|file"},
            {"and lower the others to 69", "B C D F G H J K L X Y Z", "b c d f g h j k l u v w", 75, 69, "case 6",
             "B C D F G H J K L X Y Z|b c d f g h j k l u v w"},
            {"another date", "On 12 May 2013", "On May 3, 2014", 100, 99, "date 1", "12 May 2013|May 3, 2014"},
            {"another phone number", "Call +41 22 717 91 11", "Call (212) 555-0100", 100, 99, "phone 1",
             "+41 22 717 91 11|(212) 555-0100"},
            {"another code", "Save as UTF-8", "Save as ISO-8859-1", 100, 99, "code 1", "UTF-8|ISO-8859-1"},
            {"placeables are edits of their own", "2 new files", "3 old files", 66, 65, "number 1", "2|3; new|old"},
            {"a number is no date", "On 2013", "On 12 May 2013", 50, 50, "", "2013|12 May 2013"},
            {"words that changed places are two edits", "the file save", "save the file", 33, 33, "", "|save; save|"},
            {"nothing in common", "one", "two", 0, 0, "", "one|two"},
        })),
        kEnglish);
}

TEST_CASE("typography alone takes no points") {
  check(GENERATE(values<Row>({
            {"apostrophes, in an elision", "L’OIM compte", "L'OIM compte", 100, 100, "typography 0", ""},
            {"quotation marks, spaces inside or not", "« Oui »", "“Oui”", 100, 100, "typography 0", ""},
            {"a no-break space before a colon", "Note\u00A0: oui", "Note : oui", 100, 100, "typography 0", ""},
            {"a ligature", "Une œuvre", "Une oeuvre", 100, 100, "typography 0", ""},
            {"three full stops", "Oui…", "Oui...", 100, 100, "typography 0", ""},
            {"dashes", "Oui – non", "Oui - non", 100, 100, "typography 0", ""},
            {"composed or not", "e\u0301te\u0301", "été", 100, 100, "typography 0", ""},
            {"a soft hyphen", "migra\u00ADtion", "migration", 100, 100, "typography 0", ""},
            {"accents that were left out take a point a word", "Les Etats ont preside", "Les États ont présidé", 100,
             98, "accents 2", "Etats|États; preside|présidé"},
            {"in capitals too", "ÉTATS", "Etats", 100, 99, "accents 1", "ÉTATS|Etats"},
            {"which is no inflection", "Etats", "État", 100, 99, "inflection 1", "Etats|État"},
            {"the note is not made where there are points", "l’OIM", "L'OIM", 100, 99, "case 1", "l’|L'"},
            {"French endings", "réfugiés accueillis", "réfugié accueilli", 100, 98, "inflection 2",
             "réfugiés accueillis|réfugié accueilli"},
        })),
        kFrench);
}

TEST_CASE("a text without words is like its equal only") {
  check(GENERATE(values<Row>({
            {"no text at all", "", "", 100, 100, "", ""},
            {"nothing and something", "", "word", 0, 0, "", "|word"},
            {"something and nothing", "word", "", 0, 0, "", "word|"},
            {"white space is no token: the texts have to be equal", " ", "", 0, 0, "", ""},
            {"white space as it is", "\u00A0", "\u00A0", 100, 100, "", ""},
            {"a punctuation mark is a token", "?", "?", 100, 100, "", ""},
            {"another one", "?", "!", 0, 0, "", "?|!"},
            {"one more", "?!", "?", 50, 50, "", "!|"},
        })),
        kEnglish);
}

TEST_CASE("an inline code that the other side has not takes a point") {
  using Kind = text::InlineCode::Kind;
  const text::InlineCode bold{Kind::opens, 0, "1", "<b>"};
  const text::InlineCode plain{Kind::closes, 4, "1", "</b>"};
  const text::InlineCode line_break{Kind::stands_alone, 4, "2", "<br/>"};
  struct Codes {
    const char* why;
    std::vector<text::InlineCode> query;
    std::vector<text::InlineCode> source;
    int net;
    const char* penalties;
  };
  const auto row = GENERATE_COPY(values<Codes>({
      {"the same codes", {bold, plain}, {bold, plain}, 100, ""},
      {"a code at another place is there", {{Kind::opens, 5, "1", "<b>"}, plain}, {bold, plain}, 100, ""},
      {"with another id too", {{Kind::opens, 0, "7", "<b>"}, plain}, {bold, plain}, 100, ""},
      {"two more in the query", {bold, plain}, {}, 98, "tags 2"},
      {"two more in the source", {}, {bold, plain}, 98, "tags 2"},
      {"one more of the same", {line_break, line_break}, {line_break}, 99, "tags 1"},
      {"one in place of another is one difference", {line_break}, {bold}, 99, "tags 1"},
  }));
  CAPTURE(row.why);
  const tm::Score score = score_of({"Save file", row.query, {}}, {"Save file", row.source, {}}, kEnglish);
  CHECK(score.raw == 100);
  CHECK(score.net == row.net);
  CHECK(told(score.penalties) == row.penalties);
}

TEST_CASE("points take a score down to 0 and no further") {
  const tm::Score nothing =
      score_of({"one", {{text::InlineCode::Kind::stands_alone, 0, "1", "<br/>"}}, {}}, {"two", {}, {}}, kEnglish);
  CHECK(nothing.net == 0);
  tm::Score score{5, 5, 0, {}, {}};
  score.take("memory", 3);
  score.take("variety", 1);
  score.take("alignment", 9);
  CHECK(score.net == 0);
  CHECK(told(score.penalties) == "memory 3, variety 1, alignment 1");
}

}  // namespace oimtm

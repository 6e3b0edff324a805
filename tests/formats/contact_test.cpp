// What counts as contact details, and how contact blocks begin.
#include "formats/release/contact.h"

#include <catch2/catch.hpp>
#include <string>

namespace {

using namespace oimtm;

struct Row {
  const char* why;
  std::string line;
};

}  // namespace

TEST_CASE("a mail address or a telephone number is a contact detail", "[contact]") {
  const Row row = GENERATE(values<Row>({
      {"a mail address", "write to hq@iom.int for more"},
      {"a mail address in the remains of a link", "\"mailto:mbombassei@iom.int\">mbombassei@iom.int"},
      {"an international number", "Genève +41 79 403 5526"},
      {"with a space behind the plus", "+ 218 927 405 371"},
      {"with points and brackets", "(+20) 10.249.389.65"},
      {"with 00 for the plus", "depuis l'étranger 00421 5263 0023"},
      {"a label before a national number", "Tel: 022 717 91 11"},
      {"a French label with its accent", "Tél. 022 717 91 11"},
      {"the whole word", "Téléphone : 01 44 55 66 77"},
      {"a label of two words", "Mobile phone: 079 403 55 26"},
      {"a label and a country's code", "Fax +41 22 798 61 50"},
      {"a label behind a word that holds it", "Hotel Ibis, tel. 022 717 91 11"},
      {"behind a number that ends in zeros", "depuis 2000 +41 79 403 5526"},
      {"two labels", "Tel/Fax: 022 717 91 11"},
      {"two labels with full stops", "Tél./Port. : 20 72 24 04"},
      {"a portable one", "Portable 06 12 34 56 78"},
      {"shortened", "Port. : 06 12 34 56 78"},
  }));
  CAPTURE(row.why);
  CHECK(formats::has_contact_details(row.line));
  CHECK(formats::is_contact_line(row.line));
}

TEST_CASE("numbers and signs of other kinds are no contact details", "[contact]") {
  const Row row = GENERATE(values<Row>({
      {"nothing", ""},
      {"a sentence with numbers", "In 2017 IOM helped 600,000 migrants in 171 countries."},
      {"an @ without an address", "the price @ 5 dollars"},
      {"a small number with a plus", "+25 000 réfugiés"},
      {"a billion in groups of three", "un budget de 1 000 000 000 dollars"},
      {"two millions with a hyphen", "de 2 000 000 - 3 000 000 personnes"},
      {"a year", "2000-2010"},
      {"a word that begins like a label", "La mobilisation de 25 000 personnes"},
      {"and one with a year", "Mobilité 2030"},
      {"cells", "Cellule 2015"},
      {"tells", "Telles sont les 300 000 000 raisons"},
      {"a port", "Le port de 120 000 tonnes"},
      {"a sentence that ends with a port", "Il a quitté le port. 120 000 personnes l'attendaient"},
      {"a label without a number", "Telephone interviews are possible"},
      {"a label with a short number", "Tel 5"},
      {"a web address", "https://www.iom.int/news"},
  }));
  CAPTURE(row.why);
  CHECK_FALSE(formats::has_contact_details(row.line));
}

TEST_CASE("contact blocks begin in known ways, in three languages", "[contact]") {
  const Row row = GENERATE(values<Row>({
      {"English, with a colon", "For more information, please contact:"},
      {"with the contact in the same line", "For further information please contact Jean, IOM Geneva"},
      {"with an address instead of the word", "For more information: media@iom.int"},
      {"French", "Pour plus d'informations, veuillez contacter Jennifer Sparks"},
      {"French, with a typographic apostrophe and a space", "Pour plus d’informations, veuillez contacter :"},
      {"Spanish", "Para más información, por favor contacte a"},
      {"in capitals", "MEDIA CONTACT:"},
      {"a label in French", "Informations complémentaires :"},
      {"another", "Renseignements complémentaires :"},
      {"a label in English", "Further information:"},
      {"a label in Spanish", "Información adicional:"},
      {"with an address", "Renseignements : presse@iom.int"},
      {"of journalists", "For interviews, contact the IOM office"},
  }));
  CAPTURE(row.why);
  CHECK(formats::opens_contact(row.line));
}

TEST_CASE("prose that only sounds like a contact block opens none", "[contact]") {
  const Row row = GENERATE(values<Row>({
      {"information without a contact", "For more information on migration, migrants ask their friends."},
      {"a label of something else", "Informations complémentaires : https://iom.int/report"},
      {"a sentence", "Further information was given by the Ministry."},
      {"not at the line's head", "Please see below for more information, contact us"},
      {"nothing", ""},
  }));
  CAPTURE(row.why);
  CHECK_FALSE(formats::opens_contact(row.line));
}

TEST_CASE("a line of any length is looked at without fear", "[contact]") {
  // Cut at 200 bytes, in the middle of a character.
  const std::string prose = "a" + std::string(100, 'b') + [] {
    std::string accents;
    for (int i = 0; i < 200; ++i) accents += "é";
    return accents;
  }();
  CHECK_FALSE(formats::is_contact_line(prose));
  CHECK(formats::has_contact_details(prose + " a@iom.int"));
}

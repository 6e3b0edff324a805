// Recurring phrases: families, wordings, translations, dates, approved ones and drift.
#include "tm/phrases.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/files.h"
#include "tests/support/generate.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "tm/memory.h"
#include "tm/store/sqlite.h"

namespace oimtm {

namespace {

const text::LanguageTag kFrench("fr");
const text::LanguageTag kEnglish("en");

// Each string is a document, each of its lines a segment.
tm::PhraseReport report_of(const std::vector<std::string>& documents, const tm::PhraseOptions& options = {}) {
  tm::PhraseCorpus corpus(kFrench);
  for (const std::string& document : documents) {
    const std::size_t number = corpus.add_document({"document " + std::to_string(corpus.documents()), ""});
    for (std::size_t begin = 0; begin < document.size();) {
      const std::size_t end = std::min(document.find('\n', begin), document.size());
      corpus.add_segment({.text = std::string_view(document).substr(begin, end - begin), .document = number});
      begin = end + 1;
    }
  }
  return tm::find_phrases(corpus, options);
}

std::vector<std::string> patterns(const tm::PhraseReport& report) {
  std::vector<std::string> list;
  for (const tm::PhraseFamily& family : report.families) list.push_back(family.pattern);
  std::sort(list.begin(), list.end());
  return list;
}

// "[-what is approved-]{+what is written+}" of each use.
std::string drift(const std::string& phrase, const std::string& text) {
  const tm::PhraseChecker checker({{kFrench, phrase, 1}});
  std::string told;
  for (const tm::PhraseUse& use : checker.check(text, kFrench)) {
    told += told.empty() ? "" : " | ";
    if (use.edits.empty()) told += "same";
    for (const tm::Edit& edit : use.edits)
      told += "[-" + phrase.substr(edit.source.begin, edit.source.size()) + "-]{+" +
              text.substr(edit.query.begin, edit.query.size()) + "+}";
  }
  return told;
}

}  // namespace

TEST_CASE("what documents say is one family, with a slot where wordings differ") {
  struct Row {
    const char* why;
    std::vector<std::string> documents;
    std::vector<std::string> patterns;
  };
  const auto row = GENERATE(values<Row>({
      {"one document is none", {"Les migrants et les réfugiés partent.\nLes migrants et les réfugiés partent."}, {}},
      {"two that are the same",
       {"Les migrants et les réfugiés partent.", "Les migrants et les réfugiés partent."},
       {"Les migrants et les réfugiés partent."}},
      {"a number",
       {"composée de 175 Etats membres", "composée de 174 Etats membres"},
       {"composée de {1} Etats membres"}},
      {"something put in",
       {"Le projet Debian est une association de volontaires",
        "Le projet Debian est une grande association de volontaires"},
       {"Le projet Debian est une {1} association de volontaires"}},
      {"typography is no difference",
       {"L'OIM aide les migrants à partir", "L’OIM aide les  migrants à partir"},
       {"L'OIM aide les migrants à partir"}},
      {"a part of a sentence",
       {"Hier encore, toutes les parties prenantes ont signé.",
        "Il faut demain convaincre toutes les parties prenantes"},
       {"toutes les parties prenantes"}},
      {"too few words", {"Les parties prenantes", "Les parties prenantes"}, {}},
      {"an article that is cut off ends nothing",
       {"Hier, la toute première mission de l'OIM est partie en mer.",
        "Demain peut-être la toute première mission de l'Unicef nous rendra visite."},
       {"la toute première mission de"}},
      {"but it stands before a slot",
       {"la première mission de l'OIM", "la première mission de l'Unicef"},
       {"la première mission de l'{1}"}},
      {"the shorter of two is told within the longer",
       {"Pour la paix entre tous les peuples du monde entier, chantons.\nentre tous les peuples du monde",
        "Pour la paix entre tous les peuples du monde entier, chantons.",
        "Il y a un accord entre tous les peuples du monde à Rome"},
       {"Pour la paix entre tous les peuples du monde entier, chantons."}},
      {"but what is said far more often without it is a phrase too",
       {"Pour la paix entre tous les peuples du monde entier, chantons.",
        "Pour la paix entre tous les peuples du monde entier, chantons.",
        "Il y a un accord entre tous les peuples du monde à Rome",
        "Nulle trêve entre tous les peuples du monde avant 1951", "L'amitié entre tous les peuples du monde grandit",
        "Le lien entre tous les peuples du monde demeure"},
       {"Pour la paix entre tous les peuples du monde entier, chantons.", "entre tous les peuples du monde"}},
      {"so is a segment that as many documents have",
       {"Tous les peuples du monde chantent la paix avec nous.\nTous les peuples du monde",
        "Tous les peuples du monde chantent la paix avec nous.\nTous les peuples du monde",
        "Tous les peuples du monde"},
       {"Tous les peuples du monde", "Tous les peuples du monde chantent la paix avec nous."}},
      {"what goes on longer in fewer documents is found around the shorter one",
       {"Ils ont enfin trouvé, après des heures, le bureau de la mission",
        "Une navette rejoint toutes les heures le bureau de la mission",
        "Voici derrière ce grand mur blanc le bureau de la mission",
        "Aucun passager clandestin ne cherche le bureau de la mission",
        "Le directeur adjoint demande chaque matin si le bureau de la mission ouvre ses portes demain",
        "Le directeur adjoint demande chaque soir si le bureau de la mission ouvre ses fenêtres ici"},
       {"Le directeur adjoint demande chaque {1} si le bureau de la mission ouvre ses {2}", "le bureau de la mission"}},
      {"the main wording has the words of most documents, whatever its numbers",
       {"ce problème a été corrigé dans la version 1", "ce problème a été corrigé dans la version 2",
        "ce problème a été corrigé dans la version 3", "ce problème sera corrigé dans la version suivante",
        "ce problème sera corrigé dans la version suivante"},
       {"ce problème {1} corrigé dans la version {2}"}},
      {"an inflected word is no slot",
       {"la traite des êtres humains", "la traite des être humains"},
       {"la traite des êtres humains"}},
  }));
  INFO(row.why);
  CHECK(patterns(report_of(row.documents)) == row.patterns);
}

TEST_CASE("a family has its wordings by documents, and a time line") {
  tm::PhraseCorpus corpus(kFrench);
  const auto add = [&](const std::string& date, std::string_view text) {
    corpus.add_segment({.text = text, .document = corpus.add_document({"d" + date, date})});
  };
  add("", "composée de 175 Etats membres");
  add("2016-03-01", "composée de 174 Etats membres");
  add("2015-01", "composée de 174 Etats membres");
  add("2014", "composée de 171 Etats membres");
  const tm::PhraseReport report = tm::find_phrases(corpus);
  REQUIRE(report.families.size() == 1);
  const tm::PhraseFamily& family = report.families.front();
  CHECK(family.documents.size() == 4);
  CHECK(family.first == "2014");
  CHECK(family.last == "2016-03-01");
  REQUIRE(family.wordings.size() == 3);
  CHECK(family.wordings[0].text == "composée de 174 Etats membres");
  CHECK(family.wordings[0].first == "2015-01");
  CHECK(family.slots.front().values.front() == "174");
  CHECK(report.documents.front().date == "2014");
  CHECK(report.documents.back().date.empty());
}

TEST_CASE("menus are told apart from prose") {
  tm::PhraseCorpus corpus(kFrench);
  for (int i = 0; i < 3; ++i)
    corpus.add_segment({.text = "Bureau de la stratégie et de la performance",
                        .document = corpus.add_document({}),
                        .kind = text::BlockKind::menu});
  const tm::PhraseReport report = tm::find_phrases(corpus);
  CHECK(report.families.empty());
  REQUIRE(report.frame.size() == 1);
  CHECK(report.frame.front().documents == 3);
}

TEST_CASE("a longer phrase that is mostly a shorter one is told with it") {
  const tm::PhraseReport report = report_of(
      {"Nul ne sait pourquoi base-files mise à jour mineure pour cette version déplaît tellement aux utilisateurs",
       "Toute une équipe a suivi base-files mise à jour mineure pour cette version avec beaucoup de patience",
       "Chacun avait attendu longtemps base-files mise à jour mineure du fichier",
       "Ensuite vint enfin cette fameuse base-files mise à jour mineure des icônes",
       "Jamais plus personne ne verra base-files mise à jour mineure sans essais"});
  REQUIRE(report.families.size() == 1);
  CHECK(report.families.front().pattern == "base-files mise à jour mineure");
  REQUIRE(report.families.front().nested.size() == 1);
  CHECK(report.families.front().nested.front().text == "base-files mise à jour mineure pour cette version");
  CHECK(report.families.front().nested.front().documents == 2);
}

TEST_CASE("a menu's line that is said like a sentence, or by one page alone, is prose") {
  tm::PhraseCorpus corpus(kFrench);
  for (const char* title : {"Publication de la mise à jour 6.0.4", "Publication de la mise à jour 6.0.5"}) {
    const std::size_t document = corpus.add_document({});
    for (const char* line :
         {title, "Une liste complète des miroirs est disponible ici :", "Corrections de bogues divers"})
      corpus.add_segment({.text = line, .document = document, .kind = text::BlockKind::menu});
  }
  const tm::PhraseReport report = tm::find_phrases(corpus);
  CHECK(patterns(report) == std::vector<std::string>{"Publication de la mise à jour {1}",
                                                     "Une liste complète des miroirs est disponible ici"});
  REQUIRE(report.frame.size() == 1);
  CHECK(report.frame.front().text == "Corrections de bogues divers");
}

TEST_CASE("a part of a segment is rendered by a part of its target") {
  tm::PhraseCorpus corpus(kFrench);
  const auto add = [&](std::string_view source, std::string_view target) {
    const tm::PhraseTarget targets[] = {{kEnglish, target, {}}};
    corpus.add_segment({.text = source, .document = corpus.add_document({}), .targets = targets});
  };
  add("Pour plus d'informations, veuillez contacter Anne Petit au bureau de Genève, ouvert tous les jours",
      "For more information, please contact Anne Petit in the Geneva office, open every day");
  add("Pour plus d'informations, veuillez contacter notre siège par courrier, fax ou téléphone",
      "For more information, please contact our headquarters by letter, fax or telephone");
  add("Pour plus d'informations, veuillez contacter Paul Adam, mission de Tunis, ou écrivez demain",
      "For more information, please contact Paul Adam, mission in Tunis, or write tomorrow");
  add("Pour plus d'informations, veuillez contacter une équipe locale avant la fin du mois",
      "For more information, please contact a local team before the end of the month");
  add("Le bureau de Genève est fermé", "The office in Geneva is closed");
  add("Demain il sera à Tunis", "Tomorrow he will be in Tunis");
  const tm::PhraseReport report = tm::find_phrases(corpus);
  REQUIRE(report.families.size() == 1);
  const tm::PhraseWording& wording = report.families.front().wordings.front();
  CHECK(wording.text == "Pour plus d'informations, veuillez contacter");
  REQUIRE(wording.translations.size() == 1);
  CHECK(wording.translations.front().text == "For more information, please contact");
  CHECK(wording.translations.front().count == 4);
  CHECK(wording.translations.front().confidence > 0.7);
  CHECK(wording.is_consistent());
}

TEST_CASE("a family that is a part of another is said more often, whatever the text") {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    test::Dice dice(seed);
    std::vector<std::string> sentences;
    for (int i = 0; i < 6; ++i) sentences.push_back(test::random_text(dice, 4 + dice.below(12)));
    std::vector<std::string> documents(3 + dice.below(6));
    for (std::string& document : documents) {
      const std::size_t count = 1 + dice.below(6);
      for (std::size_t i = 0; i < count; ++i) {
        if (dice.chance(3)) document += test::random_text(dice, dice.below(5)) + " ";
        document += dice.pick(sentences);
        if (dice.chance(3)) document += " " + test::random_text(dice, dice.below(5));
        document += "\n";
      }
    }
    const tm::PhraseReport report = report_of(documents);
    INFO("seed " << seed);
    for (const tm::PhraseFamily& a : report.families) {
      CHECK(a.documents.size() >= 2);
      std::vector<std::size_t> all;
      for (const tm::PhraseWording& wording : a.wordings) {
        CHECK_FALSE(wording.text.empty());
        all.insert(all.end(), wording.documents.begin(), wording.documents.end());
      }
      std::sort(all.begin(), all.end());
      all.erase(std::unique(all.begin(), all.end()), all.end());
      CHECK(all == a.documents);
      for (const tm::PhraseFamily& b : report.families) {
        const tm::PhraseWording& part = a.wordings.front();
        const bool is_part = (" " + b.wordings.front().text + " ").find(" " + part.text + " ") != std::string::npos;
        if (&a == &b || !is_part) continue;
        CHECK(part.text != b.wordings.front().text);
        CHECK(a.documents.size() >= (part.is_segment ? 1 : 2) * b.documents.size());
      }
    }
  }
}

TEST_CASE("a menu's line counts a document once, in whatever order it comes") {
  tm::PhraseCorpus corpus(kFrench);
  const std::size_t documents[] = {corpus.add_document({}), corpus.add_document({})};
  for (int i = 0; i < 6; ++i)
    corpus.add_segment({.text = "Notre travail", .document = documents[i % 2], .kind = text::BlockKind::menu});
  const tm::PhraseReport report = tm::find_phrases(corpus);
  REQUIRE(report.frame.size() == 1);
  CHECK(report.frame.front().documents == 2);
}

TEST_CASE("a date that becomes known later orders the documents") {
  tm::PhraseCorpus corpus(kFrench);
  for (const char* date : {"2020", "2016"}) {
    const std::size_t document = corpus.add_document({date, ""});
    corpus.add_segment({.text = "composée de 174 Etats membres", .document = document});
    corpus.set_date(document, date);
  }
  CHECK(tm::find_phrases(corpus).documents.front().date == "2016");
}

TEST_CASE("units are told once, and a wording whose translations differ makes its family inconsistent") {
  tm::PhraseCorpus corpus(kFrench);
  const auto add = [&](std::string_view source, std::string_view target, tm::UnitId unit) {
    const tm::PhraseTarget targets[] = {{kEnglish, target, {}}};
    const std::size_t document = corpus.add_document({});
    for (int i = 0; i < 2; ++i)
      corpus.add_segment({.text = source, .document = document, .unit = unit, .targets = targets});
  };
  add("La traite des êtres humains", "Trafficking in persons", 1);
  add("La traite des être humains", "Human trafficking", 2);
  const tm::PhraseReport report = tm::find_phrases(corpus);
  REQUIRE(report.families.size() == 1);
  const tm::PhraseFamily& family = report.families.front();
  for (const tm::PhraseWording& wording : family.wordings) {
    CHECK(wording.is_consistent());
    CHECK(wording.units.size() == 1);
    CHECK(wording.translations.front().units.size() == 1);
  }
  CHECK_FALSE(family.is_consistent());
}

TEST_CASE("hostile corpora are mined quickly") {
  const std::string sentence = "Pour plus d'informations, veuillez contacter le bureau de Genève.";
  SECTION("all documents are the same") {
    const tm::PhraseReport report =
        report_of(std::vector<std::string>(2000, sentence + "\nLa paix est pour tous les peuples."));
    CHECK(report.families.size() == 2);
  }
  SECTION("very many copies of one segment") {
    tm::PhraseCorpus corpus(kFrench);
    std::size_t document = 0;
    for (int i = 0; i < 100'000; ++i) {
      if (i % 20 == 0) document = corpus.add_document({});
      corpus.add_segment({.text = sentence, .document = document});
    }
    const tm::PhraseReport report = tm::find_phrases(corpus);
    REQUIRE(report.families.size() == 1);
    CHECK(report.families.front().count == 100'000);
  }
  SECTION("a segment of 100,000 words, and nearly the same again") {
    test::Dice dice(1);
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "mot" + std::to_string(dice.below(3000)) + "x ";
    const tm::PhraseReport report = report_of({text + "fin", text + "suite"});
    REQUIRE(report.families.size() == 1);
    CHECK(report.families.front().documents.size() == 2);
  }
  SECTION("nothing at all") {
    CHECK(report_of({}).families.empty());
    CHECK(report_of({"", "...", "1 2 3 4 5\n1 2 3 4 5", "1 2 3 4 5"}).families.empty());
  }
}

TEST_CASE("a document's date is in its name, an address, or its opening words") {
  struct Row {
    const char* name;
    const char* opening;
    const char* date;
  };
  const auto row = GENERATE(values<Row>({
      {"2012_20120128.fr.txt", "", "2012-01-28"},
      {"news/2016/03/01/canada.html", "", "2016-03-01"},
      {"2016-03-canada.txt", "", "2016-03"},
      {"canada-2016.txt", "", "2016"},
      {"canada.txt", "Genève, 1er mars 2016 - Hier,", "2016-03-01"},
      {"canada.txt", "Titre\nGeneva, March 1, 2016 - Yesterday", "2016-03-01"},
      {"canada.txt", "Le 12 décembre 2015, l'OIM", "2015-12-12"},
      {"canada.txt", "https://www.iom.int/news/2016/03/01/canada", "2016-03-01"},
      {"canada.txt", "Jordanie - Hier, 29 février, le dernier vol", ""},
      {"canada.txt", "une migration humaine depuis 1951", ""},
      {"2015-canada.txt", "Genève, 1er mars 2016 - Hier,", "2015"},
      {"dsa-2400.txt", "", ""},
      {"12345678.txt", "", ""},
      {"canada-2016-99.txt", "", "2016"},
      {"canada.txt", "Accueil\nNotre travail\nAgir\nDonnées\nQui sommes nous\nGenève, 1er mars 2016 - Hier,",
       "2016-03-01"},
      {"agenda2030/page.txt", "", ""},
      {"archive-1998/canada-2016.txt", "", "2016"},
      {"resolution-2099.txt", "", ""},
      {"canada.txt", "ééééééééééééééééééééééééééééééééééééééé Genève, 1er mars 2016", ""},
  }));
  INFO(row.name << " " << row.opening);
  CHECK(tm::document_date(row.name, row.opening) == row.date);
}

TEST_CASE("a text drifts from an approved phrase where its words differ") {
  struct Row {
    const char* why;
    const char* phrase;
    const char* text;
    const char* drift;
  };
  const auto row = GENERATE(values<Row>({
      {"as approved", "composée de 175 Etats membres", "L'OIM, composée de 175 Etats membres.", "same"},
      {"typography and the first letter", "l'aide de l'OIM arrive", "L’aide de l’OIM arrive", "same"},
      {"punctuation", "Pour plus d'informations, veuillez contacter",
       "Pour plus d'informations veuillez contacter :", "same"},
      {"another number", "composée de 175 Etats membres", "composée de 176 Etats membres", "[-175-]{+176+}"},
      {"case", "présente avec les Etats membres", "présente avec les etats membres", "[-Etats-]{+etats+}"},
      {"case in the first word, behind its letter", "etats membres de l'Organisation",
       "ETATS membres de l'Organisation", "[-etats-]{+ETATS+}"},
      {"inflection", "présente avec les Etats membres", "présentes avec les Etats membres",
       "[-présente-]{+présentes+}"},
      {"more words", "présente dans 171 pays du monde", "présente dans plus de 100 pays du monde",
       "[-171-]{+plus de 100+}"},
      {"some words before the last one", "veuillez mettre à jour vos paquets",
       "Veuillez mettre à jour vos deux vieux paquets", "[--]{+deux vieux+}"},
      {"fewer words", "une migration humaine et ordonnée", "une migration ordonnée", "[-humaine et-]{++}"},
      {"something else", "composée de 175 Etats membres", "La réunion a eu lieu au siège de la LEA.", ""},
      {"nothing", "composée de 175 Etats membres", "", ""},
  }));
  INFO(row.why);
  CHECK(drift(row.phrase, row.text) == row.drift);
}

TEST_CASE("an approved phrase is found in a segment of any length") {
  const std::string phrase = "composée de 175 Etats membres et présente dans 171 pays";
  std::string text;
  for (int i = 0; i < 60; ++i) text += "mot autre encore " + std::to_string(i) + " ";
  CHECK(drift(phrase, text + "composée de 174 Etats membres et présente dans 171 pays " + text) == "[-175-]{+174+}");
  // Of two places the nearer one, wherever the text is cut.
  std::string very_long;
  while (very_long.size() < 3'000'000) very_long += text;
  CHECK(drift(phrase, very_long + phrase + " " + very_long) == "same");
}

}  // namespace oimtm

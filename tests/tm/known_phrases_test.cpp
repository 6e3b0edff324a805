// Approved phrases in a memory, what was mined and is kept beside it, and both in look-ups.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/files.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "tm/memory.h"
#include "tm/phrases.h"
#include "tm/store/sqlite.h"

namespace oimtm {

namespace {

const text::LanguageTag kFrench("fr");
const text::LanguageTag kEnglish("en");

text::TranslationUnit phrase(const std::string& french, const std::string& english) {
  return test::unit({{"fr", french}, {"en", english}});
}

}  // namespace

TEST_CASE("an approved phrase is kept by the memory, and takes the place of its variants") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(
      std::vector{phrase("Pour plus d'informations, veuillez contacter", "For more information, please contact")}, {});
  CHECK(memory.approved_phrases().empty());
  // The unit is there already: it becomes an approved one.
  CHECK(memory
            .approve_phrase(
                phrase("Pour plus d'informations, veuillez contacter", "For more information, please contact"), {})
            .receipt.added == 1);
  CHECK(memory.size() == 1);
  REQUIRE(memory.approved_phrases().size() == 1);
  memory.approve_phrase(phrase("Pour plus d'informations, veuillez nous contacter", "For more information, contact us"),
                        {});
  memory.approve_phrase(phrase("Le siège est à Genève", "The headquarters are in Geneva"), {});
  REQUIRE(memory.approved_phrases().size() == 2);
  CHECK(memory.approved_phrases().front().unit.variants[1].segment.text == "For more information, contact us");
  memory.undo(3, {});
  CHECK(memory.approved_phrases().front().unit.variants[0].segment.text == "Le siège est à Genève");
  CHECK(memory.approved_phrases().size() == 2);
  CHECK(memory.verify([](const Diagnostic&) {}).faults == 0);
}

TEST_CASE("approving names what it replaces, and loses nothing else") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  const auto all = [&] {
    std::string told;
    for (const tm::StoredUnit& stored : memory.approved_phrases()) {
      told += told.empty() ? "" : " | ";
      for (const text::Variant& variant : stored.unit.variants)
        told += (&variant == &stored.unit.variants.front() ? "" : " = ") + variant.segment.text;
    }
    return told;
  };
  const auto alone = [](const std::string& source) {
    text::TranslationUnit unit = phrase(source, "");
    unit.variants.pop_back();
    return unit;
  };
  memory.approve_phrase(phrase("Le siège est à Genève", "The headquarters are in Geneva"), {});
  SECTION("without a translation it keeps the one that there is") {
    const tm::PhraseApproval again = memory.approve_phrase(alone("Le siège est à Genève"), {});
    CHECK(again.was_approved);
    CHECK(again.replaced.empty());
    CHECK(all() == "Le siège est à Genève = The headquarters are in Geneva");
  }
  SECTION("a variant is replaced and named") {
    const tm::PhraseApproval other = memory.approve_phrase(alone("Le siège est à Berne"), {});
    REQUIRE(other.replaced.size() == 1);
    CHECK(other.replaced.front().unit.variants.front().segment.text == "Le siège est à Genève");
    CHECK(all() == "Le siège est à Berne");
  }
  SECTION("unless both are wanted") {
    CHECK(memory.approve_phrase(alone("Le siège est à Berne"), {}, tm::PhraseVariants::keep).replaced.empty());
    CHECK(all() == "Le siège est à Genève = The headquarters are in Geneva | Le siège est à Berne");
  }
  SECTION("a pair in the other direction is the same pair") {
    text::TranslationUnit turned = phrase("Le siège est à Genève", "The headquarters are in Geneva");
    std::swap(turned.variants[0], turned.variants[1]);
    CHECK(memory.approve_phrase(turned, {}).replaced.empty());
    CHECK(memory.approved_phrases().size() == 1);
  }
  SECTION("a unit that was there before stays one, approved or replaced") {
    memory.add(std::vector{phrase("Un autre texte du fonds", "Another text of the stock")}, {});
    memory.approve_phrase(phrase("Un autre texte du fonds", "Another text of the stock"), {});
    REQUIRE(memory.approved_phrases().size() == 2);
    CHECK(tm::is_segment_too(memory.approved_phrases().back().unit));
    CHECK_FALSE(tm::is_segment_too(memory.approved_phrases().front().unit));
    memory.approve_phrase(alone("Un autre texte de fonds"), {});
    CHECK(memory.approved_phrases().size() == 2);
    CHECK(memory.size() == 3);
    CHECK(memory.lookup({{"Un autre texte du fonds", {}, {}}, kFrench, {}, {}}).front().score.raw == 100);
  }
}

TEST_CASE("an approved phrase is known once, whatever varieties of its language there are") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.approve_phrase(phrase("Le siège est à Genève", "The headquarters are in Geneva"), {});
  text::TranslationUnit other = phrase("Une toute autre formule ici", "Quite another phrase here");
  other.variants[0].language = text::LanguageTag("fr-FR");
  memory.approve_phrase(other, {});
  CHECK(memory.known_phrases({{"Le siège est à Genève", {}, {}}, {}, {}, {}}).size() == 1);
}

TEST_CASE("a memory of the format before approved phrases is brought forward") {
  test::TemporaryFolder folder;
  const std::string path = folder.path("m.tm");
  tm::Memory::open(path, tm::Memory::Access::write).add(std::vector{phrase("un texte", "a text")}, {});
  tm::Connection(path, path, SQLITE_OPEN_READWRITE).run("DROP INDEX unit_phrase; PRAGMA user_version = 2");
  tm::Memory memory = tm::Memory::open(path, tm::Memory::Access::write);
  memory.approve_phrase(phrase("une phrase approuvée", "an approved phrase"), {});
  CHECK(memory.approved_phrases().size() == 1);
  CHECK(memory.verify([](const Diagnostic&) {}).faults == 0);
}

TEST_CASE("what was mined is kept beside the memory, and look-ups read it") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(
      std::vector{phrase("Il faut convaincre toutes les parties prenantes", "All stakeholders must be convinced"),
                  phrase("Hier, toutes les parties prenantes ont signé", "Yesterday all stakeholders signed"),
                  phrase("Toutes les parties prenantes", "All stakeholders"),
                  phrase("Le siège est à Genève", "The headquarters are in Geneva"),
                  phrase("Le siège est à Genève !", "The headquarters are in Geneva!")},
      {});
  const auto report = [&] {
    tm::PhraseCorpus corpus(kFrench);
    memory.for_each([&](const tm::StoredUnit& stored) {
      const tm::PhraseTarget targets[] = {{kEnglish, stored.unit.variants[1].segment.text, {}}};
      corpus.add_segment({.text = stored.unit.variants[0].segment.text,
                          .document = corpus.add_document({}),
                          .unit = stored.id,
                          .targets = targets});
    });
    return tm::find_phrases(corpus);
  };
  // Only the file can answer: live search is forbidden.
  const auto told = [&](const tm::Memory& asked, const text::LanguageTag& source, const text::LanguageTag& target) {
    std::string line;
    const std::string text = "Nous saluons toutes les PARTIES prenantes : le siège est à Genève";
    for (const tm::KnownPhrase& known :
         asked.known_phrases({{text, {}, {}}, source, target, {}}, {.quickly_searched = 0, .largest_memory = 0})) {
      line += (line.empty() ? "" : " | ") + text.substr(known.where.begin, known.where.size());
      line += " " + std::to_string(known.documents) + "/" + std::to_string(known.units.size());
      if (!known.translations.empty()) line += " = " + known.translations.front().text;
    }
    return line;
  };
  const std::string all =
      "toutes les PARTIES prenantes 3/3 = All stakeholders | "
      "le siège est à Genève 2/2 = The headquarters are in Geneva";
  CHECK(told(memory, kFrench, {}).empty());
  REQUIRE(memory.keep_phrases(report(), memory.revision()));
  const std::string file = test::memory_path(folder) + "-phrases-fr";
  const auto other = [&] { return tm::Memory::open(test::memory_path(folder), tm::Memory::Access::read); };
  CHECK(told(other(), kFrench, {}) == all);
  CHECK(told(other(), {}, kEnglish) == all);
  CHECK(told(other(), text::LanguageTag("fr-CA"), kEnglish) == all);
  CHECK(told(other(), kEnglish, {}).empty());
  CHECK(told(other(), kFrench, text::LanguageTag("de")) ==
        "toutes les PARTIES prenantes 3/3 | le siège est à Genève 2/2");
  SECTION("a change makes it old, and what was read before is not kept") {
    const tm::PhraseReport old = report();
    const std::int64_t revision = memory.revision();
    memory.add(std::vector{phrase("Autre chose", "Something else")}, {});
    CHECK(told(memory, kFrench, {}).empty());
    CHECK_FALSE(memory.keep_phrases(old, revision));
    CHECK(memory.keep_phrases(report(), memory.revision()));
    CHECK(told(memory, kFrench, {}) == all);
    CHECK(memory.verify([](const Diagnostic&) {}).faults == 0);
  }
  SECTION("a copy that is put back has another past, whatever number its revision has") {
    memory.back_up(folder.path("copy.tm"));
    memory.add(std::vector{phrase("Autre chose", "Something else")}, {});
    REQUIRE(memory.keep_phrases(report(), memory.revision()));
    test::write_file(folder.path("kept"), test::read_file(file));
    test::TemporaryFolder elsewhere;
    test::write_file(test::memory_path(elsewhere), test::read_file(folder.path("copy.tm")));
    test::write_file(test::memory_path(elsewhere) + "-phrases-fr", test::read_file(folder.path("kept")));
    tm::Memory back = test::writable(elsewhere);
    back.add(std::vector{phrase("Encore autre chose", "Something else again"), phrase("Et ceci", "And this")}, {});
    REQUIRE(back.revision() == memory.revision());
    CHECK(told(back, kFrench, {}).empty());
  }
  SECTION("damage anywhere is told by verify, and never read") {
    const std::string sound = test::read_file(file);
    for (std::size_t at = 0; at < sound.size(); at += 1 + sound.size() / 97) {
      std::string bytes = sound;
      bytes[at] = static_cast<char>(bytes[at] ^ 4);
      test::write_file(file, bytes);
      INFO("byte " << at);
      CHECK(told(other(), kFrench, {}).empty());
      CHECK(other().verify([](const Diagnostic&) {}).index_faults == 1);
    }
    test::write_file(file, sound.substr(0, sound.size() - 1));
    CHECK(told(other(), kFrench, {}).empty());
    test::write_file(file, "");
    CHECK(told(other(), kFrench, {}).empty());
    memory.rebuild_indexes();
    CHECK_FALSE(std::filesystem::exists(file));
  }
  SECTION("another memory does not read it") {
    test::TemporaryFolder elsewhere;
    tm::Memory foreign = test::writable(elsewhere);
    foreign.add(std::vector{phrase("Le siège est à Genève", "The headquarters are in Geneva")}, {});
    test::write_file(test::memory_path(elsewhere) + "-phrases-fr", test::read_file(file));
    CHECK(told(foreign, kFrench, {}).empty());
  }
}

TEST_CASE("look-ups know the longest phrases inside a query") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(
      std::vector{phrase("Il faut convaincre toutes les parties prenantes", "All stakeholders must be convinced"),
                  phrase("Hier, toutes les parties prenantes ont signé", "Yesterday all stakeholders signed"),
                  phrase("Les parties prenantes du monde entier", "The stakeholders of the whole world"),
                  phrase("Les parties prenantess du", "No whole words"), phrase("Les migrants sont là", "Migrants")},
      {});
  const auto told = [&](const std::string& text) {
    std::string line;
    for (const tm::KnownPhrase& known : memory.known_phrases({{text, {}, {}}, kFrench, {}, {}}))
      line += (line.empty() ? "" : " | ") + std::string(known.is_approved ? "+" : "") +
              text.substr(known.where.begin, known.where.size());
    return line;
  };
  CHECK(told("Nous saluons toutes les parties prenantes du projet") == "toutes les parties prenantes");
  CHECK(told("Toutes les PARTIES prenantes") == "Toutes les PARTIES prenantes");
  CHECK(told("Les migrants sont là depuis hier").empty());  // only one unit says so
  CHECK(told("").empty());
  // Nor does a page that nobody has cut.
  memory.add(std::vector{phrase("Les migrants sont là depuis hier. " + std::string(10'000, 'x'), "A page")}, {});
  CHECK(told("Les migrants sont là depuis hier").empty());
  memory.approve_phrase(phrase("les parties prenantes", "the stakeholders"), {});
  CHECK(told("Nous saluons toutes les parties prenantes du projet") ==
        "+les parties prenantes | toutes les parties prenantes");
}

}  // namespace oimtm

// What a look-up finds, and in which order, by examples.
#include <catch2/catch.hpp>

#include "tests/support/files.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "tm/memory.h"

namespace oimtm {

namespace {

using Units = std::vector<text::TranslationUnit>;

// A query in the languages asked for; empty for any.
tm::Query query(const std::string& text, std::string_view source = {}, std::string_view target = {}) {
  const auto tag = [](std::string_view name) { return name.empty() ? text::LanguageTag() : text::LanguageTag(name); };
  return {{text, {}, {}}, tag(source), tag(target), {}};
}

// "100 source > target (case 1, typography 0) +2 reverse", a match a line.
std::string told(const std::vector<tm::Match>& matches) {
  std::string lines;
  for (const tm::Match& match : matches) {
    lines += std::to_string(match.score.net) + " " + match.source_variant().segment.text;
    if (match.target) lines += " > " + match.target_variant()->segment.text;
    std::string reasons;
    for (const tm::Penalty& penalty : match.score.penalties)
      reasons += (reasons.empty() ? "" : ", ") + std::string(penalty.name) + " " + std::to_string(penalty.points);
    if (!reasons.empty()) lines += " (" + reasons + ")";
    if (match.others > 0) lines += " +" + std::to_string(match.others);
    if (match.reverse) lines += " reverse";
    lines += "\n";
  }
  return lines;
}

// What a memory of these units answers.
std::string asked(const Units& units, const tm::Query& query, const tm::LookupOptions& options = {}) {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(units, {});
  return told(memory.lookup(query, options));
}

text::TranslationUnit with_confidence(double confidence) {
  text::TranslationUnit unit = test::unit({{"en", "Save file"}, {"fr", "Enregistrer"}});
  unit.confidence = confidence;
  return unit;
}

text::TranslationUnit with_context(const text::Context& context, const std::string& target = "Enregistrer") {
  text::TranslationUnit unit = test::unit({{"en", "Save file"}, {"fr", target}});
  unit.variants[0].context = context;
  return unit;
}

}  // namespace

TEST_CASE("nothing is found in an empty memory, and nothing below the least score") {
  CHECK(asked({test::unit({{"de", "x"}})}, query("Save file")).empty());
  CHECK(asked({test::unit({{"en", "Save the big file"}})}, query("Save file")).empty());
  CHECK(asked({test::unit({{"en", "Save the big file"}})}, query("Save file"), {.min_score = 50}) ==
        "50 Save the big file\n");
  CHECK(asked({test::unit({{"en", "Save the big file"}})}, query("Save file"), {.min_score = 51}).empty());
}

TEST_CASE("the languages asked for decide which units are found") {
  const Units units = {test::unit({{"en", "Save"}, {"fr", "Sauver"}}),
                       test::unit({{"en-GB", "Save"}, {"de", "Sichern"}}),
                       test::unit({{"fr", "Save"}, {"en", "Rescue"}}), test::unit({{"en", "Save"}})};
  struct Row {
    const char* why;
    const char* source;
    const char* target;
    bool strict;
    const char* found;
  };
  const auto row = GENERATE(values<Row>({
      {"any: the newer first, those without translation last", "", "", false,
       "100 Save > Rescue\n100 Save > Sichern\n100 Save > Sauver\n100 Save\n"},
      {"a source takes in its varieties, for a point", "en", "", false,
       "100 Save > Sauver\n100 Save\n99 Save > Sichern (variety 1)\n"},
      {"a variety takes in its language", "en-GB", "", false,
       "100 Save > Sichern\n99 Save > Sauver (variety 1)\n99 Save (variety 1)\n"},
      {"and other varieties", "en-US", "", false,
       "99 Save > Sichern (variety 1)\n99 Save > Sauver (variety 1)\n99 Save (variety 1)\n"},
      {"strictly no variety", "en", "", true, "100 Save > Sauver\n100 Save\n"},
      {"strictly that variety", "en-GB", "", true, "100 Save > Sichern\n"},
      {"strictly none", "en-US", "", true, ""},
      {"a target leaves the rest out", "", "fr", false, "100 Save > Sauver\n"},
      {"its variety counts", "", "fr-CH", false, "99 Save > Sauver (variety 1)\n"},
      {"not strictly", "", "fr-CH", true, ""},
      {"both", "en", "de", false, "99 Save > Sichern (variety 1)\n"},
      {"one point for two varieties", "en-US", "de-AT", false, "99 Save > Sichern (variety 1)\n"},
      {"a language that is not there", "it", "", false, ""},
      {"a language is no translation of itself", "en", "en", false, ""},
  }));
  CAPTURE(row.why);
  CHECK(asked(units, query("Save", row.source, row.target), {.strict = row.strict}) == row.found);
}

TEST_CASE("every language of a unit is searched; another than its first is told as reverse") {
  const Units units = {test::unit({{"en", "Save"}, {"fr", "Enregistrer"}, {"de", "Speichern"}})};
  CHECK(asked(units, query("Enregistrer")) == "100 Enregistrer > Save reverse\n");
  CHECK(asked(units, query("Enregistrer", "fr", "de")) == "100 Enregistrer > Speichern reverse\n");
  CHECK(asked(units, query("Save", "en", "de")) == "100 Save > Speichern\n");
}

TEST_CASE("the variety asked for is taken where a unit has several") {
  const Units units = {test::unit({{"fr", "Sauver"}, {"fr-CH", "Sauver"}, {"en", "Save"}, {"en-GB", "Rescue"}})};
  CHECK(asked(units, query("Sauver", "fr-CH", "en")) == "100 Sauver > Save reverse\n");
  CHECK(asked(units, query("Sauver", "fr", "en-GB")) == "100 Sauver > Rescue\n");
  CHECK(asked(units, query("Sauver", "fr-BE", "en-US")) == "99 Sauver > Save (variety 1)\n");
  CHECK(asked(units, query("Save", "en", "fr-CH")) == "100 Save > Sauver reverse\n");
  text::TranslationUnit marked = units.front();
  marked.variants[0].segment.codes = {{text::InlineCode::Kind::stands_alone, 0, "1", "<br/>"}};
  CHECK(asked({marked}, query("Sauver")) == "100 Sauver > Save reverse\n");  // fr-CH, which has no code
}

TEST_CASE("units with the same two texts are shown once, with the number of the others") {
  text::TranslationUnit elsewhere = test::unit({{"en", "Save"}, {"fr", "Sauver"}});
  elsewhere.variants[0].origin = {"page", "b", text::BlockKind::body, 3};
  text::TranslationUnit doubtful = elsewhere;
  doubtful.variants[0].origin->position = 4;
  doubtful.confidence = 0.5;
  const Units units = {test::unit({{"en", "Save"}, {"fr", "Sauver"}}), elsewhere, doubtful,
                       test::unit({{"en", "Save"}, {"fr", "Enregistrer"}}), test::unit({{"en", "Save"}})};
  CHECK(asked(units, query("Save", "en")) == "100 Save > Enregistrer\n100 Save > Sauver +2\n100 Save\n");
  CHECK(asked(units, query("Save", "en"), {.limit = 2}) == "100 Save > Enregistrer\n100 Save > Sauver +2\n");
  CHECK(asked(units, query("Save", "en"), {.limit = 1}) == "100 Save > Enregistrer\n");
}

TEST_CASE("a unit is not its own other") {
  CHECK(asked({test::unit({{"en", "Paris"}, {"fr", "Paris"}, {"de", "Paris"}})}, query("Paris")) ==
        "100 Paris > Paris\n");
  CHECK(asked({test::unit({{"fr", "Paris"}, {"fr-CH", "Paris"}, {"en", "Paris!"}})}, query("Paris", "fr")) ==
        "100 Paris > Paris!\n");
  CHECK(asked({test::unit({{"en", "Paris"}, {"fr", "Paris"}}), test::unit({{"fr", "Paris"}, {"en", "Paris"}})},
              query("Paris")) == "100 Paris > Paris +1\n");
}

TEST_CASE("the order is score, translation, likeness, date, the newer unit") {
  text::TranslationUnit dated = test::unit({{"en", "Save file"}, {"fr", "du 2"}});
  dated.date = "2020-01-02T00:00:00Z";
  text::TranslationUnit earlier = test::unit({{"en", "Save file"}, {"fr", "du 1"}});
  earlier.date = "2020-01-01T00:00:00Z";
  const Units units = {dated,
                       earlier,
                       test::unit({{"en", "Save file"}, {"fr", "ancien"}}),
                       test::unit({{"en", "Save file"}, {"fr", "neuf"}}),
                       test::unit({{"en", "Save file"}}),
                       test::unit({{"en", "save file"}, {"fr", "casse"}}),
                       test::unit({{"en", "Save 1 file"}})};
  CHECK(asked(units, query("Save file"), {.min_score = 60, .limit = 9}) ==
        "100 Save file > du 2\n100 Save file > du 1\n100 Save file > neuf\n100 Save file > ancien\n100 Save file\n"
        "99 save file > casse (case 1)\n66 Save 1 file\n");
}

TEST_CASE("of the same score, the better likeness comes first") {
  text::TranslationUnit same = test::unit({{"en", "a b c d e f g h i j k l"}, {"fr", "doubtful"}});
  same.confidence = 0.0;
  CHECK(asked({same, test::unit({{"en", "a b c d e f g h i j k x"}, {"fr", "newer"}})},
              query("a b c d e f g h i j k l")) ==
        "91 a b c d e f g h i j k l > doubtful (alignment 9)\n91 a b c d e f g h i j k x > newer\n");
}

TEST_CASE("an alignment that was doubtful costs a point for each tenth below 0.9") {
  struct Row {
    const char* why;
    double confidence;
    const char* found;
  };
  const auto row = GENERATE(values<Row>({
      {"sure", 1.0, "100 Save file > Enregistrer\n"},
      {"sure enough", 0.9, "100 Save file > Enregistrer\n"},
      {"a tenth that has begun", 0.8999, "99 Save file > Enregistrer (alignment 1)\n"},
      {"just one", 0.8, "99 Save file > Enregistrer (alignment 1)\n"},
      {"one and a little", 0.7999, "98 Save file > Enregistrer (alignment 2)\n"},
      {"just two", 0.7, "98 Save file > Enregistrer (alignment 2)\n"},
      {"just three", 0.6, "97 Save file > Enregistrer (alignment 3)\n"},
      {"not at all", 0.0, "91 Save file > Enregistrer (alignment 9)\n"},
  }));
  CAPTURE(row.why);
  CHECK(asked({with_confidence(row.confidence)}, query("Save file")) == row.found);
}

TEST_CASE("a memory that is trusted less loses its points") {
  const Units units = {test::unit({{"en", "Save file"}, {"fr", "Enregistrer"}})};
  CHECK(asked(units, query("Save file"), {.penalty = 10}) == "90 Save file > Enregistrer (memory 10)\n");
  CHECK(asked(units, query("Save files"), {.min_score = 90, .penalty = 10}).empty());
  CHECK(asked(units, query("Save files"), {.min_score = 89, .penalty = 10}) ==
        "89 Save file > Enregistrer (inflection 1, memory 10)\n");
  CHECK(asked({with_confidence(0.8)}, query("Save file", "en-US"), {.penalty = 1}) ==
        "97 Save file > Enregistrer (alignment 1, variety 1, memory 1)\n");
}

TEST_CASE("neighbours that are the same raise 100, each by one") {
  struct Row {
    const char* why;
    text::Context asked;
    text::Context stored;
    const char* found;
  };
  const auto row = GENERATE(values<Row>({
      {"both", {"Before.", "After."}, {"Before.", "After."}, "102 Save file > Enregistrer (context -2)\n"},
      {"up to typography", {"L’OIM", "« After »"}, {"L'OIM", "“After”"}, "102 Save file > Enregistrer (context -2)\n"},
      {"the one before", {"Before.", "After."}, {"Before.", "Another."}, "101 Save file > Enregistrer (context -1)\n"},
      {"the one behind", {"Before.", "After."}, {"before.", "After."}, "101 Save file > Enregistrer (context -1)\n"},
      {"none", {"Before.", "After."}, {"After.", "Before."}, "100 Save file > Enregistrer\n"},
      {"the edges of a document", {"", ""}, {"", ""}, "102 Save file > Enregistrer (context -2)\n"},
      {"an edge is no segment", {"", "After."}, {"Before.", "After."}, "101 Save file > Enregistrer (context -1)\n"},
      {"not known to the query",
       {std::nullopt, "After."},
       {"", "After."},
       "101 Save file > Enregistrer (context -1)\n"},
      {"not known to the memory",
       {"", "After."},
       {std::nullopt, "After."},
       "101 Save file > Enregistrer (context -1)\n"},
      {"not known to either", {}, {}, "100 Save file > Enregistrer\n"},
  }));
  CAPTURE(row.why);
  tm::Query with_neighbours = query("Save file");
  with_neighbours.context = row.asked;
  CHECK(asked({with_context(row.stored)}, with_neighbours) == row.found);
}

TEST_CASE("neighbours count at 100 only, and sort the same texts") {
  tm::Query asks = query("Save file");
  asks.context = {"Before.", "After."};
  const Units units = {with_context({"Before.", "After."}, "deux"), with_context({"Before.", "x"}, "un"),
                       with_context({}, "zéro")};
  CHECK(asked(units, asks) ==
        "102 Save file > deux (context -2)\n101 Save file > un (context -1)\n100 Save file > zéro\n");
  CHECK(asked(units, asks, {.min_score = 101}) ==
        "102 Save file > deux (context -2)\n101 Save file > un (context -1)\n");
  CHECK(asked(units, asks, {.min_score = 102}) == "102 Save file > deux (context -2)\n");
  CHECK(asked({units[0]}, asks, {.penalty = 1}) == "99 Save file > deux (memory 1)\n");
  asks.segment.text = "Save files";
  CHECK(asked({units[0]}, asks) == "99 Save file > deux (inflection 1)\n");
  asks.segment.text = "Save\u00A0file";
  CHECK(asked({units[0]}, asks) == "102 Save file > deux (typography 0, context -2)\n");
}

TEST_CASE("a text without words is found by its exact self") {
  const Units units = {test::unit({{"en", " "}, {"fr", "espace"}}), test::unit({{"en", "?"}, {"fr", "quoi"}})};
  CHECK(asked(units, query(" ")) == "100   > espace\n");
  CHECK(asked(units, query("")).empty());
  CHECK(asked(units, query("?")) == "100 ? > quoi\n");
}

TEST_CASE("a memory that changes between two look-ups is seen") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  memory.add(Units{test::unit({{"en", "Save"}, {"fr", "un"}})}, {});
  const tm::Memory reader = test::readable(folder);
  CHECK(told(reader.lookup(query("Save"))) == "100 Save > un\n");
  memory.add(Units{test::unit({{"en", "Save"}, {"fr", "deux"}}), test::unit({{"de", "Neu"}})}, {});
  CHECK(told(memory.lookup(query("Save"))) == "100 Save > deux\n100 Save > un\n");
  CHECK(told(reader.lookup(query("Save"))) == "100 Save > deux\n100 Save > un\n");
  CHECK(told(reader.lookup(query("Neu"))) == "100 Neu\n");
  const auto document = test::document("d", "en", {"Save all"});
  memory.store({&document, 1}, Units{test::unit({{"en", "Save all"}})}, {});
  CHECK(told(reader.lookup(query("Save all"))) == "100 Save all\n");
}

TEST_CASE("units that were removed are not found") {
  test::TemporaryFolder folder;
  tm::Memory memory = test::writable(folder);
  const auto document = test::document("d", "en", {"Save"});
  text::TranslationUnit unit = test::unit({{"en", "Save"}, {"fr", "un"}});
  for (text::Variant& variant : unit.variants) variant.origin = {"d", "b", text::BlockKind::body, 0};
  const auto translation = test::document("d", "fr", {"un"});
  memory.store(std::vector{document, translation}, Units{unit}, {});
  CHECK(told(memory.lookup(query("Save"))) == "100 Save > un\n");
  memory.store(std::vector{document, translation}, Units{}, {});
  CHECK(memory.lookup(query("Save")).empty());
}

TEST_CASE("matches of several memories are ranked together, and none is lost in the counting") {
  test::TemporaryFolder first_folder;
  test::TemporaryFolder second_folder;
  tm::Memory first = test::writable(first_folder);
  tm::Memory second = test::writable(second_folder);
  const auto same = [](std::size_t position) {
    text::TranslationUnit unit = test::unit({{"en", "Save"}, {"fr", "Sauver"}});
    unit.variants[0].origin = {"d", "b", text::BlockKind::body, position};
    return unit;
  };
  first.add(Units{same(0), same(1), test::unit({{"en", "Save"}, {"fr", "Garder"}})}, {});
  second.add(Units{same(0), same(1), same(2)}, {});
  std::vector<tm::Match> matches = first.lookup(query("Save"), {.penalty = 5});
  for (const tm::Match& match : second.lookup(query("Save"))) matches.push_back(match);
  tm::rank(matches, 5);
  CHECK(told(matches) == "100 Save > Sauver +4\n95 Save > Garder (memory 5)\n");
}

}  // namespace oimtm

// The five releases against the gold of corpora/gold: what the program is for, as a number.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "align/bitext_aligner.h"
#include "align/evaluate.h"
#include "align/pair_documents.h"
#include "formats/filter.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"
#include "text/segmenter.h"

namespace {

using namespace oimtm;

// English and French names of the same release.
const std::map<std::string, std::string> kReleases = {
    {"canada-syrian-resettlement", "canada-reinstallation-refugies-syriens"},
    {"egypt-regional-consultative-processes", "egypte-processus-consultatifs-regionaux"},
    {"libya-mixed-migration-working-group", "libye-groupe-de-travail-migration-composite"},
    {"libya-training-judges-prosecutors", "libye-formation-juges-procureurs"},
    {"ukraine-crisis-response", "ukraine-reponse-a-la-crise"},
};

text::SegmentedDocument read(const std::string& language, const std::string& name, const formats::LineCounts& counts) {
  const std::string original = test::read_file(test::corpora("releases/" + language + "/" + name + ".txt"));
  REQUIRE_FALSE(original.empty());
  text::Document document{name, text::LanguageTag(language), original, {}};
  document.blocks = formats::filter_named("release").blocks(original, counts);
  return text::segment_document(document,
                                text::Segmenter(text::SrxRules::built_in(document.language), document.language));
}

std::vector<text::SegmentedDocument> read_all(const std::string& language) {
  std::vector<text::SegmentedDocument> documents;
  documents.reserve(kReleases.size());
  for (const auto& [english, french] : kReleases)
    documents.push_back(read(language, language == "en" ? english : french, {}));
  return documents;
}

std::string gold_lines(const text::SegmentedDocument& document) {
  std::string lines;
  for (const text::DocumentSegment& segment : document.segments)
    lines += std::string(text::to_string(segment.kind)) + "\t" + segment.segment.text + "\n";
  return lines;
}

}  // namespace

TEST_CASE("the releases are cut into the segments of the gold, each page alone and all together", "[gold]") {
  const std::string language = GENERATE("en", "fr");
  const bool together = GENERATE(false, true);
  CAPTURE(language, together);
  formats::LineCounts counts;
  if (together)
    for (const auto& [english, french] : kReleases)
      counts.add(test::read_file(
          test::corpora("releases/" + language + "/" + (language == "en" ? english : french) + ".txt")));
  for (const auto& [english, french] : kReleases) {
    CAPTURE(english);
    const auto document = read(language, language == "en" ? english : french, counts);
    CHECK(gold_lines(document) == test::read_file(test::corpora("gold/" + english + "/" + language + ".tsv")));
  }
}

TEST_CASE("the releases are aligned with strict F1 1.0", "[gold]") {
  for (const auto& [english, french] : kReleases) {
    const std::string file = test::corpora("gold/" + english + "/beads.tsv");
    const auto gold = align::parse_beads(test::read_file(file), file);
    const text::SegmentedDocument source = read("en", english, {});
    const text::SegmentedDocument target = read("fr", french, {});
    const align::TextPair pair{&source, &target};
    const auto aligned = align::align_texts({&pair, 1});
    const std::vector<align::Bead>& found = aligned.alignments.front().beads;
    CAPTURE(english);
    CHECK(aligned.alignments.front().is_related);
    const align::Quality quality = align::evaluate(gold, found);
    CHECK(quality.precision == 1.0);
    CHECK(quality.recall == 1.0);
  }
}

TEST_CASE("the releases are paired by content", "[gold]") {
  const auto english = read_all("en");
  const auto french = read_all("fr");
  for (const align::DocumentPair& pair : align::pair_documents(english, french)) {
    REQUIRE(pair.source.has_value());
    REQUIRE(pair.target.has_value());
    CHECK(french[*pair.target].name == kReleases.at(english[*pair.source].name));
    CHECK(pair.confidence > 0.8);
  }
}

TEST_CASE("a release is known by its translation alone, and by no other", "[gold]") {
  const auto english = read_all("en");
  const auto french = read_all("fr");
  for (std::size_t s = 0; s < english.size(); ++s) {
    for (std::size_t t = 0; t < french.size(); ++t) {
      CAPTURE(english[s].name, french[t].name);
      const auto pairs = align::pair_documents({&english[s], 1}, {&french[t], 1});
      CHECK(pairs.front().target.has_value() == (kReleases.at(english[s].name) == french[t].name));
    }
  }
}

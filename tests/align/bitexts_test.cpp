// Pairing by name, as the program does it.
#include "cli/bitexts.h"

#include <catch2/catch.hpp>

#include "tests/support/units.h"

namespace {

using namespace oimtm;

std::vector<text::SegmentedDocument> named(const std::vector<std::string>& names, const char* language) {
  std::vector<text::SegmentedDocument> documents;
  documents.reserve(names.size());
  for (const std::string& name : names) documents.push_back(test::document(name, language, {"text"}));
  return documents;
}

// "0=1 2=0 3= =2": pairs, then lone sources, then lone targets.
std::string told(const cli::Pairing& pairing) {
  std::string list;
  const auto add = [&](const std::string& entry) { list += (list.empty() ? "" : " ") + entry; };
  for (const cli::Bitext& bitext : pairing.bitexts)
    add(std::to_string(bitext.source) + "=" + std::to_string(bitext.target));
  for (const std::size_t source : pairing.lone_sources) add(std::to_string(source) + "=");
  for (const std::size_t target : pairing.lone_targets) add("=" + std::to_string(target));
  return list;
}

}  // namespace

TEST_CASE("documents are paired by their names without folder, suffix and language") {
  struct Row {
    const char* why;
    const char* source;
    const char* target;
    bool is_pair;
  };
  const auto row = GENERATE(values<Row>({
      {"the same name in two folders", "en/page.txt", "fr/page.txt", true},
      {"a language before the suffix", "page.en.txt", "page.fr.txt", true},
      {"a language on one side only", "page.txt", "fr/page.fr.txt", true},
      {"with a region", "page.en-US.txt", "page.fr_CH.txt", true},
      {"in capitals", "page.EN.txt", "page.fr.txt", true},
      {"another suffix", "page.en.htm", "page.fr.txt", true},
      {"no suffix but the language", "page.en", "page.fr", true},
      {"another name", "page.en.txt", "side.fr.txt", false},
      {"the beginning of the name", "page.en.txt", "page2.fr.txt", false},
      {"a part of a name that is no language", "page.v2.txt", "page.v1.txt", false},
      {"words of three letters", "part.one.txt", "part.two.txt", false},
      {"one letter is no language", "annex.a.txt", "annex.b.txt", false},
      {"numbers are no languages", "2014.01.txt", "2014.02.txt", false},
      {"the language in the middle is a part of the name", "page.en.old.txt", "page.fr.old.txt", false},
      {"other letters", "été.en.txt", "été.fr.txt", true},
      {"a name that begins with a full stop", "en/.page.txt", "fr/.page.txt", true},
  }));
  CAPTURE(row.why);
  CHECK(told(cli::pair_by_name(named({row.source}, "en"), named({row.target}, "fr"))) ==
        (row.is_pair ? "0=0" : "0= =0"));
}

TEST_CASE("pairing by name takes each document once, and tells who is alone") {
  struct Row {
    const char* why;
    std::vector<std::string> sources;
    std::vector<std::string> targets;
    const char* pairs;
  };
  const auto row = GENERATE(values<Row>({
      {"in another order", {"a.txt", "b.txt", "c.txt"}, {"c.txt", "a.txt", "b.txt"}, "0=1 1=2 2=0"},
      {"alone on either side", {"a.txt", "x.txt"}, {"y.txt", "a.txt"}, "0=1 1= =0"},
      {"two sources of one name: the first is taken", {"1/a.txt", "2/a.txt"}, {"a.txt"}, "0=0 1="},
      {"two targets of one name: the first is taken", {"a.txt"}, {"1/a.txt", "2/a.txt"}, "0=0 =1"},
      {"no sources", {}, {"a.txt"}, "=0"},
      {"no targets", {"a.txt"}, {}, "0="},
      {"nothing", {}, {}, ""},
  }));
  CAPTURE(row.why);
  CHECK(told(cli::pair_by_name(named(row.sources, "en"), named(row.targets, "fr"))) == row.pairs);
}

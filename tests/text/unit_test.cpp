#include "text/unit.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace {

using namespace oimtm::text;

TranslationUnit unit_in(const std::vector<std::string>& languages) {
  TranslationUnit unit;
  for (const std::string& language : languages) {
    Variant& variant = unit.variants.emplace_back();
    variant.language = LanguageTag(language);
    variant.segment.text = language;
  }
  return unit;
}

}  // namespace

TEST_CASE("a variant is found by its language, exactly or by its base") {
  struct Row {
    const char* why;
    std::vector<std::string> has;
    std::string wanted;
    std::string found;
  };
  const Row row = GENERATE(values<Row>({
      {"the same tag", {"en", "fr"}, "fr", "fr"},
      {"the same tag before another variety that comes first", {"fr-CA", "fr"}, "fr", "fr"},
      {"and the other way round", {"fr", "fr-CA"}, "fr-CA", "fr-CA"},
      {"a variety for the language", {"en", "fr-CH"}, "fr", "fr-CH"},
      {"the language for a variety", {"en", "fr"}, "fr-CH", "fr"},
      {"a variety for another, the first", {"fr-BE", "fr-CA"}, "fr-CH", "fr-BE"},
  }));
  CAPTURE(row.why);
  const TranslationUnit unit = unit_in(row.has);
  const Variant* found = find_variant(unit, LanguageTag(row.wanted));
  REQUIRE(found != nullptr);
  CHECK(found->segment.text == row.found);
}

TEST_CASE("a language that a unit has not is not found") {
  CHECK(find_variant(unit_in({"en", "fr"}), LanguageTag("es")) == nullptr);
  CHECK(find_variant(unit_in({"fro"}), LanguageTag("fr")) == nullptr);
  CHECK(find_variant(TranslationUnit{}, LanguageTag("fr")) == nullptr);
}

TEST_CASE("units are equal only if everything of them is") {
  const TranslationUnit unit = unit_in({"en", "fr"});
  CHECK(unit == unit_in({"en", "fr"}));
  TranslationUnit other = unit;
  other.variants[1].context.next = "";
  CHECK_FALSE(other == unit);  // an edge is not the same as not known
  other = unit;
  other.variants[0].origin = Origin{};
  CHECK_FALSE(other == unit);
  other = unit;
  other.confidence = 0.0;
  CHECK_FALSE(other == unit);
  other = unit;
  other.attributes.emplace_back("note", "x");
  CHECK_FALSE(other == unit);
}

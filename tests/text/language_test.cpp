#include "text/language.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "tests/support/generate.h"
#include "text/error.h"

namespace {

using namespace oimtm;
using text::LanguageTag;

}  // namespace

TEST_CASE("a tag is kept in its canonical form") {
  struct Row {
    const char* why;
    std::string tag;
    std::string canonical;
  };
  const Row row = GENERATE(values<Row>({
      {"already canonical", "fr", "fr"},
      {"the language is in lower case", "FR", "fr"},
      {"the region is in upper case", "fr-ch", "fr-CH"},
      {"the script has a capital", "ZH-HANS-cn", "zh-Hans-CN"},
      {"an underscore, as locales have it", "en_us", "en-US"},
      {"a code that was replaced", "iw", "he"},
      {"another one", "in", "id"},
      {"three letters where two exist", "fra", "fr"},
      {"three letters where no two exist", "fil", "fil"},
      {"a region of figures", "es-419", "es-419"},
      {"a variant", "ca-valencia", "ca-valencia"},
      {"a grandfathered tag", "i-klingon", "tlh"},
      {"a private tag is of no language", "x-lingua", "und-x-lingua"},
      {"undetermined is a language tag too", "und", "und"},
  }));
  CAPTURE(row.why);
  CHECK(LanguageTag(row.tag).str() == row.canonical);
}

TEST_CASE("a tag that is not well-formed is refused") {
  struct Row {
    const char* why;
    std::string_view tag;
  };
  using namespace std::string_view_literals;
  const Row row = GENERATE(values<Row>({
      {"empty", ""},
      {"one letter", "f"},
      {"a name", "français"},
      {"a space", "fr CH"},
      {"a space before it", " fr"},
      {"a hyphen behind it", "fr-"},
      {"two hyphens", "fr--CH"},
      {"a part that is too long", "fr-abcdefghijk"},
      {"a byte of zero", "fr\0x"sv},
      {"a byte of zero at the end", "fr\0"sv},
      {"an asterisk", "*"},
      {"bytes that are not UTF-8", "\xFF\xFE"},
  }));
  CAPTURE(row.why);
  CHECK_FALSE(LanguageTag::parse(row.tag).has_value());
  CHECK_THROWS_AS(LanguageTag(row.tag), UsageError);
}

TEST_CASE("a tag of any length is read or refused") {
  std::string tag = "en-x";
  for (int i = 0; i < 1000; ++i) {
    tag += "-abcdefgh";
    const auto parsed = LanguageTag::parse(tag);
    if (parsed) REQUIRE(parsed->str() == tag);
  }
}

TEST_CASE("the canonical form of a tag is its own canonical form") {
  static constexpr std::array<std::string_view, 22> kParts = {
      "fr",  "EN",       "iw", "sh", "zh", "no",    "art",  "lojban", "hans", "Latn", "us",
      "419", "valencia", "x",  "u",  "ca", "posix", "1996", "a",      "GB",   "oed",  "cmn"};
  test::Dice dice(2);
  std::size_t well_formed = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string tag(dice.pick(kParts));
    for (std::size_t parts = dice.below(4); parts > 0; --parts) tag += "-" + std::string(dice.pick(kParts));
    const auto once = LanguageTag::parse(tag);
    if (!once) continue;
    ++well_formed;
    CAPTURE(tag, once->str());
    const auto twice = LanguageTag::parse(once->str());
    REQUIRE(twice.has_value());
    REQUIRE(twice->str() == once->str());
  }
  CHECK(well_formed > 1000);
}

TEST_CASE("tags are equal if they name the same, and sorted as strings") {
  CHECK(LanguageTag("en_us") == LanguageTag("EN-US"));
  CHECK(LanguageTag("en-US") != LanguageTag("en-GB"));
  CHECK(LanguageTag("en") < LanguageTag("fr"));
  CHECK(LanguageTag("fr") < LanguageTag("fr-CH"));
}

TEST_CASE("the base of a tag is its language alone") {
  CHECK(LanguageTag("zh-Hans-CN").base() == "zh");
  CHECK(LanguageTag("fr").base() == "fr");
  CHECK(LanguageTag().base().empty());
  CHECK(same_base(LanguageTag("fr-CH"), LanguageTag("fr")));
  CHECK(same_base(LanguageTag("fr-CH"), LanguageTag("fr-CA")));
  const auto fits = [](const char* a, const char* b) {
    CHECK(is_same_or_general(LanguageTag(a), LanguageTag(b)) == is_same_or_general(LanguageTag(b), LanguageTag(a)));
    return is_same_or_general(LanguageTag(a), LanguageTag(b));
  };
  CHECK(fits("fr", "fr"));
  CHECK(fits("fr", "fr-FR"));
  CHECK(fits("fr", "fr-CA"));
  CHECK(fits("zh", "zh-CN"));
  CHECK(fits("zh-Hans", "zh"));
  CHECK_FALSE(fits("fr-FR", "fr-CA"));
  CHECK_FALSE(fits("zh", "zh-TW"));
  CHECK_FALSE(fits("sr", "sr-Latn"));
  CHECK_FALSE(fits("fr", "fro"));
  CHECK_FALSE(is_same_or_general(LanguageTag("fr"), LanguageTag()));
  CHECK_FALSE(same_base(LanguageTag("fr"), LanguageTag("fro")));
  CHECK_FALSE(same_base(LanguageTag("fr"), LanguageTag()));
}

TEST_CASE("a tag is empty only if it was never given") {
  CHECK(LanguageTag().empty());
  CHECK_FALSE(LanguageTag("und").empty());
}

TEST_CASE("a language is known if ISO 639 has it, whatever the region") {
  for (const char* tag : {"fr", "en-US", "ar", "zh-Hant-TW", "tlh", "fil", "fr-ZZ"}) {
    CAPTURE(tag);
    CHECK(LanguageTag(tag).is_known());
  }
  for (const char* tag : {"xq", "qqqq", "source", "text-GB"}) {
    CAPTURE(tag);
    CHECK_FALSE(LanguageTag(tag).is_known());
  }
  CHECK_FALSE(LanguageTag().is_known());
}

TEST_CASE("a language is named in the language of the reader") {
  CHECK(LanguageTag("fr").display_name(LanguageTag("en")) == "French");
  CHECK(LanguageTag("fr").display_name(LanguageTag("fr")) == "français");
  CHECK(LanguageTag("pt-BR").display_name(LanguageTag("en")) == "Portuguese (Brazil)");
  CHECK(LanguageTag("zh-Hans").display_name(LanguageTag("en")).find("Chinese") != std::string::npos);
  CHECK(LanguageTag("xq").display_name(LanguageTag("en")) == "xq");
}

TEST_CASE("a sentence or two tell their language") {
  struct Row {
    const char* language;
    std::string text;
  };
  const Row row = GENERATE(values<Row>({
      {"fr", "L'Organisation internationale pour les migrations a ouvert un bureau dans la capitale."},
      {"en", "The organization has opened an office in the capital and will help people to return."},
      {"es", "La organización abrió una oficina en la capital y ayudará a las personas a regresar."},
      {"ar", "افتتحت المنظمة مكتبا جديدا في العاصمة لمساعدة الناس على العودة إلى ديارهم."},
      {"ru", "Организация открыла бюро в столице и будет помогать людям вернуться домой."},
      {"ja", "国際移住機関は首都に事務所を開設し、人々の帰還を支援します。"},
      {"he", "הארגון פתח משרד בבירה ויסייע לאנשים לחזור לבתיהם בשלום."},
  }));
  CHECK(text::recognize_language(row.text).str() == row.language);
}

TEST_CASE("the language of what is too short or no language is unknown") {
  for (const char* text : {"", " ", "123", "OK", "?!", "12 345 - 67", "a b c d e", "ᚠᚢᚦᚨᚱᚲ"}) {
    CAPTURE(text);
    CHECK(text::recognize_language(text).empty());
  }
}

TEST_CASE("the language of a text longer than what is looked at is found, wherever that is cut") {
  const std::string sentence = "Près de trente mille réfugiés ont été réinstallés à Genève l'été dernier. ";
  for (std::size_t shift = 0; shift < 4; ++shift) {
    std::string text(shift, 'a');
    text += " ";
    while (text.size() < 70 * 1024) text += sentence;
    CHECK(text::recognize_language(text).str() == "fr");
  }
}

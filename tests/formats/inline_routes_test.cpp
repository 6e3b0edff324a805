// Inline codes on their way through the exchange formats, in any order of them.
#include <catch2/catch.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "formats/bilingual.h"
#include "formats/inline_code.h"
#include "formats/tmx/tmx.h"
#include "formats/xliff/xliff.h"
#include "tests/support/generate.h"

namespace {

using namespace oimtm;
using text::InlineCode;
using Kind = InlineCode::Kind;
using Units = std::vector<text::TranslationUnit>;

const DiagnosticSink kSilent = [](const Diagnostic&) {};

Units through(const std::string& format, const Units& units) {
  const formats::UnitOptions options{text::LanguageTag("en"), text::LanguageTag("fr"), format};
  const bool is_tmx = format == "tmx";
  std::string file;
  const formats::ByteSink sink = [&](std::string_view bytes) { file += bytes; };
  const auto writer =
      is_tmx ? formats::write_tmx(options, sink, kSilent) : formats::write_xliff(options, sink, kSilent);
  for (const text::TranslationUnit& unit : units) REQUIRE(writer->write(unit));
  writer->finish();
  Units read;
  const formats::UnitVisitor visit = [&](const text::TranslationUnit& unit) { read.push_back(unit); };
  formats::ByteSource source(file, "file");
  is_tmx ? formats::read_tmx(source, {}, visit, kSilent) : formats::read_xliff(source, {}, visit, kSilent);
  return read;
}

// What has to survive: text, and of each code its kind, place, partner, markup and type.
struct Survivor {
  std::string text;
  std::vector<std::tuple<Kind, std::size_t, std::size_t, std::string, std::string>> codes;

  bool operator==(const Survivor&) const = default;
};

std::vector<Survivor> survivors(const Units& units) {
  std::vector<Survivor> all;
  for (const text::TranslationUnit& unit : units) {
    for (const text::Variant& variant : unit.variants) {
      Survivor survivor{variant.segment.text, {}};
      const std::vector<std::size_t> pairs = formats::partners(variant.segment.codes);
      for (std::size_t i = 0; i < variant.segment.codes.size(); ++i) {
        const InlineCode& code = variant.segment.codes[i];
        const formats::CodeContent content = formats::content_of(code);
        const bool has_type = code.kind != Kind::closes;  // TMX and XLIFF 1.2 have none there
        survivor.codes.emplace_back(code.kind, code.offset, pairs[i], content.data, has_type ? content.type : "");
      }
      all.push_back(std::move(survivor));
    }
  }
  return all;
}

struct Markup {
  std::string opens;
  std::string closes;
  std::string alone;
};

// A pair and a placeholder, as each format and a document's own markup have them.
Markup markup(test::Dice& dice, const std::string& id) {
  static const std::vector<std::string> kTypes = {"bold", "italic", "link", "x-font"};
  const std::string type = dice.pick(kTypes);
  switch (dice.below(6)) {
    case 0:
      return {"<bpt i=\"" + id + "\" type=\"" + type + "\">&lt;b&gt;</bpt>", "<ept i=\"" + id + "\">&lt;/b&gt;</ept>",
              "<ph x=\"" + id + "\" type=\"lb\">&lt;br/&gt;</ph>"};
    case 1: return {"<g id=\"" + id + "\" ctype=\"" + type + "\">", "</g>", "<x id=\"" + id + "\" ctype=\"image\"/>"};
    case 2:
      return {"<bpt id=\"" + id + "\" rid=\"" + id + "\">{1 &amp; \"</bpt>", "<ept id=\"" + id + "\">}</ept>",
              "<ph id=\"" + id + "\"></ph>"};
    case 3:
      return {"<sc id=\"" + id + "\" type=\"fmt\" subType=\"xlf:b\">**</sc>", "<ec startRef=\"" + id + "\">**</ec>",
              "<ph id=\"" + id + "\" equiv=\"a&lt;b\"/>"};
    case 4:
      return {"<bpt i=\"" + id + "\">&lt;a title=\"<sub type=\"" + type +
                  "\">a <it pos=\"begin\">&lt;i></it>b</sub>\"&gt;</bpt>",
              "<ept i=\"" + id + "\">&lt;/a&gt;</ept>", "<ph id=\"" + id + "\">&lt;img alt=\"<sub>a</sub>\"/&gt;</ph>"};
    default: return {"<a href=\"x&amp;y\">", "</a>", "{0}"};
  }
}

text::Segment random_segment(test::Dice& dice) {
  static const std::vector<std::string> kNames = {"", "", "c", "x y\"<"};
  text::Segment segment{"x" + test::random_text(dice, 1 + dice.below(20)), {}, {}};
  const auto step = [&](std::size_t at) {
    at += dice.below(segment.text.size() - at + 1);
    while (at < segment.text.size() && (static_cast<unsigned char>(segment.text[at]) & 0xC0) == 0x80) ++at;
    return at;
  };
  std::size_t at = 0;
  for (std::size_t number = 1, count = dice.below(4); number <= count; ++number) {
    const std::string id = dice.pick(kNames) + std::to_string(number);
    const Markup made = markup(dice, id);
    const std::size_t shape = dice.below(4);
    if (shape == 0) segment.codes.push_back({Kind::stands_alone, at = step(at), id, made.alone});
    if (shape == 1 || shape == 3) segment.codes.push_back({Kind::opens, at = step(at), id, made.opens});
    if (shape == 2 || shape == 3) segment.codes.push_back({Kind::closes, at = step(at), id, made.closes});
  }
  return segment;
}

Units random_units(test::Dice& dice) {
  Units units(1 + dice.below(4));
  for (text::TranslationUnit& unit : units)
    for (const char* language : {"en", "fr"})
      unit.variants.push_back({text::LanguageTag(language), random_segment(dice), {}, {}, {}});
  return units;
}

}  // namespace

TEST_CASE("inline codes survive every route through TMX and the versions of XLIFF", "[exchange][law]") {
  const std::vector<std::string> formats = {"tmx", "xliff1.2", "xliff2.0", "xliff2.1", "xliff2.2"};
  test::Dice dice(87);
  for (int round = 0; round < 300; ++round) {
    const Units units = random_units(dice);
    std::string route;
    Units moved = units;
    for (std::size_t steps = 1 + dice.below(4); steps > 0; --steps) {
      const std::string& format = dice.pick(formats);
      route += format + " ";
      moved = through(format, moved);
    }
    CAPTURE(round, route);
    REQUIRE((survivors(moved) == survivors(units)));
  }
}

TEST_CASE("a code whose text is translated is the same code in the translation", "[exchange]") {
  const auto variant = [](const char* language, const std::string& alt) {
    return text::Variant{
        text::LanguageTag(language),
        {"ab",
         {{Kind::stands_alone, 0, "1", "<ph x=\"1\">{0}</ph>"},
          {Kind::stands_alone, 1, "2", "<ph x=\"2\">&lt;img alt=\"<sub>" + alt + "</sub>\"/&gt;</ph>"}},
         {}},
        {},
        {},
        {}};
  };
  text::TranslationUnit unit;
  unit.variants = {variant("en", "tree"), variant("fr", "arbre")};
  const std::string format = GENERATE("xliff1.2", "xliff2.1");
  const Units read = through(format, {unit});
  for (std::size_t i = 0; i < 2; ++i)
    CHECK(read.at(0).variants[0].segment.codes[i].id == read.at(0).variants[1].segment.codes[i].id);
  CHECK(formats::content_of(read.at(0).variants[1].segment.codes[1]).data == "<img alt=\"arbre\"/>");
  CHECK(formats::tie(unit.variants[0].segment, unit.variants[1].segment).has_value());
}

TEST_CASE("a code is what the document has, whichever element it came in", "[exchange]") {
  struct Row {
    const char* why;
    std::string markup;
    std::string data;
    std::string type;
  };
  const Row row = GENERATE(values<Row>({
      {"the document's own", "<b class=\"x\">", "<b class=\"x\">", ""},
      {"of TMX", "<bpt i=\"1\" type=\"ulined\">&lt;u&gt;</bpt>", "<u>", "underlined"},
      {"a type of nobody else", "<ph x=\"1\" type=\"font\">F</ph>", "F", "x-font"},
      {"with a text in it", "<ph x=\"1\">a&lt;<sub>b<ph>&amp;</ph></sub>c</ph>", "a<b&c", ""},
      {"of XLIFF 1.2", "<it id=\"1\" pos=\"open\" ctype=\"x-bold\">{</it>", "{", "bold"},
      {"a tag that stands for itself", "<g id=\"1\" ctype=\"link\">", "<g id=\"1\" ctype=\"link\">", "link"},
      {"its end", "</g>", "</g>", ""},
      {"of XLIFF 2, with its data", "<sc id=\"1\" type=\"fmt\" subType=\"xlf:i\">_</sc>", "_", "italic"},
      {"without data, but with words", "<ph id=\"1\" equiv=\"{x}\"/>", "<ph id=\"1\" equiv=\"{x}\"/>", ""},
      {"a number alone", "<ph id=\"1\"/>", "", ""},
      {"nothing of XML", "{0}", "{0}", ""},
      {"something that only begins like it", "<bptx>", "<bptx>", ""},
  }));
  CAPTURE(row.why);
  const formats::CodeContent content = formats::content_of({Kind::stands_alone, 0, "1", row.markup});
  CHECK(content.data == row.data);
  CHECK(content.type == row.type);
}

// XML taken apart, against expat: the slow, obvious twin.
#include "formats/xml_reader.h"

#include <expat.h>

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/exchange_units.h"

namespace {

using namespace oimtm;
using formats::XmlReader;

// What a file holds, as text: "<a x=[1]>", "</a>", and texts with what stands between two
// tags in one piece. Behind a fault nothing.
struct Parsed {
  std::string events;
  bool is_well_formed = true;
};

Parsed by_expat(const std::string& file) {
  Parsed parsed;
  XML_Parser parser = XML_ParserCreate(nullptr);
  XML_SetUserData(parser, &parsed.events);
  XML_SetElementHandler(
      parser,
      [](void* data, const char* name, const char** attributes) {
        std::string& events = *static_cast<std::string*>(data);
        events.append("<").append(name);
        for (; *attributes != nullptr; attributes += 2)
          events.append(" ").append(attributes[0]).append("=[").append(attributes[1]).append("]");
        events += ">";
      },
      [](void* data, const char* name) { static_cast<std::string*>(data)->append("</").append(name).append(">"); });
  XML_SetCharacterDataHandler(parser, [](void* data, const char* text, int size) {
    static_cast<std::string*>(data)->append(text, static_cast<std::size_t>(size));
  });
  parsed.is_well_formed = XML_Parse(parser, file.data(), static_cast<int>(file.size()), 1) == XML_STATUS_OK;
  XML_ParserFree(parser);
  return parsed;
}

Parsed by_us(const std::string& file) {
  Parsed parsed;
  formats::ByteSource bytes(file, "f");
  formats::ExchangeText source(bytes, {{}, true, false, {}});
  XmlReader xml(source, {});
  for (;;) {
    const XmlReader::Token token = xml.next();
    if (xml.has_flaw() || token == XmlReader::Token::fault) parsed.is_well_formed = false;
    if (!parsed.is_well_formed || token == XmlReader::Token::end) return parsed;
    if (token == XmlReader::Token::start_tag) {
      parsed.events.append("<").append(xml.name());
      for (const auto& [name, value] : xml.attributes())
        parsed.events.append(" ").append(name).append("=[").append(value).append("]");
      parsed.events += ">";
    } else if (token == XmlReader::Token::end_tag) {
      parsed.events.append("</").append(xml.name()).append(">");
    } else {
      parsed.events += xml.text();
    }
  }
}

void check_twins(const std::string& file) {
  CAPTURE(file);
  const Parsed twin = by_expat(file);
  const Parsed ours = by_us(file);
  CHECK(ours.is_well_formed == twin.is_well_formed);
  if (twin.is_well_formed) CHECK(ours.events == twin.events);
}

constexpr std::array<std::string_view, 40> kPieces = {"<a>",
                                                      "</a>",
                                                      "<b x='1' y=\"2\">",
                                                      "</b>",
                                                      "<c/>",
                                                      "<d z='&lt;\t\n\r\n&#10;é'/>",
                                                      "text",
                                                      "é😀",
                                                      "&amp;",
                                                      "&#233;",
                                                      "&#x1F;",
                                                      "&x;",
                                                      "&",
                                                      "<![CDATA[<x>&]]]>",
                                                      "]]>",
                                                      "]",
                                                      "<!-- c -->",
                                                      "<!--",
                                                      "-->",
                                                      "<?p i?>",
                                                      "<?xml version='1.0'?>",
                                                      "\r\n",
                                                      "\r",
                                                      "\t ",
                                                      "\x01",
                                                      "\xE9",
                                                      "\xED\xA0\x80",
                                                      "\xEF\xBF\xBE",
                                                      "<",
                                                      ">",
                                                      "<a x='1' x='2'>",
                                                      "< a>",
                                                      "<a x=1>",
                                                      "<a x='<'>",
                                                      "</a >",
                                                      "<é è=''/>",
                                                      "<1>",
                                                      "<a\nx\n=\n'1'\n>",
                                                      "&quot;&apos;&gt;",
                                                      "<b x='1'y='2'>"};

}  // namespace

TEST_CASE("files of odd pieces are what expat says that they are", "[xml][twin]") {
  test::Dice dice(47);
  for (int round = 0; round < 20'000; ++round) {
    std::string inside;
    for (std::size_t pieces = dice.below(6); pieces > 0; --pieces) inside += dice.pick(kPieces);
    check_twins(dice.chance(2) ? "<r>" + inside + "</r>" : dice.chance(2) ? inside : "<r/>" + inside);
  }
}

TEST_CASE("files that break off or lose a byte are what expat says that they are", "[xml][twin]") {
  const std::string whole =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE r [<!ENTITY e \"é\">]>\n<!-- c --><r a='1'>x<s "
      "b=\"&amp;\">é"
      "<![CDATA[<]]></s>&#65;<t/></r>\n<!-- d --><?p q?>\n";
  check_twins(whole);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    const bool in_prolog = at < whole.find("<!-- c");  // which expat looks at more closely
    if (!in_prolog) check_twins(whole.substr(0, at));
    if (!in_prolog) check_twins(std::string(whole).erase(at, 1));
  }
}

TEST_CASE("a file larger than its buffer is the same however its tokens fall", "[xml][twin]") {
  test::Dice dice(53);
  for (const std::size_t filling : {262'100u, 262'120u, 262'140u, 262'143u, 524'200u, 700'000u}) {
    std::string file = "<r><!--" + std::string(filling, 'c') + "-->";
    for (int i = 0; i < 60; ++i) file += "<a x='é&#233;\n'>é&amp;\r\n</a><![CDATA[é]]]]><b/>";
    file += "</r>";
    const Parsed twin = by_expat(file);
    REQUIRE(twin.is_well_formed);
    CHECK((by_us(file).events == twin.events));
  }
}

TEST_CASE("a comment or an instruction of any length is text wherever the buffer ends", "[xml]") {
  for (const std::string character : {"я", "€", "😀"}) {
    for (const std::string odd : {"", "x", "xy", "xyz"}) {
      CAPTURE(character, odd);
      std::string text = odd;
      while (text.size() < 600'000) text += character;
      CHECK(by_us("<a><!--" + text + "--></a>").is_well_formed);
      CHECK(by_us("<a><?p " + text + "?></a>").is_well_formed);
    }
  }
}

TEST_CASE("a place is a line and a column in characters, wherever the token is", "[xml]") {
  std::string file = "<r>\n";
  for (int i = 0; i < 20'000; ++i) file += "éé <a>text</a> <b/>\n";
  file += "</r>";
  formats::ByteSource bytes(file, "f");
  formats::ExchangeText source(bytes, {});
  XmlReader xml(source, {});
  std::size_t line = 1;
  std::size_t wrong = 0;
  for (XmlReader::Token token = xml.next(); token != XmlReader::Token::end; token = xml.next()) {
    if (token != XmlReader::Token::start_tag || xml.name() == "r") continue;
    const Location where = xml.where();
    if (xml.name() == "a") ++line;
    wrong += where.line != line || where.column != (xml.name() == "a" ? 4u : 16u) ? 1 : 0;
  }
  CHECK(line == 20'001);
  CHECK(wrong == 0);
}

TEST_CASE("behind a fault the next element of a name is found, and what is open there is right", "[xml]") {
  formats::ByteSource bytes("<r><s><u>a</v><u x='<u'/> <ux/><u\n>b</u></s></r>", "f");
  formats::ExchangeText source(bytes, {});
  XmlReader xml(source, {});
  while (xml.next() != XmlReader::Token::fault) {
  }
  CHECK(xml.recover("u", 2));
  CHECK(xml.next() == XmlReader::Token::fault);  // a < in an attribute, which begins no <u
  CHECK(xml.recover("u", 2));
  CHECK(xml.next() == XmlReader::Token::start_tag);
  CHECK(xml.depth() == 3);
  CHECK(xml.next() == XmlReader::Token::text);
  CHECK(xml.text() == "b");
  CHECK_FALSE(xml.recover("u", 2));
  CHECK(xml.next() == XmlReader::Token::end);
}

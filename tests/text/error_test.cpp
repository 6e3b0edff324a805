#include "text/error.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/generate.h"

namespace {

using namespace oimtm;

}  // namespace

TEST_CASE("a pattern takes its arguments by number") {
  struct Row {
    const char* why;
    std::string pattern;
    std::vector<std::string> arguments;
    std::string filled;
  };
  const Row row = GENERATE(values<Row>({
      {"no slot", "no such file", {}, "no such file"},
      {"one slot", "cannot open {1}", {"a.txt"}, "cannot open a.txt"},
      {"a translation may turn the order round", "{2} vor {1}", {"a", "b"}, "b vor a"},
      {"a slot may stand twice", "{1} and {1}", {"a"}, "a and a"},
      {"a slot without an argument stays", "{1} {2}", {"a"}, "a {2}"},
      {"{0} is no slot", "{0}", {"a"}, "{0}"},
      {"an argument is not filled again", "{1} {2}", {"{2}", "b"}, "{2} b"},
      {"braces of other things stay", "{ {1} } {x} {1", {"a"}, "{ a } {x} {1"},
      {"a slot at the very end", "{1}", {"a"}, "a"},
      {"an argument that is empty", "<{1}>", {""}, "<>"},
  }));
  CAPTURE(row.why);
  CHECK(fill(row.pattern, row.arguments) == row.filled);
}

TEST_CASE("msg writes numbers and strings as they are") {
  const Message message = msg("{1} of {2}: {3}", 7, std::string("ten"), std::string_view("é"));
  CHECK(fill(message.pattern, message.arguments) == "7 of ten: é");
  CHECK_FALSE(message.empty());
  CHECK(Message{}.empty());
}

TEST_CASE("a place is written as far as it is known") {
  CHECK(to_string(Location{}).empty());
  CHECK(to_string(Location{"a.srx", 0, 0}) == "a.srx");
  CHECK(to_string(Location{"a.srx", 3, 0}) == "a.srx:3");
  CHECK(to_string(Location{"a.srx", 3, 9}) == "a.srx:3:9");
  CHECK(to_string(Location{"a.srx", 0, 9}) == "a.srx");
}

TEST_CASE("a byte is located by line and by column in code points") {
  struct Row {
    const char* why;
    std::string text;
    std::size_t byte;
    std::size_t line;
    std::size_t column;
  };
  const Row row = GENERATE(values<Row>({
      {"the first byte", "ab", 0, 1, 1},
      {"an empty text", "", 0, 1, 1},
      {"é takes two bytes and one column", "é!", 2, 1, 2},
      {"outside the BMP, one column too", "😀!", 4, 1, 2},
      {"a line end belongs to its line", "ab\ncd", 2, 1, 3},
      {"the first byte of the second line", "ab\ncd", 3, 2, 1},
      {"empty lines count", "\n\n\nx", 3, 4, 1},
      {"columns count from the last line end", "éé\néx", 7, 2, 2},
      {"the end of the text", "ab\ncd", 5, 2, 3},
      {"behind the end is the end", "ab\ncd", 99, 2, 3},
  }));
  CAPTURE(row.why);
  const Location where = locate(row.text, row.byte, "f");
  CHECK(where.file == "f");
  CHECK(where.line == row.line);
  CHECK(where.column == row.column);
}

TEST_CASE("places are in the order of their bytes") {
  test::Dice dice(1);
  for (int round = 0; round < 50; ++round) {
    std::string text;
    for (int line = 0; line < 4; ++line) text += test::random_text(dice, dice.below(5)) + "\n";
    std::size_t line = 1;
    std::size_t column = 1;
    for (std::size_t byte = 0; byte < text.size(); ++byte) {
      if ((static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80) continue;
      const Location where = locate(text, byte, "");
      REQUIRE(where.line == line);
      REQUIRE(where.column == column);
      ++column;
      if (text[byte] == '\n') ++line, column = 1;
    }
  }
}

TEST_CASE("an error says in English where, what, and what to do") {
  const InputError whole(msg("not a number: {1}", "x"), {"a.tsv", 2, 5}, msg("write {1}", 1));
  CHECK(std::string(whole.what()) == "a.tsv:2:5: not a number: x\nwrite 1");
  CHECK(std::string(UsageError(msg("no file")).what()) == "no file");
  CHECK(whole.where().line == 2);
  CHECK(whole.hint().arguments == std::vector<std::string>{"1"});
}

TEST_CASE("each kind of error is an Error and no other kind") {
  CHECK_THROWS_AS(throw UsageError(msg("x")), Error);
  CHECK_THROWS_AS(throw InputError(msg("x")), Error);
  CHECK_THROWS_AS(throw StoreError(msg("x")), Error);
  CHECK_FALSE(std::is_base_of_v<InputError, UsageError>);
  CHECK_FALSE(std::is_base_of_v<StoreError, InputError>);
}

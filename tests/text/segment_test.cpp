#include "text/segment.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/generate.h"
#include "tests/text/joined_text.h"

namespace {

using namespace oimtm;
using text::ByteRange;
using text::InlineCode;
using text::Segment;
using Kind = text::InlineCode::Kind;

// Parts of `text`, in order, apart, without white space around them; at least one.
std::vector<ByteRange> random_parts(test::Dice& dice, const std::string& text) {
  std::vector<ByteRange> parts;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.size(), at + 1 + dice.below(12));
    const ByteRange part = text::trimmed(text, {at, end});
    if (part.size() > 0 && !dice.chance(4)) parts.push_back(part);
    at = end;
  }
  if (parts.empty()) parts.push_back(text::trimmed(text, {0, text.size()}));
  return parts;
}

std::vector<InlineCode> random_codes(test::Dice& dice, std::size_t size) {
  std::vector<std::size_t> offsets;
  for (std::size_t count = dice.below(8); count > 0; --count) offsets.push_back(dice.below(size + 1));
  std::sort(offsets.begin(), offsets.end());
  std::vector<InlineCode> codes;
  for (const std::size_t offset : offsets) {
    const auto kind = dice.pick(std::vector{Kind::opens, Kind::closes, Kind::stands_alone});
    codes.push_back({kind, offset, std::to_string(codes.size()), "<x>"});
  }
  return codes;
}

std::string ids(const Segment& segment) {
  std::string ids;
  for (const InlineCode& code : segment.codes) ids += code.id + "@" + std::to_string(code.offset) + " ";
  return ids;
}

}  // namespace

TEST_CASE("a code goes with the part that it belongs to") {
  struct Row {
    const char* why;
    std::vector<InlineCode> codes;
    std::string first;
    std::string second;
  };
  const Row row = GENERATE(values<Row>({
      {"inside the first", {{Kind::stands_alone, 1, "a", ""}}, "a@1 ", ""},
      {"inside the second", {{Kind::stands_alone, 6, "a", ""}}, "", "a@2 "},
      {"at the beginning", {{Kind::closes, 0, "a", ""}}, "a@0 ", ""},
      {"at the end", {{Kind::opens, 7, "a", ""}}, "", "a@3 "},
      {"one that opens between two goes on", {{Kind::opens, 3, "a", ""}}, "", "a@0 "},
      {"one that closes between two ends", {{Kind::closes, 3, "a", ""}}, "a@3 ", ""},
      {"even if it stands behind the space", {{Kind::closes, 4, "a", ""}}, "a@3 ", ""},
      {"one that stands alone at the beginning of the later", {{Kind::stands_alone, 4, "a", ""}}, "", "a@0 "},
      {"one that stands alone between two is of the earlier", {{Kind::stands_alone, 3, "a", ""}}, "a@3 ", ""},
      {"a pair around the space", {{Kind::closes, 3, "a", ""}, {Kind::opens, 3, "b", ""}}, "a@3 ", "b@0 "},
      {"an empty pair stays together", {{Kind::opens, 3, "a", ""}, {Kind::closes, 3, "a", ""}}, "", "a@0 a@0 "},
      {"what stands behind an opening code stays behind it",
       {{Kind::opens, 3, "a", ""}, {Kind::stands_alone, 3, "b", ""}},
       "",
       "a@0 b@0 "},
  }));
  CAPTURE(row.why);
  const auto pieces = text::slices({"Ah. Oh.", row.codes, {}}, {{0, 3}, {4, 7}});
  REQUIRE(pieces.size() == 2);
  CHECK(ids(pieces[0]) == row.first);
  CHECK(ids(pieces[1]) == row.second);
}

TEST_CASE("between two parts that touch a code closes the earlier and opens the later") {
  const std::vector<InlineCode> codes = {
      {Kind::opens, 0, "a", ""}, {Kind::closes, 9, "a", ""}, {Kind::opens, 9, "b", ""}};
  const auto pieces = text::slices({"はい。いいえ。", codes, {}}, {{0, 9}, {9, 21}});
  CHECK(ids(pieces[0]) == "a@0 a@9 ");
  CHECK(ids(pieces[1]) == "b@0 ");
}

TEST_CASE("without parts there are no slices") {
  CHECK(text::slices({" ", {{Kind::opens, 1, "a", ""}}, {}}, {}).empty());
}

TEST_CASE("a slice knows where its text stands in the file") {
  // Lines "One two" and "three. Four", wrapped and indented.
  const std::string file = "  One two\n  three. Four\n";
  const Segment joined{"One two three. Four", {}, {{2, 9}, {12, 23}}};
  const auto pieces = text::slices(joined, {{0, 14}, {15, 19}});
  REQUIRE(pieces.size() == 2);
  CHECK(pieces[0].ranges == std::vector<ByteRange>{{2, 9}, {12, 18}});
  CHECK(pieces[1].ranges == std::vector<ByteRange>{{19, 23}});
  CHECK(test::text_of(file, pieces[1].ranges) == "Four");
}

TEST_CASE("text that came from no document has slices that came from none") {
  CHECK(text::slices({"a b", {}, {}}, {{0, 1}, {2, 3}})[1].ranges.empty());
}

TEST_CASE("slices lose no code, keep their order, and keep their place in a part") {
  test::Dice dice(9);
  for (int round = 0; round < 5000; ++round) {
    const std::string words = "x" + test::random_text(dice, 1 + dice.below(12));
    const Segment segment{words, random_codes(dice, words.size()), {}};
    const std::vector<ByteRange> parts = random_parts(dice, words);
    const std::vector<Segment> pieces = text::slices(segment, parts);
    REQUIRE(pieces.size() == parts.size());
    std::size_t next = 0;  // of the segment's codes
    for (std::size_t i = 0; i < parts.size(); ++i) {
      REQUIRE(pieces[i].text == words.substr(parts[i].begin, parts[i].size()));
      std::size_t least = 0;
      for (const InlineCode& code : pieces[i].codes) {
        InlineCode original = segment.codes[next++];
        REQUIRE(code.offset >= least);
        REQUIRE(code.offset <= parts[i].size());
        least = code.offset;
        if (original.offset > parts[i].begin && original.offset < parts[i].end)
          REQUIRE(parts[i].begin + code.offset == original.offset);
        original.offset = code.offset;
        REQUIRE(code == original);
      }
    }
    REQUIRE(next == segment.codes.size());
  }
}

TEST_CASE("the ranges of a slice hold exactly its text in the file") {
  test::Dice dice(10);
  for (int round = 0; round < 5000; ++round) {
    const test::JoinedText joined = test::random_joined_text(dice);
    for (const Segment& piece : text::slices(joined.segment, random_parts(dice, joined.segment.text))) {
      CAPTURE(joined.file, piece.text);
      REQUIRE(test::text_of(joined.file, piece.ranges) == piece.text);
    }
  }
}

TEST_CASE("ranges follow each other with a space between them or none") {
  CHECK(text::next_range_begin("ab cd", 2) == 3);
  CHECK(text::next_range_begin("父の家", 6) == 6);
  CHECK(text::next_range_begin("ab", 2) == 2);
  const auto pieces = text::slices({"父の家だ", {}, {{0, 6}, {8, 14}}}, {{0, 9}, {9, 12}});
  CHECK(pieces[0].ranges == std::vector<ByteRange>{{0, 6}, {8, 11}});
  CHECK(pieces[1].ranges == std::vector<ByteRange>{{11, 14}});
}

TEST_CASE("a part without its white space is the same part, or nothing") {
  const std::string text = "a \u00A0b ";
  CHECK(text::trimmed(text, {0, text.size()}) == ByteRange{0, 5});
  CHECK(text::trimmed(text, {1, text.size()}) == ByteRange{4, 5});
  CHECK(text::trimmed(text, {1, 4}) == ByteRange{1, 1});
  CHECK(text::trimmed(text, {2, 2}) == ByteRange{2, 2});
}

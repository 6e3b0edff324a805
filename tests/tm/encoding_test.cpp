// Lists in a column of the store: what is written is read again, and damage reads as far as
// it goes.
#include "tm/store/encoding.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/units.h"

namespace oimtm {

namespace {

// Strings that could be taken for the encoding itself.
const std::vector<std::string> kStrings = {"",  "note", "5:hello,", ",",   ":", "12-40 41-77", "0:,", "é\n😀",
                                           " ", "-",    "prop:x",   "ocs", "o"};

text::Attributes random_attributes(test::Dice& dice) {
  text::Attributes attributes;
  for (std::size_t i = dice.below(5); i > 0; --i) attributes.emplace_back(dice.pick(kStrings), dice.pick(kStrings));
  return attributes;
}

std::vector<text::InlineCode> random_codes(test::Dice& dice) {
  std::vector<text::InlineCode> codes;
  for (std::size_t i = dice.below(5); i > 0; --i)
    codes.push_back({static_cast<text::InlineCode::Kind>(dice.below(3)), dice.below(1000), dice.pick(kStrings),
                     dice.pick(kStrings)});
  return codes;
}

std::vector<text::ByteRange> random_ranges(test::Dice& dice) {
  std::vector<text::ByteRange> ranges;
  for (std::size_t i = dice.below(5); i > 0; --i) {
    const std::size_t begin = dice.below(100000);
    ranges.push_back({begin, begin + dice.below(500)});
  }
  return ranges;
}

// Cuts, overwrites, doubles or drops bytes.
std::string damaged(test::Dice& dice, std::string encoded) {
  if (encoded.empty()) return encoded;
  const std::size_t at = dice.below(encoded.size());
  switch (dice.below(4)) {
    case 0: encoded.resize(at); break;
    case 1: encoded[at] = dice.pick(std::string_view(":,-9 x\0\xFF", 8)); break;
    case 2: encoded.insert(at, "9999999999999999999"); break;
    default: encoded.erase(at, 1); break;
  }
  return encoded;
}

// How many items at the front two lists share.
template <class Item>
std::size_t shared_items(const std::vector<Item>& a, const std::vector<Item>& b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

}  // namespace

TEST_CASE("lists are encoded as docs/store.md says") {
  CHECK(tm::encode(text::Attributes{{"note", "a b"}, {"", "é"}}) == "4:note,3:a b,0:,2:é,");
  CHECK(tm::encode(std::vector<text::InlineCode>{{text::InlineCode::Kind::closes, 12, "1", "</b>"}}) ==
        "1:c,2:12,1:1,4:</b>,");
  CHECK(tm::encode(std::vector<text::ByteRange>{{12, 40}, {41, 77}}) == "12-40 41-77");
  CHECK(tm::encode(text::Attributes{}).empty());
}

TEST_CASE("what is encoded is read again") {
  test::Dice dice(1);
  for (int i = 0; i < 2000; ++i) {
    const auto attributes = random_attributes(dice);
    const auto codes = random_codes(dice);
    const auto ranges = random_ranges(dice);
    CHECK(tm::decode_attributes(tm::encode(attributes)) == attributes);
    CHECK(tm::decode_codes(tm::encode(codes)) == codes);
    CHECK(tm::decode_ranges(tm::encode(ranges)) == ranges);
  }
}

TEST_CASE("a list that was cut off is read as far as it goes") {
  test::Dice dice(2);
  for (int i = 0; i < 500; ++i) {
    const auto attributes = random_attributes(dice);
    const auto codes = random_codes(dice);
    const std::string encoded = tm::encode(attributes);
    const std::string encoded_codes = tm::encode(codes);
    const auto some = tm::decode_attributes(encoded.substr(0, dice.below(encoded.size() + 1)));
    const auto some_codes = tm::decode_codes(encoded_codes.substr(0, dice.below(encoded_codes.size() + 1)));
    CHECK(shared_items(some, attributes) == some.size());
    CHECK(shared_items(some_codes, codes) == some_codes.size());
  }
}

TEST_CASE("a damaged list reads without harm") {
  test::Dice dice(3);
  for (int i = 0; i < 5000; ++i) {
    const auto codes = random_codes(dice);
    const std::string attributes = damaged(dice, tm::encode(random_attributes(dice)));
    const std::string ranges = damaged(dice, tm::encode(random_ranges(dice)));
    CHECK(tm::decode_attributes(attributes).size() <= attributes.size());
    CHECK(tm::decode_ranges(ranges).size() <= ranges.size());
    for (const text::InlineCode& code : tm::decode_codes(damaged(dice, tm::encode(codes))))
      CHECK(code.kind <= text::InlineCode::Kind::stands_alone);
  }
}

TEST_CASE("damage ends a list where it is") {
  struct Row {
    const char* why;
    const char* encoded;
    std::size_t items;
  };
  SECTION("attributes") {
    const auto row = GENERATE(values<Row>({
        {"whole", "1:a,1:b,1:c,1:d,", 2},
        {"a value is missing", "1:a,1:b,1:c,", 1},
        {"a length that is none", "1:a,1:b,x:c,1:d,", 1},
        {"a length beyond the end", "1:a,9:b,", 0},
        {"a length beyond all numbers", "1:a,99999999999999999999:b,", 0},
        {"the largest length", "1:a,18446744073709551615:b,", 0},
        {"a negative length", "-1:a,1:b,", 0},
        {"no comma behind an item", "1:a;1:b,1:c,1:d,", 0},
    }));
    CAPTURE(row.why);
    CHECK(tm::decode_attributes(row.encoded).size() == row.items);
  }
  SECTION("codes") {
    const auto row = GENERATE(values<Row>({
        {"whole", "1:o,1:0,1:1,3:<b>,", 1},
        {"a kind that is none", "1:x,1:0,1:1,3:<b>,", 0},
        {"no kind", "0:,1:0,1:1,3:<b>,", 0},
        {"two kinds", "2:oc,1:0,1:1,3:<b>,", 0},
        {"a place that is none", "1:o,1:x,1:1,3:<b>,", 0},
        {"a place and more", "1:o,3:1 2,1:1,3:<b>,", 0},
    }));
    CAPTURE(row.why);
    CHECK(tm::decode_codes(row.encoded).size() == row.items);
  }
  SECTION("ranges") {
    const auto row = GENERATE(values<Row>({
        {"whole", "1-2 3-4", 2},
        {"an end is missing", "1-2 3-", 1},
        {"a half", "1-2 3", 1},
        {"no numbers", "x", 0},
        {"an end before the beginning", "1-2 9-4", 1},
    }));
    CAPTURE(row.why);
    CHECK(tm::decode_ranges(row.encoded).size() == row.items);
  }
}

}  // namespace oimtm
